#include "platform/crypto/cbor.hpp"

#include <algorithm>

namespace clinic::crypto {
namespace {

constexpr int deepest = 4;
constexpr int most_items = 64;

struct Head {
    int major;
    std::uint64_t argument;
};

class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    std::optional<Cbor> item(int depth)
    {
        const auto head = take_head();
        if (!head || depth > deepest || ++items_ > most_items) return std::nullopt;
        switch (head->major) {
        case 0:
        case 1:
            return integer(*head);
        case 2:
        case 3:
            return string(*head);
        case 4:
        case 5:
            return list(*head, depth);
        case 7:
            return boolean(*head);
        default: // tags
            return std::nullopt;
        }
    }
    [[nodiscard]] std::string_view rest() const { return rest_; }

private:
    std::optional<std::uint64_t> take_number(std::size_t size)
    {
        if (rest_.size() < size) return std::nullopt;
        std::uint64_t number = 0;
        for (const char byte : rest_.substr(0, size)) {
            number = number << 8 | static_cast<unsigned char>(byte);
        }
        rest_.remove_prefix(size);
        return number;
    }

    std::optional<Head> take_head()
    {
        const auto first = take_number(1);
        if (!first) return std::nullopt;
        const int major = static_cast<int>(*first >> 5);
        const auto low = *first & 31;
        if (low < 24) return Head{major, low};
        if (low > 27 || major == 7) return std::nullopt; // reserved, indefinite, floats
        const std::size_t size = std::size_t{1} << (low - 24);
        const auto number = take_number(size);
        // The same in fewer bytes is the only right spelling.
        const auto least = size == 1 ? std::uint64_t{24} : std::uint64_t{1} << (size * 4);
        if (!number || *number < least) return std::nullopt;
        return Head{major, *number};
    }

    static std::optional<Cbor> integer(Head head)
    {
        if (head.argument > INT64_MAX) return std::nullopt;
        const auto number = static_cast<std::int64_t>(head.argument);
        return Cbor{Cbor::Kind::integer, head.major == 0 ? number : -1 - number};
    }

    static std::optional<Cbor> boolean(Head head)
    {
        if (head.argument != 20 && head.argument != 21) return std::nullopt;
        return Cbor{Cbor::Kind::boolean, static_cast<std::int64_t>(head.argument - 20)};
    }

    std::optional<Cbor> string(Head head)
    {
        if (head.argument > rest_.size()) return std::nullopt;
        const auto content = rest_.substr(0, head.argument);
        rest_.remove_prefix(content.size());
        return Cbor{head.major == 2 ? Cbor::Kind::bytes : Cbor::Kind::text, 0, content};
    }

    std::optional<Cbor> list(Head head, int depth)
    {
        const bool map = head.major == 5;
        if (head.argument > most_items) return std::nullopt;
        Cbor list{map ? Cbor::Kind::map : Cbor::Kind::array};
        for (auto left = head.argument * (map ? 2 : 1); left > 0; --left) {
            auto next = item(depth + 1);
            if (!next) return std::nullopt;
            list.items.push_back(*std::move(next));
        }
        if (map && !has_good_keys(list)) return std::nullopt;
        return list;
    }

    static bool same_key(const Cbor& a, const Cbor& b)
    {
        return a.kind == b.kind && a.number == b.number && a.content == b.content;
    }

    static bool has_good_keys(const Cbor& map)
    {
        for (std::size_t i = 0; i < map.items.size(); i += 2) {
            const auto& key = map.items[i];
            if (key.kind != Cbor::Kind::integer && key.kind != Cbor::Kind::text) return false;
            for (std::size_t j = 0; j < i; j += 2) {
                if (same_key(map.items[j], key)) return false;
            }
        }
        return true;
    }

    std::string_view rest_;
    int items_ = 0;
};

template <class Fits> const Cbor* find(const Cbor& map, Fits fits)
{
    if (map.kind != Cbor::Kind::map) return nullptr;
    for (std::size_t i = 0; i + 1 < map.items.size(); i += 2) {
        if (fits(map.items[i])) return &map.items[i + 1];
    }
    return nullptr;
}

} // namespace

const Cbor* Cbor::at(std::int64_t key) const
{
    return find(*this, [&](const Cbor& k) { return k.kind == Kind::integer && k.number == key; });
}

const Cbor* Cbor::at(std::string_view key) const
{
    return find(*this, [&](const Cbor& k) { return k.kind == Kind::text && k.content == key; });
}

std::optional<Cbor> take_cbor(std::string_view& rest)
{
    Reader reader(rest);
    auto item = reader.item(1);
    if (item) rest = reader.rest();
    return item;
}

} // namespace clinic::crypto
