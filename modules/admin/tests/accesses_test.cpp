// Patients see who read their record; admins see how the audit is kept, and take it with them.

#include "support/test_clinic.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::test {
namespace {

struct Chart {
    Chart()
    {
        patients::NewPatient details;
        details.birth_name = "Aubert";
        details.first_name = "Noé";
        details.user = noe.user();
        id = clinic->patients.add(details);
        path = fmt::format("/api/patients/{}", id.view());
    }

    TestClinic clinic;
    Visitor noe = clinic.sign_in(Role::patient);
    Visitor desk = clinic.sign_in(Role::receptionist);
    Visitor doctor = clinic.sign_in(Role::practitioner);
    Visitor admin = clinic.sign_in(Role::admin);
    patients::PatientId id;
    std::string path;
};

} // namespace

TEST_CASE("accesses: a patient sees who read what of their record, and as what")
{
    Chart at;
    REQUIRE(at.desk.get(at.path).status == 200);
    REQUIRE(at.noe.get(at.path).status == 200);
    const auto seen = at.noe.get(at.path + "/accesses");
    REQUIRE(seen.size() == 1);
    CHECK(seen.json("/items/0/name") == "Camille Testeur2");
    CHECK(seen.json("/items/0/roles") == R"(["receptionist"])");
    CHECK(seen.json("/items/0/what") == "identity");
    CHECK(seen.json("/items/0/reason") == "");
    CHECK_FALSE(seen.body.contains("127.0.0.1"));
}

TEST_CASE("accesses: a record that was opened outside of care is shown with the reason")
{
    Chart at;
    const auto opened = at.doctor.post(
        at.path + "/break-glass", R"({"reason":"Urgence : malaise en salle d’attente"})");
    REQUIRE_MESSAGE(opened.status < 300, opened.body);
    REQUIRE(at.doctor.get(at.path + "/record").status == 200);
    const auto seen = at.noe.get(at.path + "/accesses");
    REQUIRE(seen.size() == 2);
    CHECK(seen.json("/items/0/what") == "record");
    CHECK(seen.json("/items/0/reason").starts_with("Urgence"));
    CHECK(seen.json("/items/1/what") == "opening");
    CHECK(seen.json("/items/1/reason").starts_with("Urgence"));
}

TEST_CASE("accesses: are one's own alone, in pages")
{
    Chart at;
    auto other = at.clinic.sign_in(Role::patient);
    REQUIRE(at.desk.get(at.path).status == 200);
    REQUIRE(at.admin.get(at.path).status == 200);
    CHECK(other.get(at.path + "/accesses").status == 404);
    CHECK(at.desk.get(at.path + "/accesses").status == 403);
    CHECK(at.admin.get(at.path + "/accesses").status == 403);
    CHECK(at.clinic.stranger().get(at.path + "/accesses").status == 401);
    const auto first = at.noe.get(at.path + "/accesses?limit=1");
    REQUIRE(first.size() == 1);
    const auto rest = at.noe.get(at.path + "/accesses?limit=1&cursor=" + first.json("/next"));
    CHECK(rest.json("/items/0/roles") == R"(["receptionist"])");
    CHECK(rest.json("/next") == "");
    CHECK(at.noe.get(at.path + "/accesses?cursor=made-up").status == 422);
}

TEST_CASE("export: what the filters say, as a table or as JSON, and itself in the audit")
{
    Chart at;
    REQUIRE(at.admin.patch("/api/users/me", R"({"first_name":"=2+2"})").status == 200);
    auto renamed = at.clinic.again(at.admin);
    REQUIRE(renamed.get(at.path).status == 200);
    const auto csv = renamed.get("/api/admin/audit/export?kind=read");
    REQUIRE(csv.status == 200);
    CHECK(csv.header("content-type") == "text/csv; charset=utf-8");
    CHECK(csv.header("content-disposition").starts_with("attachment"));
    CHECK(csv.body.contains("patients.show"));
    CHECK(csv.body.contains("=2+2"));
    CHECK_FALSE(csv.body.contains(",=2+2"));
    CHECK_FALSE(csv.body.contains("users.change_me"));
    const auto json = renamed.get("/api/admin/audit/export?format=json&action=users.change_me");
    REQUIRE(json.status == 200);
    CHECK(json.size("") == 1);
    CHECK(json.json("/0/action") == "users.change_me");
    CHECK(renamed.get("/api/admin/audit/export?format=json&action=nothing").body == "[]\n");
    const auto noted = renamed.get("/api/admin/audit?action=admin.export_audit");
    CHECK(noted.size() == 3);
    CHECK(noted.json("/items/2/kind") == "read");
    CHECK(noted.json("/items/2/subject_kind") == "audit");
    CHECK(noted.json("/items/2/detail").contains(R"("kind":"read")"));
    CHECK(at.desk.get("/api/admin/audit/export").status == 403);
    CHECK(renamed.get("/api/admin/audit/export?format=xml").status == 422);
}

TEST_CASE("export: many rows come whole, newest first")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    clinic.database->write_now([&](db::Tx& tx) {
        for (int i = 0; i < 2'100; ++i) {
            clinic->admin.record(
                tx, {http::DeedKind::write, {i}, nullptr, "test.many", {}, {}, {}, "::1", "r"});
        }
    });
    const auto json = admin.get("/api/admin/audit/export?format=json&action=test.many");
    REQUIRE(json.size("") == 2'100);
    CHECK(json.json("/0/at") == "1970-01-01T00:00:02.099Z");
    CHECK(json.json("/2099/at") == "1970-01-01T00:00:00Z");
}

TEST_CASE("safekeeping: how much is signed, and where")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    REQUIRE(admin.patch("/api/users/me", R"({"first_name":"Ada"})").status == 200);
    clinic->admin.sign_audit();
    const auto kept = admin.get("/api/admin/audit/safekeeping");
    REQUIRE(kept.status == 200);
    CHECK(kept.json("/rows") == kept.json("/signed_rows"));
    CHECK(std::stoi(kept.json("/checkpoints")) >= 1);
    CHECK(kept.json("/file").ends_with("audit-checkpoints.txt"));
    CHECK(kept.json("/file_trouble") == "");
    auto desk = clinic.sign_in(Role::receptionist);
    CHECK(desk.get("/api/admin/audit/safekeeping").status == 403);
    CHECK(desk.get("/api/admin/settings").status == 403);
    CHECK(desk.get("/api/admin/alerts").status == 403);
}

TEST_CASE("settings: all are shown with their defaults, and no secret is")
{
    TestClinic clinic([](config::Config& config) {
        config.smtp.password = Secret("canary-of-the-mail");
        config.smtp.user = "clinic";
    });
    auto admin = clinic.sign_in(Role::admin);
    const auto settings = admin.get("/api/admin/settings");
    REQUIRE(settings.status == 200);
    CHECK(settings.size() > 40);
    CHECK(settings.json("/items/0/key") == "server.listen");
    CHECK(settings.json("/items/0/changed") == "false");
    CHECK(settings.body.contains(R"("key":"smtp.password_file")"));
    CHECK_FALSE(settings.body.contains("canary"));
}

} // namespace clinic::test
