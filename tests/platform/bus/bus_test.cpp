#include "platform/bus/bus.hpp"

#include "support/test_database.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <semaphore>
#include <thread>

using namespace clinic;
using namespace std::chrono_literals;
using test::DatabaseKind;
using test::TestDatabase;

namespace bus_test {

struct Booked {
    static constexpr std::string_view event_name = "shop.booked";
    std::string visit;
    int number = 0;
    [[nodiscard]] std::string aggregate() const { return visit; }
    static constexpr auto schema = api::object(api::field("visit", &Booked::visit, "Which visit"),
        api::field("number", &Booked::number, "A running number"));
};

struct Cancelled {
    static constexpr std::string_view event_name = "shop.cancelled";
    std::string visit;
    [[nodiscard]] std::string aggregate() const { return visit; }
    static constexpr auto schema = api::object(
        api::field("visit", &Cancelled::visit, "Which visit"));
};

/// A database with a table of effects, a clock that stands still, and a bus over both.
class Shop {
public:
    explicit Shop(DatabaseKind kind) : database({.kind = kind})
    {
        clock.set(*Instant::parse("2026-11-27T10:00:00Z"));
        database->write_now([](db::Tx& tx) {
            tx.script("CREATE TABLE effects (id TEXT PRIMARY KEY, listener TEXT NOT NULL, "
                      "visit TEXT NOT NULL, number INTEGER NOT NULL)");
        });
        renew();
    }
    /// As after a restart: the listeners are to be added again.
    void renew()
    {
        bus.emplace(*database, clock,
            bus::Options{.outside_workers = 2,
                .on_problem = [this](std::string_view event, std::string_view) {
                    const std::scoped_lock lock(mutex);
                    ++problems[std::string(event)];
                }});
    }
    void emit(const std::string& visit, int number)
    {
        database->write_now([&](db::Tx& tx) { bus->emit(tx, Booked{visit, number}); });
    }
    static void effect(db::Tx& tx, const std::string& listener, const Booked& booked)
    {
        tx.run("INSERT INTO effects (id, listener, visit, number) VALUES (:id, :listener, :visit, "
               ":number)",
            Id<Shop>::fresh(), listener, booked.visit, booked.number);
    }
    /// The numbers that reached `listener` for `visit`, in the order of their arrival.
    std::vector<int> effects(const std::string& listener, const std::string& visit)
    {
        return database->read_now([&](db::Tx& tx) {
            return tx.all<int>(
                "SELECT number FROM effects WHERE listener = :listener AND visit = :visit "
                "ORDER BY id",
                listener, visit);
        });
    }
    bus::Counts counts()
    {
        return database->read_now([&](db::Tx& tx) { return bus->counts(tx); });
    }
    int problem(const std::string& name)
    {
        const std::scoped_lock lock(mutex);
        return problems[name];
    }
    /// Lets `seconds` pass and everything due be delivered.
    void after(std::int64_t seconds)
    {
        clock.advance_seconds(seconds);
        bus->wake();
        REQUIRE(bus->idle_within(5s));
    }

    TestDatabase database;
    Clock clock;
    std::mutex mutex;
    std::map<std::string, int> problems;
    std::optional<bus::Bus> bus;
};

void in_each_shop(const std::function<void(Shop&)>& deed)
{
    for (const auto kind : test::database_kinds()) {
        INFO("kind of database: ", (kind == DatabaseKind::sqlite ? "SQLite" : "PostgreSQL"));
        Shop shop(kind);
        deed(shop);
    }
}

} // namespace bus_test

using namespace bus_test;

TEST_SUITE("bus")
{
    TEST_CASE("every listener of an event gets it, once, and nobody else does")
    {
        in_each_shop([](Shop& shop) {
            std::atomic<int> cancelled{0};
            shop.bus->listen<Booked>(
                "a.first", [](db::Tx& tx, const Booked& e) { Shop::effect(tx, "first", e); });
            shop.bus->listen<Booked>(
                "b.second", [](db::Tx& tx, const Booked& e) { Shop::effect(tx, "second", e); });
            shop.bus->listen<Cancelled>("a.third", [&](db::Tx&, const Cancelled&) { ++cancelled; });
            shop.bus->start();
            shop.emit("v1", 7);
            REQUIRE(shop.bus->idle_within(5s));
            CHECK(shop.effects("first", "v1") == std::vector{7});
            CHECK(shop.effects("second", "v1") == std::vector{7});
            CHECK(cancelled == 0);
            CHECK(shop.counts().waiting == 0);
            CHECK(shop.bus->stats().emitted == 2);
            CHECK(shop.bus->stats().delivered == 2);
        });
    }

    TEST_CASE("an event of a transaction that was undone never happened")
    {
        in_each_shop([](Shop& shop) {
            shop.bus->listen<Booked>(
                "a.first", [](db::Tx& tx, const Booked& e) { Shop::effect(tx, "first", e); });
            shop.bus->start();
            const auto refused = shop.database->write_now([&](db::Tx& tx) -> Result<int> {
                shop.bus->emit(tx, Booked{"v1", 1});
                return not_found();
            });
            CHECK_FALSE(refused);
            CHECK_THROWS(shop.database->write_now([&](db::Tx& tx) {
                shop.bus->emit(tx, Booked{"v1", 2});
                throw std::runtime_error("a bug");
            }));
            REQUIRE(shop.bus->idle_within(5s));
            CHECK(shop.effects("first", "v1").empty());
            CHECK(shop.bus->stats().emitted == 0);
        });
    }

    TEST_CASE("what was emitted before a restart is delivered after it")
    {
        in_each_shop([](Shop& shop) {
            const auto listen = [&] {
                shop.bus->listen<Booked>(
                    "a.first", [](db::Tx& tx, const Booked& e) { Shop::effect(tx, "first", e); });
            };
            listen();
            shop.emit("v1", 1);
            CHECK(shop.counts().waiting == 1);
            shop.bus.reset();
            shop.database.reopen();
            shop.renew();
            listen();
            shop.bus->start();
            REQUIRE(shop.bus->idle_within(5s));
            CHECK(shop.effects("first", "v1") == std::vector{1});
        });
    }

    TEST_CASE("one listener hears one aggregate in the order of emission")
    {
        in_each_shop([](Shop& shop) {
            shop.bus->listen<Booked>(
                "a.first", [](db::Tx& tx, const Booked& e) { Shop::effect(tx, "first", e); });
            shop.bus->start();
            std::vector<int> expected;
            for (int i = 0; i < 200; ++i) {
                expected.push_back(i);
                shop.database->write_now([&](db::Tx& tx) {
                    for (const auto* visit : {"v1", "v2", "v3"})
                        shop.bus->emit(tx, Booked{visit, i});
                });
            }
            REQUIRE(shop.bus->idle_within(20s));
            for (const auto* visit : {"v1", "v2", "v3"})
                CHECK(shop.effects("first", visit) == expected);
        });
    }

    TEST_CASE("a listener that fails leaves nothing, is tried again later, and holds back its "
              "aggregate alone")
    {
        in_each_shop([](Shop& shop) {
            std::atomic<bool> broken{true};
            shop.bus->listen<Booked>("a.first", [&](db::Tx& tx, const Booked& e) {
                Shop::effect(tx, "first", e);
                if (broken && e.visit == "v1") throw std::runtime_error("no luck");
            });
            shop.bus->listen<Booked>(
                "a.second", [](db::Tx& tx, const Booked& e) { Shop::effect(tx, "second", e); });
            shop.bus->start();
            for (int i = 1; i <= 3; ++i) {
                shop.emit("v1", i);
                shop.emit("v2", i);
            }
            REQUIRE(shop.bus->idle_within(5s));
            CHECK(shop.effects("first", "v1").empty());
            CHECK(shop.effects("first", "v2") == std::vector{1, 2, 3});
            CHECK(shop.effects("second", "v1") == std::vector{1, 2, 3});
            CHECK(shop.counts().failing == 1);
            CHECK(shop.problem("listener_failed") == 1);

            broken = false;
            shop.after(0);
            CHECK(shop.effects("first", "v1").empty());
            shop.after(1);
            CHECK(shop.effects("first", "v1") == std::vector{1, 2, 3});
            CHECK(shop.counts().waiting == 0);
        });
    }

    TEST_CASE("the pause between tries doubles, and after eight tries the event is parked")
    {
        in_each_shop([](Shop& shop) {
            std::atomic<int> tries{0};
            std::atomic<bool> broken{true};
            shop.bus->listen<Booked>("a.first", [&](db::Tx& tx, const Booked& e) {
                if (e.number == 1) ++tries;
                if (broken && e.number == 1) throw std::runtime_error("no luck");
                Shop::effect(tx, "first", e);
            });
            shop.bus->start();
            shop.emit("v1", 1);
            shop.emit("v1", 2);
            REQUIRE(shop.bus->idle_within(5s));
            for (int n = 1, pause = 1; n < 8; ++n, pause *= 2) {
                CHECK(tries == n);
                shop.after(pause - 1);
                CHECK(tries == n);
                shop.after(1);
            }
            CHECK(tries == 8);
            CHECK(shop.counts().dead == 1);
            CHECK(shop.problem("event_parked") == 1);
            CHECK(shop.effects("first", "v1") == std::vector{2}); // no longer held back

            const auto letters = shop.database->read_now(
                [&](db::Tx& tx) { return shop.bus->dead_letters(tx); });
            REQUIRE(letters.size() == 1);
            CHECK(letters[0].listener == "a.first");
            CHECK(letters[0].event == "shop.booked");
            CHECK(letters[0].aggregate == "v1");
            CHECK(letters[0].error == "no luck");
            CHECK(letters[0].attempts == 8);
            CHECK(letters[0].body == R"({"visit":"v1","number":1})");

            broken = false;
            CHECK(shop.database->write_now(
                [&](db::Tx& tx) { return shop.bus->replay(tx, letters[0].id); }));
            REQUIRE(shop.bus->idle_within(5s));
            CHECK(shop.effects("first", "v1") == std::vector{2, 1});
            CHECK(shop.counts().dead == 0);
            CHECK_FALSE(shop.database->write_now(
                [&](db::Tx& tx) { return shop.bus->replay(tx, letters[0].id); }));
        });
    }

    TEST_CASE("an event that a listener does not want costs no entry")
    {
        in_each_shop([](Shop& shop) {
            shop.bus->listen<Booked>(
                "a.first", [](db::Tx& tx, const Booked& e) { Shop::effect(tx, "first", e); },
                [](const Booked& e) { return e.number > 1; });
            std::atomic<int> sent{0};
            shop.bus->listen_outside<Booked>(
                "mail.send", [&](const Booked&) { ++sent; }, [](const Booked&) { return false; });
            shop.emit("v1", 1);
            CHECK(shop.counts().waiting == 0);
            shop.emit("v1", 2);
            CHECK(shop.counts().waiting == 1);
            shop.bus->start();
            REQUIRE(shop.bus->idle_within(5s));
            CHECK(shop.effects("first", "v1") == std::vector{2});
            CHECK(sent == 0);
        });
    }

    TEST_CASE("what the outside is not there for is tried for a day, then parked")
    {
        in_each_shop([](Shop& shop) {
            std::atomic<int> tries{0};
            shop.bus->listen_outside<Booked>("mail.send", [&](const Booked&) {
                ++tries;
                throw bus::NotNow("no server");
            });
            shop.bus->start();
            shop.emit("v1", 1);
            REQUIRE(shop.bus->idle_within(5s));
            for (int hours = 1; hours < 24; ++hours) shop.after(3600);
            CHECK(tries == 24);
            CHECK(shop.counts().dead == 0);
            shop.after(3600);
            CHECK(tries == 25);
            CHECK(shop.counts().dead == 1);
        });
    }

    TEST_CASE("one that fails among many is noted alone, in the batch that it came with")
    {
        in_each_shop([](Shop& shop) {
            shop.bus->listen<Booked>("a.first", [](db::Tx& tx, const Booked& e) {
                Shop::effect(tx, "first", e);
                if (e.number == 13) throw std::runtime_error("no luck");
            });
            for (int i = 0; i < 40; ++i) shop.emit("v" + std::to_string(i % 4), i);
            shop.bus->start();
            REQUIRE(shop.bus->idle_within(5s));
            for (int visit : {0, 2, 3}) {
                std::vector<int> all;
                for (int i = visit; i < 40; i += 4) all.push_back(i);
                CHECK(shop.effects("first", "v" + std::to_string(visit)) == all);
            }
            CHECK(shop.effects("first", "v1") == std::vector{1, 5, 9});
            CHECK(shop.counts().failing == 1);
            CHECK(shop.counts().waiting == 7);
        });
    }

    TEST_CASE("more than fits in memory is read from the outbox, in order and once")
    {
        in_each_shop([](Shop& shop) {
            std::binary_semaphore go(0);
            std::atomic<bool> first{true};
            std::map<std::string, std::vector<int>> heard;
            shop.bus->listen_outside<Booked>("a.slow", [&](const Booked& e) {
                if (first.exchange(false)) go.acquire(); // everything else piles up
                const std::scoped_lock lock(shop.mutex);
                heard[e.visit].push_back(e.number);
            });
            shop.bus->start();
            std::map<std::string, std::vector<int>> all;
            for (int i = 0; i < 6'000;) {
                shop.database->write_now([&](db::Tx& tx) {
                    for (int n = 0; n < 500; ++n, ++i) {
                        const auto visit = "v" + std::to_string(i % 700);
                        shop.bus->emit(tx, Booked{visit, i});
                        all[visit].push_back(i);
                    }
                });
            }
            go.release();
            REQUIRE(shop.bus->idle_within(60s));
            CHECK(heard == all);
            CHECK(shop.counts().waiting == 0);
        });
    }

    TEST_CASE("an event delivered twice has one effect")
    {
        in_each_shop([](Shop& shop) {
            shop.bus->listen<Booked>(
                "a.first", [](db::Tx& tx, const Booked& e) { Shop::effect(tx, "first", e); });
            shop.emit("v1", 1);
            shop.database->write_now(
                [](db::Tx& tx) { tx.script("CREATE TABLE kept AS SELECT * FROM bus_outbox"); });
            shop.bus->start();
            REQUIRE(shop.bus->idle_within(5s));
            shop.database->write_now(
                [](db::Tx& tx) { tx.script("INSERT INTO bus_outbox SELECT * FROM kept"); });
            shop.after(0);
            CHECK(shop.counts().waiting == 0);
            CHECK(shop.effects("first", "v1") == std::vector{1});
        });
    }

    TEST_CASE("the inbox forgets after thirty days")
    {
        in_each_shop([](Shop& shop) {
            shop.bus->listen<Booked>("a.first", [](db::Tx&, const Booked&) {});
            shop.bus->start();
            shop.emit("v1", 1);
            REQUIRE(shop.bus->idle_within(5s));
            const auto remembered = [&] {
                return shop.database->read_now(
                    [](db::Tx& tx) { return tx.value<int>("SELECT COUNT(*) FROM bus_inbox"); });
            };
            CHECK(remembered() == 1);
            shop.bus->stop();
            shop.clock.advance_seconds(31 * 86'400);
            shop.bus->start();
            for (int i = 0; i < 300 && remembered() > 0; ++i) std::this_thread::sleep_for(10ms);
            CHECK(remembered() == 0);
        });
    }

    TEST_CASE("a stored event that this version cannot read is a failed try, not a lost event")
    {
        in_each_shop([](Shop& shop) {
            shop.bus->listen<Booked>(
                "a.first", [](db::Tx& tx, const Booked& e) { Shop::effect(tx, "first", e); });
            shop.emit("v1", 1);
            shop.database->write_now(
                [](db::Tx& tx) { tx.run("UPDATE bus_outbox SET body = '{\"visit\":3}'"); });
            shop.bus->start();
            REQUIRE(shop.bus->idle_within(5s));
            CHECK(shop.counts().failing == 1);
        });
    }

    TEST_CASE("the outside is reached without a transaction, and the row goes after the deed")
    {
        in_each_shop([](Shop& shop) {
            std::atomic<int> sent{0};
            shop.bus->listen_outside<Booked>("mail.send", [&](const Booked& e) {
                CHECK(shop.counts().waiting >= 1); // still there, were the process to die now
                shop.database->write_now([&](db::Tx& tx) { Shop::effect(tx, "mail", e); });
                ++sent;
            });
            shop.bus->start();
            for (int i = 1; i <= 5; ++i) shop.emit("v1", i);
            REQUIRE(shop.bus->idle_within(5s));
            CHECK(sent == 5);
            CHECK(shop.effects("mail", "v1") == std::vector{1, 2, 3, 4, 5});
            CHECK(shop.counts().waiting == 0);
        });
    }

    TEST_CASE("a failure outside is tried again, and parked in the end")
    {
        in_each_shop([](Shop& shop) {
            std::atomic<int> tries{0};
            shop.bus->listen_outside<Booked>("mail.send", [&](const Booked&) {
                ++tries;
                throw std::runtime_error("no server");
            });
            shop.bus->start();
            shop.emit("v1", 1);
            REQUIRE(shop.bus->idle_within(5s));
            for (int n = 1; n < 8; ++n) shop.after(300);
            CHECK(tries == 8);
            CHECK(shop.counts().dead == 1);
            CHECK(shop.bus->stats().failed == 8);
            CHECK(shop.bus->stats().parked == 1);
        });
    }

    TEST_CASE("a slow outside does not keep the inside waiting")
    {
        in_each_shop([](Shop& shop) {
            std::counting_semaphore<64> server(0);
            shop.bus->listen_outside<Booked>("mail.send", [&](const Booked&) { server.acquire(); });
            shop.bus->listen<Booked>(
                "a.first", [](db::Tx& tx, const Booked& e) { Shop::effect(tx, "first", e); });
            shop.bus->start();
            for (int i = 0; i < 20; ++i) shop.emit("v" + std::to_string(i), i);
            for (int i = 0; i < 500 && shop.effects("first", "v19").empty(); ++i) {
                std::this_thread::sleep_for(10ms);
            }
            CHECK(shop.effects("first", "v19") == std::vector{19});
            CHECK_FALSE(shop.bus->idle_within(1ms));
            server.release(20);
            CHECK(shop.bus->idle_within(5s));
        });
    }

    TEST_CASE(
        "a stop waits for the deed outside that runs, and leaves the others for the next start")
    {
        in_each_shop([](Shop& shop) {
            std::binary_semaphore entered(0);
            std::atomic<int> sent{0};
            shop.bus->listen_outside<Booked>("mail.send", [&](const Booked&) {
                entered.release();
                std::this_thread::sleep_for(100ms);
                ++sent;
            });
            shop.database->write_now([&](db::Tx& tx) {
                for (int i = 1; i <= 3; ++i) shop.bus->emit(tx, Booked{"v1", i});
            });
            shop.bus->start();
            entered.acquire();
            shop.bus->stop();
            CHECK(sent == 1);
            CHECK(shop.counts().waiting == 2);
            shop.bus->start();
            REQUIRE(shop.bus->idle_within(5s));
            CHECK(sent == 3);
        });
    }

    TEST_CASE("a deed outside whose row cannot be removed is not done twice")
    {
        Shop shop(DatabaseKind::sqlite);
        std::atomic<int> sent{0};
        shop.bus->listen_outside<Booked>("mail.send", [&](const Booked&) {
            ++sent;
            shop.database->write_now([](db::Tx& tx) {
                tx.script("CREATE TRIGGER stuck BEFORE DELETE ON bus_outbox "
                          "BEGIN SELECT RAISE(ABORT, 'stuck'); END");
            });
        });
        shop.bus->start();
        shop.emit("v1", 1);
        for (int i = 0; i < 500 && shop.problem("delivery_not_written") == 0; ++i) {
            std::this_thread::sleep_for(10ms);
        }
        CHECK(shop.problem("delivery_not_written") == 1);
        shop.database->write_now([](db::Tx& tx) { tx.script("DROP TRIGGER stuck"); });
        REQUIRE(shop.bus->idle_within(5s));
        CHECK(sent == 1);
        CHECK(shop.counts().waiting == 0);
    }

    TEST_CASE("events are documented with their listeners; names are taken once")
    {
        Shop shop(DatabaseKind::sqlite);
        shop.bus->announce<Cancelled>();
        shop.bus->listen<Booked>("b.second", [](db::Tx&, const Booked&) {});
        shop.bus->listen<Booked>("a.first", [](db::Tx&, const Booked&) {});
        const auto documents = shop.bus->documents();
        REQUIRE(documents.size() == 2);
        CHECK(documents[0].name == "shop.booked");
        CHECK(documents[0].listeners == std::vector<std::string>{"a.first", "b.second"});
        CHECK(documents[1].name == "shop.cancelled");
        CHECK(documents[1].listeners.empty());
        CHECK_THROWS_AS(shop.bus->listen<Cancelled>("a.first", [](db::Tx&, const Cancelled&) {}),
            std::logic_error);
        shop.bus->start();
        CHECK_THROWS_AS(shop.bus->listen<Cancelled>("c.late", [](db::Tx&, const Cancelled&) {}),
            std::logic_error);
    }

    TEST_CASE("many events of many aggregates are delivered, each once")
    {
        // With every commit synced to the disk. How many a second is told, and never checked: machines are busy.
        for (const auto kind : test::database_kinds()) {
            TestDatabase database(
                {.kind = kind, .tune = [](db::Options& o) { o.sync_full = true; }});
            Clock clock;
            bus::Bus bus(*database, clock);
            std::atomic<int> heard{0};
            bus.listen<Booked>("a.first", [&](db::Tx&, const Booked&) { ++heard; });
            constexpr int events = 5'000;
            database->write_now([&](db::Tx& tx) {
                for (int i = 0; i < events; ++i)
                    bus.emit(tx, Booked{"v" + std::to_string(i % 1000), i});
            });
            const auto started = std::chrono::steady_clock::now();
            bus.start();
            REQUIRE(bus.idle_within(60s));
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
            CHECK(bus.stats().delivered == events);
            const bool sqlite = kind == DatabaseKind::sqlite;
            MESSAGE("events a second on ", std::string(sqlite ? "SQLite: " : "PostgreSQL: "),
                static_cast<int>(events / took.count()),
                ", works run again: ", database->stats().retries);
            CHECK(heard >= events); // a work that is run again is heard again, and kept once
        }
    }
}
