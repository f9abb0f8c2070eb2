#include "support/practice.hpp"

namespace clinic::notifications {

using test::Practice;

TEST_CASE("what the front desk books, the patient and the practitioner hear of, and nobody else")
{
    Practice at;
    at.booked(at.desk, at.noe_id);
    CHECK(at.unread(at.noe) == "1");
    CHECK(at.unread(at.doctor) == "1");
    for (auto* other : {&at.desk, &at.other_desk, &at.colleague, &at.admin})
        CHECK(at.unread(*other) == "0");
    const auto noe = at.noe.get("/api/notifications");
    CHECK(noe.json("/items/0/kind") == "appointments.booked");
    CHECK(noe.json("/items/0/title") == "Nouveau rendez-vous");
    CHECK(noe.json("/items/0/body") ==
          "le mardi 2 juin à 10:00, avec Dr Alix Martin, Cabinet des Lilas.");
    CHECK(noe.json("/items/0/link") == "/my-visits");
    const auto doctor = at.doctor.get("/api/notifications");
    CHECK(doctor.json("/items/0/title") == "New appointment");
    CHECK(doctor.json("/items/0/body") ==
          "Durand Alex: Tuesday 2 June at 10:00, with Dr Alix Martin, Cabinet des Lilas.");
    CHECK(at.clinic.stranger().get("/api/notifications").status == 401);
}

TEST_CASE(
    "what the patient does online, the practitioner and the receptionists of the site hear of")
{
    Practice at;
    const auto path = at.booked(at.noe, at.noe_id, "2026-06-03T08:00:00Z");
    at.moved(at.noe, path, "2026-06-04T08:00:00Z");
    at.cancelled(at.noe, path);
    CHECK(at.unread(at.noe) == "0");
    CHECK(at.unread(at.doctor) == "3");
    CHECK(at.unread(at.desk) == "3");
    CHECK(at.unread(at.other_desk) == "0");
    CHECK(at.unread(at.admin) == "0");
    const auto desk = at.desk.get("/api/notifications");
    CHECK(desk.json("/items/0/kind") == "appointments.cancelled");
    CHECK(desk.json("/items/1/kind") == "appointments.moved");
    CHECK(desk.json("/items/2/kind") == "appointments.booked");
}

TEST_CASE("a visit that goes to a colleague is told to both, and a cancellation taken back to "
          "those it was told to")
{
    Practice at;
    const auto path = at.booked(at.desk, at.noe_id);
    const auto body = fmt::format(
        R"({{"starts_at":"2026-06-02T08:20:00Z","practitioner_id":"{}"}})", at.petit.view());
    REQUIRE(at.desk.post(path + "/move", body).status == 200);
    at.clinic.settle();
    CHECK(at.unread(at.doctor) == "2");
    CHECK(at.unread(at.colleague) == "1");
    REQUIRE(at.desk.post(path + "/arrive").status == 200);
    REQUIRE(at.desk.post(path + "/undo").status == 200);
    at.clinic.settle();
    CHECK(at.unread(at.colleague) == "1");
    at.cancelled(at.desk, path);
    REQUIRE(at.desk.post(path + "/undo").status == 200);
    at.clinic.settle();
    CHECK(at.unread(at.colleague) == "3");
    CHECK(at.noe.get("/api/notifications").json("/items/0/kind") == "appointments.restored");
}

TEST_CASE("items are read one by one or all at once, and only by their own reader")
{
    Practice at;
    const auto path = at.booked(at.desk, at.noe_id);
    at.moved(at.desk, path, "2026-06-02T08:20:00Z");
    at.cancelled(at.desk, path);
    const auto all = at.noe.get("/api/notifications?limit=2&count=true");
    CHECK(all.size() == 2);
    CHECK(all.json("/total") == "3");
    CHECK(at.noe.get("/api/notifications?limit=2&cursor=" + all.json("/next")).size() == 1);
    CHECK(at.noe.get("/api/notifications?cursor=made-up").status >= 400);
    const auto one = "/api/notifications/" + all.json("/items/0/id") + "/read";
    CHECK(at.doctor.post(one).status == 404);
    CHECK(at.clinic.stranger().post(one).status == 401);
    CHECK(at.unread(at.noe) == "3");
    CHECK(at.noe.post(one).status == 204);
    CHECK(at.noe.post(one).status == 204);
    CHECK(at.unread(at.noe) == "2");
    CHECK(at.noe.get("/api/notifications?unread=true").size() == 2);
    CHECK(at.noe.post("/api/notifications/" + UserId::fresh().str() + "/read").status == 404);
    CHECK(at.noe.post("/api/notifications/read-all").status == 204);
    CHECK(at.unread(at.noe) == "0");
    CHECK(at.unread(at.doctor) == "3");
}

TEST_CASE("an event that arrives twice is told once")
{
    Practice at;
    at.booked(at.desk, at.noe_id);
    const auto visit = *at.clinic->appointments.find(
        *appointments::AppointmentId::parse(at.desk.get("/api/appointments").json("/items/0/id")));
    appointments::Booked again;
    static_cast<appointments::Fact&>(again) = {visit.id, visit.patient_id, visit.practitioner_id,
        visit.site_id, visit.starts_at, visit.ends_at, visit.status, visit.version, at.desk.user()};
    at.clinic.database->write_now([&](db::Tx& tx) { at.clinic->bus.emit(tx, again); });
    at.clinic.settle();
    CHECK(at.unread(at.noe) == "1");
    CHECK(at.smtp.mails().size() == 1);
    CHECK(at.deliveries().size() == 1);
}

TEST_CASE("a ticket to the live socket is given to whoever is signed in, and is good once")
{
    Practice at;
    CHECK(at.clinic.stranger().post("/api/live/ticket").status == 401);
    const auto reply = at.noe.post("/api/live/ticket");
    CHECK(reply.status == 200);
    CHECK(reply.json("/expires_in") == "30");
    const auto holder = at.clinic->notifications.take_ticket(reply.json("/ticket"));
    REQUIRE(holder);
    CHECK(holder->user == at.noe.user().view());
    CHECK_FALSE(at.clinic->notifications.take_ticket(reply.json("/ticket")));
    const auto late = at.noe.post("/api/live/ticket").json("/ticket");
    at.clinic->clock.advance_seconds(30);
    CHECK_FALSE(at.clinic->notifications.take_ticket(late));
    const auto orphan = at.noe.post("/api/live/ticket").json("/ticket");
    REQUIRE(
        at.noe.with("x-requested-with", "monoclinic").post("/api/auth/logout", "{}").status == 204);
    CHECK_FALSE(at.clinic->notifications.take_ticket(orphan));
}

} // namespace clinic::notifications
