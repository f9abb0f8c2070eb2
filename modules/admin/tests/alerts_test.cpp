// Mass reading: noticed, told, and ended by an admin.

#include "../src/reading_watch.hpp"

#include "support/surgery.hpp"

#include <algorithm>
#include <array>
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

/// So many are open; on PostgreSQL, whose writers pass each other, perhaps a moment later.
bool raised(TestClinic& clinic, Visitor& admin, std::size_t count = 1)
{
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (open_alerts(clinic, admin) != count) {
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

TEST_CASE("alerts: a list whose pages are turned is read like records that are opened")
{
    TestClinic clinic(tune);
    clinic->clock.set(*Instant::parse("2026-11-20T10:00:00Z"));
    auto admin = clinic.sign_in(Role::admin);
    auto desk = clinic.sign_in(Role::receptionist);
    const auto patients = register_patients(desk, 9);
    std::string next;
    const auto turn = [&] {
        const auto page = desk.get(
            "/api/patients?limit=2" + (next.empty() ? "" : "&cursor=" + next));
        REQUIRE(page.size() == 2);
        next = page.json("/next");
    };
    for (int page = 0; page < 3; ++page) turn(); // two to choose from, and four that were read
    CHECK(open_alerts(clinic, admin) == 0);
    REQUIRE(desk.get("/api/patients/" + patients[2]).status == 200); // one of them
    CHECK(open_alerts(clinic, admin) == 0);
    clinic->clock.advance_seconds(1);
    turn();
    REQUIRE(raised(clinic, admin));
    const auto alert = admin.get("/api/admin/alerts");
    CHECK(alert.json("/items/0/user_id") == desk.user().view());
    CHECK(alert.json("/items/0/patients") == "8");
    CHECK(clinic->admin.must_prove_anew(desk.user()) == clinic->clock.now());
    CHECK(desk.get("/api/patients?limit=2&cursor=" + next).code() == "step_up_needed");
}

TEST_CASE("alerts: more at once than a screen shows is read; searches are, once they have shown "
          "everybody")
{
    TestClinic clinic([](config::Config& config) { config.audit.mass_reading_patients = 3; });
    auto admin = clinic.sign_in(Role::admin);
    auto desk = clinic.sign_in(Role::receptionist);
    auto other = clinic.sign_in(Role::receptionist);
    for (int i = 0; i < 61; ++i) {
        patients::NewPatient patient;
        patient.first_name = "Lou";
        patient.birth_name = fmt::format(
            "{}{}", i < 50 ? "Aubin" : "Zola", static_cast<char>('a' + i % 25));
        (void)clinic->patients.add(patient);
    }
    for (int i = 0; i < 3; ++i) REQUIRE(other.get("/api/patients?q=aub&limit=50").size() == 50);
    CHECK(open_alerts(clinic, admin) == 0);
    REQUIRE(
        other.get("/api/patients?q=zol&limit=10").size() == 10); // sixty glances: three readings
    CHECK(open_alerts(clinic, admin) == 0);
    REQUIRE(other.get("/api/patients?q=zol").size() == 11);
    CHECK(raised(clinic, admin));
    REQUIRE(desk.get("/api/patients?limit=51").size() == 51);
    CHECK(raised(clinic, admin, 2));
    CHECK(clinic->admin.must_prove_anew(desk.user()));
}

TEST_CASE("alerts: the day's board and the calendar of these weeks are work, leafing through the "
          "past is not")
{
    Surgery at;
    std::vector<http::Sight> seen;
    at.clinic->router.set_watch([&](const http::Principal&, std::span<const http::Sight> sights,
                                    Instant) { seen.assign(sights.begin(), sights.end()); });
    (void)at.booked(at.noe_id, "2026-06-01T08:00:00Z");
    (void)at.booked(at.mia_id, "2026-06-01T08:20:00Z");
    REQUIRE(at.desk.get("/api/board?site_id=" + at.site.str()).size() == 2);
    CHECK(seen.empty());
    const auto second_page = [&](Visitor& desk) {
        const auto first = desk.get("/api/appointments?limit=1");
        CHECK(seen.at(0).look == http::Look::glance);
        REQUIRE(desk.get("/api/appointments?limit=1&cursor=" + first.json("/next")).size() == 1);
        return seen.at(0);
    };
    const auto now = second_page(at.desk);
    CHECK(now.patient == at.mia_id.view());
    CHECK(now.look == http::Look::glance);
    at.clinic->clock.set(*Instant::parse("2026-07-03T08:00:00Z"));
    auto later = at.clinic.again(at.desk);
    CHECK(second_page(later).look == http::Look::reading);
}

namespace {

using Look = http::Look;

/// One look at one patient.
std::optional<admin::ReadingWatch::Crossed> look(admin::ReadingWatch& watch, UserId reader,
    std::string patient, Instant at, Look how = Look::reading)
{
    const std::array seen{http::Sight{std::move(patient), how}};
    return watch.note(reader, seen, at);
}

} // namespace

TEST_CASE("alerts: only what lies within the minutes counts, and a silenced account stays so")
{
    admin::ReadingWatch watch({.patients = 2, .minutes = 10});
    const auto reader = UserId::fresh();
    const Instant start{1'000'000'000};
    CHECK_FALSE(look(watch, reader, "a", start));
    CHECK_FALSE(look(watch, reader, "a", start.plus_minutes(1)));
    CHECK_FALSE(look(watch, reader, "b", start.plus_minutes(2)));
    CHECK_FALSE(look(watch, reader, "c", start.plus_minutes(11)));
    CHECK_FALSE(look(watch, UserId::fresh(), "d", start.plus_minutes(11)));
    const auto crossed = look(watch, reader, "d", start.plus_minutes(11));
    REQUIRE(crossed);
    CHECK(crossed->patients == 3);
    CHECK(crossed->since == start.plus_minutes(2));
    for (const auto* patient : {"e", "f", "g"}) {
        CHECK_FALSE(look(watch, reader, patient, start.plus_minutes(12)));
    }
    watch.forget(reader);
    for (const auto* patient : {"e", "f"}) {
        CHECK_FALSE(look(watch, reader, patient, start.plus_minutes(12)));
    }
    CHECK(look(watch, reader, "g", start.plus_minutes(12)));
}

TEST_CASE("alerts: a patient counts once, by the closest look within the minutes")
{
    admin::ReadingWatch watch({.patients = 1, .minutes = 10});
    const auto reader = UserId::fresh();
    const Instant start{1'000'000'000};
    CHECK_FALSE(look(watch, reader, "a", start, Look::glance));
    CHECK_FALSE(look(watch, reader, "a", start)); // read now: as much as may be
    CHECK_FALSE(look(watch, reader, "a", start.plus_minutes(9), Look::glance));
    // The reading is old, the glance is not: one glance and eighteen more leave room for one.
    const auto later = start.plus_minutes(10);
    for (int i = 0; i < 19; ++i)
        CHECK_FALSE(look(watch, reader, std::to_string(i), later, Look::glance));
    const auto crossed = look(watch, reader, "b", later, Look::glance);
    REQUIRE(crossed);
    CHECK(crossed->patients == 21);
    CHECK(crossed->since == start.plus_minutes(9));
}

} // namespace clinic::test
