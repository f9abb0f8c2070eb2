#include "key_store.hpp"

namespace clinic::auth::store {

void add_key(db::Tx& tx, UserId user, const ApiKey& key, const std::string& hash)
{
    tx.run(R"(
        INSERT INTO auth_api_keys (id, user_id, name, prefix, key_hash, scopes, created_at,
                                   expires_at)
        VALUES (:id, :user, :name, :prefix, :hash, :scopes, :now, :expires))",
        key.id, user, key.name, key.prefix, hash, key.scopes, key.created_at, key.expires_at);
}

std::vector<LiveKey> live_keys(db::Tx& tx, Instant now)
{
    return tx.all<LiveKey>(R"(
        SELECT k.id, k.key_hash, k.name, k.prefix, k.scopes, k.expires_at, k.user_id, u.first_name,
               u.last_name, u.roles, u.language,
               (SELECT COUNT(*) FROM auth_totp t
                 WHERE t.user_id = u.id AND t.confirmed_at IS NOT NULL) +
               (SELECT COUNT(*) FROM auth_passkeys p
                 WHERE p.user_id = u.id AND p.cloned_at IS NULL) AS factors
          FROM auth_api_keys k
          JOIN auth_users u ON u.id = k.user_id
         WHERE k.revoked_at IS NULL AND k.expires_at > :now AND u.status = 'active')",
        now);
}

std::vector<ApiKey> keys_of(
    db::Tx& tx, UserId user, Instant now, std::string_view before_id, int limit)
{
    return tx.all<ApiKey>(R"(
        SELECT id, name, prefix, scopes, created_at, expires_at, last_used_at
          FROM auth_api_keys
         WHERE user_id = :user AND revoked_at IS NULL AND expires_at > :now
           AND (CAST(:before AS TEXT) = '' OR id < :before)
         ORDER BY id DESC
         LIMIT :limit)",
        user, now, before_id, before_id, limit);
}

int count_keys(db::Tx& tx, UserId user, Instant now)
{
    return static_cast<int>(tx.value<std::int64_t>(R"(
        SELECT COUNT(*) FROM auth_api_keys
         WHERE user_id = :user AND revoked_at IS NULL AND expires_at > :now)",
        user, now));
}

bool revoke_key(db::Tx& tx, UserId user, ApiKeyId id, Instant now)
{
    return tx.run(R"(
        UPDATE auth_api_keys SET revoked_at = :now
         WHERE id = :id AND user_id = :user AND revoked_at IS NULL AND expires_at > :now)",
               now, id, user, now) == 1;
}

void revoke_keys(db::Tx& tx, UserId user, Instant now)
{
    tx.run(
        "UPDATE auth_api_keys SET revoked_at = :now WHERE user_id = :user AND revoked_at IS NULL",
        now, user);
}

void note_key_use(db::Tx& tx, ApiKeyId id, Instant hour)
{
    tx.run("UPDATE auth_api_keys SET last_used_at = :hour WHERE id = :id", hour, id);
}

} // namespace clinic::auth::store
