// A time kept while a form is filled: one person's, for five minutes, by the rule that keeps visits apart.

#include "support/surgery.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

namespace clinic::appointments {

using test::Surgery;

namespace {

constexpr std::string_view ten = "2026-06-02T08:00:00Z";

bool offered(Surgery& at, test::Visitor& who, std::string_view start)
{
    const auto slots = who.get(fmt::format(
        "/api/slots?visit_type_id={}&practitioner_id={}&from=2026-06-02&until=2026-06-02",
        at.type.view(), at.practitioner.view()));
    return slots.body.contains(fmt::format(R"("starts_at":"{}")", start));
}

} // namespace

TEST_CASE("a time is held for five minutes, for one person, against everyone else")
{
    Surgery at;
    const auto elsewhere = at.booked(at.mia_id, "2026-06-03T08:00:00Z");
    (void)at.clinic.events();
    const auto held = at.noe.post("/api/holds", at.wish());
    REQUIRE_MESSAGE(held.status == 201, held.body);
    CHECK(held.json("/expires_at") == "2026-06-01T06:05:00Z");
    CHECK(held.json("/ends_at") == "2026-06-02T08:20:00Z");
    CHECK(at.clinic.events() == std::vector<std::string>{"appointments.held"});
    const auto path = "/api/holds/" + held.json("/id");
    CHECK(held.header("location") == path);
    CHECK(at.noe.get(path).json("/starts_at") == ten);

    auto rival = at.clinic.sign_in(Role::patient);
    (void)at.add_patient("Rival", "Ana", rival.user());
    const auto before = at.clinic.snapshot();
    CHECK(rival.post("/api/appointments", at.wish()).code() == "slot_taken");
    CHECK(rival.post("/api/holds", at.wish()).code() == "slot_taken");
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id)).code() == "slot_taken");
    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.mia_id, "2026-06-02T08:10:00Z")).code() ==
        "slot_taken");
    CHECK(at.desk.post(elsewhere + "/move", R"({"starts_at":"2026-06-02T07:50:00Z"})").code() ==
          "slot_taken");
    CHECK_FALSE(offered(at, rival, ten));
    CHECK(offered(at, at.noe, ten));
    CHECK(rival.get(path).status == 404);
    CHECK(rival.del(path).status == 404);
    CHECK(at.admin.del(path).status == 404);
    CHECK(at.clinic.snapshot() == before);

    const auto booked = at.noe.post("/api/appointments", at.wish());
    CHECK(booked.status == 201);
    CHECK(at.noe.get(path).status == 404);
    CHECK(at.noe.del(path).status == 404);
}

TEST_CASE("a hold expires by itself, for those who look and for those who book")
{
    Surgery at;
    const auto held = at.noe.post("/api/holds", at.wish());
    REQUIRE(held.status == 201);
    at.clinic->clock.advance_seconds(5 * 60 - 1);
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id)).code() == "slot_taken");
    at.clinic->clock.advance_seconds(1);
    CHECK(offered(at, at.desk, ten));
    CHECK(at.noe.get("/api/holds/" + held.json("/id")).status == 404);
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id)).status == 201);
}

TEST_CASE("an expired hold stands in the way of no door: another hold, a move, an undo, an import")
{
    const auto with_expired = [](auto&& deed) {
        Surgery at;
        const auto path = at.booked(at.noe_id);
        CHECK(at.desk.del(path).status == 200);
        REQUIRE(at.noe.post("/api/holds", at.wish()).status == 201);
        CHECK(at.desk.post(path + "/undo").code() == "slot_taken");
        at.clinic->clock.advance_seconds(5 * 60);
        deed(at, path);
    };
    with_expired([](Surgery& at, const std::string&) {
        CHECK(at.desk.post("/api/holds", at.wish()).status == 201);
    });
    with_expired([](Surgery& at, const std::string& path) {
        CHECK(at.desk.post(path + "/undo").status == 200);
    });
    with_expired([](Surgery& at, const std::string&) {
        const auto other = at.booked(at.mia_id, "2026-06-03T08:00:00Z");
        CHECK(at.desk.post(other + "/move", fmt::format(R"({{"starts_at":"{}"}})", ten)).status ==
              200);
    });
    with_expired([](Surgery& at, const std::string& path) {
        auto visit = *at.clinic->appointments.find(
            *AppointmentId::parse(path.substr(path.rfind('/') + 1)));
        visit.id = AppointmentId::fresh();
        visit.status = Status::booked;
        CHECK(at.clinic->appointments.import({visit}) == 0);
    });
}

TEST_CASE("one person holds one time: the next lets go of the last, and giving up frees it")
{
    Surgery at;
    const auto first = at.noe.post("/api/holds", at.wish());
    const auto second = at.noe.post("/api/holds", at.wish("2026-06-02T09:00:00Z"));
    REQUIRE(second.status == 201);
    CHECK(at.noe.get("/api/holds/" + first.json("/id")).status == 404);
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id)).status == 201);
    // A refused wish keeps what one has.
    CHECK(at.noe.post("/api/holds", at.wish()).code() == "slot_taken");
    const auto path = "/api/holds/" + second.json("/id");
    CHECK(at.noe.get(path).status == 200);
    (void)at.clinic.events();
    CHECK(at.noe.del(path).status == 204);
    CHECK(at.clinic.events() == std::vector<std::string>{"appointments.released"});
    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.mia_id, "2026-06-02T09:00:00Z")).status ==
        201);
}

TEST_CASE("only what can be booked can be held")
{
    Surgery at;
    auto accountant = at.clinic.sign_in(Role::accountant);
    const auto before = at.clinic.snapshot();
    const auto code_at = [&](test::Visitor& who, std::string_view start) {
        return who.post("/api/holds", at.wish(start)).json("/errors/0/code");
    };
    CHECK(code_at(at.noe, "2026-05-31T08:00:00Z") == "past");
    CHECK(code_at(at.noe, "2026-06-01T06:30:00Z") == "too_soon");
    CHECK(code_at(at.noe, "2026-06-02T06:00:00Z") == "outside_hours");
    CHECK(code_at(at.desk, "2026-06-02T12:00:00Z") == "outside_hours");
    CHECK(at.noe.post("/api/holds", at.wish("2026-06-02T08:05:00Z")).code() == "slot_taken");
    CHECK(accountant.post("/api/holds", at.wish()).status == 403);
    CHECK(at.clinic.stranger().post("/api/holds", at.wish()).status == 401);
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("how long a time is held is the clinic's choice")
{
    test::TestClinic clinic([](config::Config& config) { config.booking.hold_minutes = 12; });
    CHECK(clinic->config.booking.hold_minutes == 12);
    Surgery at;
    // A hold gives way to staff who set the rules aside, and the one who held is told.
    REQUIRE(at.noe.post("/api/holds", at.wish()).status == 201);
    CHECK(at.desk
              .post("/api/appointments",
                  at.wish_for(at.mia_id, ten, R"(,"override_reason":"Urgence")"))
              .status == 201);
    CHECK(at.noe.post("/api/appointments", at.wish()).code() == "slot_taken");
}

TEST_CASE("holding and booking one time at once: one has it")
{
    Surgery at;
    std::vector<test::Visitor> people;
    for (int i = 0; i < 8; ++i) {
        people.push_back(at.clinic.sign_in(Role::patient));
        (void)at.add_patient("Rival", fmt::format("N{}", i), people.back().user());
    }
    for (int day = 3; day < 9; ++day) {
        const auto wish = at.wish(fmt::format("2026-06-{:02}T08:00:00Z", day));
        std::atomic<int> won{0};
        std::atomic<int> taken{0};
        std::vector<std::thread> crowd;
        for (std::size_t i = 0; i < people.size(); ++i) {
            crowd.emplace_back([&, i] {
                const auto* path = i % 2 == 0 ? "/api/holds" : "/api/appointments";
                const auto reply = test::Visitor(people[i]).post(path, wish);
                won += reply.status == 201 ? 1 : 0;
                taken += reply.code() == "slot_taken" ? 1 : 0;
            });
        }
        for (auto& one : crowd) one.join();
        CHECK(won == 1);
        CHECK(taken == 7);
    }
}

} // namespace clinic::appointments
