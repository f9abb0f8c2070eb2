#include "trusted_device.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/db/tx.hpp"
#include "refresh_cookie.hpp"
#include "sessions.hpp"

namespace clinic::auth {
namespace {

constexpr std::int64_t trusted_seconds = 400LL * 86'400; // as long as browsers keep any cookie

} // namespace

Trust::Trust(const http::Caller& caller) : now_(caller.now)
{
    const auto cookie = caller.cookie(device_cookie);
    if (!cookie.empty()) hash_ = token_hash(cookie);
}

bool Trust::known(db::Tx& tx, UserId user) const
{
    return !hash_.empty() && tx.one<std::int64_t>(R"(
        SELECT 1 FROM auth_devices WHERE token_hash = :hash AND user_id = :user)",
                                   hash_, user)
                                 .has_value();
}

void Trust::give(db::Tx& tx, UserId user)
{
    const bool was = !hash_.empty() && tx.run(R"(
        UPDATE auth_devices SET last_used_at = :now WHERE token_hash = :hash AND user_id = :user)",
                                           now_, hash_, user) == 1;
    if (was) return;
    // A browser that several people share keeps its one cookie; one that we never gave is not taken.
    const bool ours = !hash_.empty() &&
                      tx.one<std::int64_t>(
                            "SELECT 1 FROM auth_devices WHERE token_hash = :hash LIMIT 1", hash_)
                          .has_value();
    fresh_ = ours ? std::string() : crypto::random_token();
    tx.run(R"(
        INSERT INTO auth_devices (token_hash, user_id, created_at, last_used_at)
        VALUES (:hash, :user, :now, :now))",
        ours ? hash_ : token_hash(fresh_), user, now_, now_);
}

void Trust::forget_all(db::Tx& tx, UserId user)
{
    tx.run("DELETE FROM auth_devices WHERE user_id = :user", user);
}

void Trust::answer(http::Caller& caller) const
{
    if (fresh_.empty()) return;
    caller.answer_with(
        "set-cookie", auth_cookie(device_cookie, fresh_, trusted_seconds, caller.request().secure));
}

std::int64_t clear_devices(db::Tx& tx, Instant before)
{
    return tx.run("DELETE FROM auth_devices WHERE last_used_at < :before", before);
}

} // namespace clinic::auth
