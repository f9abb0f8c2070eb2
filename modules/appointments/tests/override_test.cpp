// Staff set the clinic's own rules aside, with a reason; nobody else does, and nothing else gives way.

#include "support/surgery.hpp"

#include <algorithm>

namespace clinic::appointments {

using test::Surgery;

namespace {

constexpr std::string_view because = R"(,"override_reason":"  Bébé fiévreux  ")";
constexpr std::string_view evening = "2026-06-02T18:00:00Z";

std::string move_to(std::string_view start, std::string_view more = "")
{
    return fmt::format(R"({{"starts_at":"{}"{}}})", start, more);
}

/// The detail of the audit's newest write about a visit.
std::string audit_detail(Surgery& at, const std::string& path)
{
    const auto id = path.substr(path.rfind('/') + 1);
    return at.admin.get("/api/admin/audit?limit=1&kind=write&subject_id=" + id)
        .json("/items/0/detail");
}

} // namespace

TEST_CASE("the front desk books over a visit for a reason, which is told, kept and shown to staff")
{
    Surgery at;
    const auto first = at.booked(at.noe_id);
    (void)at.clinic.events();
    const auto reply = at.desk.post(
        "/api/appointments", at.wish_for(at.mia_id, "2026-06-02T08:10:00Z", because));
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    CHECK(reply.json("/override_reason") == "Bébé fiévreux");
    CHECK(at.clinic.events() ==
          std::vector<std::string>{"appointments.booked", "appointments.overridden"});

    const auto path = "/api/appointments/" + reply.json("/id");
    CHECK(at.desk.get(path + "/history").json("/items/0/detail") == "Bébé fiévreux");
    CHECK(audit_detail(at, path) == R"({"overridden":["overlap"]})");
    // The one underneath goes its way.
    CHECK(at.desk.post(first + "/arrive").status == 200);
    CHECK(at.desk.post(first + "/undo").status == 200);
    CHECK(at.desk.put(first, R"({"note":"Attend un peu"})").status == 200);
}

TEST_CASE("outside the hours too; and where no rule is broken, nothing is overridden")
{
    Surgery at;
    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.mia_id, evening)).json("/errors/0/code") ==
        "outside_hours");
    const auto late = at.desk.post("/api/appointments", at.wish_for(at.mia_id, evening, because));
    REQUIRE_MESSAGE(late.status == 201, late.body);
    CHECK(audit_detail(at, "/" + late.json("/id")) == R"({"overridden":["hours"]})");
    at.clinic.settle(); // the patient is in the doctor's care from then on
    const auto both = at.doctor.post("/api/appointments", at.wish_for(at.mia_id, evening, because));
    REQUIRE_MESSAGE(both.status == 201, both.body);
    CHECK(audit_detail(at, "/" + both.json("/id")) == R"({"overridden":["overlap","hours"]})");

    (void)at.clinic.events();
    const auto plain = at.desk.post(
        "/api/appointments", at.wish_for(at.mia_id, "2026-06-02T09:00:00Z", because));
    CHECK(plain.json("/override_reason") == "");
    CHECK(at.clinic.events() == std::vector<std::string>{"appointments.booked"});
}

TEST_CASE("an override is never for the public, nor at a colleague's, nor in the past")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    const auto other = at.booked(at.mia_id, "2026-06-02T09:00:00Z");
    const auto before = at.clinic.snapshot();
    CHECK(at.noe.post("/api/appointments", at.wish(evening, because)).status == 403);
    CHECK(at.noe.post(path + "/move", move_to("2026-06-02T09:00:00Z", because)).status == 403);
    CHECK(at.colleague.post("/api/appointments", at.wish_for(at.mia_id, evening, because)).status !=
          201);
    const auto to_colleague = fmt::format(
        R"(,"practitioner_id":"{}"{})", at.other_practitioner.view(), because);
    CHECK(at.doctor.post(path + "/move", move_to(evening, to_colleague)).status == 403);
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id, "2026-05-30T08:00:00Z", because))
              .json("/errors/0/code") == "past");
    // An empty reason is none.
    CHECK(at.desk
              .post("/api/appointments",
                  at.wish_for(at.mia_id, "2026-06-02T08:00:00Z", R"(,"override_reason":"   ")"))
              .status >= 400);
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("over an overridden visit the rule stands for everybody else, through every door")
{
    Surgery at;
    (void)at.booked(at.noe_id);
    const auto squeezed = at.desk.post(
        "/api/appointments", at.wish_for(at.mia_id, "2026-06-02T08:10:00Z", because));
    REQUIRE(squeezed.status == 201);
    const auto path = "/api/appointments/" + squeezed.json("/id");
    const auto elsewhere = at.booked(at.noe_id, "2026-06-03T08:00:00Z");
    const auto before = at.clinic.snapshot();
    // 8:20 is free of the first visit and taken by the second.
    const std::string_view beside = "2026-06-02T08:20:00Z";
    CHECK(at.noe.post("/api/appointments", at.wish(beside)).code() == "slot_taken");
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id, beside)).code() == "slot_taken");
    CHECK(at.desk.post(elsewhere + "/move", move_to(beside)).code() == "slot_taken");
    CHECK(at.noe.post(elsewhere + "/move", move_to(beside)).code() == "slot_taken");
    auto imported = *at.clinic->appointments.find(
        *AppointmentId::parse(elsewhere.substr(elsewhere.rfind('/') + 1)));
    imported.id = AppointmentId::fresh();
    imported.starts_at = *Instant::parse(beside);
    imported.ends_at = imported.starts_at.plus_minutes(20);
    CHECK(at.clinic->appointments.import({imported}) == 1);
    CHECK_FALSE(at.noe
            .get(fmt::format("/api/slots?visit_type_id={}&practitioner_id={}&from=2026-06-"
                             "02&until=2026-06-02",
                at.type.view(), at.practitioner.view()))
            .body.contains(R"("starts_at":"2026-06-02T08:20:00Z")"));
    CHECK(at.clinic.snapshot() == before);
    // Moved without a reason it is a visit like others again.
    CHECK(at.desk.post(path + "/move", move_to("2026-06-02T08:05:00Z")).code() == "slot_taken");
    const auto moved = at.desk.post(path + "/move", move_to("2026-06-02T09:00:00Z"));
    CHECK(moved.status == 200);
    CHECK(moved.json("/override_reason") == "");
    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.noe_id, "2026-06-02T09:10:00Z")).code() ==
        "slot_taken");
}

TEST_CASE("a move over others is overridden as a booking is; a cancelled one gives way at once")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    const auto other = at.booked(at.mia_id, "2026-06-02T09:00:00Z");
    (void)at.clinic.events();
    const auto moved = at.desk.post(path + "/move", move_to("2026-06-02T09:00:00Z", because));
    REQUIRE_MESSAGE(moved.status == 200, moved.body);
    CHECK(at.clinic.events() ==
          std::vector<std::string>{"appointments.moved", "appointments.overridden"});
    CHECK(at.noe.get(path).json("/override_reason") == "");
    CHECK(at.desk.get(path).json("/override_reason") == "Bébé fiévreux");
    CHECK(at.desk.del(other).status == 200);
    // Its own time is still taken by the one that was put over it.
    CHECK(at.desk.post(other + "/undo").code() == "slot_taken");
    CHECK(at.desk.del(path).status == 200);
    CHECK(at.desk.post(other + "/undo").status == 200);
}

} // namespace clinic::appointments
