#include "factor_store.hpp"

namespace clinic::auth::store {

void prove(db::Tx& tx, SessionId session, Instant now)
{
    tx.run(R"(
        INSERT INTO auth_proofs (session_id, proven_at) VALUES (:session, :now)
            ON CONFLICT (session_id) DO UPDATE SET proven_at = excluded.proven_at)",
        session, now);
}

std::optional<Instant> proven_at(db::Tx& tx, SessionId session)
{
    return tx.one<Instant>(
        "SELECT proven_at FROM auth_proofs WHERE session_id = :session", session);
}

bool has_factor(db::Tx& tx, UserId user)
{
    return tx
        .one<std::int64_t>(R"(
        SELECT 1 FROM auth_totp WHERE user_id = :user AND confirmed_at IS NOT NULL
         UNION ALL
        SELECT 1 FROM auth_passkeys WHERE user_id = :user AND cloned_at IS NULL
         LIMIT 1)",
            user, user)
        .has_value();
}

bool asks_second_step(db::Tx& tx, UserId user)
{
    return tx
        .one<std::int64_t>(R"(
        SELECT 1 FROM auth_totp WHERE user_id = :user AND confirmed_at IS NOT NULL
         UNION ALL
        SELECT 1 FROM auth_passkeys WHERE user_id = :user
         UNION ALL
        SELECT 1 FROM auth_recovery_codes WHERE user_id = :user AND used_at IS NULL
         LIMIT 1)",
            user, user, user)
        .has_value();
}

void forget_factors(db::Tx& tx, UserId user)
{
    remove_totp(tx, user);
    tx.run("DELETE FROM auth_passkeys WHERE user_id = :user", user);
    forget_recovery_codes(tx, user);
}

std::optional<TotpRow> totp(db::Tx& tx, UserId user)
{
    return tx.one<TotpRow>(R"(
        SELECT secret, confirmed_at, last_step, pending, pending_at
          FROM auth_totp WHERE user_id = :user)",
        user);
}

void keep_pending_totp(db::Tx& tx, UserId user, const std::string& sealed, Instant now)
{
    tx.run(R"(
        INSERT INTO auth_totp (user_id, last_step, pending, pending_at)
        VALUES (:user, 0, :sealed, :now)
            ON CONFLICT (user_id)
            DO UPDATE SET pending = excluded.pending, pending_at = excluded.pending_at)",
        user, sealed, now);
}

bool confirm_totp(
    db::Tx& tx, UserId user, const std::string& sealed, std::int64_t step, Instant now)
{
    return tx.run(R"(
        UPDATE auth_totp
           SET secret = pending, confirmed_at = :now, last_step = :step, pending = NULL,
               pending_at = NULL
         WHERE user_id = :user AND pending = :sealed AND last_step < :step)",
               now, step, user, sealed, step) == 1;
}

bool use_totp_step(db::Tx& tx, UserId user, std::int64_t step)
{
    return tx.run(R"(
        UPDATE auth_totp SET last_step = :step WHERE user_id = :user AND last_step < :step)",
               step, user, step) == 1;
}

bool remove_totp(db::Tx& tx, UserId user)
{
    return tx.run(R"(
        UPDATE auth_totp SET secret = NULL, confirmed_at = NULL
         WHERE user_id = :user AND confirmed_at IS NOT NULL)",
               user) == 1;
}

void replace_recovery_codes(
    db::Tx& tx, UserId user, const std::vector<std::string>& hashes, Instant now)
{
    forget_recovery_codes(tx, user);
    for (const auto& hash : hashes) {
        tx.run(R"(
            INSERT INTO auth_recovery_codes (code_hash, user_id, created_at)
            VALUES (:hash, :user, :now))",
            hash, user, now);
    }
}

int recovery_codes_left(db::Tx& tx, UserId user)
{
    return static_cast<int>(tx.value<std::int64_t>(R"(
        SELECT COUNT(*) FROM auth_recovery_codes WHERE user_id = :user AND used_at IS NULL)",
        user));
}

bool use_recovery_code(db::Tx& tx, UserId user, const std::string& hash, Instant now)
{
    return tx.run(R"(
        UPDATE auth_recovery_codes SET used_at = :now
         WHERE code_hash = :hash AND user_id = :user AND used_at IS NULL)",
               now, hash, user) == 1;
}

void forget_recovery_codes(db::Tx& tx, UserId user)
{
    tx.run("DELETE FROM auth_recovery_codes WHERE user_id = :user", user);
}

bool add_passkey(db::Tx& tx, const PasskeyRow& passkey)
{
    return tx.attempt(R"(
        INSERT INTO auth_passkeys (id, user_id, credential_id, public_key, sign_count, name,
                                   created_at)
        VALUES (:id, :user, :credential, :key, :count, :name, :now))",
               passkey.id, passkey.user_id, passkey.credential_id, passkey.public_key,
               passkey.sign_count, passkey.name, passkey.created_at) == db::Tx::Outcome::done;
}

std::vector<PasskeyRow> passkeys(db::Tx& tx, UserId user)
{
    return tx.all<PasskeyRow>(R"(
        SELECT id, user_id, credential_id, public_key, sign_count, name, created_at, last_used_at,
               cloned_at, version
          FROM auth_passkeys WHERE user_id = :user ORDER BY id)",
        user);
}

std::optional<PasskeyRow> passkey(db::Tx& tx, UserId user, PasskeyId id)
{
    return tx.one<PasskeyRow>(R"(
        SELECT id, user_id, credential_id, public_key, sign_count, name, created_at, last_used_at,
               cloned_at, version
          FROM auth_passkeys WHERE id = :id AND user_id = :user)",
        id, user);
}

std::optional<PasskeyRow> passkey_by_credential(db::Tx& tx, std::string_view id)
{
    return tx.one<PasskeyRow>(R"(
        SELECT id, user_id, credential_id, public_key, sign_count, name, created_at, last_used_at,
               cloned_at, version
          FROM auth_passkeys WHERE credential_id = :id)",
        id);
}

bool use_passkey(db::Tx& tx, const PasskeyRow& passkey, std::int64_t sign_count, Instant now)
{
    return tx.run(R"(
        UPDATE auth_passkeys SET sign_count = :count, last_used_at = :now
         WHERE id = :id AND sign_count = :before AND cloned_at IS NULL)",
               sign_count, now, passkey.id, passkey.sign_count) == 1;
}

bool mark_cloned(db::Tx& tx, PasskeyId id, Instant now)
{
    return tx.run("UPDATE auth_passkeys SET cloned_at = :now WHERE id = :id AND cloned_at IS NULL",
               now, id) == 1;
}

void rename_passkey(db::Tx& tx, PasskeyId id, const std::string& name)
{
    tx.run("UPDATE auth_passkeys SET name = :name, version = version + 1 WHERE id = :id", name, id);
}

bool remove_passkey(db::Tx& tx, UserId user, PasskeyId id)
{
    return tx.run("DELETE FROM auth_passkeys WHERE id = :id AND user_id = :user", id, user) == 1;
}

void add_challenge(db::Tx& tx, const Challenge& challenge)
{
    tx.run(R"(
        INSERT INTO auth_challenges (token_hash, purpose, user_id, bound, tries_left, expires_at)
        VALUES (:hash, :purpose, :user, :bound, :tries, :expires))",
        challenge.token_hash, challenge.purpose, challenge.user_id, challenge.bound,
        challenge.tries_left, challenge.expires_at);
}

std::optional<Challenge> try_challenge(
    db::Tx& tx, std::string_view hash, std::string_view purpose, Instant now)
{
    const bool taken = tx.run(R"(
        UPDATE auth_challenges SET tries_left = tries_left - 1
         WHERE token_hash = :hash AND purpose = :purpose AND tries_left > 0
           AND expires_at > :now)",
                           hash, purpose, now) == 1;
    if (!taken) return std::nullopt;
    return tx.one<Challenge>(R"(
        SELECT token_hash, purpose, user_id, bound, tries_left, expires_at
          FROM auth_challenges WHERE token_hash = :hash)",
        hash);
}

bool end_challenge(db::Tx& tx, std::string_view hash)
{
    return tx.run("DELETE FROM auth_challenges WHERE token_hash = :hash", hash) == 1;
}

std::int64_t clear_challenges(db::Tx& tx, Instant before)
{
    return tx.run("DELETE FROM auth_challenges WHERE expires_at < :before", before);
}

} // namespace clinic::auth::store
