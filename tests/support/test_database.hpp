#pragma once
// A fresh, migrated database for each test, gone when it goes out of scope. SQLite always; PostgreSQL too
// when MONOCLINIC_TEST_POSTGRES names a server ("postgresql://postgres@localhost/postgres") on which
// databases may be created. Migrations run once per process; each test gets a copy of the result.

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

/// The kinds that can be had here: SQLite first.
[[nodiscard]] std::vector<DatabaseKind> database_kinds();

struct DatabaseSetup {
    DatabaseKind kind = DatabaseKind::sqlite;
    /// Empty: no migration at all. The span must live as long as the process.
    std::span<const EmbeddedFile> migrations = embedded_migrations();
    /// Changes the options before opening. By default nothing waits for the disk.
    std::function<void(db::Options&)> tune{};
};

class TestDatabase {
public:
    explicit TestDatabase(DatabaseSetup setup = {});
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    [[nodiscard]] db::Database& operator*() const { return *database_; }
    [[nodiscard]] db::Database* operator->() const { return database_.get(); }

    /// Closes, and opens the same data again: what a restart does.
    void reopen();
    void close() { database_.reset(); }
    [[nodiscard]] const std::string& url() const { return options_.url; }
    /// The names that on_problem was given so far.
    [[nodiscard]] std::vector<std::string> problems() const;

private:
    void open();
    void remove();

    DatabaseKind kind_;
    std::string name_; ///< SQLite: the folder; PostgreSQL: the database
    db::Options options_;
    mutable std::mutex problems_mutex_;
    std::vector<std::string> problems_;
    std::unique_ptr<db::Database> database_;
};

} // namespace clinic::test
