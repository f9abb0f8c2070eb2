#pragma once
// What a passkey says (W3C Web Authentication Level 2), checked: §7.1 registration with attestation "none" or by the key
// itself, §7.2 assertion. Keys: ES256 and EdDSA (COSE, RFC 9053). The user must have been verified.

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace clinic::crypto {

struct RelyingParty {
    std::string id; ///< "clinic.example": the host of the address
    std::string origin; ///< "https://clinic.example", with the port when it is not the usual one
};
/// Of a public address, "https://clinic.example:8443".
[[nodiscard]] RelyingParty relying_party(std::string_view public_url);

/// What a registration brings.
struct Passkey {
    std::string credential_id; ///< 1 to 1023 bytes
    std::string public_key; ///< as COSE wrote it
    std::uint32_t counter = 0; ///< 0 for ever where the authenticator does not count
    std::string aaguid; ///< 16 bytes: the model
};

/// Why not, for the log: a short name as "origin" or "signature".
using WebauthnFault = std::string_view;

/// The challenge in collected client data, to look it up by; nothing when that is no client data.
[[nodiscard]] std::optional<std::string> challenge_in(std::string_view client_data);

/// `challenge` in base64url, as it was handed out.
[[nodiscard]] std::expected<Passkey, WebauthnFault> read_registration(std::string_view client_data,
    std::string_view attestation, std::string_view challenge, const RelyingParty& party);

struct Assertion {
    std::string_view client_data;
    std::string_view authenticator_data;
    std::string_view signature;
};
/// The counter that it came with.
[[nodiscard]] std::expected<std::uint32_t, WebauthnFault> read_assertion(const Assertion& assertion,
    std::string_view public_key, std::string_view challenge, const RelyingParty& party);

/// §7.2 step 21: false when a counter did not grow, so that there may be two of this key.
[[nodiscard]] constexpr bool counter_grew(std::uint32_t kept, std::uint32_t sent)
{
    return (kept == 0 && sent == 0) || sent > kept;
}

} // namespace clinic::crypto
