#include "platform/crypto/bytes.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/crypto/raw.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
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

std::vector<fs::path> key_files(const fs::path& folder)
{
    std::vector<fs::path> files;
    if (!fs::exists(folder)) return files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with("signing-") && name.ends_with(".key")) files.push_back(entry.path());
    }
    std::ranges::sort(files); // by time: their names have a fixed width
    return files;
}

/// Later than every file there, even when the clock stepped back.
fs::path next_file(const fs::path& folder)
{
    using namespace std::chrono;
    auto ms = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    const auto files = key_files(folder);
    const auto named = [&] { return folder / fmt::format("signing-{:013}.key", ms); };
    while (!files.empty() && named() <= files.back()) ms += 1000;
    return named();
}

}

SigningKeys SigningKeys::load_or_create(const fs::path& folder)
{
    SigningKeys keys;
    auto files = key_files(folder);
    if (files.empty()) files.push_back(next_file(folder));
    for (const auto& file : files) keys.keys_.push_back(read(file));
    return keys;
}

SigningKeys::Key SigningKeys::read(const fs::path& file)
{
    const auto seed = load_or_create_key(file, crypto_sign_SEEDBYTES);
    std::string public_key(crypto_sign_PUBLICKEYBYTES, '\0');
    std::string secret_key(crypto_sign_SECRETKEYBYTES, '\0');
    crypto_sign_seed_keypair(raw(public_key), raw(secret_key), raw(seed.reveal()));
    Key key{thumbprint(public_key), public_key, Secret(secret_key)};
    sodium_memzero(secret_key.data(), secret_key.size());
    return key;
}

void SigningKeys::rotate(const fs::path& folder)
{
    keys_.push_back(read(next_file(folder)));
}

const std::string& SigningKeys::kid() const
{
    return keys_.back().kid;
}

std::string SigningKeys::sign(std::string_view message) const
{
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(raw(signature), nullptr, raw(message), message.size(),
        raw(keys_.back().secret_key.reveal()));
    return signature;
}

bool SigningKeys::verify(
    std::string_view kid, std::string_view message, std::string_view signature) const
{
    const auto key = std::ranges::find(keys_, kid, &Key::kid);
    if (key == keys_.end() || signature.size() != crypto_sign_BYTES) return false;
    return crypto_sign_verify_detached(
               raw(signature), raw(message), message.size(), raw(key->public_key)) == 0;
}

std::string SigningKeys::jwks() const
{
    std::string text = R"({"keys":[)";
    for (const auto& key : keys_) {
        if (&key != &keys_.front()) text += ',';
        text += fmt::format(
            R"({{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":"{}","x":"{}"}})",
            key.kid, base64url(key.public_key));
    }
    return text + "]}";
}

}
