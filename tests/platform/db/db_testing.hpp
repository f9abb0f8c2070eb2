#pragma once
// What the tests of db share: each runs on every kind of database that can be had.

#include "support/test_database.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <semaphore>

namespace clinic::db_testing {

using test::DatabaseKind;
using test::TestDatabase;

/// `deed` gets an empty database of each kind.
inline void on_each_database(
    const std::function<void(TestDatabase&)>& deed, std::function<void(db::Options&)> tune = {})
{
    for (const auto kind : test::database_kinds()) {
        INFO("kind of database: ", (kind == DatabaseKind::sqlite ? "SQLite" : "PostgreSQL"));
        TestDatabase database({.kind = kind, .migrations = {}, .tune = tune});
        deed(database);
    }
}

/// Runs `sql` without parameters, in a transaction of its own.
inline void script(TestDatabase& database, std::string_view sql)
{
    database->write_now([&](db::Tx& tx) { tx.script(sql); });
}

inline std::int64_t count(TestDatabase& database, std::string_view table)
{
    return database->read_now([&](db::Tx& tx) {
        return tx.value<std::int64_t>("SELECT COUNT(*) FROM " + std::string(table));
    });
}

/// Submits a work and waits for its answer.
inline db::Written write(TestDatabase& database, db::Database::Work work)
{
    db::Written answer;
    std::binary_semaphore ready{0};
    database->write(std::move(work), [&](db::Written written) {
        answer = std::move(written);
        ready.release();
    });
    ready.acquire();
    return answer;
}

/// Holds the writer up until release(), so that works pile up behind it.
class Gate {
public:
    void hold(TestDatabase& database)
    {
        database->write(
            [this](db::Tx&) {
                entered_.release();
                open_.acquire();
                return db::Verdict::undo;
            },
            [](db::Written) {});
        entered_.acquire();
    }
    void release() { open_.release(); }

private:
    std::binary_semaphore entered_{0};
    std::binary_semaphore open_{0};
};

} // namespace clinic::db_testing
