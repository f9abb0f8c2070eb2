#pragma once
// One file of lines, read block by block in either direction. For the sources of this folder.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace clinic::log {

/// Only finished lines count: what follows the last line break is not there yet.
class LineFile {
public:
    /// A file that cannot be opened is an empty one.
    explicit LineFile(const std::filesystem::path& path);
    ~LineFile();
    LineFile(const LineFile&) = delete;
    LineFile& operator=(const LineFile&) = delete;

    struct Piece {
        std::uint64_t start;
        std::string_view text; ///< without its line break; good until the next call
        [[nodiscard]] std::uint64_t end() const { return start + text.size() + 1; }
    };
    /// Offsets are those at which a line starts, or end().
    [[nodiscard]] std::optional<Piece> before(std::uint64_t offset);
    [[nodiscard]] std::optional<Piece> after(std::uint64_t offset);
    /// The start of the first line that begins at `offset` or later.
    [[nodiscard]] std::uint64_t next_start(std::uint64_t offset);
    /// Behind the last line break.
    [[nodiscard]] std::uint64_t end() const { return end_; }
    [[nodiscard]] std::size_t bytes_read() const { return bytes_read_; }

private:
    [[nodiscard]] bool holds(std::uint64_t offset) const
    {
        return offset >= start_ && offset < start_ + buffer_.size();
    }
    [[nodiscard]] std::string read(std::uint64_t from, std::uint64_t count);

    int file_;
    std::uint64_t end_ = 0;
    std::string buffer_;
    std::uint64_t start_ = 0; ///< offset of the buffer's first byte
    std::size_t bytes_read_ = 0;
};

} // namespace clinic::log
