// What only PostgreSQL has: rivals, and a link that can break. Runs where MONOCLINIC_TEST_POSTGRES is set.

#include "db_testing.hpp"

#include <atomic>
#include <barrier>
#include <latch>
#include <thread>

using namespace clinic;
using namespace clinic::db_testing;
using db::Tx;
using db::Verdict;
using db::Written;

namespace {

void on_postgres(const std::function<void(TestDatabase&)>& deed)
{
    for (const auto kind : test::database_kinds()) {
        if (kind != DatabaseKind::postgres) continue;
        TestDatabase database({.kind = kind, .migrations = {}});
        deed(database);
    }
}

} // namespace

TEST_SUITE("db: PostgreSQL")
{
    TEST_CASE("works that check and then write cannot slip past each other")
    {
        on_postgres([](TestDatabase& database) {
            script(database,
                "CREATE TABLE duty (doctor INTEGER PRIMARY KEY, present INTEGER NOT NULL)");
            script(database, "INSERT INTO duty VALUES (1, 1), (2, 1)");
            std::latch answered(2);
            std::barrier together(2);
            std::atomic<int> tries{0};
            for (const int doctor : {1, 2}) {
                // Each may leave only while another stays: the classic write skew.
                database->write(
                    [&, doctor, first = true](Tx& tx) mutable {
                        ++tries;
                        const auto present = tx.value<int>("SELECT SUM(present) FROM duty");
                        if (std::exchange(first, false)) together.arrive_and_wait();
                        if (present < 2) return Verdict::undo;
                        tx.run("UPDATE duty SET present = 0 WHERE doctor = :doctor", doctor);
                        return Verdict::keep;
                    },
                    [&](Written) { answered.count_down(); });
            }
            answered.wait();
            CHECK(database->read_now(
                      [](Tx& tx) { return tx.value<int>("SELECT SUM(present) FROM duty"); }) == 1);
            CHECK(tries > 2);
            CHECK(database->stats().retries > 0);
        });
    }

    TEST_CASE("a broken link is made anew and the work run again")
    {
        on_postgres([](TestDatabase& database) {
            script(database, "CREATE TABLE t (a INTEGER)");
            int tries = 0;
            const auto answer = write(database, [&](Tx& tx) {
                tx.run("INSERT INTO t (a) VALUES (:a)", ++tries);
                if (tries == 1) tx.run("SELECT pg_terminate_backend(pg_backend_pid())");
                return Verdict::keep;
            });
            CHECK(answer.kind == Written::kept);
            CHECK(tries == 2);
            CHECK(database->stats().reconnects == 1);
            CHECK(database.problems() == std::vector<std::string>{"connection_lost"});
            CHECK(database->read_now([](Tx& tx) { return tx.all<int>("SELECT a FROM t"); }) ==
                  std::vector{2});
        });
    }

    TEST_CASE("a statement that failed and was forgiven does not become a commit")
    {
        on_postgres([](TestDatabase& database) {
            script(database, "CREATE TABLE t (a INTEGER PRIMARY KEY)");
            const auto answer = write(database, [](Tx& tx) {
                tx.run("INSERT INTO t (a) VALUES (1)");
                CHECK_THROWS_AS(tx.run("INSERT INTO t (a) VALUES (1)"), db::Error);
                return Verdict::keep;
            });
            CHECK(answer.kind == Written::failed);
            CHECK(count(database, "t") == 0);
        });
    }

    TEST_CASE("an exclusion constraint is a violation")
    {
        on_postgres([](TestDatabase& database) {
            script(database,
                R"(CREATE TABLE stays (during INT8RANGE, EXCLUDE USING gist (during WITH &&)))");
            constexpr auto add = "INSERT INTO stays (during) VALUES (int8range(:low, :high))";
            database->write_now([&](Tx& tx) {
                CHECK(tx.attempt(add, 1, 5) == Tx::Outcome::done);
                CHECK(tx.attempt(add, 4, 9) == Tx::Outcome::violated);
                CHECK(tx.attempt(add, 5, 9) == Tx::Outcome::done);
            });
            CHECK(count(database, "stays") == 2);
        });
    }

    TEST_CASE("a plan that outlived its table is made again")
    {
        on_postgres([](TestDatabase& database) {
            script(database, "CREATE TABLE t (a INTEGER)");
            const auto read = [&] {
                return database->read_now(
                    [](Tx& tx) { return tx.all<std::int64_t>("SELECT * FROM t"); });
            };
            for (int i = 0; i < 20; ++i) read(); // every connection has it prepared
            script(database, "ALTER TABLE t ALTER COLUMN a TYPE BIGINT");
            for (int i = 0; i < 20; ++i) CHECK(read().empty());
        });
    }

    TEST_CASE("a second process at the same database is refused with one clear sentence")
    {
        on_postgres([](TestDatabase& database) {
            try {
                db::Database::open({.url = database.url(), .pool = 1});
                FAIL("two have it");
            } catch (const std::runtime_error& error) {
                const std::string sentence = error.what();
                CHECK(
                    sentence.starts_with("This PostgreSQL database is in use by another process"));
                CHECK(sentence.ends_with("Stop that one first, or choose another database."));
            }
            database.reopen(); // and the lock went with the one that had it
            CHECK(database->healthy());
        });
    }

    TEST_CASE("the lock outlives a server that was away")
    {
        on_postgres([](TestDatabase& database) {
            TestDatabase elsewhere({.kind = DatabaseKind::postgres});
            const auto name = database.url().substr(database.url().rfind('/') + 1);
            elsewhere->read_now([&](Tx& tx) {
                return tx.value<int>(
                    "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity "
                    "WHERE datname = :name",
                    name);
            });
            CHECK(database->healthy()); // through a link made anew
            CHECK_THROWS_AS(
                db::Database::open({.url = database.url(), .pool = 1}), std::runtime_error);
        });
    }

    TEST_CASE("a server that is not there is told in one sentence")
    {
        on_postgres([](TestDatabase&) {
            CHECK_THROWS_AS(db::Database::open({.url = "postgresql://nobody@127.0.0.1:1/nothing"}),
                std::runtime_error);
        });
    }
}
