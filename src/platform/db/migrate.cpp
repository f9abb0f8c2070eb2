#include "platform/db/migrate.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/db/database.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <vector>

namespace clinic::db {
namespace {

struct Step {
    std::string module;
    int number = 0;
    std::string name; ///< "0001_visits.sql", the same for both databases
    std::string_view sql;
    std::string checksum;

    [[nodiscard]] std::string path() const { return module + "/" + name; }
};

struct Applied {
    std::string module;
    int number = 0;
    std::string checksum;
    static constexpr auto schema = api::object(api::field("module", &Applied::module, "Whose"),
        api::field("number", &Applied::number, "Which"),
        api::field("checksum", &Applied::checksum, "SHA-256 of the script"));
};

using Key = std::pair<std::string, int>;

/// SHA-256 in hexadecimal, of the script without carriage returns, which a checkout may add.
std::string checksum_of(std::string_view sql)
{
    std::string text(sql);
    std::erase(text, '\r');
    return crypto::hex(crypto::sha256(text));
}

Step step_of(const EmbeddedFile& file)
{
    const auto slash = file.path.find('/');
    Step step{std::string(file.path.substr(0, slash)), 0, std::string(file.path.substr(slash + 1)),
        file.bytes, checksum_of(file.bytes)};
    const auto* const begin = step.name.data();
    const auto read = std::from_chars(
        begin, begin + std::min<std::size_t>(4, step.name.size()), step.number);
    if (slash == std::string_view::npos || read.ptr != begin + 4 || !step.name.ends_with(".sql")) {
        throw std::runtime_error(fmt::format(
            "{} is not a migration: its path must be <module>/NNNN_what.sql.", file.path));
    }
    return step;
}

/// The steps for this kind of database, by module and number: a twin stands in for its plain file.
std::map<Key, Step> steps_for(bool postgres, std::span<const EmbeddedFile> files)
{
    constexpr std::string_view twin = ".pg.sql";
    std::map<Key, Step> steps;
    for (const bool twins : {false, true}) {
        if (twins && !postgres) break;
        for (const auto& file : files) {
            if (file.path.ends_with(twin) != twins) continue;
            Step step = step_of(file);
            if (twins) step.name.erase(step.name.size() - twin.size()).append(".sql");
            const Key key{step.module, step.number};
            if (twins && steps.contains(key)) steps.erase(key);
            if (!steps.emplace(key, step).second) {
                throw std::runtime_error(
                    fmt::format("Two migrations are numbered {} in {}.", step.number, step.module));
            }
        }
    }
    return steps;
}

void check_numbers(const std::map<Key, Step>& steps)
{
    std::map<std::string, int> last;
    for (const auto& [key, step] : steps) {
        if (step.number == last[step.module] + 1) {
            last[step.module] = step.number;
            continue;
        }
        throw std::runtime_error(fmt::format("{} leaves a gap: number {} of {} is missing.",
            step.path(), last[step.module] + 1, step.module));
    }
}

std::vector<Applied> applied_in(Database& database)
{
    database.write_now([](Tx& tx) {
        tx.script(R"(
            CREATE TABLE IF NOT EXISTS platform_migrations (
                module     TEXT    NOT NULL,
                number     INTEGER NOT NULL,
                name       TEXT    NOT NULL,
                checksum   TEXT    NOT NULL,
                applied_at BIGINT  NOT NULL,
                PRIMARY KEY (module, number)))");
    });
    return database.read_now([](Tx& tx) {
        return tx.all<Applied>(R"(
            SELECT module, number, checksum
              FROM platform_migrations
             ORDER BY module, number)");
    });
}

/// Takes what is applied out of `steps`, after comparing.
void settle(std::map<Key, Step>& steps, const std::vector<Applied>& applied)
{
    for (const Applied& old : applied) {
        const auto found = steps.find({old.module, old.number});
        if (found == steps.end()) {
            throw std::runtime_error(fmt::format("The database is newer than this program: it has "
                                                 "migration {} of {}, which is unknown here.",
                old.number, old.module));
        }
        if (found->second.checksum != old.checksum) {
            throw std::runtime_error(
                fmt::format("{} was edited after it had been applied. Restore it, "
                            "and put the change in a new migration.",
                    found->second.path()));
        }
        steps.erase(found);
    }
}

/// "…/clinic.db.before-20261120T103000Z", or with a number behind when that is taken.
std::string backup_name(const std::string& file, Instant now)
{
    std::string moment = now.text().substr(0, 19);
    std::erase(moment, '-');
    std::erase(moment, ':');
    const auto name = fmt::format("{}.before-{}Z", file, moment);
    auto free = name;
    for (int i = 2; std::filesystem::exists(free); ++i) free = fmt::format("{}-{}", name, i);
    return free;
}

void apply(Database& database, const Step& step, Instant now)
{
    try {
        database.write_now([&](Tx& tx) {
            tx.script(step.sql);
            tx.run(R"(
                INSERT INTO platform_migrations (module, number, name, checksum, applied_at)
                VALUES (:module, :number, :name, :checksum, :applied_at))",
                step.module, step.number, step.name, step.checksum, now);
        });
    } catch (const std::exception& error) {
        throw std::runtime_error(fmt::format(
            "{} failed, and the schema is as it was before it: {}", step.path(), error.what()));
    }
}

} // namespace

Migrated migrate(
    Database& database, std::span<const EmbeddedFile> files, Instant now, const Progress& progress)
{
    auto steps = steps_for(database.postgres(), files);
    check_numbers(steps);
    const auto applied = applied_in(database);
    settle(steps, applied);
    Migrated result;
    if (!steps.empty() && !applied.empty() && !database.postgres()) {
        result.backup = backup_name(database.file(), now);
        database.backup_to(result.backup);
        if (progress) progress(fmt::format("The database was copied to {}.", result.backup));
    }
    for (const auto& [key, step] : steps) {
        apply(database, step, now);
        ++result.applied;
        if (progress) progress(fmt::format("{} is applied.", step.path()));
    }
    return result;
}

} // namespace clinic::db
