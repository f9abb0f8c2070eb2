#include "tokens.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/schema/schema.hpp"

namespace clinic::auth {
namespace {

struct Claims {
    std::string iss;
    std::string aud;
    UserId sub;
    SessionId sid;
    std::string name;
    std::vector<Role> roles;
    Language lang = Language::fr;
    std::int64_t iat = 0;
    std::int64_t exp = 0;
    std::string jti;
    std::optional<std::int64_t> auth_time;
    std::optional<bool> enrolling;

    static constexpr auto schema = api::object(api::field("iss", &Claims::iss, "Issuer"),
        api::field("aud", &Claims::aud, "Audience"), api::field("sub", &Claims::sub, "User"),
        api::field("sid", &Claims::sid, "Session"),
        api::field("name", &Claims::name, "As colleagues see it", api::max_length(1'000)),
        api::field("roles", &Claims::roles, "What they may do"),
        api::field("lang", &Claims::lang, "In which the clinic speaks to them"),
        api::field("iat", &Claims::iat, "Issued, seconds since 1970"),
        api::field("exp", &Claims::exp, "Expires, seconds since 1970"),
        api::field("jti", &Claims::jti, "Names the token"),
        api::field("auth_time", &Claims::auth_time, "When they last proved who they are"),
        api::field("enrolling", &Claims::enrolling, "Owes a second factor"));
};

std::int64_t seconds(Instant instant)
{
    return instant.ms / 1000;
}

} // namespace

Tokens::Tokens(const crypto::SigningKeys& keys, const Options& options, Revocations& revocations)
    : keys_(keys),
      rules_{options.issuer, options.audience},
      lifetime_seconds_(options.access_minutes * 60),
      revocations_(revocations)
{
    revocations.on_revoked(
        [this](UserId, SessionId session) { cache_.drop_session(session.view()); });
}

std::string Tokens::issue(const User& user, SessionId session, Instant now,
    std::int64_t good_seconds, const Standing& standing) const
{
    const Claims claims{rules_.issuer, rules_.audience, user.id, session, user.name(), user.roles,
        user.language, seconds(now), seconds(now) + good_seconds, crypto::random_token(16),
        seconds(standing.proven_at), standing.enrolling ? std::optional(true) : std::nullopt};
    return crypto::sign_jwt(keys_, api::to_json(claims));
}

void Tokens::forget_all()
{
    cache_.drop_where([](const http::Principal&) { return true; });
}

std::optional<http::Principal> Tokens::who(std::string_view token, Instant now) const
{
    if (const auto known = cache_.find(token, now)) return *known;
    const auto text = crypto::verify_jwt(keys_, token, rules_, now);
    Claims claims;
    if (!text || !api::from_json(*text, claims) || claims.roles.empty()) return std::nullopt;
    http::Principal principal{claims.sub, claims.sid, claims.name, bits_of(claims.roles),
        claims.lang, {claims.auth_time.value_or(0) * 1000}, claims.enrolling.value_or(false)};
    cache_.put(token, std::make_shared<const http::Principal>(principal), {claims.exp * 1000},
        claims.sid.view(), now);
    // Looked up after put(): whoever revokes adds first and drops from the cache then, so that one
    // of us two takes the token out, in whatever order we run.
    if (revocations_.contains(claims.sid)) {
        cache_.drop_session(claims.sid.view());
        return std::nullopt;
    }
    return principal;
}

} // namespace clinic::auth
