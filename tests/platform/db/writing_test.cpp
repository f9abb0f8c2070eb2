#include "db_testing.hpp"

#include <atomic>
#include <thread>

using namespace clinic;
using namespace clinic::db_testing;
using db::Fault;
using db::Tx;
using db::Verdict;
using db::Written;

namespace {

constexpr auto insert = "INSERT INTO t (a) VALUES (:a)";

void create(TestDatabase& database)
{
    script(database, "CREATE TABLE t (a INTEGER PRIMARY KEY CHECK (a < 1000))");
}

Fault fault_of(const std::exception_ptr& error)
{
    try {
        std::rethrow_exception(error);
    } catch (const db::Error& known) {
        return known.fault();
    }
}

} // namespace

TEST_SUITE("db: writing")
{
    TEST_CASE("what was kept is there, what was undone or threw is not")
    {
        on_each_database([](TestDatabase& database) {
            create(database);
            CHECK(write(database, [](Tx& tx) { return tx.run(insert, 1), Verdict::keep; }).kind ==
                  Written::kept);
            CHECK(write(database, [](Tx& tx) { return tx.run(insert, 2), Verdict::undo; }).kind ==
                  Written::undone);
            const auto failed = write(database, [](Tx& tx) -> Verdict {
                tx.run(insert, 3);
                throw std::runtime_error("a bug");
            });
            CHECK(failed.kind == Written::failed);
            CHECK_THROWS_WITH(std::rethrow_exception(failed.error), "a bug");
            CHECK(database->read_now([](Tx& tx) { return tx.all<int>("SELECT a FROM t"); }) ==
                  std::vector{1});
        });
    }

    TEST_CASE("write_now keeps a value, and undoes a Result that holds a Problem")
    {
        on_each_database([](TestDatabase& database) {
            create(database);
            CHECK(database->write_now([](Tx& tx) { return tx.run(insert, 1); }) == 1);
            const auto refused = database->write_now([](Tx& tx) -> Result<int> {
                tx.run(insert, 2);
                return conflict("taken", {"Pris.", "Taken."});
            });
            CHECK(refused.error().code == "taken");
            CHECK(count(database, "t") == 1);
            CHECK_THROWS_AS(database->write_now([](Tx& tx) { tx.run("SELEKT"); }), db::Error);
            CHECK(database->write_now([](Tx& tx) { return tx.run(insert, 2); }) == 1);
        });
    }

    TEST_CASE("attempt answers violations and changes nothing then")
    {
        on_each_database([](TestDatabase& database) {
            create(database);
            database->write_now([](Tx& tx) {
                CHECK(tx.attempt(insert, 1) == Tx::Outcome::done);
                CHECK(tx.attempt(insert, 1) == Tx::Outcome::violated);    // unique
                CHECK(tx.attempt(insert, 1000) == Tx::Outcome::violated); // check
                CHECK(tx.attempt("INSERT INTO t (a) SELECT a + 2 FROM t UNION ALL SELECT 1") ==
                      Tx::Outcome::violated);
                CHECK(tx.attempt(insert, 2) == Tx::Outcome::done);
                CHECK_THROWS_AS(tx.attempt("INSERT INTO nowhere (a) VALUES (1)"), db::Error);
            });
            CHECK(database->read_now([](Tx& tx) {
                return tx.all<int>("SELECT a FROM t ORDER BY a");
            }) == std::vector{1, 2});
        });
    }

    TEST_CASE("a trigger that raises is a violation")
    {
        on_each_database([](TestDatabase& database) {
            create(database);
            if (database->postgres()) {
                script(database, R"(
                    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'no seven'; END $$;
                    CREATE TRIGGER no_seven BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.a = 7)
                        EXECUTE FUNCTION refuse())");
            } else {
                script(database, R"(
                    CREATE TRIGGER no_seven BEFORE INSERT ON t WHEN NEW.a = 7
                        BEGIN SELECT RAISE(ABORT, 'no seven'); END)");
            }
            database->write_now([](Tx& tx) {
                CHECK(tx.attempt(insert, 7) == Tx::Outcome::violated);
                CHECK(tx.attempt(insert, 8) == Tx::Outcome::done);
            });
            CHECK(count(database, "t") == 1);
        });
    }

    TEST_CASE("a violation that nobody expected fails the work, with its class")
    {
        on_each_database([](TestDatabase& database) {
            create(database);
            database->write_now([](Tx& tx) { tx.run(insert, 1); });
            const auto answer = write(
                database, [](Tx& tx) { return tx.run(insert, 1), Verdict::keep; });
            REQUIRE(answer.kind == Written::failed);
            CHECK(fault_of(answer.error) == Fault::constraint);
        });
    }

    TEST_CASE("errors tell the statement and never the values")
    {
        on_each_database([](TestDatabase& database) {
            script(database, "CREATE TABLE people (name TEXT UNIQUE)");
            constexpr auto add = "INSERT INTO people (name) VALUES (:name)";
            database->write_now([&](Tx& tx) { tx.run(add, "Dupont"); });
            try {
                database->write_now([&](Tx& tx) { tx.run(add, "Dupont"); });
                FAIL("a double name was stored");
            } catch (const db::Error& error) {
                const std::string text = error.what();
                CHECK(text.find("people") != std::string::npos);
                CHECK(text.find("Dupont") == std::string::npos);
            }
        });
    }

    TEST_CASE("after_commit runs when the work is durable, and only then")
    {
        on_each_database([](TestDatabase& database) {
            create(database);
            std::atomic<int> ran{0};
            const auto deed = [&](Verdict verdict) {
                return write(database, [&ran, verdict](Tx& tx) {
                    tx.after_commit([&ran] { ++ran; });
                    return verdict;
                });
            };
            deed(Verdict::undo);
            CHECK(ran == 0);
            deed(Verdict::keep);
            CHECK(ran == 1);
            database->write_now(
                [](Tx& tx) { tx.after_commit([] { throw std::runtime_error("oops"); }); });
            CHECK(database.problems() == std::vector<std::string>{"after_commit_failed"});
        });
    }

    TEST_CASE("a read inside a work sees what the work did; a write inside a work is refused")
    {
        on_each_database([](TestDatabase& database) {
            create(database);
            database->write_now([&](Tx& tx) {
                tx.run(insert, 1);
                CHECK(count(database, "t") == 1);
                CHECK_THROWS_AS(database->write_now([](Tx&) {}), std::logic_error);
            });
            database->read_now([&](Tx&) {
                CHECK(count(database, "t") == 1);
                CHECK_THROWS_AS(database->write_now([](Tx&) {}), std::logic_error);
            });
        });
    }

    TEST_CASE("a read sees one moment, whatever is written meanwhile, and cannot write")
    {
        on_each_database([](TestDatabase& database) {
            create(database);
            database->read_now([&](Tx& tx) {
                CHECK(tx.value<int>("SELECT COUNT(*) FROM t") == 0);
                std::thread([&] {
                    database->write_now([](Tx& other) { other.run(insert, 1); });
                }).join();
                CHECK(tx.value<int>("SELECT COUNT(*) FROM t") == 0);
            });
            CHECK(count(database, "t") == 1);
            CHECK_THROWS_AS(database->read_now([](Tx& tx) { tx.run(insert, 2); }), db::Error);
            CHECK(count(database, "t") == 1);
        });
    }

    TEST_CASE("threads that race for the same row leave it whole")
    {
        on_each_database([](TestDatabase& database) {
            script(database, "CREATE TABLE counter (n INTEGER NOT NULL)");
            database->write_now([](Tx& tx) { tx.run("INSERT INTO counter (n) VALUES (0)"); });
            std::vector<std::thread> threads;
            for (int t = 0; t < 4; ++t) {
                threads.emplace_back([&] {
                    for (int i = 0; i < 100; ++i) {
                        database->write_now([](Tx& tx) {
                            const auto n = tx.value<int>("SELECT n FROM counter");
                            tx.run("UPDATE counter SET n = :n", n + 1);
                        });
                    }
                });
            }
            for (auto& thread : threads) thread.join();
            CHECK(database->read_now(
                      [](Tx& tx) { return tx.value<int>("SELECT n FROM counter"); }) == 400);
        });
    }

    TEST_CASE("what was accepted is finished by stop, and what comes later is refused")
    {
        on_each_database([](TestDatabase& database) {
            create(database);
            std::atomic<int> kept{0};
            for (int i = 0; i < 300; ++i) {
                database->write([i](Tx& tx) { return tx.run(insert, i), Verdict::keep; },
                    [&](Written written) { kept += written.kind == Written::kept ? 1 : 0; });
            }
            database->stop();
            CHECK(kept == 300);
            CHECK(write(database, [](Tx&) { return Verdict::keep; }).kind == Written::stopping);
            CHECK_THROWS_AS(database->write_now([](Tx&) {}), db::Error);
            database.reopen();
            CHECK(count(database, "t") == 300);
        });
    }

    TEST_CASE("the numbers for the metrics add up")
    {
        on_each_database([](TestDatabase& database) {
            create(database);
            write(database, [](Tx& tx) { return tx.run(insert, 1), Verdict::keep; });
            write(database, [](Tx&) { return Verdict::undo; });
            write(database, [](Tx&) -> Verdict { throw std::runtime_error("a bug"); });
            CHECK(count(database, "t") == 1);
            const auto stats = database->stats();
            CHECK(stats.kept == 2);
            CHECK(stats.undone == 1);
            CHECK(stats.failed == 1);
            CHECK(stats.reads == 1);
            CHECK(stats.commits >= 2);
            CHECK(stats.queued == 0);
            CHECK(database->healthy());
        });
    }
}
