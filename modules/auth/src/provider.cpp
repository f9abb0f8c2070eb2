#include "provider.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/http/uri.hpp"
#include "platform/log/log.hpp"
#include "platform/schema/json_in.hpp"

#include <fmt/format.h>

namespace clinic::auth {
namespace {

constexpr int keep_minutes = 60;
constexpr int look_again_seconds = 60;
constexpr int leave_alone_seconds = 30;

std::string member(const api::Input& input, std::string_view name)
{
    return std::string(input.body().member(name).string().value_or(""));
}

std::string form(std::initializer_list<std::pair<std::string_view, std::string_view>> fields)
{
    std::string text;
    for (const auto& [name, value] : fields) {
        if (!text.empty()) text += '&';
        text += fmt::format("{}={}", name, http::percent_encoded(value));
    }
    return text;
}

} // namespace

Provider::Provider(OpenIdProvider options, std::string redirect_uri, const Clock& clock)
    : options_(std::move(options)),
      redirect_uri_(std::move(redirect_uri)),
      clock_(clock),
      http_(net::HttpClient::Options{.allow_private = options_.private_network})
{
}

std::string Provider::label() const
{
    if (!options_.label.empty()) return options_.label;
    const auto scheme = options_.issuer.find("://");
    if (scheme == std::string::npos) return options_.issuer;
    const auto host = options_.issuer.substr(scheme + 3);
    return host.substr(0, host.find_first_of(":/"));
}

bool Provider::may_call(std::string_view url) const
{
    return url.starts_with("https://") ||
           (options_.issuer.starts_with("http://") && url.starts_with("http://"));
}

std::optional<std::string> Provider::fetch(const net::HttpRequest& request) const
{
    if (!may_call(request.url)) return std::nullopt;
    auto answer = http_.send(request);
    if (!answer) {
        log::warn("auth.provider_failed", {{"why", log::trusted(answer.error().text)}});
        return std::nullopt;
    }
    if (answer->status != 200) {
        log::warn("auth.provider_refused", {{"status", answer->status}});
        return std::nullopt;
    }
    return std::move(answer->body);
}

std::optional<Provider::Addresses> Provider::discover() const
{
    auto issuer = options_.issuer;
    if (issuer.ends_with('/')) issuer.pop_back();
    const auto text = fetch({.url = issuer + "/.well-known/openid-configuration"});
    api::Input document;
    if (!text || !document.parse_body(*text)) return std::nullopt;
    // Exactly: a document that speaks for somebody else is not this provider's (Discovery §4.3).
    if (member(document, "issuer") != options_.issuer) {
        log::warn("auth.provider_refused", {{"why", log::trusted("another issuer")}});
        return std::nullopt;
    }
    Addresses found{member(document, "authorization_endpoint"), member(document, "token_endpoint"),
        member(document, "jwks_uri"), member(document, "userinfo_endpoint")};
    if (!may_call(found.authorize) || !may_call(found.token) || !may_call(found.keys))
        return std::nullopt;
    return found;
}

std::optional<std::optional<Provider::Addresses>> Provider::known_addresses()
{
    const auto now = clock_.now();
    const std::scoped_lock lock(mutex_);
    const bool good = addresses_ ? now < addresses_at_.plus_minutes(keep_minutes)
                                 : now < addresses_at_.plus_seconds(leave_alone_seconds);
    std::optional<std::optional<Addresses>> known;
    if (good) known.emplace(addresses_);
    return known;
}

std::optional<Provider::Addresses> Provider::addresses()
{
    if (auto known = known_addresses()) return *std::move(known);
    const std::scoped_lock one_at_a_time(discovering_);
    if (auto known = known_addresses()) return *std::move(known); // by whom we have waited for
    auto found = discover();
    const std::scoped_lock lock(mutex_);
    addresses_ = found;
    addresses_at_ = clock_.now(); // when it was over: what takes long to fail is left alone as long
    return found;
}

std::optional<crypto::ProviderKeys> Provider::keys(const Addresses& at, bool fresh)
{
    const auto now = clock_.now();
    {
        const std::scoped_lock lock(mutex_);
        const auto good = fresh ? keys_at_.plus_seconds(look_again_seconds)
                                : keys_at_.plus_minutes(keep_minutes);
        if (keys_ && now < good) return keys_;
    }
    const auto text = fetch({.url = at.keys});
    auto found = text ? crypto::ProviderKeys::parse(*text) : std::nullopt;
    if (!found) return std::nullopt;
    const std::scoped_lock lock(mutex_);
    keys_ = found;
    keys_at_ = now;
    return found;
}

std::optional<std::string> Provider::authorize_url(
    std::string_view state, std::string_view nonce, std::string_view verifier)
{
    const auto at = addresses();
    if (!at) return std::nullopt;
    const auto challenge = crypto::base64url(crypto::sha256(verifier));
    return at->authorize + (at->authorize.contains('?') ? '&' : '?') +
           form({{"response_type", "code"}, {"client_id", options_.client_id},
               {"redirect_uri", redirect_uri_}, {"scope", "openid email"}, {"state", state},
               {"nonce", nonce}, {"code_challenge", challenge}, {"code_challenge_method", "S256"}});
}

std::optional<Provider::Tokens> Provider::exchange(
    const Addresses& at, std::string_view code, std::string_view verifier) const
{
    net::HttpRequest request{.method = "POST", .url = at.token};
    request.headers = {
        {"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    request.body = form(
        {{"grant_type", "authorization_code"}, {"code", code}, {"redirect_uri", redirect_uri_},
            {"client_id", options_.client_id}, {"code_verifier", verifier}});
    if (!options_.client_secret.empty()) { // RFC 6749 §2.3.1
        const auto pair = http::percent_encoded(options_.client_id) + ':' +
                          http::percent_encoded(options_.client_secret);
        request.headers.emplace_back("Authorization", "Basic " + crypto::base64(pair));
    }
    const auto text = fetch(request);
    api::Input answer;
    if (!text || !answer.parse_body(*text)) return std::nullopt;
    Tokens tokens{member(answer, "id_token"), member(answer, "access_token")};
    if (tokens.id.empty()) return std::nullopt;
    return tokens;
}

std::expected<crypto::IdClaims, std::string_view> Provider::claims(
    std::string_view code, std::string_view nonce, std::string_view verifier)
{
    const auto at = addresses();
    const auto tokens = at ? exchange(*at, code, verifier) : std::nullopt;
    if (!tokens) return std::unexpected("no_token");
    auto claims = read(*at, tokens->id, nonce);
    if (claims && claims->email.empty()) complete(*at, tokens->access, *claims);
    return claims;
}

std::expected<crypto::IdClaims, std::string_view> Provider::read(
    const Addresses& at, const std::string& token, std::string_view nonce)
{
    const crypto::IdTokenRules rules{options_.issuer, options_.client_id, std::string(nonce)};
    std::expected<crypto::IdClaims, std::string_view> claims = std::unexpected("no_keys");
    for (const bool fresh : {false, true}) {
        const auto known = keys(at, fresh);
        if (!known) return claims;
        claims = crypto::read_id_token(*known, token, rules, clock_.now());
        // The provider may have changed its keys since we looked.
        if (claims || claims.error() != "unknown_key") return claims;
    }
    return claims;
}

void Provider::complete(
    const Addresses& at, const std::string& access, crypto::IdClaims& claims) const
{
    if (at.userinfo.empty() || access.empty()) return;
    const auto text = fetch({.url = at.userinfo,
        .headers = {{"Authorization", "Bearer " + access}, {"Accept", "application/json"}}});
    api::Input answer;
    if (!text || !answer.parse_body(*text)) return;
    if (member(answer, "sub") != claims.subject) return; // somebody else's: §5.3.2
    claims.email = member(answer, "email");
    claims.email_verified = answer.body().member("email_verified").boolean().value_or(false);
}

} // namespace clinic::auth
