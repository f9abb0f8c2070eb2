#include "program.hpp"

#include "platform/core/embedded.hpp"
#include "platform/db/migrate.hpp"
#include "platform/log/log.hpp"

#include <csignal>
#include <filesystem>
#include <unistd.h>

namespace clinic {
namespace {

db::Options database_options(const config::Config& config, std::atomic<bool>& fatal)
{
    db::Options options;
    options.url = config.database_url();
    options.pool = static_cast<int>(config.database.pool);
    options.batch = static_cast<int>(config.database.batch);
    options.on_problem = [](std::string_view event, std::string_view detail) {
        log::warn("db.trouble", {{"what", log::word(event)}, {"detail", log::trusted(detail)}});
    };
    options.on_fatal = [&fatal](std::string_view detail) {
        log::error("db.outcome_unknown", {{"detail", log::trusted(detail)}});
        fatal = true;
        // The supervisor starts us again, and SQLite recovers; going on could tell a lie.
        ::kill(::getpid(), SIGTERM);
    };
    return options;
}

void prepare_folder(const std::string& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error || ::access(folder.c_str(), W_OK) != 0) {
        throw std::runtime_error(
            "The data folder " + folder + " cannot be written: choose another with --data.");
    }
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
}

void watch_database(observe::Metrics& metrics, db::Database& database)
{
    const auto gauge = [&](const char* name, const char* help, auto read) {
        metrics.gauge_from(name, help, {},
            [&database, read] { return static_cast<double>(read(database.stats())); });
    };
    gauge("clinic_db_queue", "Writes waiting", [](const db::Stats& s) { return s.queued; });
    gauge("clinic_db_writes", "Writes kept", [](const db::Stats& s) { return s.kept; });
    gauge("clinic_db_commits", "Durable commits; on SQLite each is one sync",
        [](const db::Stats& s) { return s.commits; });
    gauge("clinic_db_commit_seconds", "Spent in commits",
        [](const db::Stats& s) { return static_cast<double>(s.commit_micros) / 1e6; });
    gauge("clinic_db_largest_batch", "Writes that shared one commit",
        [](const db::Stats& s) { return s.largest_batch; });
    gauge("clinic_db_reads", "Reads", [](const db::Stats& s) { return s.reads; });
}

} // namespace

Program::Program(const config::Config& config) : config_(config)
{
    prepare_folder(config_.server.data);
    database_ = db::Database::open(database_options(config_, fatal_));
    const Clock clock;
    const auto migrated = db::migrate(*database_, embedded_migrations(), clock.now(),
        [](std::string_view step) { log::info("db.migrating", {{"step", log::trusted(step)}}); });
    if (!migrated.backup.empty())
        log::info("db.backed_up", {{"file", log::trusted(migrated.backup)}});
    watch_database(metrics_, *database_);
    clinic_ = std::make_unique<Clinic>(config_, *database_, metrics_);
}

Program::~Program()
{
    clinic_.reset();
    if (database_) database_->stop();
}

} // namespace clinic
