#include "db_testing.hpp"

#include "platform/db/migrate.hpp"

#include <filesystem>

using namespace clinic;
using namespace clinic::db_testing;
using Files = std::vector<EmbeddedFile>;

namespace {

const Files first{{"pets/0001_pets.sql", "CREATE TABLE pets_pets (id INTEGER PRIMARY KEY);"}};
const Files both{first[0],
    {"pets/0002_names.sql",
        "ALTER TABLE pets_pets ADD COLUMN name TEXT; INSERT INTO pets_pets VALUES (1, 'Rex');"}};

db::Migrated migrate(TestDatabase& database, const Files& files)
{
    return db::migrate(*database, files, *Instant::parse("2026-11-20T10:30:00Z"));
}

} // namespace

TEST_SUITE("db: migrations")
{
    TEST_CASE("each runs once, in order, and is remembered")
    {
        on_each_database([](TestDatabase& database) {
            std::vector<std::string> told;
            const auto result = db::migrate(*database, both, Instant{5},
                [&](std::string_view step) { told.emplace_back(step); });
            CHECK(result.applied == 2);
            CHECK(told == std::vector<std::string>{
                              "pets/0001_pets.sql is applied.", "pets/0002_names.sql is applied."});
            CHECK(migrate(database, both).applied == 0);
            CHECK(count(database, "pets_pets") == 1);
            CHECK(database
                      ->read_now([](db::Tx& tx) {
                          return tx.all<std::tuple<std::string, int, std::string, Instant>>(
                              "SELECT module, number, name, applied_at FROM platform_migrations "
                              "ORDER BY number");
                      })
                      .at(1) == std::tuple<std::string, int, std::string, Instant>(
                                    "pets", 2, "0002_names.sql", Instant{5}));
        });
    }

    TEST_CASE("a database with something to lose is copied before")
    {
        TestDatabase database({.migrations = {}});
        CHECK(migrate(database, first).backup.empty());
        const auto result = migrate(database, both);
        CHECK(result.backup.ends_with("clinic.db.before-20261120T103000Z"));
        const auto copy = db::Database::open({.url = "sqlite:" + result.backup});
        CHECK(copy->read_now([](db::Tx& tx) {
            return tx.value<int>("SELECT COUNT(*) FROM platform_migrations");
        }) == 1);
        CHECK(migrate(database, both).backup.empty());
    }

    TEST_CASE("one that was edited after it was applied is refused")
    {
        on_each_database([](TestDatabase& database) {
            migrate(database, first);
            const Files edited{{first[0].path, "CREATE TABLE pets_pets (id TEXT);"}};
            CHECK_THROWS_WITH(migrate(database, edited),
                "pets/0001_pets.sql was edited after it had been applied. Restore it, and put the "
                "change "
                "in a new migration.");
            const Files windows{
                {first[0].path, "CREATE TABLE pets_pets (id INTEGER PRIMARY KEY);\r"}};
            CHECK(migrate(database, windows).applied == 0);
        });
    }

    TEST_CASE("a database from the future is refused")
    {
        on_each_database([](TestDatabase& database) {
            migrate(database, both);
            CHECK_THROWS_WITH(migrate(database, first),
                "The database is newer than this program: it has "
                "migration 2 of pets, which is unknown here.");
        });
    }

    TEST_CASE("one that fails half-way leaves the schema as it was")
    {
        on_each_database([](TestDatabase& database) {
            migrate(database, first);
            const Files broken{first[0],
                {"pets/0002_broken.sql",
                    "CREATE TABLE pets_toys (id INTEGER); ALTER TABLE nowhere ADD COLUMN x TEXT;"}};
            CHECK_THROWS_AS(migrate(database, broken), std::runtime_error);
            CHECK_THROWS_AS(count(database, "pets_toys"), db::Error);
            CHECK(count(database, "platform_migrations") == 1);
            CHECK(migrate(database, both).applied == 1);
        });
    }

    TEST_CASE("gaps, doubles and strange names are refused before anything runs")
    {
        on_each_database([](TestDatabase& database) {
            const Files gap{first[0], {"pets/0003_x.sql", "CREATE TABLE pets_x (id INTEGER);"}};
            CHECK_THROWS_WITH(migrate(database, gap),
                "pets/0003_x.sql leaves a gap: number 2 of pets is missing.");
            const Files twice{first[0], {"pets/0001_y.sql", "CREATE TABLE pets_y (id INTEGER);"}};
            CHECK_THROWS_WITH(migrate(database, twice), "Two migrations are numbered 1 in pets.");
            const Files strange{{"pets/first.sql", ""}};
            CHECK_THROWS_AS(migrate(database, strange), std::runtime_error);
            CHECK_THROWS_AS(count(database, "pets_pets"), db::Error);
        });
    }

    TEST_CASE("the twin stands in for the plain file on PostgreSQL only")
    {
        on_each_database([](TestDatabase& database) {
            const Files twins{
                {"pets/0001_pets.pg.sql", "CREATE TABLE pets_for_postgres (id INTEGER);"},
                {"pets/0001_pets.sql", "CREATE TABLE pets_for_sqlite (id INTEGER);"}};
            CHECK(migrate(database, twins).applied == 1);
            CHECK(count(database, database->postgres() ? "pets_for_postgres" : "pets_for_sqlite") ==
                  0);
        });
    }

    TEST_CASE("the program's own migrations apply")
    {
        on_each_database([](TestDatabase& database) {
            db::migrate(*database, embedded_migrations(), Instant{0});
            CHECK(count(database, "bus_outbox") == 0);
        });
    }
}
