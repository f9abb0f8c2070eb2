// The front desk's day: where everybody is, people without a visit, and a practitioner's next one.

#include "support/surgery.hpp"

namespace clinic::appointments {

using test::Surgery;

namespace {

std::string board_of(const Surgery& at)
{
    return "/api/board?site_id=" + at.site.str();
}

std::string walk_in(
    const Surgery& at, clinics::PractitionerId practitioner, std::string_view more = "")
{
    return fmt::format(
        R"({{"patient_id":"{}","practitioner_id":"{}","site_id":"{}","visit_type_id":"{}"{}}})",
        at.mia_id.view(), practitioner.view(), at.site.view(), at.type.view(), more);
}

} // namespace

TEST_CASE("the board tells where everybody of today is, and since when")
{
    Surgery at;
    const auto seen = at.booked(at.noe_id, "2026-06-01T07:00:00Z");
    const auto waits = at.booked(at.mia_id, "2026-06-01T07:20:00Z");
    (void)at.booked(at.noe_id, "2026-06-01T09:00:00Z");
    const auto gone = at.booked(at.noe_id, "2026-06-01T08:40:00Z");
    (void)at.booked(at.mia_id, "2026-06-01T07:40:00Z");
    (void)at.booked(at.mia_id, "2026-06-02T07:00:00Z");
    CHECK(at.desk.del(gone).status == 200);
    at.clinic->clock.set(*Instant::parse("2026-06-01T08:05:00Z"));
    auto desk = at.clinic.again(at.desk);
    CHECK(desk.post(seen + "/arrive").status == 200);
    CHECK(desk.post(seen + "/start").status == 200);
    CHECK(desk.post(waits + "/arrive").status == 200);

    const auto board = desk.get(board_of(at));
    REQUIRE_MESSAGE(board.status == 200, board.body);
    CHECK(board.json("/day") == "2026-06-01");
    REQUIRE(board.size() == 4);
    CHECK(board.json("/items/0/place") == "with_practitioner");
    CHECK(board.json("/items/0/patient_name") == "Durand Noé");
    CHECK(board.json("/items/1/place") == "waiting");
    CHECK(board.json("/items/1/since") == "2026-06-01T08:05:00Z");
    CHECK(board.json("/items/2/place") == "missing"); // 7:40 to 8:00, and nobody came
    CHECK(board.json("/items/2/since") == "");
    CHECK(board.json("/items/3/place") == "expected");

    CHECK(at.clinic.again(at.doctor).get(board_of(at)).size() == 4);
    CHECK(at.clinic.again(at.colleague).get(board_of(at)).size() == 0);
    CHECK(at.clinic.again(at.noe).get(board_of(at)).status == 403);
    CHECK(at.clinic.sign_in(Role::receptionist).get(board_of(at)).status == 404);
    CHECK(desk.get("/api/board?site_id=" + clinics::SiteId::fresh().str()).status == 404);
}

TEST_CASE("somebody without a visit is taken at once, whatever the hours, over others if need be")
{
    Surgery at("2026-06-01T18:30:42Z"); // half past eight in the evening
    const auto taken = at.desk.post("/api/board/walk-ins", walk_in(at, at.practitioner));
    REQUIRE_MESSAGE(taken.status == 200, taken.body);
    CHECK(taken.json("/status") == "arrived");
    CHECK(taken.json("/starts_at") == "2026-06-01T18:30:00Z");
    CHECK(taken.json("/arrived_at") == "2026-06-01T18:30:42Z");
    CHECK(at.clinic.events() ==
          std::vector<std::string>{"appointments.booked", "appointments.arrived"});
    // A second one at the same moment is put over the first; nobody else is.
    const auto second = at.doctor.post("/api/board/walk-ins",
        fmt::format(
            R"({{"patient_id":"{}","practitioner_id":"{}","site_id":"{}","visit_type_id":"{}"}})",
            at.noe_id.view(), at.practitioner.view(), at.site.view(), at.type.view()));
    CHECK(second.status == 422); // not yet in the doctor's care
    CHECK(at.desk.post("/api/board/walk-ins", walk_in(at, at.practitioner)).status == 200);
    CHECK(at.clinic.events() == std::vector<std::string>{"appointments.booked",
                                    "appointments.overridden", "appointments.arrived"});
    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.noe_id, "2026-06-01T18:30:00Z")).status ==
        422);
    const auto path = "/api/appointments/" + taken.json("/id");
    CHECK(at.desk.get(path + "/history").size() == 2);
    CHECK(at.desk.post(path + "/undo").json("/status") == "booked");
}

TEST_CASE("people without a visit are taken by staff, at their own sites, for whom they may see")
{
    Surgery at("2026-06-01T08:00:00Z");
    auto elsewhere = at.clinic.sign_in(Role::receptionist);
    const auto before = at.clinic.snapshot();
    CHECK(at.noe.post("/api/board/walk-ins", walk_in(at, at.practitioner)).status == 403);
    CHECK(elsewhere.post("/api/board/walk-ins", walk_in(at, at.practitioner)).status == 403);
    CHECK(at.colleague.post("/api/board/walk-ins", walk_in(at, at.practitioner)).status == 403);
    CHECK(at.desk.post("/api/board/walk-ins", walk_in(at, clinics::PractitionerId::fresh()))
              .json("/errors/0/pointer") == "/practitioner_id");
    CHECK(at.desk.post("/api/board/walk-ins", walk_in(at, at.practitioner, R"(,"mode":"home")"))
              .json("/errors/0/pointer") == "/mode");
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("the next one is who has waited longest; the one before is done")
{
    Surgery at("2026-06-01T07:00:00Z");
    const auto first = at.booked(at.noe_id, "2026-06-01T07:40:00Z");
    const auto second = at.booked(at.mia_id, "2026-06-01T07:20:00Z");
    const auto before = at.clinic.snapshot();
    CHECK(at.doctor.post("/api/board/next").code() == "nobody_waits");
    CHECK(at.desk.post("/api/board/next").status == 403);
    CHECK(at.clinic.snapshot() == before);

    CHECK(at.desk.post(first + "/arrive").status == 200); // earlier here, later booked
    at.clinic->clock.advance_seconds(60);
    CHECK(at.desk.post(second + "/arrive").status == 200);
    CHECK(at.colleague.post("/api/board/next").code() == "nobody_waits");
    (void)at.clinic.events();
    const auto turn = at.doctor.post("/api/board/next");
    CHECK(turn.json("/completed") == "");
    CHECK("/api/appointments/" + turn.json("/started/id") == first);
    const auto again = at.doctor.post("/api/board/next");
    CHECK("/api/appointments/" + again.json("/completed/id") == first);
    CHECK("/api/appointments/" + again.json("/started/id") == second);
    const auto last = at.doctor.post("/api/board/next");
    CHECK("/api/appointments/" + last.json("/completed/id") == second);
    CHECK(last.json("/started") == "");
    const std::vector<std::string> expected{"appointments.started", "appointments.completed",
        "appointments.started", "appointments.completed"};
    auto told = at.clinic.events();
    std::erase_if(told, [](const auto& name) { return !name.starts_with("appointments."); });
    CHECK_MESSAGE(told == expected, fmt::format("{}", fmt::join(told, " ")));
    CHECK(at.doctor.post("/api/board/next").code() == "nobody_waits");
}

} // namespace clinic::appointments
