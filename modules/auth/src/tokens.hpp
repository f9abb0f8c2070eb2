#pragma once
// Access tokens: JWTs (RFC 7519) that any process with the public key can check, good for some
// minutes.

#include "auth/auth.hpp"
#include "platform/crypto/jwt.hpp"
#include "platform/crypto/token_cache.hpp"
#include "proofs.hpp"
#include "revocations.hpp"

#include <memory>

namespace clinic::auth {

class Tokens final : public http::Authenticator {
public:
    Tokens(const crypto::SigningKeys&, const Options&, Revocations&);

    [[nodiscard]] std::string issue(const User& user, SessionId session, Instant now,
        std::int64_t seconds, const Standing& standing) const;
    [[nodiscard]] int lifetime_seconds() const { return lifetime_seconds_; }

    /// Of what was verified; nothing else changes.
    void forget_all();

    [[nodiscard]] std::optional<http::Principal> who(
        std::string_view token, Instant now) const override;

private:
    const crypto::SigningKeys& keys_;
    crypto::TokenRules rules_;
    int lifetime_seconds_;
    const Revocations& revocations_;
    mutable crypto::TokenCache<http::Principal> cache_;
};

} // namespace clinic::auth
