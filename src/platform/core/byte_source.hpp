#pragma once
// Bytes that lie somewhere (in memory, in a file, sealed in a store), read in any order and never needed whole.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace clinic {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    [[nodiscard]] virtual std::uint64_t size() const = 0;
    /// Fills `into` from `offset` on; fewer bytes than asked at the end only. Throws std::runtime_error on a broken
    /// disk, or when the bytes are not those that were stored.
    [[nodiscard]] virtual std::size_t read(std::uint64_t offset, std::span<char> into) const = 0;
};

/// All of it: for what is known to be small.
inline std::string read_all(const ByteSource& source)
{
    std::string bytes(source.size(), '\0');
    bytes.resize(source.read(0, bytes));
    return bytes;
}

/// Bytes in memory.
class MemorySource final : public ByteSource {
public:
    explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}

    [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
    [[nodiscard]] std::size_t read(std::uint64_t offset, std::span<char> into) const override
    {
        if (offset >= bytes_.size()) return 0;
        return bytes_.copy(into.data(), into.size(), offset);
    }

private:
    std::string bytes_;
};

} // namespace clinic
