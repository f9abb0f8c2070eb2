#include "support/test_database.hpp"

#include "platform/db/migrate.hpp"
#include "support/source_folder.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
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

void on_postgres(const std::string& url, const std::string& sql)
{
    const std::unique_ptr<PGconn, decltype(&PQfinish)> link(PQconnectdb(url.c_str()), &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> answer(
        PQexec(link.get(), sql.c_str()), &PQclear);
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
        throw std::runtime_error(PQerrorMessage(link.get()));
    }
}

void on_server(const std::string& sql)
{
    on_postgres(server(), sql);
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

/// As well as it can be: the server may have gone first, and leftovers in the temporary folder hurt nobody.
void drop(DatabaseKind kind, const std::string& name)
{
    try {
        if (kind == DatabaseKind::postgres)
            on_server(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name));
        else fs::remove_all(folder_of(name));
    } catch (const std::exception&) { // see above
    }
}

/// What makes a used copy as new goes along with it: see pristine.sql.
void make_restorable(const std::string& name)
{
    const auto file = source_folder() / "tests/support/pristine.sql";
    std::ifstream in(file);
    on_postgres(postgres_url(name), {std::istreambuf_iterator(in), {}});
}

/// Migrated databases to copy from: made on first use, dropped when the process ends.
class Templates {
public:
    ~Templates()
    {
        for (const auto& [key, name] : made_) drop(key.first, name);
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
            if (kind == DatabaseKind::postgres) make_restorable(name);
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
    return {DatabaseKind::postgres};
}

/// PostgreSQL databases that tests are done with, for those that come after them.
class TestDatabase::Used {
public:
    ~Used()
    {
        for (auto& one : waiting_) remove(std::move(one));
    }
    void give(Opened one)
    {
        const std::scoped_lock lock(mutex_);
        waiting_.push_back(std::move(one));
    }
    /// As new, or nothing. One that a test has built differently than it was goes.
    std::optional<Opened> take()
    {
        while (auto one = next()) {
            if (is_new(*one->database)) {
                one->problems->names.clear();
                return one;
            }
            remove(*std::move(one));
        }
        return std::nullopt;
    }

private:
    std::optional<Opened> next()
    {
        const std::scoped_lock lock(mutex_);
        if (waiting_.empty()) return std::nullopt;
        auto one = std::move(waiting_.back());
        waiting_.pop_back();
        return one;
    }
    static bool is_new(db::Database& database)
    {
        try {
            return database.write_now(
                [](db::Tx& tx) { return tx.value<bool>("SELECT pristine.restored()"); });
        } catch (const std::exception&) { // nor one that cannot be asked any more
            return false;
        }
    }
    static void remove(Opened one)
    {
        one.database.reset();
        drop(DatabaseKind::postgres, one.name);
    }

    std::mutex mutex_;
    std::vector<Opened> waiting_;
};

TestDatabase::Used& TestDatabase::used()
{
    static Used used;
    return used;
}

TestDatabase::Opened TestDatabase::make(const DatabaseSetup& setup)
{
    Opened one{.name = fresh_name()};
    const bool migrated = !setup.migrations.empty();
    create(setup.kind, one.name, migrated ? templates.name_for(setup.kind, setup.migrations) : "");
    one.options.url = url_of(setup.kind, one.name);
    one.options.pool = 4;
    one.options.sync_full = false;
    one.options.on_problem = [problems = one.problems](std::string_view event, std::string_view) {
        const std::scoped_lock lock(problems->mutex);
        problems->names.emplace_back(event);
    };
    if (setup.tune) setup.tune(one.options);
    one.database = db::Database::open(one.options);
    return one;
}

TestDatabase::TestDatabase(DatabaseSetup setup)
    : kind_(setup.kind), for_others_(setup.may_be_used && kind_ == DatabaseKind::postgres)
{
    auto before = for_others_ ? used().take() : std::nullopt;
    opened_ = before ? *std::move(before) : make(setup);
}

TestDatabase::~TestDatabase()
{
    if (for_others_ && opened_.database) {
        used().give(std::move(opened_));
        return;
    }
    opened_.database.reset();
    drop(kind_, opened_.name);
}

void TestDatabase::reopen()
{
    opened_.database.reset();
    opened_.database = db::Database::open(opened_.options);
}

std::vector<std::string> TestDatabase::problems() const
{
    const std::scoped_lock lock(opened_.problems->mutex);
    return opened_.problems->names;
}

} // namespace clinic::test
