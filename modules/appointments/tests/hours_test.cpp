#include "support/surgery.hpp"

namespace clinic::appointments {

using test::Surgery;

TEST_CASE("the usual week is set by those who plan, and by the practitioner")
{
    Surgery at;
    const auto path = "/api/availability/" + at.practitioner.str();
    const auto body = [&](std::string_view opens, std::string_view closes) {
        return fmt::format(
            R"({{"slot_step_minutes":30,"weekly":[{{"site_id":"{}","weekday":2,"opens":"{}","closes":"{}"}}]}})",
            at.site.view(), opens, closes);
    };
    const auto set = at.doctor.put(path, body("14:00", "16:00"));
    REQUIRE(set.status == 200);
    CHECK(set.json("/version") == "2");
    CHECK(set.json("/weekly/0/opens") == "14:00");
    CHECK(at.clinic.events() == std::vector<std::string>{"appointments.hours_changed"});
    CHECK(at.desk.get(path).json("/slot_step_minutes") == "30");
    CHECK(at.noe
              .get(fmt::format(
                  "/api/slots?visit_type_id={}&practitioner_id={}&from=2026-06-01&until=2026-06-07",
                  at.type.view(), at.practitioner.view()))
              .size() == 4);

    const auto before = at.clinic.snapshot();
    CHECK(at.doctor.with("if-match", "\"1\"").put(path, body("14:00", "16:00")).status == 412);
    CHECK(at.doctor.put(path, body("16:00", "14:00")).json("/errors/0/pointer") ==
          "/weekly/0/closes");
    CHECK(at.doctor.put(path, body("16:00", "25:00")).json("/errors/0/pointer") ==
          "/weekly/0/closes");
    CHECK(at.colleague.put(path, body("14:00", "16:00")).status == 404);
    CHECK(at.noe.put(path, body("14:00", "16:00")).status == 403);
    CHECK(
        at.admin.get("/api/availability/" + clinics::PractitionerId::fresh().str()).status == 404);
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("hours of one day do not overlap")
{
    Surgery at;
    const auto span = fmt::format(
        R"({{"site_id":"{}","weekday":2,"opens":"09:00","closes":"12:00"}})", at.site.view());
    const auto reply = at.admin.put("/api/availability/" + at.practitioner.str(),
        fmt::format(R"({{"weekly":[{},{}]}})", span, span));
    CHECK(reply.json("/errors/0/code") == "overlap");
    CHECK(reply.json("/errors/0/pointer") == "/weekly/1/opens");
}

TEST_CASE("leave takes the slots of its days away until it is removed")
{
    Surgery at;
    const auto path = "/api/availability/" + at.practitioner.str() + "/exceptions";
    const auto free_on_tuesday = [&] {
        return at.noe
            .get(fmt::format(
                "/api/slots?visit_type_id={}&practitioner_id={}&from=2026-06-02&until=2026-06-02",
                at.type.view(), at.practitioner.view()))
            .size();
    };
    const auto leave = at.desk.post(path,
        R"({"kind":"off","first_day":"2026-06-02","last_day":"2026-06-05","reason":"Congés"})");
    REQUIRE(leave.status == 201);
    CHECK(free_on_tuesday() == 0);
    CHECK(at.desk.get(path).size() == 1);
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id)).json("/errors/0/code") ==
          "outside_hours");
    CHECK(at.desk.del(path + "/" + leave.json("/id")).status == 204);
    CHECK(at.desk.del(path + "/" + leave.json("/id")).status == 404);
    CHECK(free_on_tuesday() == 9);

    CHECK(at.desk.post(path, R"({"kind":"off","first_day":"2026-06-05","last_day":"2026-06-02"})")
              .status == 422);
    CHECK(at.desk.post(path, R"({"kind":"extra","first_day":"2026-06-02","last_day":"2026-06-02"})")
              .json("/errors/0/pointer") == "/site_id");
    CHECK(
        at.desk
            .post(path,
                R"({"kind":"off","first_day":"2026-06-02","last_day":"2026-06-02","opens":"09:00"})")
            .json("/errors/0/pointer") == "/closes");
    CHECK(at.colleague.get(path).status == 404);
}

TEST_CASE("a closed site offers nothing on that day")
{
    Surgery at;
    clinics::ClosureDetails closure;
    closure.first_day = closure.last_day = *LocalDate::parse("2026-06-02");
    closure.reason = "Travaux";
    at.clinic->clinics.add_closure(at.site, closure);
    CHECK(at.noe.post("/api/appointments", at.wish()).json("/errors/0/code") == "outside_hours");
}

namespace {

std::string week_of(const Surgery& at, std::string_view more)
{
    return fmt::format(
        R"({{"slot_step_minutes":20,"weekly":[{{"site_id":"{}","weekday":2,"opens":"09:00","closes":"12:00"}}]{}}})",
        at.site.view(), more);
}

std::size_t free_on(Surgery& at, std::string_view day)
{
    return at.noe
        .get(fmt::format("/api/slots?visit_type_id={}&practitioner_id={}&from={}&until={}",
            at.type.view(), at.practitioner.view(), day, day))
        .size();
}

} // namespace

TEST_CASE("a day takes no more visits than the plan says, unless staff set that aside")
{
    Surgery at;
    const auto plan = "/api/availability/" + at.practitioner.str();
    CHECK(at.doctor.put(plan, week_of(at, R"(,"max_per_day":2)")).json("/max_per_day") == "2");
    const auto path = at.booked(at.noe_id);
    CHECK(free_on(at, "2026-06-02") == 8);
    (void)at.booked(at.mia_id, "2026-06-02T09:00:00Z");
    CHECK(free_on(at, "2026-06-02") == 0);
    CHECK(free_on(at, "2026-06-09") == 9);

    const auto before = at.clinic.snapshot();
    const std::string_view third = "2026-06-02T07:00:00Z";
    CHECK(at.noe.post("/api/appointments", at.wish(third)).json("/errors/0/code") == "day_full");
    CHECK(at.noe.post("/api/holds", at.wish(third)).json("/errors/0/code") == "day_full");
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id, third)).json("/errors/0/code") ==
          "day_full");
    CHECK(at.doctor.put(plan, week_of(at, R"(,"max_per_day":0)")).status == 422);
    CHECK(at.clinic.snapshot() == before);
    // A visit that is there already moves within its day.
    CHECK(
        at.desk.post(path + "/move", fmt::format(R"({{"starts_at":"{}"}})", third)).status == 200);
    const auto more = at.desk.post("/api/appointments",
        at.wish_for(at.mia_id, "2026-06-02T08:00:00Z", R"(,"override_reason":"Urgence")"));
    CHECK(more.status == 201);
    CHECK(more.json("/override_reason") == "Urgence");
}

TEST_CASE("a practitioner who rests on holidays offers nothing then; the calendar names the day")
{
    Surgery at("2026-07-06T06:00:00Z");
    const auto plan = "/api/availability/" + at.practitioner.str();
    CHECK(free_on(at, "2026-07-14") == 9); // a Tuesday
    CHECK(at.doctor.put(plan, week_of(at, R"(,"closed_on_holidays":true)")).status == 200);
    CHECK(free_on(at, "2026-07-14") == 0);
    CHECK(free_on(at, "2026-07-21") == 9);
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id, "2026-07-14T08:00:00Z"))
              .json("/errors/0/code") == "outside_hours");

    const auto asked = [&](std::string_view from, std::string_view until) {
        return fmt::format(
            "/api/holidays?site_id={}&from={}&until={}", at.site.view(), from, until);
    };
    const auto july = at.noe.with("accept-language", "fr").get(asked("2026-07-01", "2026-07-31"));
    CHECK(july.size() == 1);
    CHECK(july.json("/items/0/name") == "Fête nationale");
    CHECK(at.noe.get(asked("2026-07-01", "2026-07-31")).json("/items/0/name") == "National Day");
    CHECK(at.noe.get(asked("2026-07-31", "2026-07-01")).status == 422);
    CHECK(at.noe.get(asked("2026-01-01", "2029-01-01")).status == 422);
    CHECK(at.noe
              .get(fmt::format("/api/holidays?site_id={}&from=2026-07-01&until=2026-07-31",
                  clinics::SiteId::fresh().view()))
              .status == 422);
    CHECK(at.clinic.stranger().get(asked("2026-07-01", "2026-07-31")).status == 401);
}

TEST_CASE("holidays that are written in the settings are days of rest as well")
{
    Surgery at("2026-07-06T06:00:00Z", [](config::Config& config) {
        config.booking.holidays = {"FR 07-21 Fête du quartier", "BE 07-28 Ailleurs"};
    });
    const auto plan = "/api/availability/" + at.practitioner.str();
    CHECK(at.doctor.put(plan, week_of(at, R"(,"closed_on_holidays":true)")).status == 200);
    CHECK(free_on(at, "2026-07-21") == 0);
    CHECK(free_on(at, "2026-07-28") == 9);
    CHECK(at.noe
              .get(fmt::format(
                  "/api/holidays?site_id={}&from=2026-07-21&until=2026-07-22", at.site.view()))
              .json("/items/0/name") == "Fête du quartier");
}

TEST_CASE(
    "starts lie as the plan says: from the opening or by the clock, each span at its own step")
{
    Surgery at;
    const auto plan = "/api/availability/" + at.practitioner.str();
    const auto body = fmt::format(
        R"({{"slot_step_minutes":20,"aligned":"clock","weekly":[)"
        R"({{"site_id":"{}","weekday":2,"opens":"09:05","closes":"10:00","slot_step_minutes":15}},)"
        R"({{"site_id":"{}","weekday":2,"opens":"15:20","closes":"16:00"}}]}})",
        at.site.view(), at.site.view());
    const auto set = at.doctor.put(plan, body);
    REQUIRE_MESSAGE(set.status == 200, set.body);
    CHECK(set.json("/aligned") == "clock");
    CHECK(set.json("/weekly/0/slot_step_minutes") == "15");
    CHECK(free_on(at, "2026-06-02") == 4); // 9:15, 9:30, 15:20, 15:40
    CHECK(at.noe.post("/api/appointments", at.wish("2026-06-02T13:20:00Z")).status == 201);
}

} // namespace clinic::appointments
