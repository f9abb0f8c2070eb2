#pragma once
// The installation's own keys, one file each under <data>/keys/, mode 0600. A key file that others
// can read refuses to load: throws std::runtime_error with a sentence for the operator. Missing
// files are made.

#include "platform/core/secret.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::crypto {

/// Reads a secret of `bytes` bytes kept as base64url in `file`, or makes one (temporary file,
/// fsync, rename).
[[nodiscard]] Secret load_or_create_key(const std::filesystem::path& file, std::size_t bytes);
/// Throws the sentence when the file is readable or writable by group or others.
void require_private(const std::filesystem::path& file);

/// Ed25519 keys for access tokens. The newest signs, all of them verify, so that rotation ends no
/// session.
class SigningKeys {
public:
    /// Files signing-<13-digit time>.key in `folder`; makes the first.
    [[nodiscard]] static SigningKeys load_or_create(const std::filesystem::path& folder);

    [[nodiscard]] const std::string& kid() const; ///< of the signing key: its RFC 7638 thumbprint
    [[nodiscard]] std::string sign(std::string_view message) const; ///< 64 bytes, RFC 8032
    /// False for an unknown kid.
    [[nodiscard]] bool verify(
        std::string_view kid, std::string_view message, std::string_view signature) const;
    /// RFC 7517 and 8037: {"keys":[{"kty":"OKP","crv":"Ed25519",…}]}
    [[nodiscard]] std::string jwks() const;
    /// A new signing key from now on; the old ones still verify.
    void rotate(const std::filesystem::path& folder);

private:
    struct Key {
        std::string kid;
        std::string public_key;
        Secret secret_key;
    };
    static Key read(const std::filesystem::path& file);
    std::vector<Key> keys_; // oldest first
};

/// Authenticated encryption of small values at rest (TOTP seeds, document keys):
/// XChaCha20-Poly1305.
class SealingKey {
public:
    /// File sealing.key in `folder`.
    [[nodiscard]] static SealingKey load_or_create(const std::filesystem::path& folder);

    /// nonce (24) + ciphertext + tag (16), raw bytes. `context` is bound but not stored: say what
    /// and whose it is
    /// ("totp:<user id>"), so that a sealed value moved to another row does not open.
    [[nodiscard]] std::string seal(std::string_view plain, std::string_view context) const;
    [[nodiscard]] std::optional<std::string> open(
        std::string_view sealed, std::string_view context) const;
    /// 32 bytes for one purpose, made from this key ("lookup of phone numbers"): for keyed hashes.
    [[nodiscard]] Secret derive(std::string_view purpose) const;

private:
    explicit SealingKey(Secret key) : key_(std::move(key)) {}
    Secret key_;
};

} // namespace clinic::crypto
