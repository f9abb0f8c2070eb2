#pragma once
// A fresh, migrated database for each test, gone when it goes out of scope: SQLite, or PostgreSQL when
// MONOCLINIC_TEST_POSTGRES names a server ("postgresql://postgres@localhost/postgres") on which databases may be
// created. Migrations run once per process; each test gets a copy of the result.

#include "platform/core/embedded.hpp"
#include "platform/db/database.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace clinic::test {

enum class DatabaseKind { sqlite, postgres };

/// What is to be tried in this run: SQLite, or PostgreSQL when there is a server; SQLite's part is the other run's then.
[[nodiscard]] std::vector<DatabaseKind> database_kinds();

struct DatabaseSetup {
    DatabaseKind kind = DatabaseKind::sqlite;
    /// Empty: no migration at all. The span must live as long as the process.
    std::span<const EmbeddedFile> migrations = embedded_migrations();
    /// Changes the options before opening. By default nothing waits for the disk.
    std::function<void(db::Options&)> tune{};
    /// PostgreSQL: it may be one that a test before has had, made as new by pristine.sql, with its connections still
    /// open: a third of what a copy and new connections take.
    bool may_be_used = false;
};

class TestDatabase {
public:
    explicit TestDatabase(DatabaseSetup setup = {});
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    [[nodiscard]] db::Database& operator*() const { return *opened_.database; }
    [[nodiscard]] db::Database* operator->() const { return opened_.database.get(); }

    /// Closes, and opens the same data again: what a restart does.
    void reopen();
    void close() { opened_.database.reset(); }
    [[nodiscard]] const std::string& url() const { return opened_.options.url; }
    /// The names that on_problem was given so far.
    [[nodiscard]] std::vector<std::string> problems() const;

private:
    struct Problems {
        std::mutex mutex;
        std::vector<std::string> names;
    };
    struct Opened {
        std::string name; ///< SQLite: the folder; PostgreSQL: the database
        db::Options options;
        std::shared_ptr<Problems> problems = std::make_shared<Problems>(); ///< outlives who asks
        std::unique_ptr<db::Database> database;
    };
    class Used;

    static Opened make(const DatabaseSetup&);
    static Used& used();

    DatabaseKind kind_;
    bool for_others_; ///< another test may have it next
    Opened opened_;
};

} // namespace clinic::test
