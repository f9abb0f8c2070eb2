#include "ceiling_files.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace {

constexpr std::size_t chunk_size = 64 * 1024;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
using Nonce = std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES>;

Nonce nonce_of(std::string_view name, std::uint64_t number)
{
    Nonce nonce{};
    name.copy(reinterpret_cast<char*>(nonce.data()) + sizeof number, nonce.size() - sizeof number);
    std::memcpy(nonce.data(), &number, sizeof number);
    return nonce;
}

const unsigned char* raw(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* raw(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string fresh_name()
{
    std::array<unsigned char, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, 33> text{};
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    return text.data();
}

void check(bool done)
{
    if (!done) throw std::runtime_error("a file could not be written or read");
}

void sync(const std::filesystem::path& path, int flags)
{
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
    check(descriptor >= 0 && ::fsync(descriptor) == 0);
    ::close(descriptor);
}

} // namespace

Files::Files(std::filesystem::path folder)
    : folder_(std::move(folder)), key_(crypto_aead_xchacha20poly1305_ietf_KEYBYTES, '\0')
{
    check(sodium_init() >= 0);
    randombytes_buf(key_.data(), key_.size());
    std::filesystem::create_directories(folder_);
}

std::string Files::put(std::string_view bytes) const
{
    const auto name = fresh_name();
    const auto temporary = folder_ / (name + ".new");
    {
        std::ofstream out(temporary, std::ios::binary);
        std::string sealed;
        for (std::uint64_t number = 0; !bytes.empty(); ++number) {
            const auto part = bytes.substr(0, chunk_size);
            sealed.resize(part.size() + tag_size);
            crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed), nullptr, raw(part), part.size(),
                raw(name), name.size(), nullptr, nonce_of(name, number).data(), raw(key_));
            out.write(sealed.data(), static_cast<std::streamsize>(sealed.size()));
            bytes.remove_prefix(part.size());
        }
        check(out.flush().good());
    }
    sync(temporary, O_RDONLY);
    std::filesystem::rename(temporary, folder_ / name);
    sync(folder_, O_RDONLY | O_DIRECTORY);
    return name;
}

std::string Files::get(std::string_view name) const
{
    const auto hexadecimal = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    };
    check(std::ranges::all_of(name, hexadecimal));
    std::ifstream in(folder_ / name, std::ios::binary);
    check(in.good());
    std::string sealed(chunk_size + tag_size, '\0');
    std::string bytes;
    for (std::uint64_t number = 0; in; ++number) {
        in.read(sealed.data(), static_cast<std::streamsize>(sealed.size()));
        const auto got = static_cast<std::size_t>(in.gcount());
        if (got < tag_size) break;
        const auto before = bytes.size();
        bytes.resize(before + got - tag_size);
        check(crypto_aead_xchacha20poly1305_ietf_decrypt(raw(bytes) + before, nullptr, nullptr,
                  raw(sealed), got, raw(name), name.size(), nonce_of(name, number).data(),
                  raw(key_)) == 0);
    }
    return bytes;
}
