// Mass reading: noticed, told, and ended by an admin.

#include "../src/reading_watch.hpp"

#include "support/test_clinic.hpp"

#include <algorithm>
#include <chrono>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <thread>

namespace clinic::test {
namespace {

using namespace std::chrono_literals;

void tune(config::Config& config)
{
    config.audit.mass_reading_patients = 5;
}

std::vector<std::string> register_patients(Visitor& desk, int count)
{
    std::vector<std::string> ids;
    for (int i = 0; i < count; ++i) {
        const auto made = desk.post("/api/patients",
            fmt::format(
                R"({{"birth_name":"Patient {}","first_name":"Lou","sex":"female","birth_date":"1990-01-{:02}"}})",
                static_cast<char>('A' + i), i + 1));
        REQUIRE(made.status == 201);
        ids.push_back(made.json("/id"));
    }
    return ids;
}

/// Waits for the alert, which is raised behind the commit of the reading.
std::size_t open_alerts(TestClinic& clinic, Visitor& admin)
{
    clinic.database->write_now([](db::Tx&) {}); // what was handed over before is done
    clinic.settle();
    return admin.get("/api/admin/alerts?open=true").size();
}

/// One is open; on PostgreSQL, whose writers pass each other, perhaps a moment later.
bool raised(TestClinic& clinic, Visitor& admin)
{
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (open_alerts(clinic, admin) != 1) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(20ms);
    }
    return true;
}

} // namespace

TEST_CASE(
    "alerts: one patient more than the limit raises one, tells the admins, and asks for a proof")
{
    TestClinic clinic(tune);
    clinic->clock.set(*Instant::parse("2026-11-20T10:00:00Z"));
    auto admin = clinic.sign_in(Role::admin, Language::fr);
    auto desk = clinic.sign_in(Role::receptionist);
    const auto patients = register_patients(desk, 8);
    for (int i = 0; i < 5; ++i) REQUIRE(desk.get("/api/patients/" + patients[0]).status == 200);
    for (int i = 1; i < 5; ++i) REQUIRE(desk.get("/api/patients/" + patients[i]).status == 200);
    CHECK(open_alerts(clinic, admin) == 0);
    CHECK_FALSE(clinic->admin.must_prove_anew(desk.user()));
    (void)clinic.events();
    REQUIRE(desk.get("/api/patients/" + patients[5]).status == 200);
    CHECK(raised(clinic, admin));
    REQUIRE(desk.get("/api/patients/" + patients[6]).status == 200);
    CHECK(raised(clinic, admin));
    CHECK(std::ranges::count(clinic.events(), "admin.mass_reading") == 1);

    const auto alert = admin.get("/api/admin/alerts");
    CHECK(alert.json("/items/0/user_id") == desk.user().view());
    CHECK(alert.json("/items/0/patients") == "6");
    CHECK(alert.json("/items/0/since") == "2026-11-20T10:00:00Z");
    CHECK(clinic->admin.must_prove_anew(desk.user()) == clinic->clock.now());
    CHECK_FALSE(clinic->admin.must_prove_anew(admin.user()));
    const auto word = admin.get("/api/notifications");
    CHECK(word.json("/items/0/kind") == "admin.mass_reading");
    CHECK(word.json("/items/0/title") == "Lecture massive de dossiers");
    CHECK(word.json("/items/0/link").contains(desk.user().view()));
}

TEST_CASE("alerts: what is spread over the day is work")
{
    TestClinic clinic(tune);
    clinic->clock.set(*Instant::parse("2026-11-20T08:00:00Z"));
    auto admin = clinic.sign_in(Role::admin);
    auto desk = clinic.sign_in(Role::receptionist);
    const auto patients = register_patients(desk, 8);
    for (const auto& patient : patients) {
        REQUIRE(desk.get("/api/patients/" + patient).status == 200);
        clinic->clock.advance_seconds(130);
        desk = clinic.again(desk);
    }
    admin = clinic.again(admin);
    CHECK(open_alerts(clinic, admin) == 0);
}

TEST_CASE("alerts: another admin ends it with a note, and then readings count anew")
{
    TestClinic clinic(tune);
    auto admin = clinic.sign_in(Role::admin);
    auto nosy = clinic.sign_in(Role::admin);
    auto desk = clinic.sign_in(Role::receptionist);
    const auto patients = register_patients(desk, 6);
    const auto read_all = [&] {
        for (const auto& patient : patients) {
            REQUIRE(nosy.get("/api/patients/" + patient).status == 200);
        }
    };
    read_all();
    REQUIRE(raised(clinic, admin));
    const auto path = "/api/admin/alerts/" +
                      admin.get("/api/admin/alerts?open=true").json("/items/0/id") + "/clear";
    const auto before = clinic.snapshot({"admin_audit"});
    CHECK(desk.post(path, R"({"note":"Contrôle annuel"})").status == 403);
    CHECK(nosy.post(path, R"({"note":"Contrôle annuel"})").status == 403);
    CHECK(admin.post(path, R"({"note":"?"})").status == 422);
    CHECK(admin
              .post("/api/admin/alerts/" + UserId::fresh().str() + "/clear",
                  R"({"note":"Contrôle annuel"})")
              .status == 404);
    CHECK(clinic.snapshot({"admin_audit"}) == before);
    const auto ended = admin.post(path, R"({"note":"Contrôle annuel"})");
    REQUIRE(ended.status == 200);
    CHECK(ended.json("/cleared_by") == admin.user().view());
    CHECK(admin.post(path, R"({"note":"Contrôle annuel"})").code() == "cleared");
    CHECK(open_alerts(clinic, admin) == 0);
    CHECK_FALSE(clinic->admin.must_prove_anew(nosy.user()));
    CHECK(admin.get("/api/admin/alerts").size() == 1);
    CHECK(admin.get("/api/admin/audit?action=admin.clear_alert").json("/items/0/subject_id") ==
          nosy.user().view());
    clinic->clock.advance_seconds(60); // a reading is written down once a minute
    read_all();
    CHECK(raised(clinic, admin));
}

TEST_CASE("alerts: only what lies within the minutes counts, and a silenced account stays so")
{
    admin::ReadingWatch watch({.patients = 2, .minutes = 10});
    const auto reader = UserId::fresh();
    const Instant start{1'000'000'000};
    CHECK_FALSE(watch.note(reader, "a", start));
    CHECK_FALSE(watch.note(reader, "a", start.plus_minutes(1)));
    CHECK_FALSE(watch.note(reader, "b", start.plus_minutes(2)));
    CHECK_FALSE(watch.note(reader, "c", start.plus_minutes(11)));
    CHECK_FALSE(watch.note(UserId::fresh(), "d", start.plus_minutes(11)));
    const auto crossed = watch.note(reader, "d", start.plus_minutes(11));
    REQUIRE(crossed);
    CHECK(crossed->patients == 3);
    CHECK(crossed->since == start.plus_minutes(2));
    for (const auto* patient : {"e", "f", "g"}) {
        CHECK_FALSE(watch.note(reader, patient, start.plus_minutes(12)));
    }
    watch.forget(reader);
    for (const auto* patient : {"e", "f"}) {
        CHECK_FALSE(watch.note(reader, patient, start.plus_minutes(12)));
    }
    CHECK(watch.note(reader, "g", start.plus_minutes(12)));
}

} // namespace clinic::test
