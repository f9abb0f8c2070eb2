#pragma once
// What the routes of API keys take and answer.

#include "api.hpp"

namespace clinic::auth {

using ApiKeyId = Id<struct ApiKeyTag>;

struct ApiKey {
    ApiKeyId id;
    std::string name;
    std::string prefix;
    std::vector<std::string> scopes;
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> last_used_at;

    static constexpr auto schema = api::object(api::field("id", &ApiKey::id, "Names the key"),
        api::field("name", &ApiKey::name, "What it is for"),
        api::field("prefix", &ApiKey::prefix, "How it begins"),
        api::field("scopes", &ApiKey::scopes, "What it is good for"),
        api::field("created_at", &ApiKey::created_at, "When it was made"),
        api::field("expires_at", &ApiKey::expires_at, "When it ends by itself"),
        api::field("last_used_at", &ApiKey::last_used_at, "To the hour"));
};

struct NewApiKey {
    ApiKeyId id;
    std::string key;
    ApiKey details;
    static constexpr auto schema = api::object(api::field("id", &NewApiKey::id, "Names the key"),
        api::field("key", &NewApiKey::key, "For the Authorization header; shown this one time"),
        api::field("details", &NewApiKey::details, "As it will be listed"));
};

struct ListApiKeys {
    http::Paging page;
    static constexpr auto schema = api::object(api::embed(&ListApiKeys::page));
};

struct MakeApiKey {
    std::string name;
    std::vector<std::string> scopes;
    int days = 90;
    static constexpr auto schema = api::object(
        api::field("name", &MakeApiKey::name, "What it is for", api::name(60)),
        api::field("scopes", &MakeApiKey::scopes, "Of those that the account can give away",
            api::min_items(1), api::max_items(60), api::min_length(1), api::max_length(60)),
        api::field("days", &MakeApiKey::days, "Until it ends by itself", api::between(1, 365)));
};

struct Scopes {
    std::vector<std::string> scopes;
    static constexpr auto schema = api::object(api::field("scopes", &Scopes::scopes,
        "Each an area of the API, to read or to write", api::max_items(200)));
};

struct ByApiKey {
    ApiKeyId key_id;
    static constexpr auto schema = api::object(
        api::field("key_id", &ByApiKey::key_id, "Which one"));
};

struct ListKeysOfUser {
    UserId id;
    http::Paging page;
    static constexpr auto schema = api::object(
        api::field("id", &ListKeysOfUser::id, "Whose"), api::embed(&ListKeysOfUser::page));
};

struct KeyOfUser {
    UserId id;
    ApiKeyId key_id;
    static constexpr auto schema = api::object(api::field("id", &KeyOfUser::id, "Whose"),
        api::field("key_id", &KeyOfUser::key_id, "Which one"));
};

/// For the audit.
struct KeyOwner {
    UserId user;
    static constexpr auto schema = api::object(api::field("user", &KeyOwner::user, ""));
};

} // namespace clinic::auth
