// Rows kept in memory: never older than what the transaction sees, never what was not committed.

#include "db_testing.hpp"

#include "platform/db/cache.hpp"

#include <semaphore>
#include <thread>

using namespace clinic;
using namespace clinic::db_testing;
using db::Tx;

namespace {

/// One word in the database, and a cache in front of it that counts how often the database is asked.
struct Word {
    explicit Word(TestDatabase& of) : database(of)
    {
        script(database, "CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL)");
        script(database, "INSERT INTO words VALUES (1, 'old')");
    }
    std::string seen(Tx& tx)
    {
        return cache.find(tx, 1, [&] {
            ++asked;
            return tx.value<std::string>("SELECT word FROM words WHERE id = 1");
        });
    }
    std::string seen()
    {
        return database->read_now([&](Tx& tx) { return seen(tx); });
    }
    void change(Tx& tx, const std::string& to)
    {
        tx.run("UPDATE words SET word = :word WHERE id = 1", to);
        changes.changed(tx);
    }

    TestDatabase& database;
    db::Changes changes;
    db::Cache<int, std::string> cache{changes};
    std::atomic<int> asked{0};
};

} // namespace

TEST_SUITE("db: cache")
{
    TEST_CASE("the database is asked once, and again after a change")
    {
        on_each_database([](TestDatabase& database) {
            Word word(database);
            CHECK(word.seen() == "old");
            CHECK(word.seen() == "old");
            CHECK(word.asked == 1);
            database->write_now([&](Tx& tx) { word.change(tx, "new"); });
            CHECK(word.seen() == "new");
            CHECK(word.seen() == "new");
            CHECK(word.asked == 2);
        });
    }

    TEST_CASE("who changes it sees the change, the others do not, until it is committed")
    {
        on_each_database([](TestDatabase& database) {
            Word word(database);
            CHECK(word.seen() == "old");
            database->write_now([&](Tx& tx) {
                CHECK(word.seen(tx) == "old");
                word.change(tx, "new");
                CHECK(word.seen(tx) == "new");
                std::string elsewhere;
                std::thread([&] { elsewhere = word.seen(); }).join();
                CHECK(elsewhere == "old");
                CHECK(word.seen(tx) == "new");
            });
            CHECK(word.seen() == "new");
        });
    }

    TEST_CASE("a change that is undone was never seen by others")
    {
        on_each_database([](TestDatabase& database) {
            Word word(database);
            CHECK_THROWS(database->write_now([&](Tx& tx) {
                word.change(tx, "new");
                CHECK(word.seen(tx) == "new");
                throw std::runtime_error("no");
            }));
            CHECK(word.seen() == "old");
            database->write_now([&](Tx& tx) {
                try {
                    tx.nested([&] {
                        word.change(tx, "new");
                        throw std::runtime_error("no");
                    });
                } catch (const std::runtime_error&) { // only the nested part is undone
                }
                CHECK(word.seen(tx) == "old");
            });
            CHECK(word.seen() == "old");
            const int asked = word.asked;
            CHECK(word.seen() == "old");
            CHECK(word.asked == asked); // kept again: nothing is pending any more
        });
    }

    TEST_CASE("a snapshot from before a change neither sees it nor leaves what it saw")
    {
        on_each_database([](TestDatabase& database) {
            Word word(database);
            std::binary_semaphore began(0);
            std::binary_semaphore changed(0);
            std::thread reader([&] {
                database->read_now([&](Tx& tx) {
                    CHECK(tx.value<int>("SELECT COUNT(*) FROM words") == 1);
                    began.release();
                    changed.acquire();
                    CHECK(word.seen(tx) == "old");
                });
            });
            began.acquire();
            database->write_now([&](Tx& tx) { word.change(tx, "new"); });
            changed.release();
            reader.join();
            CHECK(word.seen() == "new");
            CHECK(word.seen() == "new");
        });
    }
}
