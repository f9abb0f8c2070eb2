#include "support/surgery.hpp"

namespace clinic::appointments {

using test::Surgery;

namespace {

/// A surgery whose visit type may be changed by patients until so long before.
struct WithNotice : Surgery {
    explicit WithNotice(int minutes)
    {
        const auto body = fmt::format(
            R"({{"name":"Consultation","duration_minutes":20,"price":{{"amount":3000,"currency":"EUR"}},)"
            R"("colour":"#0E5A5E","buffer_before_minutes":0,"buffer_after_minutes":0,)"
            R"("modes":["on_site","video"],"online_bookable":true,"min_notice_minutes":60,)"
            R"("cancel_notice_minutes":{},"horizon_days":30,"practitioner_ids":[]}})",
            minutes);
        const auto saved = admin.put("/api/visit-types/" + type.str(), body);
        REQUIRE_MESSAGE(saved.status == 200, saved.body);
        CHECK(saved.json("/cancel_notice_minutes") == std::to_string(minutes));
        clinic.settle();
    }
    void now(std::string_view instant)
    {
        clinic->clock.set(*Instant::parse(instant));
        for (auto* visitor : {&desk, &noe, &admin, &doctor}) *visitor = clinic.again(*visitor);
    }
};

} // namespace

TEST_CASE("a patient moves and cancels until the notice of the visit type, to the second")
{
    WithNotice at(120);
    const auto first = at.booked(at.noe_id);
    const auto second = at.booked(at.noe_id, "2026-06-02T08:20:00Z");
    at.now("2026-06-02T06:00:00Z");
    CHECK(at.noe.post(first + "/move", R"({"starts_at":"2026-06-02T08:40:00Z"})").status == 200);
    at.now("2026-06-02T06:20:01Z");
    CHECK(at.noe.del(second).code() == "too_late");
    CHECK(at.noe.del(first).status == 200);
}

TEST_CASE("later, the refusal says until when it was and whom to call, and changes nothing")
{
    WithNotice at(120);
    const auto path = at.booked(at.noe_id);
    at.now("2026-06-02T07:00:00Z");
    at.clinic.settle();
    const auto before = at.clinic.snapshot();
    const auto move = R"({"starts_at":"2026-06-02T09:40:00Z"})";
    const auto refused = at.noe.with("accept-language", "fr").post(path + "/move", move);
    CHECK(refused.status == 409);
    CHECK(refused.code() == "too_late");
    CHECK(refused.json("/detail") == "Ce rendez-vous se déplace ou s’annule en ligne jusqu’à 2 h "
                                     "avant. Appelez Cabinet des Lilas.");
    CHECK(
        at.noe.with("accept-language", "fr").del(path).json("/detail") == refused.json("/detail"));
    CHECK(at.clinic.snapshot() == before);

    CHECK(at.admin
              .put("/api/clinics/" + at.site.str(),
                  R"({"name":"Cabinet des Lilas","phone":"01 43 00 00 00","opening_hours":[],)"
                  R"("time_zone":"Europe/Paris","address":{"line1":"1 rue des Lilas",)"
                  R"("postal_code":"75020","city":"Paris","country":"FR"}})")
              .status == 200);
    CHECK(at.noe.del(path).json("/detail") ==
          "This visit can be moved or cancelled online until 2 h before. "
          "Please call Cabinet des Lilas: 01 43 00 00 00.");
}

TEST_CASE("without a notice it is theirs until it begins")
{
    WithNotice at(0);
    const auto path = at.booked(at.noe_id);
    const auto other = at.booked(at.noe_id, "2026-06-02T08:20:00Z");
    at.now("2026-06-02T08:00:00Z");
    CHECK(at.noe.del(path).status == 200);
    at.now("2026-06-02T08:20:01Z");
    const auto refused = at.noe.del(other);
    CHECK(refused.code() == "too_late");
    CHECK(
        refused.json("/detail") == "This visit has begun already. Please call Cabinet des Lilas.");
}

TEST_CASE("staff cancel at any time, and what comes late is marked, for staff alone")
{
    WithNotice at(120);
    const auto early = at.booked(at.noe_id, "2026-06-02T09:00:00Z");
    const auto late = at.booked(at.noe_id);
    at.now("2026-06-02T06:59:00Z");
    const auto in_time = at.desk.del(early + "?asked_by=patient");
    CHECK(in_time.json("/cancelled_by") == "patient");
    CHECK(in_time.json("/late_cancel") == "false");
    const auto marked = at.desk.del(late + "?asked_by=patient&reason=Fi%C3%A8vre");
    CHECK(marked.json("/late_cancel") == "true");
    CHECK(marked.json("/cancelled_by") == "patient");
    CHECK(marked.json("/cancelled_at") == "2026-06-02T06:59:00Z");
    CHECK(at.noe.get(late).json("/late_cancel") == "");
    CHECK(at.doctor.get(late).json("/late_cancel") == "true");
    const auto history = at.desk.get(late + "/history");
    CHECK(history.json("/items/1/what") == "cancelled");
    CHECK(history.json("/items/1/at") == "2026-06-02T06:59:00Z");
    CHECK(!history.json("/items/1/actor_name").empty());

    CHECK(at.desk.post(late + "/undo").json("/late_cancel") == "false");
    CHECK(at.desk.del(late).json("/cancelled_by") == "clinic");
    CHECK(at.desk.del(early).code() == "bad_transition");
}

TEST_CASE("at whose wish a patient cancels is not theirs to say")
{
    WithNotice at(120);
    const auto path = at.booked(at.noe_id);
    CHECK(at.noe.del(path + "?asked_by=clinic").json("/cancelled_by") == "patient");
    CHECK(at.desk.del(at.booked(at.mia_id) + "?asked_by=somebody").status == 422);
}

} // namespace clinic::appointments
