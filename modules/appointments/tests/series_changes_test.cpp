// A series that changes as a whole or from some visit on; what has begun, and what others do to one visit, stays.

#include "support/surgery.hpp"

namespace clinic::appointments {

using test::Surgery;

namespace {

/// Four Tuesdays at ten, booked by the desk.
struct Tuesdays : Surgery {
    std::string path;
    std::vector<std::string> visits;

    Tuesdays()
    {
        const auto reply = desk.post("/api/series",
            fmt::format(
                R"({{"practitioner_id":"{}","site_id":"{}","visit_type_id":"{}","patient_id":"{}",)"
                R"("first_day":"2026-06-02","time":"10:00","rule":"FREQ=WEEKLY;COUNT=4"}})",
                practitioner.view(), site.view(), type.view(), noe_id.view()));
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        path = "/api/series/" + reply.json("/id");
        for (int i = 0; i < 4; ++i)
            visits.push_back("/api/appointments/" + reply.json(fmt::format("/visits/{}/id", i)));
        clinic.settle();
        (void)clinic.events();
    }
    /// "2026-06-02T08:00:00Z booked" of each, as stored.
    [[nodiscard]] std::vector<std::string> stand()
    {
        const auto reply = desk.get(path);
        std::vector<std::string> lines;
        for (std::size_t i = 0; i < reply.size("/visits"); ++i) {
            const auto one = fmt::format("/visits/{}/", i);
            lines.push_back(reply.json(one + "starts_at") + ' ' + reply.json(one + "status"));
        }
        return lines;
    }
    void set_clock(std::string_view now)
    {
        clinic->clock.set(*Instant::parse(now));
        desk = clinic.again(desk);
        doctor = clinic.again(doctor);
    }
};

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("series: all that are to come move to another time of day, those that have begun do not")
{
    Tuesdays at;
    at.set_clock("2026-06-02T08:05:00Z");
    const auto reply = at.desk.post(at.path + "/move", R"({"time":"11:00"})");
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    CHECK(reply.json("/version") == "2");
    CHECK(at.stand() == Lines{"2026-06-02T08:00:00Z booked", "2026-06-09T09:00:00Z booked",
                            "2026-06-16T09:00:00Z booked", "2026-06-23T09:00:00Z booked"});
    CHECK(at.clinic.events() == Lines{"appointments.moved", "appointments.moved",
                                    "appointments.moved", "appointments.series_moved"});
    CHECK(at.desk.get(at.visits[1]).json("/ends_at") == "2026-06-09T09:20:00Z");
    CHECK(at.desk.get(at.visits[1] + "/history").json("/items/1/what") == "moved");
}

TEST_CASE("series: this and those that follow go to another practitioner")
{
    Tuesdays at;
    const auto reply = at.desk.post(at.path + "/move",
        fmt::format(R"({{"from":"2026-06-16T08:00:00Z","practitioner_id":"{}"}})",
            at.other_practitioner.view()));
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    CHECK(reply.json("/visits/1/practitioner_id") == at.practitioner.str());
    CHECK(reply.json("/visits/2/practitioner_id") == at.other_practitioner.str());
    CHECK(reply.json("/visits/3/practitioner_id") == at.other_practitioner.str());
    // The doctor keeps what is theirs, and changes no colleague's.
    CHECK(at.doctor.del(at.path).status == 200);
    CHECK(at.stand() == Lines{"2026-06-02T08:00:00Z cancelled", "2026-06-09T08:00:00Z cancelled",
                            "2026-06-16T08:00:00Z booked", "2026-06-23T08:00:00Z booked"});
}

TEST_CASE("series: a move with a conflict moves nothing, or what can be moved")
{
    Tuesdays at;
    (void)at.booked(at.mia_id, "2026-06-16T09:00:00Z");
    const auto before = at.clinic.snapshot({"admin_audit"});
    const auto preview = at.desk.post(at.path + "/move/preview", R"({"time":"11:00"})");
    REQUIRE_MESSAGE(preview.status == 200, preview.body);
    CHECK(preview.json("/free") == "3");
    CHECK(preview.json("/occurrences/2/code") == "slot_taken");
    CHECK("/api/appointments/" + preview.json("/occurrences/2/appointment_id") == at.visits[2]);
    const auto refused = at.desk.post(at.path + "/move", R"({"time":"11:00"})");
    CHECK(refused.status == 409);
    CHECK(refused.code() == "series_conflicts");
    CHECK(refused.size("/occurrences") == 4);
    CHECK(at.desk.post(at.path + "/move", R"({"time":"13:00","choice":"free"})").status == 409);
    CHECK(at.clinic.snapshot({"admin_audit"}) == before);

    const auto moved = at.desk.post(at.path + "/move", R"({"time":"11:00","choice":"free"})");
    REQUIRE(moved.status == 200);
    CHECK(moved.size("/left_out") == 1);
    CHECK(at.stand() == Lines{"2026-06-02T09:00:00Z booked", "2026-06-09T09:00:00Z booked",
                            "2026-06-16T08:00:00Z booked", "2026-06-23T09:00:00Z booked"});
}

TEST_CASE(
    "series: a visit that went its own way keeps its day, and a missed or cancelled one stays")
{
    Tuesdays at;
    REQUIRE(
        at.desk.post(at.visits[1] + "/move", R"({"starts_at":"2026-06-10T07:20:00Z"})").status ==
        200);
    REQUIRE(at.desk.del(at.visits[2]).status == 200);
    const auto reply = at.desk.post(at.path + "/move", R"({"time":"10:20"})");
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    CHECK(at.stand() == Lines{"2026-06-02T08:20:00Z booked", "2026-06-10T08:20:00Z booked",
                            "2026-06-16T08:00:00Z cancelled", "2026-06-23T08:20:00Z booked"});
    // Where all stand already, there is nothing to do and nothing to tell.
    (void)at.clinic.events();
    CHECK(at.desk.post(at.path + "/move", R"({"time":"10:20"})").json("/version") == "2");
    CHECK(at.clinic.events().empty());
}

TEST_CASE("series: this and those that follow are cancelled, with the reason, and one comes back")
{
    Tuesdays at;
    const auto reply = at.desk.del(at.path + "?from=2026-06-09T08:00:00Z&reason=Guérison");
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    CHECK(at.stand() == Lines{"2026-06-02T08:00:00Z booked", "2026-06-09T08:00:00Z cancelled",
                            "2026-06-16T08:00:00Z cancelled", "2026-06-23T08:00:00Z cancelled"});
    CHECK(reply.json("/visits/3/cancel_reason") == "Guérison");
    CHECK(reply.json("/visits/3/cancelled_by") == "clinic");
    CHECK(at.clinic.events() == Lines{"appointments.cancelled", "appointments.cancelled",
                                    "appointments.cancelled", "appointments.series_cancelled"});
    CHECK(at.desk.post(at.visits[2] + "/undo").json("/status") == "booked");
    CHECK(at.desk.del(at.path + "?from=2026-06-23T08:00:00Z").code() == "nothing_ahead");
}

TEST_CASE("series: reason, note and mode are corrected from a visit on")
{
    Tuesdays at;
    const auto reply = at.desk.put(
        at.path, R"({"from":"2026-06-16T08:00:00Z","reason":"Genou","note":"Clé","mode":"video"})");
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    CHECK(reply.json("/visits/1/mode") == "on_site");
    CHECK(reply.json("/visits/2/mode") == "video");
    CHECK(reply.json("/visits/3/reason") == "Genou");
    CHECK(at.clinic.events() == Lines{"appointments.edited", "appointments.edited"});
    const auto before = at.clinic.snapshot();
    CHECK(at.desk.put(at.path, R"({"mode":"home"})").json("/errors/0/pointer") == "/mode");
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("series: refused to those who may not, to who knows an older one, and after its end")
{
    Tuesdays at;
    // A colleague with the patient in their care sees, and does not change.
    auto carer = at.clinic.sign_in(Role::practitioner);
    at.clinic->patients.enter_care(at.noe_id, at.colleague.user());
    CHECK(at.colleague.get(at.path).size("/visits") == 4);
    const auto before = at.clinic.snapshot();
    CHECK(at.noe.del(at.path).status == 403);
    CHECK(at.noe.post(at.path + "/move", R"({"time":"11:00"})").status == 403);
    CHECK(carer.del(at.path).status == 404);
    CHECK(at.colleague.del(at.path).status == 403);
    CHECK(at.desk.with("if-match", "\"7\"").del(at.path).status == 412);
    CHECK(at.desk.post(at.path + "/move", "{}").json("/errors/0/pointer") == "/time");
    CHECK(at.clinic.snapshot() == before);
    at.set_clock("2026-06-24T06:00:00Z");
    CHECK(at.desk.del(at.path).code() == "nothing_ahead");
    CHECK(at.desk.post(at.path + "/move", R"({"time":"11:00"})").code() == "nothing_ahead");
    CHECK(at.stand() == Lines{"2026-06-02T08:00:00Z booked", "2026-06-09T08:00:00Z booked",
                            "2026-06-16T08:00:00Z booked", "2026-06-23T08:00:00Z booked"});
}

} // namespace clinic::appointments
