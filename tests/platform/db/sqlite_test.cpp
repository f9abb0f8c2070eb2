// What only SQLite has: one writer, group commit, one file, one process.

#include "db_testing.hpp"

#include <atomic>
#include <filesystem>
#include <latch>

using namespace clinic;
using namespace clinic::db_testing;
using db::Tx;
using db::Verdict;
using db::Written;

namespace {

constexpr auto insert = "INSERT INTO t (a) VALUES (:a)";

TestDatabase& created(TestDatabase& database)
{
    script(database, "CREATE TABLE t (a INTEGER PRIMARY KEY)");
    return database;
}

/// A text that fills pages.
const std::string large(100'000, 'x');

Written fill(TestDatabase& database)
{
    return write(database,
        [](Tx& tx) { return tx.run("INSERT INTO big (x) VALUES (:x)", large), Verdict::keep; });
}

} // namespace

TEST_SUITE("db: SQLite")
{
    TEST_CASE("works that wait together share one commit, in the order they came")
    {
        TestDatabase database({.migrations = {}});
        created(database);
        const auto before = database->stats().commits;
        Gate gate;
        gate.hold(database);
        std::vector<int> order; // works and answers all come on the writer's thread
        std::vector<std::int64_t> seen_by_others;
        std::latch answered(100);
        for (int i = 0; i < 100; ++i) {
            database->write(
                [&, i](Tx& tx) { return order.push_back(i), tx.run(insert, i), Verdict::keep; },
                [&](Written written) {
                    CHECK(written.kind == Written::kept);
                    seen_by_others.push_back(count(database, "t"));
                    answered.count_down();
                });
        }
        gate.release();
        answered.wait();
        REQUIRE(order.size() == 100);
        CHECK(std::ranges::is_sorted(order));
        // Each answer came after the commit of all of them.
        CHECK(std::ranges::all_of(seen_by_others, [](auto n) { return n == 100; }));
        CHECK(database->stats().commits == before + 2); // the gate's own, and one for the hundred
        CHECK(database->stats().largest_batch == 100);
    }

    TEST_CASE("a work that fails in a batch takes nobody with it")
    {
        TestDatabase database({.migrations = {}});
        created(database);
        Gate gate;
        gate.hold(database);
        std::vector<Written::Kind> answers;
        std::latch answered(4);
        const auto submit = [&](db::Database::Work work) {
            database->write(std::move(work), [&](Written written) {
                answers.push_back(written.kind);
                answered.count_down();
            });
        };
        submit([](Tx& tx) { return tx.run(insert, 1), Verdict::keep; });
        submit([](Tx& tx) -> Verdict {
            tx.run(insert, 2);
            throw std::runtime_error("a bug");
        });
        submit([](Tx& tx) { return tx.run(insert, 3), Verdict::undo; });
        submit([](Tx& tx) { return tx.run(insert, 2), Verdict::keep; });
        gate.release();
        answered.wait();
        CHECK(
            answers == std::vector{Written::kept, Written::failed, Written::undone, Written::kept});
        CHECK(database->read_now([](Tx& tx) {
            return tx.all<int>("SELECT a FROM t ORDER BY a");
        }) == std::vector{1, 2});
    }

    TEST_CASE("a deferred foreign key left open fails its own work alone")
    {
        TestDatabase database({.migrations = {}});
        script(database, R"(
            CREATE TABLE parents (id INTEGER PRIMARY KEY);
            CREATE TABLE children (id INTEGER PRIMARY KEY,
                parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED))");
        Gate gate;
        gate.hold(database);
        std::latch answered(2);
        Written::Kind orphan{};
        Written::Kind other{};
        database->write(
            [](Tx& tx) {
                return tx.run("INSERT INTO children (id, parent) VALUES (1, 9)"), Verdict::keep;
            },
            [&](Written written) { orphan = written.kind, answered.count_down(); });
        database->write(
            [](Tx& tx) { return tx.run("INSERT INTO parents (id) VALUES (1)"), Verdict::keep; },
            [&](Written written) { other = written.kind, answered.count_down(); });
        gate.release();
        answered.wait();
        CHECK(orphan == Written::failed);
        CHECK(other == Written::kept);
    }

    TEST_CASE("more works than the queue holds are refused at once")
    {
        TestDatabase database(
            {.migrations = {}, .tune = [](db::Options& o) { o.queue_limit = 3; }});
        Gate gate;
        gate.hold(database);
        std::latch answered(3);
        int kept = 0;
        for (int i = 0; i < 3; ++i) {
            database->write([](Tx&) { return Verdict::keep; },
                [&](Written written) {
                    kept += written.kind == Written::kept ? 1 : 0, answered.count_down();
                });
        }
        CHECK(write(database, [](Tx&) { return Verdict::keep; }).kind == Written::overloaded);
        CHECK(database->stats().queued == 3);
        gate.release();
        answered.wait();
        CHECK(kept == 3);
        CHECK(database->stats().overloaded == 1);
    }

    TEST_CASE("a full disk refuses writes, keeps reading, and heals by itself")
    {
        TestDatabase database(
            {.migrations = {}, .tune = [](db::Options& o) { o.max_bytes = 1'000'000; }});
        script(database, "CREATE TABLE big (x TEXT)");
        Written::Kind last = Written::kept;
        for (int i = 0; i < 30 && last == Written::kept; ++i) last = fill(database).kind;
        CHECK(last == Written::disk_full);
        CHECK(count(database, "big") > 0);
        CHECK_THROWS_AS(
            database->write_now([](Tx& tx) { tx.run("INSERT INTO big (x) VALUES (:x)", large); }),
            db::Error);
        CHECK(database->healthy());
        database->write_now([](Tx& tx) { tx.run("DELETE FROM big"); });
        CHECK(fill(database).kind == Written::kept);
        CHECK(count(database, "big") == 1);
    }

    TEST_CASE("a second opening of the same file is refused with one clear sentence")
    {
        TestDatabase database({.migrations = {}});
        try {
            const auto second = db::Database::open({.url = database.url()});
            FAIL("the file was opened twice");
        } catch (const std::runtime_error& error) {
            const std::string text = error.what();
            CHECK(text.find("is in use by another process") != std::string::npos);
            CHECK(text.find(std::to_string(::getpid())) != std::string::npos);
        }
        database.reopen();
        CHECK(database->healthy());
    }

    TEST_CASE("the files are for their owner alone, and a stop leaves no log behind")
    {
        namespace fs = std::filesystem;
        TestDatabase database({.migrations = {}});
        created(database);
        const auto file = database->file();
        for (const auto* suffix : {"", "-wal", "-shm", ".lock"}) {
            CHECK((fs::status(file + suffix).permissions() & fs::perms(0077)) == fs::perms::none);
        }
        database.close();
        CHECK_FALSE(fs::exists(file + "-wal"));
    }

    TEST_CASE("the log is copied back while the clinic works")
    {
        TestDatabase database({.migrations = {}});
        script(database, "CREATE TABLE big (x TEXT)");
        for (int i = 0; i < 200; ++i) REQUIRE(fill(database).kind == Written::kept); // 20 MB
        CHECK(database->stats().checkpoints > 0);
        CHECK(std::filesystem::file_size(database->file() + "-wal") < 12'000'000);
    }

    TEST_CASE("a copy is whole, private, and made while others write")
    {
        TestDatabase database({.migrations = {}});
        created(database);
        database->write_now([](Tx& tx) {
            for (int i = 0; i < 1000; ++i) tx.run(insert, i);
        });
        const auto copy = database->file() + ".copy";
        database->backup_to(copy);
        CHECK_THROWS_AS(database->backup_to(copy), std::runtime_error);
        const auto opened = db::Database::open({.url = "sqlite:" + copy});
        CHECK(opened->read_now([](Tx& tx) { return tx.value<int>("SELECT COUNT(*) FROM t"); }) ==
              1000);
        CHECK(opened->read_now(
                  [](Tx& tx) { return tx.value<std::string>("PRAGMA integrity_check"); }) == "ok");
    }

    TEST_CASE("the connections are set up as the house wants them")
    {
        TestDatabase database(
            {.migrations = {}, .tune = [](db::Options& o) { o.sync_full = true; }});
        const auto pragma = [](Tx& tx, const std::string& name) {
            return tx.value<std::string>("PRAGMA " + name);
        };
        database->write_now([&](Tx& tx) {
            CHECK(pragma(tx, "journal_mode") == "wal");
            CHECK(pragma(tx, "synchronous") == "2");
            CHECK(pragma(tx, "foreign_keys") == "1");
            CHECK(pragma(tx, "trusted_schema") == "0");
            CHECK(pragma(tx, "wal_autocheckpoint") == "0");
        });
        database->read_now([&](Tx& tx) {
            CHECK(pragma(tx, "query_only") == "1");
            CHECK(pragma(tx, "trusted_schema") == "0");
            CHECK(pragma(tx, "wal_autocheckpoint") == "0");
        });
    }

    TEST_CASE("urls that name no database are refused")
    {
        CHECK_THROWS_AS(db::Database::open({.url = "mysql://x"}), std::runtime_error);
        CHECK_THROWS_AS(db::Database::open({.url = "sqlite:"}), std::runtime_error);
    }
}
