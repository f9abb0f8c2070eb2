#pragma once
// Identifiers: UUID version 7 (RFC 9562), typed by what they name, kept as their 36-character text.

#include <array>
#include <compare>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace clinic {

using UuidText = std::array<char, 36>;

/// A fresh UUIDv7: time-ordered, strictly increasing within one process.
[[nodiscard]] UuidText new_uuid();
/// Lower-case canonical form of a UUID of any version, or nothing.
[[nodiscard]] std::optional<UuidText> parse_uuid(std::string_view text);

/// Default-constructed ids are empty: they name nothing and are never stored.
template <class Tag> class Id {
public:
    Id() = default;

    [[nodiscard]] static Id fresh() { return Id(new_uuid()); }
    [[nodiscard]] static std::optional<Id> parse(std::string_view text)
    {
        const auto uuid = parse_uuid(text);
        return uuid ? std::optional(Id(*uuid)) : std::nullopt;
    }

    [[nodiscard]] std::string_view view() const
    {
        return text_[0] == '\0' ? std::string_view() : std::string_view(text_.data(), text_.size());
    }
    [[nodiscard]] std::string str() const { return std::string(view()); }
    explicit operator bool() const { return text_[0] != '\0'; }
    auto operator<=>(const Id&) const = default;

private:
    explicit Id(const UuidText& text) : text_(text) {}
    UuidText text_{};
};

} // namespace clinic

template <class Tag> struct std::hash<clinic::Id<Tag>> {
    std::size_t operator()(const clinic::Id<Tag>& id) const
    {
        return std::hash<std::string_view>()(id.view());
    }
};
