#pragma once
// The OpenID provider, from our side: what it says of itself (OpenID Connect Discovery 1.0), its keys, and the exchange of
// a code for an ID token (RFC 6749 §4.1.3, PKCE of RFC 7636). Blocks on the network: for slow handlers.

#include "auth/auth.hpp"
#include "platform/crypto/id_token.hpp"
#include "platform/net/http_client.hpp"

#include <mutex>

namespace clinic::auth {

class Provider {
public:
    Provider(OpenIdProvider options, std::string redirect_uri, const Clock&);

    [[nodiscard]] bool enabled() const { return !options_.issuer.empty(); }
    [[nodiscard]] std::string label() const;

    /// Where the browser goes. Nothing when the provider cannot be reached.
    [[nodiscard]] std::optional<std::string> authorize_url(
        std::string_view state, std::string_view nonce, std::string_view verifier);
    /// Who logged in there, or why not, for the log.
    [[nodiscard]] std::expected<crypto::IdClaims, std::string_view> claims(
        std::string_view code, std::string_view nonce, std::string_view verifier);

private:
    /// The addresses of the discovery document that we use.
    struct Addresses {
        std::string authorize, token, keys, userinfo;
    };
    struct Tokens {
        std::string id, access;
    };
    /// Kept for an hour; that there are none, for half a minute: who clicks again does not ask again.
    [[nodiscard]] std::optional<Addresses> addresses();
    /// Nothing when it is time to look.
    [[nodiscard]] std::optional<std::optional<Addresses>> known_addresses();
    [[nodiscard]] std::optional<Addresses> discover() const;
    /// Kept for an hour; `fresh` looks again, though at most once a minute.
    [[nodiscard]] std::optional<crypto::ProviderKeys> keys(const Addresses&, bool fresh);
    [[nodiscard]] std::optional<std::string> fetch(const net::HttpRequest&) const;
    [[nodiscard]] std::optional<Tokens> exchange(
        const Addresses&, std::string_view code, std::string_view verifier) const;
    [[nodiscard]] std::expected<crypto::IdClaims, std::string_view> read(
        const Addresses&, const std::string& token, std::string_view nonce);
    /// The address may be told at the UserInfo endpoint alone (OpenID Connect Core §5.3, §5.4).
    void complete(const Addresses&, const std::string& access, crypto::IdClaims&) const;
    /// An https issuer has https addresses only.
    [[nodiscard]] bool may_call(std::string_view url) const;

    const OpenIdProvider options_;
    const std::string redirect_uri_;
    const Clock& clock_;
    const net::HttpClient http_;
    std::mutex discovering_; ///< held over the network: many who click at once ask once
    std::mutex mutex_; ///< of what is kept; never held over the network
    std::optional<Addresses> addresses_;
    Instant addresses_at_; ///< when they were found, or not
    std::optional<crypto::ProviderKeys> keys_;
    Instant keys_at_;
};

} // namespace clinic::auth
