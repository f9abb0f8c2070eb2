#include "platform/crypto/bytes.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/crypto/raw.hpp"

#include <sodium.h>

namespace clinic::crypto {

namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

}

SealingKey SealingKey::load_or_create(const std::filesystem::path& folder)
{
    return SealingKey(
        load_or_create_key(folder / "sealing.key", crypto_aead_xchacha20poly1305_ietf_KEYBYTES));
}

std::string SealingKey::seal(std::string_view plain, std::string_view context) const
{
    const auto nonce = random_bytes(nonce_size);
    std::string sealed = nonce;
    sealed.resize(nonce_size + plain.size() + tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed) + nonce_size, nullptr, raw(plain),
        plain.size(), raw(context), context.size(), nullptr, raw(nonce), raw(key_.reveal()));
    return sealed;
}

std::optional<std::string> SealingKey::open(std::string_view sealed, std::string_view context) const
{
    if (sealed.size() < nonce_size + tag_size) return std::nullopt;
    const auto nonce = sealed.substr(0, nonce_size);
    const auto body = sealed.substr(nonce_size);
    std::string plain(body.size() - tag_size, '\0');
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), nullptr, nullptr,
        raw(body), body.size(), raw(context), context.size(), raw(nonce), raw(key_.reveal()));
    if (failed != 0) return std::nullopt;
    return plain;
}

Secret SealingKey::derive(std::string_view purpose) const
{
    return Secret(blake2b(purpose, key_.reveal()));
}

}
