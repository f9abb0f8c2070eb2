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

} // namespace clinic::appointments
