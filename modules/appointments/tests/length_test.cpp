// A visit that staff make longer or shorter: by the rules of a move, and it stays so wherever it goes.

#include "waiting_queue.hpp"

namespace clinic::appointments {

using test::Surgery;

namespace {

constexpr std::string_view tuesday_at_ten = "2026-06-02T08:00:00Z";

std::string stretch(
    int minutes, std::string_view start = tuesday_at_ten, std::string_view more = "")
{
    return fmt::format(R"({{"starts_at":"{}","duration_minutes":{}{}}})", start, minutes, more);
}

std::string move_to(std::string_view start)
{
    return fmt::format(R"({{"starts_at":"{}"}})", start);
}

/// What the row keeps of the length: 0 for a visit that is as long as its type.
std::int64_t kept_length(Surgery& at, const std::string& path)
{
    return at.clinic.database->read_now([&](db::Tx& tx) {
        return tx.value<std::int64_t>(
            "SELECT COALESCE(own_minutes, 0) FROM appointments_visits WHERE id = :id",
            path.substr(path.rfind('/') + 1));
    });
}

} // namespace

TEST_CASE("length: the front desk makes a visit longer; it is told as moved, and its time is taken")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    (void)at.clinic.events();
    const auto longer = at.desk.post(path + "/move", stretch(45));
    REQUIRE_MESSAGE(longer.status == 200, longer.body);
    CHECK(longer.json("/starts_at") == tuesday_at_ten);
    CHECK(longer.json("/ends_at") == "2026-06-02T08:45:00Z");
    CHECK(longer.json("/version") == "2");
    CHECK(at.clinic.events() == std::vector<std::string>{"appointments.moved"});
    const auto history = at.desk.get(path + "/history");
    CHECK(history.json("/items/0/ends_at") == "2026-06-02T08:20:00Z");
    CHECK(history.json("/items/1/what") == "moved");
    CHECK(history.json("/items/1/ends_at") == "2026-06-02T08:45:00Z");

    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.mia_id, "2026-06-02T08:40:00Z")).code() ==
        "slot_taken");
    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.mia_id, "2026-06-02T08:45:00Z")).status ==
        201);
    // Shorter than its type as well, and what was taken is free again.
    CHECK(at.doctor.post(path + "/move", stretch(5)).json("/ends_at") == "2026-06-02T08:05:00Z");
    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.mia_id, "2026-06-02T08:05:00Z")).status ==
        201);
}

TEST_CASE(
    "length: it is kept by later moves, whoever makes them, and by all that befalls the visit")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    REQUIRE(at.desk.post(path + "/move", stretch(40)).status == 200);
    CHECK(at.desk.put(path, R"({"note":"Avec son fils"})").status == 200);
    CHECK(at.desk.post(path + "/confirm").status == 200);
    CHECK(at.desk.post(path + "/arrive").status == 200);
    CHECK(at.desk.post(path + "/undo").status == 200);
    CHECK(at.desk.post(path + "/move", move_to("2026-06-02T09:10:00Z")).json("/ends_at") ==
          "2026-06-02T09:50:00Z");
    const auto to_colleague = fmt::format(
        R"({{"starts_at":"2026-06-03T08:00:00Z","practitioner_id":"{}"}})",
        at.other_practitioner.view());
    CHECK(at.desk.post(path + "/move", to_colleague).json("/ends_at") == "2026-06-03T08:40:00Z");
    CHECK(at.noe.post(path + "/move", move_to("2026-06-04T07:20:00Z")).json("/ends_at") ==
          "2026-06-04T08:00:00Z");
    // To the public a time is free when the whole length fits.
    CHECK(at.noe.post(path + "/move", move_to("2026-06-04T09:40:00Z")).json("/errors/0/code") ==
          "outside_hours");
}

TEST_CASE("length: as long as its type again, it follows its type")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    REQUIRE(at.desk.post(path + "/move", stretch(40)).status == 200);
    CHECK(kept_length(at, path) == 40);
    CHECK(at.desk.post(path + "/move", stretch(20)).json("/ends_at") == "2026-06-02T08:20:00Z");
    CHECK(kept_length(at, path) == 0);
    CHECK(at.desk.post(path + "/move", move_to("2026-06-02T09:00:00Z")).json("/ends_at") ==
          "2026-06-02T09:20:00Z");
}

TEST_CASE("length: refused by the same rules as a move, and then nothing has changed")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    (void)at.booked(at.mia_id, "2026-06-02T08:40:00Z");
    const auto last = at.booked(at.mia_id, "2026-06-02T09:40:00Z");
    auto elsewhere = at.clinic.sign_in(Role::receptionist);
    const auto before = at.clinic.snapshot();
    CHECK(at.desk.post(path + "/move", stretch(45)).code() == "slot_taken");
    CHECK(
        at.desk.post(last + "/move", stretch(25, "2026-06-02T09:40:00Z")).json("/errors/0/code") ==
        "outside_hours");
    CHECK(at.desk.post(path + "/move", stretch(22)).json("/errors/0/code") == "multiple_of_5");
    CHECK(
        at.desk.post(path + "/move", stretch(22)).json("/errors/0/pointer") == "/duration_minutes");
    for (const int minutes : {-20, 0, 4, 481, 100'000})
        CHECK(at.desk.post(path + "/move", stretch(minutes)).json("/errors/0/pointer") ==
              "/duration_minutes");
    CHECK(at.desk.post(path + "/move", R"({"duration_minutes":30})").json("/errors/0/pointer") ==
          "/starts_at");
    CHECK(at.desk.with("if-match", "\"7\"").post(path + "/move", stretch(30)).status == 412);
    CHECK(at.noe.post(path + "/move", stretch(30)).status == 403);
    CHECK(at.noe.post(path + "/move", stretch(20)).status == 403);
    CHECK(at.colleague.post(path + "/move", stretch(30)).status == 404);
    CHECK(elsewhere.post(path + "/move", stretch(30)).status == 404);
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("length: over others and outside the hours for a reason alone")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    (void)at.booked(at.mia_id, "2026-06-02T08:40:00Z");
    (void)at.clinic.events();
    const auto over = at.desk.post(
        path + "/move", stretch(60, tuesday_at_ten, R"(,"override_reason":"Examen long")"));
    REQUIRE_MESSAGE(over.status == 200, over.body);
    CHECK(over.json("/ends_at") == "2026-06-02T09:00:00Z");
    CHECK(at.clinic.events() ==
          std::vector<std::string>{"appointments.moved", "appointments.overridden"});
    CHECK(at.desk.get(path + "/history").json("/items/1/detail") == "Examen long");
    const auto late = at.desk.post(
        path + "/move", stretch(480, tuesday_at_ten, R"(,"override_reason":"Opération")"));
    CHECK(late.json("/ends_at") == "2026-06-02T16:00:00Z");
}

TEST_CASE("length: neither a visit that has begun or ended nor a group's is stretched")
{
    Surgery at;
    const auto here = at.booked(at.noe_id);
    const auto gone = at.booked(at.mia_id, "2026-06-02T09:00:00Z");
    REQUIRE(at.desk.post(here + "/arrive").status == 200);
    REQUIRE(at.desk.del(gone).status == 200);
    clinics::VisitTypeDetails lesson;
    lesson.name = "Gym douce";
    lesson.duration_minutes = 60;
    lesson.price = {1000, "EUR"};
    lesson.modes = {clinics::VisitMode::on_site};
    lesson.capacity = 3;
    const auto type = at.clinic->clinics.add_visit_type(lesson);
    auto body = at.wish_for(at.mia_id, "2026-06-03T08:00:00Z");
    const auto joined = at.desk.post(
        "/api/appointments", body.replace(body.find(at.type.view()), 36, type.view()));
    REQUIRE_MESSAGE(joined.status == 201, joined.body);
    const auto member = "/api/appointments/" + joined.json("/id");

    const auto before = at.clinic.snapshot();
    CHECK(at.desk.post(here + "/move", stretch(40)).code() == "bad_transition");
    CHECK(at.desk.post(gone + "/move", stretch(40, "2026-06-02T09:00:00Z")).code() ==
          "bad_transition");
    CHECK(at.desk.post(member + "/move", stretch(90, "2026-06-03T08:00:00Z")).code() == "of_group");
    CHECK(at.desk.post(member + "/move", stretch(60, "2026-06-03T09:00:00Z")).code() == "of_group");
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("length: one visit of a series is stretched by itself, and a move of the series keeps it")
{
    Surgery at;
    const auto series = at.desk.post("/api/series",
        fmt::format(
            R"({{"practitioner_id":"{}","site_id":"{}","visit_type_id":"{}","patient_id":"{}",)"
            R"("first_day":"2026-06-02","time":"10:00","rule":"FREQ=WEEKLY;COUNT=3"}})",
            at.practitioner.view(), at.site.view(), at.type.view(), at.noe_id.view()));
    REQUIRE_MESSAGE(series.status == 201, series.body);
    const auto path = "/api/series/" + series.json("/id");
    const auto second = "/api/appointments/" + series.json("/visits/1/id");
    REQUIRE(at.desk.post(second + "/move", stretch(60, "2026-06-09T08:00:00Z")).status == 200);
    const auto ends = [&](std::string_view which) {
        return at.desk.get(path).json(fmt::format("/visits/{}/ends_at", which));
    };
    CHECK(ends("0") == "2026-06-02T08:20:00Z");
    CHECK(ends("1") == "2026-06-09T09:00:00Z");

    // The long one must fit where the others do.
    const auto refused = at.desk.post(path + "/move", R"({"time":"11:20"})");
    CHECK(refused.code() == "series_conflicts");
    const auto moved = at.desk.post(path + "/move", R"({"time":"11:00"})");
    REQUIRE_MESSAGE(moved.status == 200, moved.body);
    CHECK(ends("0") == "2026-06-02T09:20:00Z");
    CHECK(ends("1") == "2026-06-09T10:00:00Z");
    CHECK(ends("2") == "2026-06-16T09:20:00Z");
}

TEST_CASE("length: what a shorter visit leaves is offered to who waits")
{
    Queue at;
    const auto visit = at.booked(at.mia_id);
    REQUIRE(at.desk.post(visit + "/move", stretch(60)).status == 200);
    const auto wish = at.waits(at.noe);
    REQUIRE(at.desk.post(visit + "/move", stretch(20)).status == 200);
    at.clinic.settle();
    at.later(60);
    CHECK(at.noe.get(wish).json("/offer/starts_at") == "2026-06-02T08:20:00Z");
}

} // namespace clinic::appointments
