#include "platform/db/answers.hpp"
#include "platform/db/postgres_database.hpp"
#include "platform/db/sqlite_database.hpp"

#include <fmt/format.h>

#include <semaphore>
#include <stdexcept>

namespace clinic::db {

std::unique_ptr<Database> Database::open(Options options)
{
    const std::string_view url = options.url;
    if (url.starts_with("sqlite:") && url.size() > 7) {
        return std::make_unique<SqliteDatabase>(std::move(options));
    }
    if (url.starts_with("postgresql:") || url.starts_with("postgres:")) {
        return std::make_unique<PostgresDatabase>(std::move(options));
    }
    throw std::runtime_error(
        "The database url must be sqlite:/path/of/the/file or postgresql://user@host/name.");
}

void raise_unless_done(const Written& written)
{
    const auto raise = [](Fault fault, const char* sentence) { throw Error(fault, "", sentence); };
    switch (written.kind) {
    case Written::kept:
    case Written::undone:
        return;
    case Written::overloaded:
        raise(Fault::overloaded, "Too many works are waiting.");
        break;
    case Written::stopping:
        raise(Fault::stopping, "The database is stopping.");
        break;
    default:
        break;
    }
    if (written.kind == Written::disk_full)
        raise(Fault::full, "No space is left for the database.");
    if (written.kind == Written::outcome_unknown) {
        raise(Fault::unknown, "The commit failed in a way that leaves its outcome unknown.");
    }
    std::rethrow_exception(written.error);
}

std::string text_of(const std::exception_ptr& error)
{
    if (!error) return "";
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& what) {
        return what.what();
    } catch (...) {
        return "an exception of an unknown type";
    }
}

void tell(const Options& options, std::string_view event, std::string_view detail)
{
    if (options.on_problem) options.on_problem(event, detail);
}

void run_all(std::vector<std::move_only_function<void()>> deeds, const Options& options)
{
    for (auto& deed : deeds) {
        try {
            deed();
        } catch (...) {
            tell(options, "after_commit_failed", text_of(std::current_exception()));
        }
    }
}

Written wait_for(const std::function<void(Database::Done)>& start)
{
    Written result;
    std::binary_semaphore ready{0};
    start([&](Written written) {
        result = std::move(written);
        ready.release();
    });
    ready.acquire();
    return result;
}

} // namespace clinic::db
