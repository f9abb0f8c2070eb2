#include "store.hpp"

namespace clinic::auth::store {

void add_session(
    db::Tx& tx, const SessionRow& session, const std::string& device, const std::string& address)
{
    tx.run(R"(
        INSERT INTO auth_sessions (id, user_id, device, address, created_at, last_used_at,
                                   expires_at)
        VALUES (:id, :user, :device, :address, :created, :used, :expires))",
        session.id, session.user_id, device, address, session.created_at, session.created_at,
        session.expires_at);
}

std::optional<SessionRow> session(db::Tx& tx, SessionId id)
{
    return tx.one<SessionRow>(R"(
        SELECT id, user_id, created_at, expires_at, ended_at FROM auth_sessions WHERE id = :id)",
        id);
}

void use_session(db::Tx& tx, SessionId id, Instant now, Instant expires_at)
{
    tx.run("UPDATE auth_sessions SET last_used_at = :now, expires_at = :expires WHERE id = :id",
        now, expires_at, id);
}

bool end_session(db::Tx& tx, SessionId id, Instant now, std::string_view reason)
{
    return tx.run(R"(
        UPDATE auth_sessions SET ended_at = :now, end_reason = :reason
         WHERE id = :id AND ended_at IS NULL)",
               now, reason, id) == 1;
}

std::vector<SessionId> live_sessions(db::Tx& tx, UserId user, Instant now)
{
    return tx.all<SessionId>(R"(
        SELECT id FROM auth_sessions
         WHERE user_id = :user AND ended_at IS NULL AND expires_at > :now)",
        user, now);
}

std::int64_t count_live_sessions(db::Tx& tx, Instant now)
{
    return tx.value<std::int64_t>(
        "SELECT COUNT(*) FROM auth_sessions WHERE ended_at IS NULL AND expires_at > :now", now);
}

std::vector<DeviceSession> sessions_of(
    db::Tx& tx, UserId user, Instant now, std::string_view before_id, int limit)
{
    return tx.all<DeviceSession>(R"(
        SELECT id, device, address, created_at, last_used_at, 0 AS current
          FROM auth_sessions
         WHERE user_id = :user AND ended_at IS NULL AND expires_at > :now
           AND (CAST(:before AS TEXT) = '' OR id < :before)
         ORDER BY id DESC
         LIMIT :limit)",
        user, now, before_id, before_id, limit);
}

std::vector<Ended> ended_since(db::Tx& tx, Instant since)
{
    return tx.all<Ended>(R"(
        SELECT id, user_id, ended_at FROM auth_sessions
         WHERE ended_at IS NOT NULL AND ended_at >= :since)",
        since);
}

std::vector<Ended> expired_between(db::Tx& tx, Instant since, Instant now)
{
    return tx.all<Ended>(R"(
        SELECT id, user_id, expires_at AS ended_at FROM auth_sessions
         WHERE ended_at IS NULL AND expires_at > :since AND expires_at <= :now)",
        since, now);
}

void add_refresh_token(
    db::Tx& tx, std::string_view hash, SessionId session, Instant now, Instant expires_at)
{
    tx.run(R"(
        INSERT INTO auth_refresh_tokens (token_hash, session_id, issued_at, expires_at)
        VALUES (:hash, :session, :now, :expires))",
        hash, session, now, expires_at);
}

std::optional<RefreshRow> refresh_token(db::Tx& tx, std::string_view hash)
{
    return tx.one<RefreshRow>(R"(
        SELECT session_id, expires_at, used_at FROM auth_refresh_tokens WHERE token_hash = :hash)",
        hash);
}

bool use_refresh_token(db::Tx& tx, std::string_view hash, Instant now)
{
    return tx.run(R"(
        UPDATE auth_refresh_tokens SET used_at = :now
         WHERE token_hash = :hash AND used_at IS NULL)",
               now, hash) == 1;
}

void add_invitation(db::Tx& tx, std::string_view hash, UserId user, Instant now, Instant expires_at)
{
    tx.run(R"(
        INSERT INTO auth_invitations (token_hash, user_id, created_at, expires_at)
        VALUES (:hash, :user, :now, :expires))",
        hash, user, now, expires_at);
}

std::optional<UserId> invited(db::Tx& tx, std::string_view hash, Instant now)
{
    return tx.one<UserId>(R"(
        SELECT user_id FROM auth_invitations WHERE token_hash = :hash AND expires_at > :now)",
        hash, now);
}

void forget_invitations(db::Tx& tx, UserId user)
{
    tx.run("DELETE FROM auth_invitations WHERE user_id = :user", user);
}

void replace_setup(db::Tx& tx, std::string_view hash, Instant now)
{
    forget_setup(tx);
    tx.run("INSERT INTO auth_setup (token_hash, created_at) VALUES (:hash, :now)", hash, now);
}

bool is_setup(db::Tx& tx, std::string_view hash)
{
    return tx.one<std::int64_t>("SELECT 1 FROM auth_setup WHERE token_hash = :hash", hash)
        .has_value();
}

void forget_setup(db::Tx& tx)
{
    tx.run("DELETE FROM auth_setup");
}

std::int64_t clear(db::Tx& tx, Instant before)
{
    return tx.run("DELETE FROM auth_sessions WHERE expires_at < :before", before) +
           tx.run("DELETE FROM auth_sessions WHERE ended_at IS NOT NULL AND ended_at < :before",
               before) +
           tx.run("DELETE FROM auth_invitations WHERE expires_at < :before", before);
}

} // namespace clinic::auth::store
