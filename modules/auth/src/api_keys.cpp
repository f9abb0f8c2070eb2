#include "api_keys.hpp"

#include "parts.hpp"
#include "platform/crypto/bytes.hpp"

#include <algorithm>
#include <set>

namespace clinic::auth {
namespace {

constexpr int most_keys = 20;
constexpr std::size_t prefix_length = 11; // mk_ and 8 of 43 letters

bool is_personal(std::string_view path)
{
    return path.starts_with("/api/auth/") || path.starts_with("/api/users") ||
           path.starts_with("/api/live/");
}

std::unexpected<Problem> too_many_keys()
{
    return conflict("too_many_keys", {"Vingt clés d’API, c’est le plus : révoquez-en une.",
                                         "Twenty API keys are the most: revoke one."});
}

std::unexpected<Problem> not_yours_to_give()
{
    return invalid("scopes", "not_grantable",
        {"Votre compte ne peut pas donner ce droit.", "Your account cannot give this right."});
}

} // namespace

std::vector<std::string> ApiKeys::grantable(http::Roles roles) const
{
    std::set<std::string> scopes;
    for (const auto& route : router_->routes()) {
        const auto& policy = route.row.policy;
        const bool closed = policy.door() != http::Policy::Door::everyone &&
                            (policy.any_of() & roles) != 0;
        if (closed && !route.row.step_up && !is_personal(route.path))
            scopes.insert(http::scope_of(route));
    }
    return {scopes.begin(), scopes.end()};
}

Result<Scopes> ApiKeys::api_key_scopes(http::Context& cx, const http::NoInput&)
{
    return Scopes{grantable(cx.user().roles)};
}

Result<http::Page<ApiKey>> ApiKeys::api_keys(http::Context& cx, const ListApiKeys& in)
{
    return list(cx, cx.user().user, in.page);
}

Result<http::Page<ApiKey>> ApiKeys::keys_of_user(http::Context& cx, const ListKeysOfUser& in)
{
    if (!store::find(cx.tx, in.id)) return not_found();
    return list(cx, in.id, in.page);
}

Result<http::Page<ApiKey>> ApiKeys::list(
    http::Context& cx, UserId owner, const http::Paging& paging)
{
    const auto after = http::start_after(paging, 1);
    if (!after) return std::unexpected(after.error());
    auto page = http::page_of(
        store::keys_of(cx.tx, owner, cx.now, after->front(), paging.limit + 1), paging,
        [](const ApiKey& row) { return std::vector{row.id.str()}; });
    if (paging.count) page.total = store::count_keys(cx.tx, owner, cx.now);
    return page;
}

Result<NewApiKey> ApiKeys::make_api_key(http::Context& cx, const MakeApiKey& in)
{
    if (auto over = session_over(cx)) return std::unexpected(*std::move(over));
    const auto me = store::find(cx.tx, cx.user().user);
    if (!me) return not_found();
    const auto roles = bits_of(me->roles);
    const auto allowed = grantable(roles);
    const std::set<std::string> wanted(in.scopes.begin(), in.scopes.end());
    if (!std::ranges::includes(allowed, wanted)) return not_yours_to_give();
    if (store::count_keys(cx.tx, me->id, cx.now) >= most_keys) return too_many_keys();

    NewApiKey made{ApiKeyId::fresh(), std::string(key_start) + crypto::random_token(), {}};
    made.details = {made.id, in.name, made.key.substr(0, prefix_length),
        {wanted.begin(), wanted.end()}, cx.now, cx.now.plus_days(in.days), {}};
    const auto hash = token_hash(made.key);
    store::add_key(cx.tx, me->id, made.details, hash);
    tell_owner(cx, *me);
    cx.subject("api_key", made.id.view(), api::to_json(Scopes{made.details.scopes}));
    cx.answer_with("cache-control", "no-store");
    const bool has_factor = store::has_factor(cx.tx, me->id);
    cx.tx.after_commit([this, me = *me, details = made.details, hash, roles, has_factor] {
        parts_.key_ring.put(
            {details.id, hash, details.name, details.prefix, details.scopes, details.expires_at,
                me.id, me.first_name, me.last_name, roles, me.language, int{has_factor}});
    });
    return made;
}

Result<Nothing> ApiKeys::revoke_api_key(http::Context& cx, const ByApiKey& in)
{
    return revoke(cx, cx.user().user, in.key_id);
}

Result<Nothing> ApiKeys::revoke_key_of_user(http::Context& cx, const KeyOfUser& in)
{
    return revoke(cx, in.id, in.key_id);
}

Result<Nothing> ApiKeys::revoke(http::Context& cx, UserId owner, ApiKeyId key)
{
    const auto user = store::find(cx.tx, owner);
    if (!user || !store::revoke_key(cx.tx, owner, key, cx.now)) return not_found();
    tell_owner(cx, *user);
    cx.subject("api_key", key.view(), api::to_json(KeyOwner{owner}));
    cx.tx.after_commit([this, key] { parts_.key_ring.drop(key); });
    return Nothing{};
}

} // namespace clinic::auth
