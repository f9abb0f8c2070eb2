#include "platform/log/line_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace clinic::log {
namespace {

constexpr std::uint64_t block = 64 * 1024;
constexpr std::size_t longest_line = 1024 * 1024; // more is no line of ours: it is cut

} // namespace

LineFile::LineFile(const std::filesystem::path& path)
    : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC))
{
    struct stat status{};
    if (file_ < 0 || ::fstat(file_, &status) != 0) return;
    const auto size = static_cast<std::uint64_t>(status.st_size);
    start_ = size;
    while (start_ > 0 && buffer_.size() < longest_line) {
        const auto from = start_ - std::min(start_, block);
        buffer_.insert(0, read(from, start_ - from));
        start_ = from;
        if (const auto last = buffer_.rfind('\n'); last != std::string::npos) {
            end_ = start_ + last + 1;
            return;
        }
    }
}

LineFile::~LineFile()
{
    if (file_ >= 0) ::close(file_);
}

std::string LineFile::read(std::uint64_t from, std::uint64_t count)
{
    std::string bytes(count, '\0');
    const auto got = ::pread(file_, bytes.data(), count, static_cast<off_t>(from));
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    bytes_read_ += bytes.size();
    return bytes;
}

std::optional<LineFile::Piece> LineFile::before(std::uint64_t offset)
{
    offset = std::min(offset, end_);
    if (offset == 0) return std::nullopt;
    if (!holds(offset - 1)) {
        start_ = offset - std::min(offset, block);
        buffer_ = read(start_, offset - start_);
    }
    buffer_.resize(static_cast<std::size_t>(offset - start_));
    while (true) {
        const auto length = buffer_.size() - std::min<std::size_t>(buffer_.size(), 1);
        const auto last = length == 0 ? std::string::npos : buffer_.rfind('\n', length - 1);
        const auto from = last == std::string::npos ? 0 : last + 1;
        if (last != std::string::npos || start_ == 0 || buffer_.size() > longest_line) {
            return Piece{start_ + from, std::string_view(buffer_).substr(from, length - from)};
        }
        const auto earlier = start_ - std::min(start_, block);
        buffer_.insert(0, read(earlier, start_ - earlier));
        start_ = earlier;
    }
}

std::optional<LineFile::Piece> LineFile::after(std::uint64_t offset)
{
    if (offset >= end_) return std::nullopt;
    if (!holds(offset)) {
        start_ = offset;
        buffer_ = read(offset, std::min(block, end_ - offset));
    }
    while (true) {
        const auto from = static_cast<std::size_t>(offset - start_);
        const auto found = buffer_.find('\n', from);
        const auto behind = start_ + buffer_.size();
        if (found != std::string::npos) {
            return Piece{offset, std::string_view(buffer_).substr(from, found - from)};
        }
        auto more = read(behind, std::min(block, end_ - std::min(end_, behind)));
        if (more.empty()) return std::nullopt; // shortened behind our back
        buffer_.erase(0, from);
        start_ = offset;
        buffer_ += more;
    }
}

std::uint64_t LineFile::next_start(std::uint64_t offset)
{
    if (offset == 0 || offset >= end_) return std::min(offset, end_);
    const auto piece = after(offset - 1); // from the byte before: it may be a line break itself
    return piece ? piece->end() : end_;
}

} // namespace clinic::log
