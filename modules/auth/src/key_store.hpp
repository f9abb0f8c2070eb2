#pragma once
// Rows and SQL of API keys.

#include "keys_api.hpp"
#include "platform/db/tx.hpp"

namespace clinic::auth::store {

/// A key that is good now, with what its owner may now.
struct LiveKey {
    ApiKeyId id;
    std::string key_hash;
    std::string name;
    std::string prefix;
    std::vector<std::string> scopes;
    Instant expires_at;
    UserId user_id;
    std::string first_name;
    std::string last_name;
    std::int64_t roles = 0;
    Language language = Language::fr;
    std::int64_t factors = 0; ///< of the owner, good ones: an app, passkeys

    static constexpr auto schema = api::object(api::field("id", &LiveKey::id, ""),
        api::field("key_hash", &LiveKey::key_hash, ""), api::field("name", &LiveKey::name, ""),
        api::field("prefix", &LiveKey::prefix, ""), api::field("scopes", &LiveKey::scopes, ""),
        api::field("expires_at", &LiveKey::expires_at, ""),
        api::field("user_id", &LiveKey::user_id, ""),
        api::field("first_name", &LiveKey::first_name, ""),
        api::field("last_name", &LiveKey::last_name, ""), api::field("roles", &LiveKey::roles, ""),
        api::field("language", &LiveKey::language, ""),
        api::field("factors", &LiveKey::factors, ""));
};

void add_key(db::Tx&, UserId, const ApiKey&, const std::string& hash);
/// Of active accounts, not revoked, not expired.
[[nodiscard]] std::vector<LiveKey> live_keys(db::Tx&, Instant now);
/// Newest first, those that are good.
[[nodiscard]] std::vector<ApiKey> keys_of(
    db::Tx&, UserId, Instant now, std::string_view before_id, int limit);
[[nodiscard]] int count_keys(db::Tx&, UserId, Instant now);
bool revoke_key(db::Tx&, UserId, ApiKeyId, Instant now);
/// All of the account's.
void revoke_keys(db::Tx&, UserId, Instant now);
void note_key_use(db::Tx&, ApiKeyId, Instant hour);

} // namespace clinic::auth::store
