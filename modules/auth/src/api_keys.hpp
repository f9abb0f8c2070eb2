#pragma once
// An account's API keys. Handlers; and the one place that says what can be given away in a scope.

#include "key_ring.hpp"
#include "platform/http/context.hpp"
#include "platform/http/router.hpp"

namespace clinic::auth {

class ApiKeys {
public:
    explicit ApiKeys(Auth::Parts& parts) : parts_(parts) {}
    void know(const http::Router& router) { router_ = &router; }

    Result<http::Page<ApiKey>> api_keys(http::Context&, const ListApiKeys&);
    Result<Scopes> api_key_scopes(http::Context&, const http::NoInput&);
    Result<NewApiKey> make_api_key(http::Context&, const MakeApiKey&);
    Result<Nothing> revoke_api_key(http::Context&, const ByApiKey&);

    // An admin's, of anybody.
    Result<http::Page<ApiKey>> keys_of_user(http::Context&, const ListKeysOfUser&);
    Result<Nothing> revoke_key_of_user(http::Context&, const KeyOfUser&);

private:
    [[nodiscard]] static Result<http::Page<ApiKey>> list(
        http::Context&, UserId, const http::Paging&);
    /// At once in this process, and told to the owner, whoever does it.
    [[nodiscard]] Result<Nothing> revoke(http::Context&, UserId owner, ApiKeyId);
    /// The scopes of every route that these roles may call, but for account acts, live sockets, and what asks for a fresh
    /// proof.
    [[nodiscard]] std::vector<std::string> grantable(http::Roles) const;

    Auth::Parts& parts_;
    const http::Router* router_ = nullptr;
};

/// Who asks, by access token or API key; and whether others want a person to prove themselves before anything else.
class Doorkeeper final : public http::Authenticator {
public:
    Doorkeeper(
        const http::Authenticator& tokens, const KeyRing& keys, const Auth::ProofDemanded& demanded)
        : tokens_(tokens), keys_(keys), demanded_(demanded)
    {
    }
    [[nodiscard]] std::optional<http::Principal> who(
        std::string_view token, Instant now) const override
    {
        auto asking = token.starts_with(key_start) ? keys_.who(token, now)
                                                   : tokens_.who(token, now);
        if (!asking || !demanded_) return asking;
        // A key has never proven anything, and so is stopped for as long as it is demanded.
        const auto since = demanded_(asking->user);
        asking->proof_due = since && asking->proven_at < *since;
        return asking;
    }

private:
    const http::Authenticator& tokens_;
    const KeyRing& keys_;
    const Auth::ProofDemanded& demanded_;
};

} // namespace clinic::auth
