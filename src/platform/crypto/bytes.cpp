#include "platform/crypto/bytes.hpp"

#include "platform/crypto/raw.hpp"

#include <sodium.h>

#include <stdexcept>

namespace clinic::crypto {

namespace {

// Before main(): sodium_init() must have run before the first random byte.
const int ready = sodium_init();

std::string encoded(std::string_view bytes, int variant)
{
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), variant);
    text.pop_back(); // the terminating zero
    return text;
}

std::optional<std::string> decoded(std::string_view text, int variant)
{
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const int failed = sodium_base642bin(
        raw(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, &end, variant);
    if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

}

std::string random_bytes(std::size_t count)
{
    if (ready < 0) throw std::runtime_error("libsodium could not be initialised");
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string random_token(std::size_t bytes)
{
    return base64url(random_bytes(bytes));
}

std::string base64url(std::string_view bytes)
{
    return encoded(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string base64url_of_ciphertext(std::string_view bytes)
{
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text((bytes.size() * 8 + 5) / 6, '\0');
    std::uint32_t bits = 0;
    int count = 0;
    std::size_t at = 0;
    for (const char byte : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(byte);
        for (count += 8; count >= 6; count -= 6) text[at++] = digits[bits >> (count - 6) & 63];
    }
    if (count > 0) text[at] = digits[bits << (6 - count) & 63];
    return text;
}

std::string base64(std::string_view bytes)
{
    return encoded(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::optional<std::string> from_base64url(std::string_view text)
{
    return decoded(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::optional<std::string> from_base64(std::string_view text)
{
    return decoded(text, sodium_base64_VARIANT_ORIGINAL);
}

std::string hex(std::string_view bytes)
{
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), raw(bytes), bytes.size());
    text.pop_back();
    return text;
}

std::string blake2b(std::string_view bytes, std::string_view key)
{
    const bool good_key = key.empty() || (key.size() >= crypto_generichash_KEYBYTES_MIN &&
                                             key.size() <= crypto_generichash_KEYBYTES_MAX);
    if (!good_key) throw std::invalid_argument("a BLAKE2b key has 16 to 64 bytes");
    std::string digest(32, '\0');
    crypto_generichash(raw(digest), digest.size(), raw(bytes), bytes.size(),
        key.empty() ? nullptr : raw(key), key.size());
    return digest;
}

std::string sha256(std::string_view bytes)
{
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(raw(digest), raw(bytes), bytes.size());
    return digest;
}

Fingerprints::Fingerprints() : key_(random_bytes(crypto_shorthash_siphashx24_KEYBYTES)) {}

Fingerprints::Value Fingerprints::of(std::string_view bytes) const
{
    Value value;
    static_assert(sizeof value == crypto_shorthash_siphashx24_BYTES);
    crypto_shorthash_siphashx24(
        reinterpret_cast<unsigned char*>(value.data()), raw(bytes), bytes.size(), raw(key_));
    return value;
}

bool equal(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}
