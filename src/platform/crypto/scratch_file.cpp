#include "platform/crypto/scratch_file.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/crypto/raw.hpp"

#include <sodium.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <system_error>
#include <unistd.h>

namespace clinic::crypto {
namespace {

constexpr std::uint64_t block = 64; // of the cipher: it can begin at any multiple

[[noreturn]] void fail(const char* what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

/// File systems without O_TMPFILE get a name for the moment between two calls.
int open_nameless(const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder);
    const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0) return file;
    if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) fail("a temporary file");
    std::string name = (folder / "upload-XXXXXX").string();
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named < 0) fail("a temporary file");
    ::unlink(name.c_str());
    return named;
}

crypto_generichash_state& state_in(std::string& bytes)
{
    // libsodium asks for 64-byte alignment.
    void* place = bytes.data();
    auto room = bytes.size();
    std::align(64, sizeof(crypto_generichash_state), place, room);
    return *static_cast<crypto_generichash_state*>(place);
}

} // namespace

ScratchFile::ScratchFile(const std::filesystem::path& folder)
    : file_(open_nameless(folder)),
      key_(random_bytes(crypto_stream_xchacha20_KEYBYTES)),
      nonce_(random_bytes(crypto_stream_xchacha20_NONCEBYTES))
{
}

ScratchFile::~ScratchFile()
{
    ::close(file_);
}

void ScratchFile::append(std::string_view bytes)
{
    std::string enciphered(bytes);
    cipher(size_, enciphered);
    for (std::string_view left = enciphered; !left.empty();) {
        const auto written = ::pwrite(file_, left.data(), left.size(), static_cast<off_t>(size_));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("writing a temporary file");
        left.remove_prefix(static_cast<std::size_t>(written));
        size_ += static_cast<std::uint64_t>(written);
    }
}

std::size_t ScratchFile::read(std::uint64_t offset, std::span<char> into) const
{
    if (offset >= size_) return 0;
    const auto wanted = std::min<std::uint64_t>(into.size(), size_ - offset);
    std::size_t got = 0;
    while (got < wanted) {
        const auto result = ::pread(
            file_, into.data() + got, wanted - got, static_cast<off_t>(offset + got));
        if (result < 0 && errno == EINTR) continue;
        if (result <= 0) fail("reading a temporary file");
        got += static_cast<std::size_t>(result);
    }
    cipher(offset, into.first(got));
    return got;
}

/// Both ways: the stream is laid over the bytes, the first of which stands at `offset`.
void ScratchFile::cipher(std::uint64_t offset, std::span<char> bytes) const
{
    const auto xor_at = [&](std::string& piece, std::uint64_t block_number) {
        crypto_stream_xchacha20_xor_ic(
            raw(piece), raw(piece), piece.size(), raw(nonce_), block_number, raw(key_.reveal()));
    };
    const auto into_block = offset % block;
    const auto first = std::min<std::uint64_t>(
        into_block == 0 ? 0 : block - into_block, bytes.size());
    if (first > 0) {
        std::string piece(into_block, '\0');
        piece.append(bytes.data(), first);
        xor_at(piece, offset / block);
        std::ranges::copy(std::string_view(piece).substr(into_block), bytes.begin());
    }
    const auto rest = bytes.subspan(first);
    if (rest.empty()) return;
    auto* const at = reinterpret_cast<unsigned char*>(rest.data());
    crypto_stream_xchacha20_xor_ic(
        at, at, rest.size(), raw(nonce_), (offset + first) / block, raw(key_.reveal()));
}

Digest::Digest() : state_(sizeof(crypto_generichash_state) + 64, '\0')
{
    crypto_generichash_init(&state_in(state_), nullptr, 0, crypto_generichash_BYTES);
}

void Digest::add(std::string_view bytes)
{
    crypto_generichash_update(&state_in(state_), raw(bytes), bytes.size());
}

std::string Digest::finish()
{
    std::string digest(crypto_generichash_BYTES, '\0');
    crypto_generichash_final(&state_in(state_), raw(digest), digest.size());
    return digest;
}

} // namespace clinic::crypto
