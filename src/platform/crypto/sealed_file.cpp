#include "platform/crypto/sealed_file.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/crypto/raw.hpp"
#include "platform/crypto/scratch_file.hpp"

#include <sodium.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace clinic::crypto {
namespace {

constexpr std::uint64_t chunk_size = 64 * 1024;
constexpr std::uint64_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

[[noreturn]] void fail(const std::filesystem::path& file)
{
    throw std::system_error(errno, std::generic_category(), file.filename().string());
}

/// A descriptor that closes itself.
struct Descriptor {
    explicit Descriptor(int number) : value(number) {}
    ~Descriptor() { ::close(value); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    const int value;
};

std::string number_text(std::uint64_t number)
{
    std::string bytes(8, '\0');
    for (char& byte : bytes) {
        byte = static_cast<char>(number & 0xff);
        number >>= 8;
    }
    return bytes;
}

/// The key serves one file alone, so that a number is nonce enough.
std::string nonce_of(std::uint64_t chunk)
{
    std::string nonce(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, '\0');
    return number_text(chunk) + nonce.substr(8);
}

std::string binding(std::string_view name, std::uint64_t size)
{
    return number_text(size).append(name);
}

std::string sealed(
    std::string_view plain, std::uint64_t number, const Secret& key, std::string_view bound)
{
    std::string out(plain.size() + tag_size, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(out), nullptr, raw(plain), plain.size(),
        raw(bound), bound.size(), nullptr, raw(nonce_of(number)), raw(key.reveal()));
    return out;
}

void write_all(int descriptor, std::string_view bytes, const std::filesystem::path& file)
{
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(file);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// The last chunk is the one that is not full; it is there, perhaps empty, in every file.
std::uint64_t chunks_of(std::uint64_t size)
{
    return size / chunk_size + 1;
}

} // namespace

Secret new_file_key()
{
    return Secret(random_bytes(crypto_aead_xchacha20poly1305_ietf_KEYBYTES));
}

std::string seal_file(const ByteSource& source, const std::filesystem::path& file,
    const Secret& key, std::string_view name)
{
    const Descriptor descriptor(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (descriptor.value < 0) fail(file);
    const auto bound = binding(name, source.size());
    Digest digest;
    std::string plain(chunk_size, '\0');
    for (std::uint64_t number = 0; number < chunks_of(source.size()); ++number) {
        const auto got = source.read(number * chunk_size, plain);
        const auto part = std::string_view(plain).substr(0, got);
        digest.add(part);
        write_all(descriptor.value, sealed(part, number, key, bound), file);
    }
    if (::fsync(descriptor.value) != 0) fail(file);
    return digest.finish();
}

SealedFile::SealedFile(
    const std::filesystem::path& file, Secret key, std::string name, std::uint64_t size)
    : file_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)),
      key_(std::move(key)),
      name_(std::move(name)),
      size_(size)
{
    if (file_ < 0) fail(file);
    struct stat facts{};
    const bool known = ::fstat(file_, &facts) == 0;
    if (known && static_cast<std::uint64_t>(facts.st_size) == size + chunks_of(size) * tag_size)
        return;
    ::close(file_);
    throw Tampered("a stored file has another length than was written");
}

SealedFile::~SealedFile()
{
    ::close(file_);
}

std::string SealedFile::chunk(std::uint64_t number) const
{
    const auto begin = number * chunk_size;
    const auto length = std::min(chunk_size, size_ - begin) + tag_size;
    std::string bytes(length, '\0');
    std::size_t got = 0;
    while (got < length) {
        const auto at = static_cast<off_t>(begin + number * tag_size + got);
        const auto result = ::pread(file_, bytes.data() + got, length - got, at);
        if (result < 0 && errno == EINTR) continue;
        if (result <= 0) throw Tampered("a stored file ends before its time");
        got += static_cast<std::size_t>(result);
    }
    const auto bound = binding(name_, size_);
    std::string plain(length - tag_size, '\0');
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), nullptr, nullptr,
        raw(bytes), length, raw(bound), bound.size(), raw(nonce_of(number)), raw(key_.reveal()));
    if (failed != 0) throw Tampered("a stored file is not what was written");
    return plain;
}

std::size_t SealedFile::read(std::uint64_t offset, std::span<char> into) const
{
    std::size_t done = 0;
    while (done < into.size() && offset + done < size_) {
        const auto at = offset + done;
        const auto plain = chunk(at / chunk_size);
        done += plain.copy(into.data() + done, into.size() - done, at % chunk_size);
    }
    return done;
}

void SealedFile::verify() const
{
    for (std::uint64_t number = 0; number < chunks_of(size_); ++number) (void)chunk(number);
}

} // namespace clinic::crypto
