#pragma once
// Access tokens: JWS compact form (RFC 7515) with Ed25519 (RFC 8037), claims of RFC 7519, and not
// one liberty: the header is exactly {"alg":"EdDSA","kid":…,"typ":"at+jwt"}, in that order, without
// white space.

#include "platform/core/time.hpp"
#include "platform/crypto/keys.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace clinic::crypto {

/// `claims` is a JSON object's text, with iss, aud, iat and exp (whole seconds) in it.
[[nodiscard]] std::string sign_jwt(const SigningKeys& keys, std::string_view claims);

struct TokenRules {
    std::string issuer;
    std::string audience;
};
/// The claims' JSON text, or nothing. Checked: size (≤ 4 KiB), three canonical base64url parts, the
/// header as above with a known kid, the signature, one JSON object without duplicate names, iss
/// and aud equal, integers iat ≤ now (30 s of grace for another machine's clock), nbf (when there)
/// likewise, now < exp without grace.
[[nodiscard]] std::optional<std::string> verify_jwt(
    const SigningKeys& keys, std::string_view token, const TokenRules& rules, Instant now);

} // namespace clinic::crypto
