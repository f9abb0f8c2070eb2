#include "platform/db/postgres_lock.hpp"

#include <stdexcept>
#include <thread>

namespace clinic::db {
namespace {

using std::chrono::steady_clock;
constexpr auto check_every = std::chrono::seconds(10);
constexpr int most_tries = 20;
constexpr auto between_tries = std::chrono::milliseconds(100);

/// "mono" and "clin": the space of two numbers, apart from the locks by one number that are taken for rows.
constexpr auto try_to_lock = "SELECT pg_try_advisory_lock(1836019567, 1668049262)::int";
constexpr auto holder = R"(
    SELECT COALESCE((SELECT CAST(pid AS TEXT)
                       FROM pg_locks
                      WHERE locktype = 'advisory' AND granted AND objsubid = 2
                        AND classid = 1836019567 AND objid = 1668049262
                        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())),
                    'unknown'))";

} // namespace

PostgresLock::PostgresLock(std::string url, int statement_timeout_ms)
    : url_(std::move(url)), statement_timeout_ms_(statement_timeout_ms)
{
    const auto refusal = take();
    if (!refusal.empty()) throw std::runtime_error(refusal);
}

/// A session that was killed a moment ago may still be at its end, so this insists a little.
std::string PostgresLock::take()
{
    connection_.reset();
    auto connection = std::make_unique<PostgresConnection>(url_, statement_timeout_ms_);
    connection->script("SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET "
                       "tcp_keepalives_count = 3");
    for (int tries = 1; connection->ask(try_to_lock) != "1"; ++tries) {
        if (tries == most_tries) {
            return "This PostgreSQL database is in use by another process (session " +
                   connection->ask(holder) + "). Stop that one first, or choose another database.";
        }
        std::this_thread::sleep_for(between_tries);
    }
    connection_ = std::move(connection);
    checked_ = steady_clock::now();
    return {};
}

void PostgresLock::check(bool now)
{
    const std::scoped_lock lock(mutex_);
    if (!now && steady_clock::now() < checked_ + check_every) return;
    checked_ = steady_clock::now();
    if (connection_) {
        try {
            if (connection_->ask("SELECT 1") == "1") return;
        } catch (const std::exception&) { // the link is gone, and the lock with it
        }
    }
    const auto refusal = take();
    if (!refusal.empty()) throw Error(Fault::disconnected, "55P03", refusal);
}

} // namespace clinic::db
