#include "sessions.hpp"

#include "device.hpp"
#include "factor_store.hpp"
#include "platform/crypto/bytes.hpp"
#include "refresh_cookie.hpp"

#include <algorithm>

namespace clinic::auth {
namespace {

/// Tabs of one browser share the cookie and may send it twice before the first answer is in.
constexpr int race_seconds = 5;

} // namespace

std::string token_hash(std::string_view token)
{
    return crypto::base64url(crypto::blake2b(token));
}

Session hand_over(http::Caller& cx, Opened opened)
{
    cx.answer_with("set-cookie",
        set_refresh_cookie(opened.refresh_token, opened.seconds, cx.request().secure));
    cx.answer_with("cache-control", "no-store");
    return std::move(opened.session);
}

Sessions::Sessions(
    const Options& options, const Tokens& tokens, Revocations& revocations, const Proofs& proofs)
    : options_(options), tokens_(tokens), revocations_(revocations), proofs_(proofs)
{
}

Opened Sessions::open(db::Tx& tx, User user, const http::Request& request, Instant now) const
{
    const auto id = SessionId::fresh();
    const auto until = expiry(user, now, now);
    store::add_session(tx, {id, user.id, now, until, {}}, device_of(request.header("user-agent")),
        request.address);
    store::prove(tx, id, now);
    store::note_login(tx, user.id, now);
    user.last_login_at = now;
    return give_tokens(tx, std::move(user), id, now, until);
}

Renewal Sessions::renew(db::Tx& tx, std::string_view refresh_token, bool active, Instant now) const
{
    const auto hash = token_hash(refresh_token);
    const auto token = store::refresh_token(tx, hash);
    const auto session = token ? store::session(tx, token->session_id) : std::nullopt;
    if (!session || session->ended_at || token->expires_at <= now) return {};
    if (!store::use_refresh_token(tx, hash, now)) {
        if (token->used_at && *token->used_at > now.plus_seconds(-race_seconds))
            return {Renewal::raced};
        end(tx, session->user_id, session->id, now, "refresh_replayed");
        return {Renewal::replayed, {}, session->user_id};
    }
    auto user = store::find(tx, session->user_id);
    if (!user || user->status != UserStatus::active) return {};
    const auto until = active ? expiry(*user, session->created_at, now) : session->expires_at;
    store::use_session(tx, session->id, now, until);
    return {Renewal::renewed, give_tokens(tx, *std::move(user), session->id, now, until), {}};
}

bool Sessions::end(
    db::Tx& tx, UserId user, SessionId session, Instant now, std::string_view reason) const
{
    if (!store::end_session(tx, session, now, reason)) return false;
    tx.after_commit([this, user, session, now] { revocations_.add(user, session, now); });
    return true;
}

void Sessions::end_all(
    db::Tx& tx, UserId user, Instant now, std::string_view reason, SessionId spared) const
{
    for (const auto session : store::live_sessions(tx, user, now)) {
        if (session != spared) end(tx, user, session, now, reason);
    }
}

Opened Sessions::give_tokens(
    db::Tx& tx, User user, SessionId session, Instant now, Instant until) const
{
    auto refresh = crypto::random_token();
    store::add_refresh_token(tx, token_hash(refresh), session, now, until);
    return {reissue(tx, std::move(user), session, until, now), std::move(refresh),
        (until.ms - now.ms) / 1000};
}

Session Sessions::reissue(
    db::Tx& tx, User user, SessionId session, Instant until, Instant now) const
{
    const auto left = (until.ms - now.ms) / 1000;
    const auto seconds = std::min<std::int64_t>(tokens_.lifetime_seconds(), left);
    auto access = tokens_.issue(user, session, now, seconds, proofs_.standing(tx, user, session));
    const auto idle = idle_seconds(user);
    return {std::move(access), TokenType::bearer, static_cast<int>(seconds), idle, left,
        std::move(user)};
}

std::int64_t Sessions::idle_seconds(const User& user) const
{
    if (is_staff(bits_of(user.roles))) return std::int64_t{60} * options_.staff_idle_minutes;
    return std::int64_t{86'400} * options_.idle_days;
}

Instant Sessions::expiry(const User& user, Instant created, Instant now) const
{
    const auto whatever = is_staff(bits_of(user.roles))
                              ? created.plus_minutes(60LL * options_.staff_hours)
                              : created.plus_days(options_.refresh_days);
    return std::min(now.plus_seconds(idle_seconds(user)), whatever);
}

} // namespace clinic::auth
