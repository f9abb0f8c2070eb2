#include "handlers.hpp"
#include "platform/core/version.hpp"
#include "store.hpp"

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

namespace clinic::admin {
namespace {

constexpr int dead_shown = 100;

/// The file, and what waits beside it to be copied in.
std::int64_t bytes_of(const std::string& file)
{
    std::int64_t sum = 0;
    for (const auto* end : {"", "-wal"}) {
        std::error_code absent;
        const auto bytes = std::filesystem::file_size(file + end, absent);
        if (!absent) sum += static_cast<std::int64_t>(bytes);
    }
    return sum;
}

/// proc(5): the second figure of statm is resident pages.
std::int64_t resident_bytes()
{
    std::ifstream statm("/proc/self/statm");
    std::int64_t all = 0;
    std::int64_t resident = 0;
    statm >> all >> resident;
    return resident * ::sysconf(_SC_PAGESIZE);
}

std::optional<std::int64_t> counted(const std::function<std::int64_t()>& counter)
{
    return counter ? std::optional(counter()) : std::nullopt;
}

void add_traffic(Stats& stats, const Traffic& traffic)
{
    stats.requests = static_cast<std::int64_t>(traffic.answers);
    stats.failures = static_cast<std::int64_t>(traffic.failures);
    std::int64_t sum = 0;
    for (const auto& [bound, answers] : traffic.latency) {
        if (!std::isfinite(bound)) break;
        sum += static_cast<std::int64_t>(answers);
        stats.latency.push_back({bound * 1000, sum});
    }
}

DeadEvent dead_event(bus::DeadLetter letter)
{
    return {std::move(letter.id), std::move(letter.event), std::move(letter.listener),
        letter.attempts, std::move(letter.error), letter.parked_at};
}

} // namespace

Result<Stats> Handlers::stats(http::Context& cx, const http::NoInput&)
{
    using std::chrono::duration_cast, std::chrono::seconds;
    Stats stats;
    stats.version = version;
    stats.uptime_seconds =
        duration_cast<seconds>(std::chrono::steady_clock::now() - parts_.started).count();
    stats.database = cx.tx.postgres() ? DatabaseKind::postgresql : DatabaseKind::sqlite;
    stats.database_bytes = cx.tx.postgres() ? store::database_bytes(cx.tx)
                                            : bytes_of(parts_.database.file());
    stats.users = parts_.users.count();
    stats.patients = counted(parts_.counters.patients);
    stats.appointments_today = counted(parts_.counters.appointments_today);
    stats.memory_bytes = resident_bytes();
    const auto database = parts_.database.stats();
    stats.writes = static_cast<std::int64_t>(database.kept);
    stats.writes_waiting = static_cast<std::int64_t>(database.queued);
    stats.slow_waiting = counted(parts_.counters.slow_waiting);
    stats.sessions = counted(parts_.counters.sessions);
    stats.live_sockets = counted(parts_.counters.live_sockets);
    stats.documents_bytes = counted(parts_.counters.documents_bytes);
    if (parts_.counters.traffic) add_traffic(stats, parts_.counters.traffic());
    return stats;
}

Result<EventsState> Handlers::events(http::Context& cx, const http::NoInput&)
{
    const auto counts = parts_.bus.counts(cx.tx);
    EventsState state{counts.waiting, counts.failing, {}};
    for (auto& letter : parts_.bus.dead_letters(cx.tx, dead_shown)) {
        state.dead.push_back(dead_event(std::move(letter)));
    }
    return state;
}

Result<Nothing> Handlers::replay(http::Context& cx, const ReplayEvent& in)
{
    if (!parts_.bus.replay(cx.tx, in.id)) return not_found();
    cx.subject("event", in.id);
    return Nothing{};
}

void Admin::mount(http::Router& router)
{
    auto routes = router.section("Admin", parts_->handlers);
    routes.get<&Handlers::audit>("/api/admin/audit", {"Who did what", allow::admin});
    routes.get<&Handlers::export_audit>(
        "/api/admin/audit/export", {"Who did what, as a file", allow::admin, http::step_up});
    routes.get<&Handlers::safekeeping>(
        "/api/admin/audit/safekeeping", {"How the audit is signed and kept", allow::admin});
    routes.get<&Handlers::alerts>("/api/admin/alerts", {"Alerts on mass reading", allow::admin});
    routes.post<&Handlers::clear_alert>(
        "/api/admin/alerts/{id}/clear", {"End an alert", allow::admin, http::step_up});
    routes.get<&Handlers::settings>(
        "/api/admin/settings", {"The settings in force, without secrets", allow::admin});
    routes.get<&Handlers::stats>("/api/admin/stats", {"The state of the system", allow::admin});
    routes.get<&Handlers::logs>("/api/admin/logs", {"What the program said", allow::admin});
    routes.get<&Handlers::log_level>("/api/admin/logs/level", {"What is logged", allow::admin});
    routes.put<&Handlers::set_log_level>(
        "/api/admin/logs/level", {"Log more, or less, until the next start", allow::admin});
    routes.get<&Handlers::events>(
        "/api/admin/events", {"Events under way and given up", allow::admin});
    routes.post<&Handlers::replay>(
        "/api/admin/events/{id}/replay", {"Deliver a dead letter again", allow::admin});
    // The rule is in Accesses: one's own record alone.
    auto accesses = router.section("Accesses", parts_->accesses);
    accesses.get<&Accesses::list>(
        "/api/patients/{id}/accesses", {"Who read one's record", allow::patient | allow::coach});
}

} // namespace clinic::admin
