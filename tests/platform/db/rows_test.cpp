#include "db_testing.hpp"

#include <cmath>
#include <limits>

using namespace clinic;
using namespace clinic::db_testing;

namespace rows_test {

enum class Colour { red, dark_blue };
constexpr auto spelled(Colour)
{
    return api::names("red", "dark_blue");
}

struct Part {
    std::string label;
    std::int64_t weight = 0;
    bool operator==(const Part&) const = default;
    static constexpr auto schema = api::object(api::field("label", &Part::label, "Its label"),
        api::field("weight", &Part::weight, "In grams"));
};

struct Stamp {
    Instant made_at;
    std::int64_t version = 0;
    bool operator==(const Stamp&) const = default;
    static constexpr auto schema = api::object(api::field("made_at", &Stamp::made_at, "When"),
        api::field("version", &Stamp::version, "Which"));
};

using ThingId = Id<struct ThingTag>;

struct Thing {
    ThingId id;
    bool open = false;
    int small = 0;
    std::int64_t large = 0;
    double real = 0;
    std::string text;
    LocalDate day;
    LocalTime hour;
    Money price;
    Colour colour = Colour::red;
    std::vector<std::string> words;
    Part part;
    Stamp stamp;
    std::optional<ThingId> maybe_id;
    std::optional<int> maybe_int;
    std::optional<std::string> maybe_text;
    std::optional<Instant> maybe_instant;
    std::optional<Money> maybe_price;
    std::optional<Colour> maybe_colour;
    std::optional<Part> maybe_part;
    bool operator==(const Thing&) const = default;

    static constexpr auto schema = api::object(api::field("id", &Thing::id, "d"),
        api::field("open", &Thing::open, "d"), api::field("small", &Thing::small, "d"),
        api::field("large", &Thing::large, "d"), api::field("real", &Thing::real, "d"),
        api::field("text", &Thing::text, "d"), api::field("day", &Thing::day, "d"),
        api::field("hour", &Thing::hour, "d"), api::field("price", &Thing::price, "d"),
        api::field("colour", &Thing::colour, "d"), api::field("words", &Thing::words, "d"),
        api::field("part", &Thing::part, "d"), api::embed(&Thing::stamp),
        api::field("maybe_id", &Thing::maybe_id, "d"),
        api::field("maybe_int", &Thing::maybe_int, "d"),
        api::field("maybe_text", &Thing::maybe_text, "d"),
        api::field("maybe_instant", &Thing::maybe_instant, "d"),
        api::field("maybe_price", &Thing::maybe_price, "d"),
        api::field("maybe_colour", &Thing::maybe_colour, "d"),
        api::field("maybe_part", &Thing::maybe_part, "d"));
};

constexpr auto columns =
    R"(id, open, small, large, real, text, day, hour, price_amount, price_currency,
    colour, words, part, made_at, version, maybe_id, maybe_int, maybe_text, maybe_instant,
    maybe_price_amount, maybe_price_currency, maybe_colour, maybe_part)";

void create(TestDatabase& database)
{
    script(database, R"(
        CREATE TABLE things (
            id TEXT PRIMARY KEY, open SMALLINT NOT NULL, small INTEGER NOT NULL, large BIGINT NOT NULL,
            real DOUBLE PRECISION NOT NULL, text TEXT NOT NULL, day TEXT NOT NULL, hour INTEGER NOT NULL,
            price_amount BIGINT NOT NULL, price_currency TEXT NOT NULL, colour TEXT NOT NULL,
            words TEXT NOT NULL, part TEXT NOT NULL, made_at BIGINT NOT NULL, version INTEGER NOT NULL,
            maybe_id TEXT, maybe_int INTEGER, maybe_text TEXT, maybe_instant BIGINT,
            maybe_price_amount BIGINT, maybe_price_currency TEXT, maybe_colour TEXT, maybe_part TEXT))");
}

void insert(TestDatabase& database, const Thing& thing)
{
    database->write_now([&](db::Tx& tx) {
        CHECK(
            tx.run(
                std::string("INSERT INTO things (") + columns +
                    R"() VALUES (:a, :b, :c, :d, :e, :f, :g, :h, :i, :j, :k, :l, :m, :n, :o, :p, :q, :r,
                               :s, :t, :u, :v, :w))",
                thing) == 1);
    });
}

std::optional<Thing> find(TestDatabase& database, ThingId id)
{
    return database->read_now([&](db::Tx& tx) {
        return tx.one<Thing>(std::string("SELECT ") + columns + " FROM things WHERE id = :id", id);
    });
}

Thing full_thing()
{
    return {ThingId::fresh(), true, -7, std::numeric_limits<std::int64_t>::max(), 1.0 / 3,
        "L'été à l'œuvre — 100 % « été »; DROP", LocalDate::of(2026, 11, 27), {8 * 60 + 30},
        {-1250, "TND"}, Colour::dark_blue, {"a", "", "é\"\\"}, {"box", 12}, {{1795000000123}, 4},
        ThingId::fresh(), 0, "", Instant{-1}, Money{7, "XOF"}, Colour::red, Part{"lid", 3}};
}

} // namespace rows_test

using namespace rows_test;

TEST_SUITE("db: rows")
{
    TEST_CASE("every kind of value comes back as it was stored")
    {
        on_each_database([](TestDatabase& database) {
            create(database);
            const Thing thing = full_thing();
            insert(database, thing);
            CHECK(find(database, thing.id) == thing);
        });
    }

    TEST_CASE("an absent optional is NULL, and NULL is an absent optional")
    {
        on_each_database([](TestDatabase& database) {
            create(database);
            Thing thing;
            thing.id = ThingId::fresh();
            insert(database, thing);
            CHECK(find(database, thing.id) == thing);
            CHECK(database->read_now([](db::Tx& tx) {
                return tx.value<int>(
                    "SELECT COUNT(*) FROM things WHERE maybe_id IS NULL "
                    "AND maybe_price_amount IS NULL AND maybe_price_currency IS NULL "
                    "AND maybe_part IS NULL");
            }) == 1);
        });
    }

    TEST_CASE("a part stored as JSON comes back whatever the limits for what comes from outside")
    {
        on_each_database([](TestDatabase& database) {
            create(database);
            Thing thing = full_thing();
            thing.part.label = std::string(300, 'x') + "\nsecond line";
            thing.words.assign(150, std::string(250, 'y'));
            insert(database, thing);
            CHECK(find(database, thing.id) == thing);
        });
    }

    TEST_CASE("real numbers keep every bit")
    {
        on_each_database([](TestDatabase& database) {
            script(database, "CREATE TABLE reals (x DOUBLE PRECISION)");
            for (const double x : {0.1, 1e300, -5e-324, 123456789.987654321}) {
                database->write_now([&](db::Tx& tx) {
                    tx.run("DELETE FROM reals");
                    tx.run("INSERT INTO reals (x) VALUES (:x)", x);
                });
                CHECK(database->read_now(
                          [](db::Tx& tx) { return tx.value<double>("SELECT x FROM reals"); }) == x);
            }
        });
    }

    TEST_CASE("scalars and tuples are read by position")
    {
        on_each_database([](TestDatabase& database) {
            script(database, "CREATE TABLE t (a INTEGER, b TEXT)");
            database->write_now([](db::Tx& tx) {
                for (int i = 1; i <= 3; ++i) tx.run("INSERT INTO t (a, b) VALUES (:a, :b)", i, "x");
            });
            database->read_now([](db::Tx& tx) {
                CHECK(tx.value<int>("SELECT SUM(a) FROM t") == 6);
                CHECK(
                    tx.all<int>("SELECT a FROM t WHERE a > :a ORDER BY a", 1) == std::vector{2, 3});
                const auto pairs = tx.all<std::tuple<std::string, int>>(
                    "SELECT b, a FROM t ORDER BY a");
                CHECK(pairs.at(2) == std::tuple<std::string, int>("x", 3));
                CHECK_FALSE(tx.one<int>("SELECT a FROM t WHERE a = :a", 9).has_value());
                CHECK_THROWS_WITH_AS(tx.value<int>("SELECT a FROM t WHERE a = :a", 9),
                    "No row where one must be, in: SELECT a FROM t WHERE a = :a", std::logic_error);
            });
        });
    }

    TEST_CASE("a name that appears twice takes two values")
    {
        on_each_database([](TestDatabase& database) {
            script(database, "CREATE TABLE t (a INTEGER)");
            database->write_now([](db::Tx& tx) {
                tx.run("INSERT INTO t (a) VALUES (:a)", 5);
                CHECK(tx.value<int>("SELECT a FROM t WHERE a > :x AND a < :x", 4, 6) == 5);
                CHECK_THROWS_WITH_AS(tx.run("DELETE FROM t WHERE a = :a AND a = :b", 1),
                    "2 placeholders, but 1 values were given to: DELETE FROM t WHERE a = :a AND a "
                    "= :b",
                    std::logic_error);
            });
        });
    }

    TEST_CASE("columns that are not the row's fields are refused by name")
    {
        on_each_database([](TestDatabase& database) {
            CHECK_THROWS_WITH_AS(database->read_now([](db::Tx& tx) {
                return tx.one<Part>("SELECT 'x' AS label, 1 AS size");
            }),
                "The columns are (label, size), but the row is made of (label, weight): "
                "SELECT 'x' AS label, 1 AS size",
                std::logic_error);
            CHECK_THROWS_AS(
                database->read_now([](db::Tx& tx) { return tx.one<Part>("SELECT 'x' AS label"); }),
                std::exception);
            CHECK(database->healthy());
        });
    }

    TEST_CASE("a value that does not fit is refused with its column")
    {
        on_each_database([](TestDatabase& database) {
            const auto read = [&](auto type, std::string_view sql) {
                using T = decltype(type);
                return database->read_now([&](db::Tx& tx) { return tx.value<T>(sql); });
            };
            CHECK_THROWS_WITH_AS(read(std::string(), "SELECT CAST(NULL AS TEXT) AS a"),
                "The column 1 is NULL where a value is needed, in: SELECT CAST(NULL AS TEXT) AS a",
                std::logic_error);
            CHECK_THROWS_AS(read(int(), "SELECT 3000000000"), std::logic_error);
            CHECK_THROWS_AS(read(ThingId(), "SELECT 'not-an-id'"), std::logic_error);
            CHECK_THROWS_AS(read(LocalDate(), "SELECT '2026-02-30'"), std::logic_error);
            CHECK_THROWS_AS(read(Colour(), "SELECT 'pink'"), std::logic_error);
            CHECK_THROWS_AS(read(std::vector<std::string>(), "SELECT '[1'"), std::logic_error);
            CHECK(read(int(), "SELECT 42") == 42);
        });
    }

    TEST_CASE("text with a NUL byte is refused, since PostgreSQL would cut it there")
    {
        on_each_database([](TestDatabase& database) {
            script(database, "CREATE TABLE t (a TEXT)");
            CHECK_THROWS_AS(database->write_now([](db::Tx& tx) {
                tx.run("INSERT INTO t (a) VALUES (:a)", std::string("a\0b", 3));
            }),
                db::Error);
            CHECK(count(database, "t") == 0);
        });
    }

    TEST_CASE("one statement serves rows of different shapes, and more statements than are kept")
    {
        on_each_database([](TestDatabase& database) {
            constexpr auto sql = "SELECT 1 AS a, 'x' AS b";
            database->read_now([&](db::Tx& tx) {
                CHECK(tx.value<std::tuple<int, std::string>>(sql) ==
                      std::tuple<int, std::string>(1, "x"));
                CHECK(tx.value<std::tuple<std::int64_t, std::string>>(sql) ==
                      std::tuple<std::int64_t, std::string>(1, "x"));
                CHECK(tx.value<std::tuple<double, std::string>>(sql) ==
                      std::tuple<double, std::string>(1, "x"));
                for (int i = 0; i < 600; ++i) {
                    REQUIRE(tx.value<int>("SELECT " + std::to_string(i)) == i);
                }
                CHECK(tx.value<std::tuple<int, std::string>>(sql) ==
                      std::tuple<int, std::string>(1, "x"));
            });
        });
    }
}
