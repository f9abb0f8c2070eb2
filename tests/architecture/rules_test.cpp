#include "architecture/rules.hpp"

#include "architecture/sql.hpp"

#include <doctest/doctest.h>

// Each rule is shown a planted fault: a rule that never fails proves nothing.

using namespace architecture;

namespace {

const Names modules{"auth", "clinics", "patients", "appointments"};
const Module appointments{.name = "appointments",
    .depends = {"auth", "patients"},
    .tables = {"appointments_visits"},
    .events = {"appointments.booked"},
    .listeners = {"appointments.forget_patient"}};

}

TEST_SUITE("architecture rules")
{
    TEST_CASE("a module may include itself, the platform and the public header of a dependency")
    {
        CHECK(module_includes(appointments, modules, R"(
            #include "appointments/appointments.hpp"
            #include "auth/auth.hpp"
            #include "platform/db/database.hpp"
            #include "store.hpp"
            #include <vector>
        )")
                .empty());
    }

    TEST_CASE("an include of a module outside DEPENDS is found")
    {
        CHECK(module_includes(appointments, modules, "#include \"clinics/clinics.hpp\"\n").size() ==
              1);
        CHECK(module_includes(appointments, modules, "  #  include <clinics/clinics.hpp>").size() ==
              1);
    }

    TEST_CASE("an include of another module's sources is found")
    {
        CHECK(!module_includes(appointments, modules, "#include \"../../auth/src/store.hpp\"")
                .empty());
        CHECK(!module_includes(appointments, modules, "#include \"modules/auth/src/store.hpp\"")
                .empty());
        CHECK(module_includes(appointments, modules, "#include \"auth/tokens.hpp\"").size() == 1);
    }

    TEST_CASE("the platform knows no module, and no part above")
    {
        const Names below{"core", "log"};
        CHECK(platform_includes("db", below, modules, "#include \"platform/core/id.hpp\"").empty());
        CHECK(platform_includes("db", below, modules, "#include \"platform/db/tx.hpp\"").empty());
        CHECK(platform_includes("db", below, modules, "#include \"auth/auth.hpp\"").size() == 1);
        CHECK(platform_includes("db", below, modules, "#include \"platform/http/x.hpp\"").size() ==
              1);
    }

    TEST_CASE("Beast, Asio and SOCI stay behind their walls")
    {
        CHECK(
            walled_includes("src/platform/http/server.cpp", "#include <boost/beast.hpp>").empty());
        CHECK(walled_includes("src/platform/db/tx.cpp", "#include <soci/soci.h>").empty());
        CHECK(walled_includes("src/platform/db/tx.cpp", "#include <boost/asio.hpp>").size() == 1);
        CHECK(walled_includes("modules/auth/src/a.cpp", "#include <boost/beast/http.hpp>").size() ==
              1);
        CHECK(walled_includes("src/platform/http/a.cpp", "#include <soci/soci.h>").size() == 1);
    }

    TEST_CASE("every table that a statement touches is seen")
    {
        CHECK(tables_in("SELECT a FROM x_a JOIN y_b ON 1 LEFT JOIN z_c AS c ON 2") ==
              Names{"x_a", "y_b", "z_c"});
        CHECK(tables_in("INSERT OR IGNORE INTO a_b (c) SELECT c FROM d_e, f_g AS h") ==
              Names{"a_b", "d_e", "f_g"});
        CHECK(tables_in("UPDATE a_b SET c = 1; DELETE FROM \"c_d\"; ALTER TABLE e_f ADD g TEXT") ==
              Names{"a_b", "c_d", "e_f"});
        CHECK(tables_in("CREATE TABLE IF NOT EXISTS a_b (c TEXT REFERENCES d_e (id))") ==
              Names{"a_b", "d_e"});
        CHECK(tables_in("CREATE UNIQUE INDEX i ON a_b (c)") == Names{"a_b"});
        CHECK(tables_in("CREATE TRIGGER t BEFORE UPDATE OF x ON a_b BEGIN SELECT 1; END") ==
              Names{"a_b"});
        CHECK(
            tables_in("SELECT 1 FROM a_b WHERE EXISTS (SELECT 1 FROM c_d)") == Names{"a_b", "c_d"});
    }

    TEST_CASE("what is not a table is not taken for one")
    {
        CHECK(tables_in("WITH days AS (SELECT 1), more (n) AS (SELECT 2) SELECT * FROM days, more")
                .empty());
        CHECK(tables_in("SELECT value FROM json_each(:ids)").empty());
        CHECK(tables_in("SELECT EXTRACT(EPOCH FROM starts_at)").empty());
        CHECK(tables_in("SELECT * FROM (SELECT 1) WHERE a IS DISTINCT FROM b").empty());
        CHECK(tables_in("-- FROM old_table\nSELECT 'FROM other_table'").empty());
        CHECK(tables_in("INSERT INTO a_b (c) VALUES (1) ON CONFLICT DO UPDATE SET c = 2") ==
              Names{"a_b"});
        CHECK(tables_in("SELECT c FROM a_b ORDER BY c, d FOR UPDATE SKIP LOCKED") == Names{"a_b"});
        CHECK(tables_in("A letter from the clinic, an update of it").empty());
    }

    TEST_CASE("a table without its module's prefix is found")
    {
        CHECK(table_prefixes("appointments", {"appointments_visits"}).empty());
        CHECK(
            table_prefixes("appointments", {"appointments_visits", "patients_people"}).size() == 1);
        CHECK(table_prefixes("appointments", {"appointmentsvisits"}).size() == 1);
    }

    TEST_CASE("migrations are played in order")
    {
        Names tables;
        apply_migration("CREATE TABLE a_old (x TEXT); CREATE TABLE a_gone (x TEXT);", tables);
        apply_migration("DROP TABLE a_gone; ALTER TABLE a_old RENAME TO a_new;", tables);
        CHECK(tables == Names{"a_new"});
    }

    TEST_CASE("a README that forgets or invents a table or an event is found")
    {
        const Names all_events{"appointments.booked", "patients.merged"};
        const auto faults = [&](std::string_view readme) {
            return readme_names(appointments, modules, all_events, readme).size();
        };
        CHECK(faults(
                  "Owns `appointments_visits`, says `appointments.booked`, hears `patients.merged` "
                  "as `appointments.forget_patient`; see `appointments.hpp`.") == 0);
        CHECK(faults("Owns `appointments_visits`.") == 1);
        CHECK(faults("Says `appointments.booked`.") == 1);
        CHECK(faults("`appointments_visits` `appointments.booked` `appointments_ghosts`") == 1);
        CHECK(faults("`appointments_visits` `appointments.booked` `appointments.ghost`") == 1);
        CHECK(faults("`appointments_visits` `appointments.booked` `patients.ghost`") == 1);
    }

    TEST_CASE("a file over 400 lines is found")
    {
        CHECK(file_length(std::string(400, '\n')).empty());
        CHECK(file_length(std::string(401, '\n')).size() == 1);
    }

    TEST_CASE("sources are read as the compiler reads them")
    {
        CHECK(literals_of(R"x(f(R"sql(SELECT "a")sql"); g("b\"c" "d"); // "no"
            char q = '"'; h("e") + "f";)x") ==
              std::vector<std::string>{"SELECT \"a\"", "b\\\"cd", "e", "f"});
        CHECK(events_in(R"(static constexpr std::string_view event_name = "a.b"; int x;)") ==
              Names{"a.b"});
        CHECK(cmake_calls("clinic_module(a DEPENDS b\n  c)", "clinic_module") ==
              std::vector<std::vector<std::string>>{{"a", "DEPENDS", "b", "c"}});
    }
}
