#include "support/surgery.hpp"

namespace clinic::appointments {

using test::Surgery;

TEST_CASE("a visit goes its way from booked to fulfilled, each step an event")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    (void)at.clinic.events();
    CHECK(at.noe.post(path + "/confirm").json("/status") == "confirmed");
    at.clinic->clock.set(*Instant::parse("2026-06-02T07:55:00Z"));
    auto desk = at.clinic.sign_in(Role::admin);
    CHECK(desk.post(path + "/arrive").json("/arrived_at") == "2026-06-02T07:55:00Z");
    CHECK(desk.post(path + "/start").json("/status") == "in_progress");
    CHECK(desk.post(path + "/complete").json("/status") == "fulfilled");
    CHECK(at.clinic.events() == std::vector<std::string>{"appointments.confirmed",
                                    "appointments.arrived", "appointments.started",
                                    "appointments.completed", "billing.drafted"});
    const auto history = desk.get(path + "/history");
    CHECK(history.size() == 5);
    CHECK(history.json("/items/4/what") == "completed");
    CHECK(at.clinic.sign_in(Role::patient).get(path + "/history").status == 403);
}

TEST_CASE("a step that does not follow is refused and changes nothing")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    const auto before = at.clinic.snapshot();
    CHECK(at.desk.post(path + "/complete").code() == "bad_transition");
    CHECK(at.desk.post(path + "/no-show").code() == "too_early");
    CHECK(at.desk.post(path + "/undo").code() == "nothing_to_undo");
    CHECK(at.noe.post(path + "/arrive").status == 403);
    CHECK(at.colleague.post(path + "/arrive").status == 404);
    CHECK(at.desk.post("/api/appointments/" + AppointmentId::fresh().str() + "/arrive").status ==
          404);
    CHECK(at.desk.post("/api/appointments/nothing/arrive").status == 422);
    CHECK(at.clinic.snapshot() == before);
    CHECK(at.desk.del(path).status == 200);
    for (const auto* act : {"/confirm", "/arrive", "/start", "/complete"}) {
        CHECK(at.desk.post(path + act).code() == "bad_transition");
    }
    CHECK(at.desk.post(path + "/move", R"({"starts_at":"2026-06-03T08:00:00Z"})").code() ==
          "bad_transition");
    CHECK(at.desk.del(path).code() == "bad_transition");
}

TEST_CASE("the last act is taken back, once")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    CHECK(at.desk.post(path + "/arrive").status == 200);
    const auto undone = at.desk.post(path + "/undo");
    CHECK(undone.json("/status") == "booked");
    CHECK(undone.json("/arrived_at") == "");
    CHECK(at.desk.post(path + "/undo").code() == "nothing_to_undo");

    CHECK(at.noe.del(path + "?reason=Voyage").json("/cancel_reason") == "Voyage");
    CHECK(at.desk.post(path + "/undo").json("/status") == "booked");
    CHECK(at.desk.get(path).json("/cancelled_at") == "");
}

TEST_CASE("somebody who did not come is noted once the time has come")
{
    Surgery at;
    const auto path = at.booked(at.noe_id, "2026-06-01T07:20:00Z");
    at.clinic->clock.advance_seconds(90 * 60);
    CHECK(at.clinic.sign_in(Role::admin).post(path + "/no-show").json("/status") == "no_show");
}

} // namespace clinic::appointments
