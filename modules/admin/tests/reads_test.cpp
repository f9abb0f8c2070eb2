// Reads of personal data are written down, before the answer leaves.

#include "support/test_clinic.hpp"

#include "platform/http/recent_reads.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::test {
namespace {

std::string register_patient(Visitor& desk, std::string_view name = "Lefèvre")
{
    const auto made = desk.post("/api/patients",
        fmt::format(
            R"({{"birth_name":"{}","first_name":"Lou","sex":"female","birth_date":"1990-01-02"}})",
            name));
    REQUIRE(made.status == 201);
    return made.json("/id");
}

std::size_t reads_of(Visitor& admin, std::string_view subject)
{
    return admin.get(fmt::format("/api/admin/audit?kind=read&subject_id={}", subject)).size();
}

std::size_t all_reads(Visitor& admin)
{
    return admin.get("/api/admin/audit?kind=read").size();
}

/// From now on no audit row of a read can be written.
void break_audit(TestClinic& clinic)
{
    clinic.database->write_now([](db::Tx& tx) {
        if (!tx.postgres()) {
            return tx.script("CREATE TRIGGER no_reads BEFORE INSERT ON admin_audit WHEN NEW.kind = "
                             "'read' BEGIN SELECT RAISE(ABORT, 'broken'); END;");
        }
        tx.script(
            "ALTER TABLE admin_audit ADD CONSTRAINT no_reads CHECK (kind <> 'read') NOT VALID");
    });
}

} // namespace

TEST_CASE("reads: who opened a record is written down, with what and from where")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    auto desk = clinic.sign_in(Role::receptionist);
    const auto patient = register_patient(desk);
    REQUIRE(desk.get("/api/patients/" + patient).status == 200);
    const auto rows = admin.get("/api/admin/audit?subject_id=" + patient);
    REQUIRE(rows.size() == 2);
    CHECK(rows.json("/items/0/kind") == "read");
    CHECK(rows.json("/items/0/action") == "patients.show");
    CHECK(rows.json("/items/0/actor_id") == desk.user().view());
    CHECK(rows.json("/items/0/actor_roles") == R"(["receptionist"])");
    CHECK(rows.json("/items/0/subject_kind") == "patient");
    CHECK(rows.json("/items/0/address") == "127.0.0.1");
    CHECK(rows.json("/items/0/request_id") == "test");
    CHECK(rows.json("/items/1/kind") == "write");
    CHECK(admin.get("/api/admin/audit?kind=write&subject_id=" + patient).size() == 1);
}

TEST_CASE("reads: one row a minute for the same person and subject, and one for each other")
{
    TestClinic clinic;
    clinic->clock.set(*Instant::parse("2026-11-20T10:00:00Z"));
    auto admin = clinic.sign_in(Role::admin);
    auto desk = clinic.sign_in(Role::receptionist);
    const auto one = register_patient(desk, "Aubert");
    const auto other = register_patient(desk, "Zola");
    for (int i = 0; i < 5; ++i) REQUIRE(desk.get("/api/patients/" + one).status == 200);
    CHECK(reads_of(admin, one) == 1);
    REQUIRE(desk.get("/api/patients/" + other).status == 200);
    REQUIRE(admin.get("/api/patients/" + one).status == 200);
    CHECK(reads_of(admin, one) == 2);
    CHECK(reads_of(admin, other) == 1);
    clinic->clock.set(*Instant::parse("2026-11-20T10:01:00Z"));
    REQUIRE(desk.get("/api/patients/" + one).status == 200);
    CHECK(reads_of(admin, one) == 3);
}

TEST_CASE("reads: what is refused or unchanged data of nobody leaves no row")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    auto desk = clinic.sign_in(Role::receptionist);
    auto coach = clinic.sign_in(Role::coach);
    const auto patient = register_patient(desk);
    const auto before = clinic.snapshot();
    CHECK(coach.get("/api/patients/" + patient).status == 404);
    CHECK(clinic.stranger().get("/api/patients/" + patient).status == 401);
    CHECK(desk.get("/api/clinics").status == 200);
    CHECK(desk.get("/api/users/me").status == 200);
    CHECK(clinic.snapshot() == before);
    CHECK(all_reads(admin) == 0);
}

TEST_CASE("reads: an answer without its body was a look at the record all the same")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    auto desk = clinic.sign_in(Role::receptionist);
    const auto patient = register_patient(desk);
    CHECK(desk.with("if-none-match", "\"1\"").get("/api/patients/" + patient).status == 304);
    CHECK(reads_of(admin, patient) == 1);
}

TEST_CASE("reads: a search is one row that names nobody")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    auto desk = clinic.sign_in(Role::receptionist);
    (void)register_patient(desk, "Canarisson");
    for (const auto* typed : {"c", "ca", "canari"}) {
        REQUIRE(desk.get(fmt::format("/api/patients?q={}", typed)).size() == 1);
    }
    const auto rows = admin.get("/api/admin/audit?kind=read");
    REQUIRE(rows.size() == 1);
    CHECK(rows.json("/items/0/action") == "patients.search");
    CHECK(rows.json("/items/0/subject_kind") == "patients");
    CHECK(rows.json("/items/0/subject_id") == "");
    CHECK(rows.json("/items/0/detail") == "");
}

TEST_CASE("reads: without its audit row nothing is shown, and changes go on")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    auto desk = clinic.sign_in(Role::receptionist);
    const auto patient = register_patient(desk, "Canarisson");
    break_audit(clinic);
    for (int i = 0; i < 2; ++i) {
        const auto reply = desk.get("/api/patients/" + patient);
        CHECK(reply.status == 500);
        CHECK_FALSE(reply.body.contains("Canarisson"));
        CHECK(reply.header("etag") == "");
    }
    CHECK(desk.get("/api/patients?q=canarisson").status == 500);
    CHECK(desk.get("/api/clinics").status == 200);
    CHECK(desk.patch("/api/patients/" + patient, R"({"first_name":"Léa"})").status == 200);
}

TEST_CASE("reads: what is remembered is bounded, and forgotten with the minute")
{
    http::RecentReads recent;
    CHECK_FALSE(recent.knows("a", 7));
    recent.remember("a", 7);
    CHECK(recent.knows("a", 7));
    CHECK_FALSE(recent.knows("a", 8));
    CHECK_FALSE(recent.knows("a", 7));
    const auto many = static_cast<int>(2 * http::RecentReads::most);
    std::size_t known = 0;
    for (int i = 0; i < many; ++i) recent.remember(std::to_string(i), 9);
    for (int i = 0; i < many; ++i) known += recent.knows(std::to_string(i), 9) ? 1 : 0;
    CHECK(known > 0);
    CHECK(known <= http::RecentReads::most);
}

} // namespace clinic::test
