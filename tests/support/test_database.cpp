#include "support/test_database.hpp"

#include "platform/db/migrate.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <stdexcept>

namespace clinic::test {
namespace {

namespace fs = std::filesystem;

std::string fresh_name()
{
    static std::atomic<int> count{0};
    return fmt::format("monoclinic_test_{}_{}", ::getpid(), ++count);
}

std::string server()
{
    const char* const url = std::getenv("MONOCLINIC_TEST_POSTGRES");
    return url != nullptr ? url : "";
}

/// The server's url with another database in its path.
std::string postgres_url(const std::string& database)
{
    const std::string url = server();
    const auto path = url.find('/', url.find("://") + 3);
    const auto query = std::min(url.find('?'), url.size());
    return url.substr(0, path) + "/" + database + url.substr(query);
}

void on_server(const std::string& sql)
{
    const std::unique_ptr<PGconn, decltype(&PQfinish)> link(
        PQconnectdb(server().c_str()), &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> answer(
        PQexec(link.get(), sql.c_str()), &PQclear);
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
        throw std::runtime_error(PQerrorMessage(link.get()));
    }
}

fs::path folder_of(const std::string& name)
{
    return fs::temp_directory_path() / name;
}

std::string url_of(DatabaseKind kind, const std::string& name)
{
    return kind == DatabaseKind::sqlite
               ? fmt::format("sqlite:{}", (folder_of(name) / "clinic.db").string())
               : postgres_url(name);
}

void create(DatabaseKind kind, const std::string& name, const std::string& from)
{
    if (kind == DatabaseKind::postgres) {
        // Copying files takes a third of the time that going through the log does, since nothing here waits for a disk.
        on_server(fmt::format("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy {}", name,
            from.empty() ? "template0" : from,
            from.empty() ? "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'" : ""));
        return;
    }
    fs::create_directories(folder_of(name));
    if (!from.empty()) fs::copy_file(folder_of(from) / "clinic.db", folder_of(name) / "clinic.db");
}

void drop(DatabaseKind kind, const std::string& name)
{
    if (kind == DatabaseKind::postgres)
        on_server(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name));
    else fs::remove_all(folder_of(name));
}

/// Migrated databases to copy from: made on first use, dropped when the process ends.
class Templates {
public:
    ~Templates()
    {
        for (const auto& [key, name] : made_) {
            try {
                drop(key.first, name);
            } catch (const std::exception&) { // the server went first
            }
        }
    }
    std::string name_for(DatabaseKind kind, std::span<const EmbeddedFile> migrations)
    {
        const std::scoped_lock lock(mutex_);
        std::string& name = made_[{kind, migrations.data()}];
        if (name.empty()) {
            name = fresh_name();
            create(kind, name, "");
            const auto database = db::Database::open(
                {.url = url_of(kind, name), .pool = 1, .sync_full = false});
            db::migrate(*database, migrations, Instant{0});
        }
        return name;
    }

private:
    std::mutex mutex_;
    std::map<std::pair<DatabaseKind, const EmbeddedFile*>, std::string> made_;
};

Templates templates;

} // namespace

std::vector<DatabaseKind> database_kinds()
{
    if (server().empty()) return {DatabaseKind::sqlite};
    return {DatabaseKind::sqlite, DatabaseKind::postgres};
}

TestDatabase::TestDatabase(DatabaseSetup setup) : kind_(setup.kind), name_(fresh_name())
{
    const bool migrated = !setup.migrations.empty();
    create(kind_, name_, migrated ? templates.name_for(kind_, setup.migrations) : "");
    options_.url = url_of(kind_, name_);
    options_.pool = 4;
    options_.sync_full = false;
    options_.on_problem = [this](std::string_view event, std::string_view) {
        const std::scoped_lock lock(problems_mutex_);
        problems_.emplace_back(event);
    };
    if (setup.tune) setup.tune(options_);
    open();
}

TestDatabase::~TestDatabase()
{
    database_.reset();
    try {
        remove();
    } catch (const std::exception&) { // leftovers in the temporary folder hurt nobody
    }
}

void TestDatabase::open()
{
    database_ = db::Database::open(options_);
}

void TestDatabase::reopen()
{
    database_.reset();
    open();
}

void TestDatabase::remove()
{
    drop(kind_, name_);
}

std::vector<std::string> TestDatabase::problems() const
{
    const std::scoped_lock lock(problems_mutex_);
    return problems_;
}

} // namespace clinic::test
