#include "throttle.hpp"

#include "sessions.hpp"
#include "store.hpp"

#include "platform/http/forwarded.hpp"

#include <algorithm>

namespace clinic::auth {
namespace {

constexpr int forgotten_hours = 24; ///< after the last failure

struct Failures {
    std::int64_t failures = 0;
    Instant last_at;
    static constexpr auto schema = api::object(api::field("failures", &Failures::failures, ""),
        api::field("last_at", &Failures::last_at, ""));
};

/// 1, 2, 4… seconds for each failure beyond the free ones.
std::int64_t pause_seconds(std::int64_t failures, int free, int longest)
{
    const auto beyond = failures - free;
    if (beyond < 0) return 0;
    return beyond > 20 ? longest : std::min<std::int64_t>(longest, std::int64_t{1} << beyond);
}

} // namespace

Throttle::Throttle(db::Tx& tx, std::string_view email, std::optional<UserId> user,
    const Trust& trust, std::string_view address)
{
    const auto account = store::lower(email);
    if (user && trust.known(tx, *user)) {
        buckets_ = {{token_hash("device " + trust.hash() + ' ' + account), 10, 900}};
        return;
    }
    buckets_ = {{token_hash("source " + http::address_key(address) + ' ' + account), 5, 900},
        {token_hash("account " + account), 100, 60}};
}

Throttle::Throttle(SessionId session) : buckets_{{token_hash("session " + session.str()), 5, 900}}
{
}

Throttle::Throttle(UserId user) : buckets_{{token_hash("codes " + user.str()), 5, 900}} {}

int Throttle::wait_seconds(db::Tx& tx, Instant now) const
{
    std::int64_t longest = 0;
    for (const auto& bucket : buckets_) {
        const auto known = tx.one<Failures>(
            "SELECT failures, last_at FROM auth_login_failures WHERE bucket = :b", bucket.name);
        if (!known) continue;
        const auto pause = pause_seconds(known->failures, bucket.free, bucket.longest);
        const auto until = known->last_at.plus_seconds(pause);
        longest = std::max(longest, (until.ms - now.ms + 999) / 1000);
    }
    return static_cast<int>(longest);
}

void Throttle::failed(db::Tx& tx, Instant now) const
{
    const auto forgotten = now.plus_minutes(-60 * forgotten_hours);
    for (const auto& bucket : buckets_) {
        tx.run(R"(
            INSERT INTO auth_login_failures (bucket, failures, last_at) VALUES (:bucket, 1, :now)
            ON CONFLICT (bucket) DO UPDATE
               SET failures = CASE WHEN auth_login_failures.last_at < :forgotten THEN 1
                                   ELSE auth_login_failures.failures + 1 END,
                   last_at = excluded.last_at)",
            bucket.name, now, forgotten);
    }
}

std::int64_t Throttle::failures(db::Tx& tx) const
{
    return tx
        .one<std::int64_t>("SELECT failures FROM auth_login_failures WHERE bucket = :bucket",
            buckets_.front().name)
        .value_or(0);
}

void Throttle::succeeded(db::Tx& tx) const
{
    tx.run("DELETE FROM auth_login_failures WHERE bucket = :bucket", buckets_.front().name);
}

Problem Throttle::too_many(int seconds)
{
    Problem problem{Refusal::too_many, "too_many_tries",
        {"Trop d’essais avec un mauvais mot de passe. Patientez un peu, ou choisissez un nouveau "
         "mot "
         "de passe par « Mot de passe oublié ».",
            "Too many tries with a wrong password. Wait a little, or choose a new password by "
            "“Forgotten password”."}};
    problem.retry_after = seconds;
    return problem;
}

std::int64_t Throttle::clear(db::Tx& tx, Instant now)
{
    return tx.run("DELETE FROM auth_login_failures WHERE last_at < :before",
        now.plus_minutes(-60 * forgotten_hours));
}

} // namespace clinic::auth
