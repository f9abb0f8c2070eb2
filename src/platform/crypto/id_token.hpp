#pragma once
// ID tokens of an OpenID provider (OpenID Connect Core 1.0 §3.1.3.7), signed by RS256, ES256 or EdDSA and nothing else, and
// the provider's published keys (RFC 7517).

#include "platform/core/time.hpp"
#include "platform/crypto/public_key.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::crypto {

class ProviderKeys {
public:
    /// Those of a JWKS that are for signatures and of a kind that we take; the others are passed over. Nothing when it is no
    /// JWKS.
    [[nodiscard]] static std::optional<ProviderKeys> parse(std::string_view jwks);
    /// By name and algorithm; without a name, the only one of its kind.
    [[nodiscard]] const PublicKey* find(std::string_view kid, std::string_view algorithm) const;

private:
    struct Key {
        std::string kid;
        PublicKey key;
    };
    std::vector<Key> keys_;
};

struct IdTokenRules {
    std::string issuer;
    std::string client_id;
    std::string nonce;
};
struct IdClaims {
    std::string subject;
    std::string email; ///< may be empty
    bool email_verified = false;
};

/// The claims, or why not, for the log: "signature", "unknown_key" (worth a fresh look at the keys), "issuer"…
[[nodiscard]] std::expected<IdClaims, std::string_view> read_id_token(
    const ProviderKeys& keys, std::string_view token, const IdTokenRules& rules, Instant now);

} // namespace clinic::crypto
