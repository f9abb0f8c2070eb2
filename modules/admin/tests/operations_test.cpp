#include "api/sample.hpp"
#include "support/test_clinic.hpp"

#include "platform/core/version.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::test {
namespace {

/// Puts an event that no listener can read among the given-up ones.
void give_up_on(TestClinic& clinic, std::string_view id)
{
    clinic.database->write_now([&](db::Tx& tx) {
        tx.run(R"(
            INSERT INTO bus_dead (letter, listener, id, event, aggregate, body, occurred_at, attempts,
                                  error, parked_at)
            VALUES (:id, 'admin.note_refused_login', :event, 'auth.login_refused', 'r', :body, 1000, 8,
                    'the disk was full', 2000))",
            id, id,
            R"({"request_id":"replayed","address":"192.0.2.9","reason":"bad_credentials","at":"2026-11-20T10:00:00Z"})");
    });
}

} // namespace

TEST_CASE("stats: what the system is and holds")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    clinic.sign_in(Role::coach);
    const auto stats = admin.get("/api/admin/stats");
    REQUIRE(stats.status == 200);
    CHECK(stats.json("/version") == version);
    CHECK(stats.json("/users") == "2");
    CHECK(stats.json("/appointments_today") == "0");
    CHECK(stats.json("/database") == (clinic.database->postgres() ? "postgresql" : "sqlite"));
    CHECK(std::stoll(stats.json("/database_bytes")) > 4'096);
    CHECK(std::stoll(stats.json("/memory_bytes")) > 1'000'000);
    CHECK(std::stoll(stats.json("/uptime_seconds")) < 60);
}

TEST_CASE("stats: how many patients there are, and how much is stored for them")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    const auto before = admin.get("/api/admin/stats");
    CHECK(before.json("/patients") == "0");
    CHECK(before.json("/documents_bytes") == "0");
    patients::NewPatient patient;
    patient.birth_name = "Durand";
    patient.first_name = "Noé";
    documents::NewDocument document;
    document.patient = clinic->patients.add(patient);
    document.name = "Bilan.png";
    clinic->documents.keep(document, grey_png);
    const auto after = admin.get("/api/admin/stats");
    CHECK(after.json("/patients") == "1");
    // The file, and the small picture of it.
    CHECK(std::stoll(after.json("/documents_bytes")) > static_cast<long long>(grey_png.size()));
}

TEST_CASE("stats: how many answers, how fast, and what waits")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    CHECK(admin.get("/api/admin/stats").json("/requests") == "0");
    auto& metrics = clinic->metrics;
    for (const auto* route : {"/api/patients", "/api/appointments"}) {
        auto& seconds = metrics.histogram(
            "clinic_http_seconds", "Time to answer", {{"route", route}});
        seconds.observe(0.0004);
        seconds.observe(0.03);
        seconds.observe(99);
    }
    metrics.counter("clinic_http_answers_total", "Answers", {{"route", "a"}, {"status", "5xx"}})
        .add(2);
    metrics.counter("clinic_http_answers_total", "Answers", {{"route", "a"}, {"status", "2xx"}})
        .add(4);
    const auto stats = admin.get("/api/admin/stats");
    CHECK(stats.json("/requests") == "6");
    CHECK(stats.json("/failures") == "2");
    CHECK(stats.body.contains(R"({"at_most_ms":0.5,"answers":2})"));
    CHECK(stats.json("/latency/0/answers") == "2");
    const auto last = fmt::format("/latency/{}/answers", stats.size("/latency") - 1);
    CHECK(stats.json(last) == "4");
    CHECK(stats.json("/sessions") == "1");
    CHECK(stats.json("/live_sockets") == "0");
    CHECK(stats.json("/slow_waiting") == "0");
    CHECK(stats.json("/writes_waiting") == "0");
    CHECK(std::stoi(stats.json("/writes")) > 0);
}

TEST_CASE("events: those given up are shown, delivered again once, and then gone")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    clinic.settle();
    CHECK(admin.get("/api/admin/events").body == R"({"pending":0,"retrying":0,"dead":[]})");

    const std::string id = "0199a0a0-0000-7000-8000-000000000001";
    give_up_on(clinic, id);
    const auto dead = admin.get("/api/admin/events");
    CHECK(dead.json("/dead/0/id") == id);
    CHECK(dead.json("/dead/0/event") == "auth.login_refused");
    CHECK(dead.json("/dead/0/listener") == "admin.note_refused_login");
    CHECK(dead.json("/dead/0/attempts") == "8");
    CHECK(dead.json("/dead/0/error") == "the disk was full");
    CHECK(dead.json("/dead/0/at") == "1970-01-01T00:00:02Z");

    CHECK(admin.post("/api/admin/events/" + id + "/replay").status == 204);
    clinic.settle();
    CHECK(admin.get("/api/admin/events").size("/dead") == 0);
    CHECK(admin.get("/api/admin/audit?action=auth.login_refused").json("/items/0/request_id") ==
          "replayed");
    CHECK(admin.get("/api/admin/audit?action=admin.replay").json("/items/0/subject_id") == id);
    CHECK(admin.post("/api/admin/events/" + id + "/replay").status == 404);
}

TEST_CASE("events: replaying what is not there changes nothing")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    const auto before = clinic.snapshot();
    CHECK(admin.post("/api/admin/events/none/replay").status == 404);
    CHECK(clinic.snapshot() == before);
}

} // namespace clinic::test
