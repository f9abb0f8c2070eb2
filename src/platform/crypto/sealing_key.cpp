#include "platform/crypto/bytes.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/crypto/raw.hpp"

#include <sodium.h>

#include <atomic>
#include <vector>

namespace clinic::crypto {

namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

constexpr std::string_view prefix = "sealing-";

using Keys = std::vector<Secret>; ///< oldest first

Keys load(const std::filesystem::path& folder)
{
    constexpr auto bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
    Keys keys{load_or_create_key(folder / "sealing.key", bytes)};
    for (const auto& file : key_files(folder, prefix))
        keys.push_back(load_or_create_key(file, bytes));
    return keys;
}

std::optional<std::string> open_with(
    const Secret& key, std::string_view sealed, std::string_view context)
{
    if (sealed.size() < nonce_size + tag_size) return std::nullopt;
    const auto nonce = sealed.substr(0, nonce_size);
    const auto body = sealed.substr(nonce_size);
    std::string plain(body.size() - tag_size, '\0');
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), nullptr, nullptr,
        raw(body), body.size(), raw(context), context.size(), raw(nonce), raw(key.reveal()));
    if (failed != 0) return std::nullopt;
    return plain;
}

}

struct SealingKey::State {
    std::filesystem::path folder;
    std::atomic<std::shared_ptr<const Keys>> keys;
};

SealingKey SealingKey::load_or_create(const std::filesystem::path& folder)
{
    auto state = std::make_shared<State>();
    state->folder = folder;
    state->keys = std::make_shared<const Keys>(load(folder));
    return SealingKey(std::move(state));
}

void SealingKey::rotate(const std::filesystem::path& folder)
{
    (void)load_or_create_key(
        next_key_file(folder, prefix), crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
}

bool SealingKey::reload()
{
    auto found = load(state_->folder);
    if (found.size() <= count()) return false;
    state_->keys = std::make_shared<const Keys>(std::move(found));
    return true;
}

std::size_t SealingKey::count() const
{
    return state_->keys.load()->size();
}

std::string SealingKey::seal(std::string_view plain, std::string_view context) const
{
    const auto keys = state_->keys.load();
    const auto nonce = random_bytes(nonce_size);
    std::string sealed = nonce;
    sealed.resize(nonce_size + plain.size() + tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed) + nonce_size, nullptr, raw(plain),
        plain.size(), raw(context), context.size(), nullptr, raw(nonce),
        raw(keys->back().reveal()));
    return sealed;
}

std::optional<std::string> SealingKey::open(std::string_view sealed, std::string_view context) const
{
    const auto keys = state_->keys.load();
    for (auto key = keys->rbegin(); key != keys->rend(); ++key) {
        if (auto plain = open_with(*key, sealed, context)) return plain;
    }
    return std::nullopt;
}

bool SealingKey::is_current(std::string_view sealed, std::string_view context) const
{
    return open_with(state_->keys.load()->back(), sealed, context).has_value();
}

Secret SealingKey::derive(std::string_view purpose) const
{
    return Secret(blake2b(purpose, state_->keys.load()->front().reveal()));
}

}
