#include "platform/crypto/bytes.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/crypto/raw.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>

namespace clinic::crypto {

namespace {

namespace fs = std::filesystem;

/// RFC 7638, the members that RFC 8037 names.
std::string thumbprint(std::string_view public_key)
{
    return base64url(
        sha256(fmt::format(R"({{"crv":"Ed25519","kty":"OKP","x":"{}"}})", base64url(public_key))));
}

constexpr std::string_view prefix = "signing-";
/// Longer than the JWKS may be kept by who fetched it.
constexpr std::int64_t published_ms = 10 * 60'000;
/// Longer than an access token lives at most, after another key began to sign.
constexpr std::int64_t retired_ms = published_ms + 70 * 60'000;

struct Key {
    std::string kid;
    std::string public_key;
    Secret secret_key;
    std::int64_t made_at = 0; ///< ms since 1970, from the name of its file
};
using Keys = std::vector<Key>; ///< oldest first

std::int64_t now_ms()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::int64_t made_at(const fs::path& file)
{
    const auto name = file.filename().string();
    std::int64_t ms = 0;
    std::from_chars(name.data() + prefix.size(), name.data() + prefix.size() + 13, ms);
    return ms;
}

Key read(const fs::path& file)
{
    const auto seed = load_or_create_key(file, crypto_sign_SEEDBYTES);
    std::string public_key(crypto_sign_PUBLICKEYBYTES, '\0');
    std::string secret_key(crypto_sign_SECRETKEYBYTES, '\0');
    crypto_sign_seed_keypair(raw(public_key), raw(secret_key), raw(seed.reveal()));
    Key key{thumbprint(public_key), public_key, Secret(secret_key), made_at(file)};
    sodium_memzero(secret_key.data(), secret_key.size());
    return key;
}

/// Those whose tokens may still live.
std::vector<fs::path> files_in_use(const fs::path& folder)
{
    auto files = key_files(folder, prefix);
    while (files.size() > 1 && made_at(files[1]) + retired_ms <= now_ms())
        files.erase(files.begin());
    return files;
}

Keys load(const fs::path& folder)
{
    Keys keys;
    for (const auto& file : files_in_use(folder)) keys.push_back(read(file));
    return keys;
}

/// The newest that has been published for long enough; the only one signs from the first.
const Key& signer(const Keys& keys)
{
    const auto old_enough = std::ranges::find_if(keys.rbegin(), keys.rend(),
        [now = now_ms()](const Key& key) { return key.made_at + published_ms <= now; });
    return old_enough == keys.rend() ? keys.front() : *old_enough;
}

}

struct SigningKeys::State {
    fs::path folder;
    std::atomic<std::shared_ptr<const Keys>> keys;
};

SigningKeys SigningKeys::load_or_create(const fs::path& folder)
{
    if (key_files(folder, prefix).empty()) rotate(folder);
    auto state = std::make_shared<State>();
    state->folder = folder;
    state->keys = std::make_shared<const Keys>(load(folder));
    return SigningKeys(std::move(state));
}

void SigningKeys::rotate(const fs::path& folder, bool at_once)
{
    const auto before = key_files(folder, prefix);
    const auto kept = at_once ? std::vector<fs::path>() : files_in_use(folder);
    (void)read(next_key_file(folder, prefix));
    for (const auto& file : before) {
        if (std::ranges::find(kept, file) == kept.end()) fs::remove(file);
    }
}

bool SigningKeys::reload()
{
    const auto known = state_->keys.load();
    auto found = load(state_->folder);
    if (found.empty() || std::ranges::equal(*known, found, {}, &Key::kid, &Key::kid)) return false;
    state_->keys = std::make_shared<const Keys>(std::move(found));
    return true;
}

std::string SigningKeys::kid() const
{
    return signer(*state_->keys.load()).kid;
}

std::string SigningKeys::sign(std::string_view message, std::string_view kid) const
{
    const auto keys = state_->keys.load();
    const auto named = std::ranges::find(*keys, kid, &Key::kid);
    const auto& key = named == keys->end() ? signer(*keys) : *named;
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(
        raw(signature), nullptr, raw(message), message.size(), raw(key.secret_key.reveal()));
    return signature;
}

bool SigningKeys::verify(
    std::string_view kid, std::string_view message, std::string_view signature) const
{
    const auto keys = state_->keys.load();
    const auto key = std::ranges::find(*keys, kid, &Key::kid);
    if (key == keys->end() || signature.size() != crypto_sign_BYTES) return false;
    return crypto_sign_verify_detached(
               raw(signature), raw(message), message.size(), raw(key->public_key)) == 0;
}

std::string SigningKeys::jwks() const
{
    const auto keys = state_->keys.load();
    std::string text = R"({"keys":[)";
    for (const auto& key : *keys) {
        if (&key != &keys->front()) text += ',';
        text += fmt::format(
            R"({{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":"{}","x":"{}"}})",
            key.kid, base64url(key.public_key));
    }
    return text + "]}";
}

}
