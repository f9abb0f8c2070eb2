#pragma once
// The installation's own keys, one file each under <data>/keys/, mode 0600. A key file that others
// can read refuses to load: throws std::runtime_error with a sentence for the operator. Missing
// files are made.

#include "platform/core/secret.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clinic::crypto {

/// Reads a secret of `bytes` bytes kept as base64url in `file`, or makes one (temporary file,
/// fsync, rename): by chance, or as `made` gives it.
[[nodiscard]] Secret load_or_create_key(const std::filesystem::path& file, std::size_t bytes,
    const std::function<std::string()>& made = {});
/// "signing-0001764230400000.key", for keys that follow one another: later than every such file there,
/// even when the clock stepped back.
[[nodiscard]] std::filesystem::path next_key_file(
    const std::filesystem::path& folder, std::string_view prefix);
/// Such files, the oldest first.
[[nodiscard]] std::vector<std::filesystem::path> key_files(
    const std::filesystem::path& folder, std::string_view prefix);
/// Throws the sentence when the file is readable or writable by group or others.
void require_private(const std::filesystem::path& file);

/// Ed25519 keys for access tokens, one file each: signing-<13-digit time>.key. A new one is published for
/// ten minutes before it signs, so that whoever keeps a copy of the JWKS knows it by then; an old one is
/// published until the last token that it signed has expired. So a rotation ends no session. All
/// methods may be called from any thread.
class SigningKeys {
public:
    /// Makes the first.
    [[nodiscard]] static SigningKeys load_or_create(const std::filesystem::path& folder);
    /// Adds a file for whoever load()s or reload()s. `at_once`: the others are deleted, and every access
    /// token with them, for a key that others may know.
    static void rotate(const std::filesystem::path& folder, bool at_once = false);

    [[nodiscard]] std::string kid() const; ///< of the signing key: its RFC 7638 thumbprint
    /// 64 bytes, RFC 8032; by the key of that kid() while it is there, so that a token names the key
    /// that signed it.
    [[nodiscard]] std::string sign(std::string_view message, std::string_view kid = {}) const;
    /// False for an unknown kid.
    [[nodiscard]] bool verify(
        std::string_view kid, std::string_view message, std::string_view signature) const;
    /// RFC 7517 and 8037: {"keys":[{"kty":"OKP","crv":"Ed25519",…}]}
    [[nodiscard]] std::string jwks() const;
    /// Reads the folder again; true when other keys are there than before.
    bool reload();

private:
    struct State;
    explicit SigningKeys(std::shared_ptr<State> state) : state_(std::move(state)) {}
    std::shared_ptr<State> state_;
};

/// Authenticated encryption of small values at rest (TOTP seeds, document keys):
/// XChaCha20-Poly1305. The newest key seals, all of them open. May be called from any thread.
/// Once nothing lies under an older one any more, its file can be deleted.
class SealingKey {
public:
    /// Files sealing.key, the first, and sealing-<13-digit time>.key in `folder`. The first is made
    /// where there is none at all.
    [[nodiscard]] static SealingKey load_or_create(const std::filesystem::path& folder);
    /// Adds a file; it seals once reload()ed. What was sealed before stays readable and can be sealed
    /// anew: is_current().
    static void rotate(const std::filesystem::path& folder);

    /// nonce (24) + ciphertext + tag (16), raw bytes. `context` is bound but not stored: say what
    /// and whose it is
    /// ("totp:<user id>"), so that a sealed value moved to another row does not open.
    [[nodiscard]] std::string seal(std::string_view plain, std::string_view context) const;
    [[nodiscard]] std::optional<std::string> open(
        std::string_view sealed, std::string_view context) const;
    /// Whether the newest key sealed it.
    [[nodiscard]] bool is_current(std::string_view sealed, std::string_view context) const;
    /// What it becomes under the newest key; nothing when that sealed it, or when no key opens it.
    [[nodiscard]] std::optional<std::string> sealed_anew(
        std::string_view sealed, std::string_view context) const;
    /// 32 bytes for one purpose ("lookup of phone numbers"), for keyed hashes, which outlive
    /// rotations: made from the oldest key when first asked for, and from then on in a file of
    /// their own (hashing-<purpose>.key).
    [[nodiscard]] Secret derive(std::string_view purpose) const;
    [[nodiscard]] std::size_t count() const;
    /// Reads the folder again; true when other keys are there than before.
    bool reload();

private:
    struct State;
    explicit SealingKey(std::shared_ptr<State> state) : state_(std::move(state)) {}
    std::shared_ptr<State> state_;
};

} // namespace clinic::crypto
