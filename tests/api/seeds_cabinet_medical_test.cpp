// What the page of Cabinet Médical promises, kept: its services, roles, secured data, traces of what was done, and news that
// travels as events. (Containers, scaling and delivery pipelines belong to the move to several hosts.)

#include "asyncapi.hpp"
#include "support/practice.hpp"

namespace clinic::test {

TEST_CASE("cabinet-medical: each service of the page is a module that answers for itself")
{
    TestClinic clinic;
    for (const auto* module : {"auth", "users", "patients", "appointments", "consultations",
             "notifications", "clinics"}) {
        const auto reply = clinic.stranger().get(fmt::format("/api/{}/health", module));
        CHECK_MESSAGE(reply.json("/status") == "healthy", module);
    }
}

TEST_CASE("cabinet-medical: several roles, each with its own door")
{
    Practice at;
    auto accountant = at.clinic.sign_in(Role::accountant);
    const auto visit = at.booked(at.desk, at.noe_id);
    CHECK(at.desk.get(visit).status == 200);
    CHECK(at.doctor.get(visit).status == 200);
    CHECK(at.noe.get(visit).status == 200);
    CHECK(at.colleague.get(visit).status == 404);
    CHECK(at.other_desk.get(visit).status == 404);
    CHECK(accountant.get(visit).status == 404);
    CHECK(accountant.get("/api/invoices").status == 200);
}

TEST_CASE("cabinet-medical: operations leave a trace with who, what and on whom")
{
    Practice at;
    const auto visit = at.booked(at.desk, at.noe_id);
    const auto trail = at.admin.get("/api/admin/audit?kind=write&subject_id=" + visit.substr(18));
    REQUIRE(trail.size() == 1);
    CHECK(trail.json("/items/0/action") == "appointments.book");
    CHECK(trail.json("/items/0/actor_id") == at.desk.user().str());
}

TEST_CASE("cabinet-medical: news travels as events, in the app at once and by mail")
{
    Practice at;
    (void)at.clinic.events();
    at.booked(at.noe, at.noe_id, "2026-06-03T08:00:00Z");
    const auto told = at.clinic.events();
    CHECK(std::ranges::find(told, "appointments.booked") != told.end());
    CHECK(at.unread(at.doctor) == "1");
    CHECK(at.smtp.wait_for(1));
    CHECK(asyncapi(at.clinic->bus).contains("appointments.booked"));
}

TEST_CASE("cabinet-medical: cabinets have rooms, staff and hours")
{
    Practice at;
    const auto site = "/api/clinics/" + at.site.str();
    CHECK(at.desk.get("/api/clinics").size() == 1);
    CHECK(at.admin.post(site + "/rooms", R"({"name":"Salle 1"})").status == 201);
    CHECK(at.desk.get(site + "/rooms").size() == 1);
    CHECK(at.admin.get(site + "/staff").size() == 1);
    CHECK(at.desk.post(site + "/rooms", R"({"name":"Salle 2"})").status == 403);
}

TEST_CASE("cabinet-medical: secrets stay outside of the configuration's text")
{
    TestClinic clinic;
    namespace fs = std::filesystem;
    int keys = 0;
    for (const auto& file : fs::directory_iterator(clinic.folder() / "keys")) {
        ++keys;
        CHECK((fs::status(file).permissions() & (fs::perms::group_all | fs::perms::others_all)) ==
              fs::perms::none);
    }
    CHECK(keys >= 2);
}

} // namespace clinic::test
