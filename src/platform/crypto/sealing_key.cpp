#include "platform/crypto/bytes.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/crypto/raw.hpp"

#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <vector>

namespace clinic::crypto {

namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

constexpr std::string_view prefix = "sealing-";

constexpr auto key_bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;

struct Key {
    std::filesystem::path file;
    Secret secret;
};
using Keys = std::vector<Key>; ///< oldest first

std::filesystem::path first_file(const std::filesystem::path& folder)
{
    return folder / "sealing.key";
}

/// The first may have been deleted since: it is not made again beside others.
Keys load(const std::filesystem::path& folder)
{
    auto files = key_files(folder, prefix);
    const auto first = first_file(folder);
    if (std::filesystem::exists(first)) files.insert(files.begin(), first);
    Keys keys;
    for (auto& file : files) {
        auto secret = load_or_create_key(file, key_bytes);
        keys.push_back({std::move(file), std::move(secret)});
    }
    return keys;
}

/// "auth recovery codes" → hashing-auth-recovery-codes.key
std::string hashing_file(std::string_view purpose)
{
    std::string name = "hashing-";
    for (const char c : purpose) name += c == ' ' ? '-' : c;
    return name + ".key";
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
    if (load(folder).empty()) (void)load_or_create_key(first_file(folder), key_bytes);
    auto state = std::make_shared<State>();
    state->folder = folder;
    state->keys = std::make_shared<const Keys>(load(folder));
    return SealingKey(std::move(state));
}

void SealingKey::rotate(const std::filesystem::path& folder)
{
    (void)load_or_create_key(next_key_file(folder, prefix), key_bytes);
}

bool SealingKey::reload()
{
    auto found = load(state_->folder);
    const auto known = state_->keys.load();
    if (found.empty() || std::ranges::equal(*known, found, {}, &Key::file, &Key::file))
        return false;
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
        raw(keys->back().secret.reveal()));
    return sealed;
}

std::optional<std::string> SealingKey::open(std::string_view sealed, std::string_view context) const
{
    const auto keys = state_->keys.load();
    for (auto key = keys->rbegin(); key != keys->rend(); ++key) {
        if (auto plain = open_with(key->secret, sealed, context)) return plain;
    }
    return std::nullopt;
}

bool SealingKey::is_current(std::string_view sealed, std::string_view context) const
{
    return open_with(state_->keys.load()->back().secret, sealed, context).has_value();
}

std::optional<std::string> SealingKey::sealed_anew(
    std::string_view sealed, std::string_view context) const
{
    if (is_current(sealed, context)) return std::nullopt;
    const auto plain = open(sealed, context);
    return plain ? std::optional(seal(*plain, context)) : std::nullopt;
}

Secret SealingKey::derive(std::string_view purpose) const
{
    return load_or_create_key(state_->folder / hashing_file(purpose), key_bytes,
        [&] { return blake2b(purpose, state_->keys.load()->front().secret.reveal()); });
}

}
