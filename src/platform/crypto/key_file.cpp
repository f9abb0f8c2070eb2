#include "platform/crypto/bytes.hpp"
#include "platform/crypto/keys.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace clinic::crypto {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, std::string_view what)
{
    throw std::runtime_error(
        fmt::format("The key file {} {}: {}.", file.string(), what, std::strerror(errno)));
}

class Descriptor {
public:
    Descriptor(const fs::path& path, int flags, mode_t mode = 0)
        : fd_(::open(path.c_str(), flags | O_CLOEXEC, mode))
    {
    }
    ~Descriptor()
    {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

void check_mode(const fs::path& file, const struct stat& status)
{
    if (!S_ISREG(status.st_mode))
        throw std::runtime_error(fmt::format("The key file {} is not a file.", file.string()));
    if ((status.st_mode & 077) == 0) return;
    throw std::runtime_error(fmt::format("The key file {0} can be read or changed by others than "
                                         "its owner (mode {1:o}). Run: chmod 600 {0}",
        file.string(), status.st_mode & 0777));
}

void write_all(int fd, std::string_view bytes, const fs::path& file)
{
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) fail(file, "cannot be written");
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(fd) != 0) fail(file, "cannot be written");
}

/// Complete on the disk under its own name, or not there at all; never over another's.
void create(const fs::path& file, std::string_view text)
{
    const fs::path draft = file.string() + "." + hex(random_bytes(6)) + ".new";
    {
        const Descriptor out(draft, O_WRONLY | O_CREAT | O_EXCL, 0600);
        if (out.get() < 0) fail(file, "cannot be made");
        write_all(out.get(), text, file);
    }
    const bool linked = ::link(draft.c_str(), file.c_str()) == 0;
    const int why = errno;
    ::unlink(draft.c_str());
    if (!linked && why != EEXIST) {
        errno = why;
        fail(file, "cannot be made");
    }
    const Descriptor folder(file.parent_path(), O_RDONLY | O_DIRECTORY);
    if (folder.get() < 0 || ::fsync(folder.get()) != 0) fail(file, "cannot be made to last");
}

std::string read_text(const fs::path& file)
{
    const Descriptor in(file, O_RDONLY);
    struct stat status{};
    if (in.get() < 0 || ::fstat(in.get(), &status) != 0) fail(file, "cannot be read");
    check_mode(file, status);
    std::string text(4096, '\0');
    const auto size = ::read(in.get(), text.data(), text.size());
    if (size < 0) fail(file, "cannot be read");
    text.resize(static_cast<std::size_t>(size));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    return text;
}

void make_folder(const fs::path& folder)
{
    if (fs::exists(folder)) return;
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
}

}

void require_private(const fs::path& file)
{
    struct stat status{};
    if (::stat(file.c_str(), &status) != 0) fail(file, "cannot be read");
    check_mode(file, status);
}

Secret load_or_create_key(
    const fs::path& file, std::size_t bytes, const std::function<std::string()>& made)
{
    make_folder(file.parent_path());
    if (!fs::exists(file)) create(file, (made ? base64url(made()) : random_token(bytes)) + "\n");
    const auto key = from_base64url(read_text(file));
    if (!key || key->size() != bytes)
        throw std::runtime_error(fmt::format("The key file {} is damaged: {} bytes in base64url "
                                             "were expected. Restore it from a backup.",
            file.string(), bytes));
    return Secret(*key);
}

}
