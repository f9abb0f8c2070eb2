#pragma once
// Random bytes, their spellings, digests. Bytes travel as std::string. All of it is libsodium.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clinic::crypto {

[[nodiscard]] std::string random_bytes(std::size_t count);
/// `bytes` random bytes in base64url: 32 bytes give 43 characters. For links, refresh tokens,
/// tickets.
[[nodiscard]] std::string random_token(std::size_t bytes = 32);

/// RFC 4648 §5, without padding.
[[nodiscard]] std::string base64url(std::string_view bytes);
/// The same for what is no secret: quick, and for how long depends on the bytes.
[[nodiscard]] std::string base64url_of_ciphertext(std::string_view bytes);
/// Strict: no padding, no white space, and unused bits must be zero, so that each value has one
/// spelling.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);
/// RFC 4648 §4, with padding (MIME, JWKS certificates).
[[nodiscard]] std::string base64(std::string_view bytes);
/// As strict as from_base64url, but with padding.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);
[[nodiscard]] std::string hex(std::string_view bytes); ///< lower case

/// BLAKE2b (RFC 7693), 32 bytes; keyed when `key` has 16 to 64 bytes. Throws std::invalid_argument
/// on another key size.
[[nodiscard]] std::string blake2b(std::string_view bytes, std::string_view key = {});
/// 32 bytes.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// SipHash-2-4 with 128 bits under a random key of the object's own: cheaper than a digest where the outcome never leaves
/// the process, and nobody can look for collisions without the key.
class Fingerprints {
public:
    using Value = std::array<std::uint64_t, 2>;
    Fingerprints();
    [[nodiscard]] Value of(std::string_view bytes) const;

private:
    std::string key_;
};

/// In a time that depends on the lengths alone.
[[nodiscard]] bool equal(std::string_view a, std::string_view b);

} // namespace clinic::crypto
