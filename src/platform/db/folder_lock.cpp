#include "platform/db/folder_lock.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace clinic::db {
namespace {

std::string holder(int descriptor)
{
    std::array<char, 32> text{};
    const auto length = ::pread(descriptor, text.data(), text.size(), 0);
    if (length <= 0) return "unknown";
    return std::string(text.data(), static_cast<std::size_t>(length));
}

void sign(int descriptor)
{
    const auto pid = fmt::format("{}", ::getpid());
    // Only the sentence of whoever comes second suffers when this fails.
    if (::ftruncate(descriptor, 0) == 0) {
        [[maybe_unused]] const auto written = ::pwrite(descriptor, pid.data(), pid.size(), 0);
    }
}

} // namespace

FileLock::FileLock(const std::string& file)
    : descriptor_(::open((file + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
{
    if (descriptor_ < 0) {
        throw std::runtime_error(
            fmt::format("{}.lock cannot be written: {}. Check that the data folder "
                        "belongs to the user who runs this program.",
                file, std::strerror(errno)));
    }
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        const auto pid = holder(descriptor_);
        ::close(descriptor_);
        throw std::runtime_error(
            fmt::format("{} is in use by another process (number {}). Stop that one "
                        "first, or choose another data folder.",
                file, pid));
    }
    sign(descriptor_);
}

FileLock::~FileLock()
{
    ::close(descriptor_);
}

} // namespace clinic::db
