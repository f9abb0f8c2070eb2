// Rooms of what is more than one visit: holds, groups, series, the waiting list, imports; and how they are given out.

#include "../src/rooms.hpp"

#include "ward.hpp"

#include <algorithm>

namespace clinic::appointments {

namespace {

constexpr auto room = clinics::RoomKind::room;

/// A class of three in a room.
clinics::VisitTypeId lesson_at(Ward& at)
{
    return at.add_type("Gym douce", {{room, {}}},
        [](clinics::VisitTypeDetails& details) { details.capacity = 3; });
}

} // namespace

TEST_CASE("rooms: a hold keeps the room too, until it becomes a visit, is let go or expires")
{
    Ward at(1);
    const auto held = at.noe.post("/api/holds", at.asked(at.exam, at.practitioner));
    REQUIRE_MESSAGE(held.status == 201, held.body);
    CHECK(at.book(at.exam, at.other_practitioner).code() == "no_room");
    CHECK(at.desk.post("/api/holds", at.asked(at.exam, at.other_practitioner)).code() == "no_room");
    CHECK_FALSE(at.offered(at.desk, at.exam, at.other_practitioner));
    // One's own gives way, with whomever one books in the end.
    CHECK(at.offered(at.noe, at.exam, at.other_practitioner));
    const auto booked = at.noe.post("/api/appointments", at.asked(at.exam, at.other_practitioner));
    REQUIRE_MESSAGE(booked.status == 201, booked.body);
    REQUIRE(at.desk.del("/api/appointments/" + booked.json("/id")).status == 200);

    const auto again = at.noe.post("/api/holds", at.asked(at.exam, at.practitioner));
    REQUIRE(again.status == 201);
    CHECK(at.noe.del("/api/holds/" + again.json("/id")).status == 204);
    CHECK(at.offered(at.desk, at.exam, at.other_practitioner));

    REQUIRE(at.noe.post("/api/holds", at.asked(at.exam, at.practitioner)).status == 201);
    at.clinic->clock.advance_seconds(5 * 60);
    CHECK(at.offered(at.desk, at.exam, at.other_practitioner));
    (void)at.visit(at.exam, at.other_practitioner);
}

TEST_CASE("rooms: a group has one room, whoever comes to it, and as long as somebody does")
{
    Ward at(1);
    const auto lesson = lesson_at(at);
    const auto first = at.visit(lesson, at.practitioner, ten, "", at.mia_id);
    const auto second = at.visit(lesson, at.practitioner, ten, "", at.noe_id);
    CHECK(at.rooms_of(first) == "1");
    CHECK(at.rooms_of(second) == "1");
    CHECK(at.book(at.exam, at.other_practitioner).code() == "no_room");

    CHECK(at.desk.del(first).status == 200);
    CHECK(at.book(at.exam, at.other_practitioner).code() == "no_room");
    CHECK(at.desk.post(first + "/undo").status == 200);
    CHECK(at.desk.del(second).status == 200);
    CHECK(at.desk.del(first).status == 200);
    const auto other = at.visit(at.exam, at.other_practitioner);
    CHECK(at.desk.post(first + "/undo").code() == "no_room");
    CHECK(at.book(lesson, at.practitioner).code() == "no_room");
    CHECK(at.desk.del(other).status == 200);
    CHECK(at.desk.post(first + "/undo").status == 200);
    CHECK(at.rooms_of(first) == "1");
}

TEST_CASE("rooms: a group that moves takes a room there, and its visits show it")
{
    Ward at(2);
    const auto lesson = lesson_at(at);
    const auto first = at.visit(lesson, at.practitioner, ten, "", at.mia_id);
    const auto second = at.visit(lesson, at.practitioner, ten, "", at.noe_id);
    (void)at.visit(at.exam, at.other_practitioner, "2026-06-02T09:00:00Z");
    const auto group = "/api/groups/" + at.desk.get(first).json("/group_id");
    const auto moved = at.desk.post(group + "/move", R"({"starts_at":"2026-06-02T09:00:00Z"})");
    REQUIRE_MESSAGE(moved.status == 200, moved.body);
    CHECK(at.rooms_of(first) == "2");
    CHECK(at.rooms_of(second) == "2");
    CHECK(at.rooms_of(at.visit(at.exam, at.third_practitioner)) == "1");
    (void)at.visit(at.exam, at.third_practitioner, "2026-06-02T09:40:00Z");
    (void)at.visit(at.exam, at.other_practitioner, "2026-06-02T09:40:00Z");
    const auto before = at.stored();
    CHECK(at.desk.post(group + "/move", R"({"starts_at":"2026-06-02T09:40:00Z"})").code() ==
          "no_room");
    CHECK(at.stored() == before);
}

TEST_CASE("rooms: a series tells which of its times have none, and books the others")
{
    Ward at(1);
    (void)at.visit(at.exam, at.other_practitioner, "2026-06-09T08:00:00Z");
    const auto body = [&](std::string_view more) {
        return fmt::format(
            R"({{"patient_id":"{}","practitioner_id":"{}","site_id":"{}","visit_type_id":"{}",)"
            R"("first_day":"2026-06-02","time":"10:00","rule":"FREQ=WEEKLY;COUNT=3"{}}})",
            at.mia_id.view(), at.practitioner.view(), at.site.view(), at.exam.view(), more);
    };
    at.clinic.settle();
    const auto before = at.clinic.snapshot({"admin_audit"}); // that somebody looked is written down
    const auto outlook = at.desk.post("/api/series/preview", body(""));
    REQUIRE_MESSAGE(outlook.status == 200, outlook.body);
    CHECK(outlook.json("/free") == "2");
    CHECK(outlook.json("/occurrences/1/code") == "no_room");
    CHECK(at.desk.post("/api/series", body("")).code() == "series_conflicts");
    CHECK(at.clinic.snapshot({"admin_audit"}) == before);
    const auto booked = at.desk.post("/api/series", body(R"(,"choice":"free")"));
    REQUIRE_MESSAGE(booked.status == 201, booked.body);
    CHECK(booked.json("/visits/1/room_ids/0") == at.rooms[0].view());
    // As a whole to another time, each takes its room there; those that find none stay, in theirs.
    (void)at.visit(at.exam, at.other_practitioner, "2026-06-02T09:00:00Z");
    const auto moved = at.desk.post(
        "/api/series/" + booked.json("/id") + "/move", R"({"time":"11:00","choice":"free"})");
    REQUIRE_MESSAGE(moved.status == 200, moved.body);
    CHECK(at.book(at.exam, at.other_practitioner).code() == "no_room");
    CHECK(at.book(at.exam, at.other_practitioner, "2026-06-16T09:00:00Z").code() == "no_room");
    (void)at.visit(at.exam, at.other_practitioner, "2026-06-16T08:00:00Z");
}

TEST_CASE("rooms: what the waiting list offers is kept with its room, and passes to the visit")
{
    Ward at(1);
    const auto wish = at.noe.post("/api/waiting-list",
        fmt::format(R"({{"site_id":"{}","visit_type_id":"{}","until":"2026-06-20"}})",
            at.site.view(), at.exam.view()));
    REQUIRE_MESSAGE(wish.status == 201, wish.body);
    const auto path = "/api/waiting-list/" + wish.json("/id");
    const auto offer = [&](clinics::PractitionerId by) {
        return at.desk.post(path + "/offers",
            fmt::format(R"({{"practitioner_id":"{}","starts_at":"{}"}})", by.view(), ten));
    };
    const auto taken = at.visit(at.exam, at.other_practitioner);
    CHECK(offer(at.practitioner).code() == "no_room");
    REQUIRE(at.desk.del(taken).status == 200);
    REQUIRE(offer(at.practitioner).status == 200);
    CHECK(at.book(at.exam, at.other_practitioner).code() == "no_room");
    const auto accepted = at.noe.post(
        "/api/offers/" + at.noe.get(path).json("/offer/id") + "/accept");
    REQUIRE_MESSAGE(accepted.status == 200, accepted.body);
    CHECK(at.rooms_of("/" + accepted.json("/id")) == "1");
    CHECK(accepted.json("/room_ids") == "[]");
    CHECK(at.book(at.exam, at.other_practitioner).code() == "no_room");
}

TEST_CASE("rooms: a freed time is offered on the waiting list only while a room is free as well")
{
    Ward at(1);
    const auto visit = at.visit(at.type, at.practitioner);
    (void)at.visit(at.exam, at.other_practitioner);
    const auto wish = at.noe.post("/api/waiting-list",
        fmt::format(R"({{"site_id":"{}","visit_type_id":"{}","until":"2026-06-20"}})",
            at.site.view(), at.exam.view()));
    REQUIRE(wish.status == 201);
    REQUIRE(at.desk.del(visit).status == 200);
    at.clinic.settle();
    at.clinic->clock.advance_seconds(60);
    at.clinic->appointments.tend_waiting_list();
    CHECK(at.noe.get("/api/waiting-list/" + wish.json("/id")).json("/status") == "waiting");
}

TEST_CASE("rooms: one that comes free is offered with whoever else could receive there")
{
    Ward at(1);
    const auto visit = at.visit(at.exam, at.practitioner);
    const auto wish = [&](clinics::VisitTypeId what) {
        const auto made = at.noe.post("/api/waiting-list",
            fmt::format(
                R"({{"site_id":"{}","visit_type_id":"{}","until":"2026-06-20","practitioner_ids":["{}"]}})",
                at.site.view(), what.view(), at.other_practitioner.view()));
        REQUIRE_MESSAGE(made.status == 201, made.body);
        return "/api/waiting-list/" + made.json("/id");
    };
    const auto roomy = wish(at.exam);
    const auto plain = wish(at.type);
    REQUIRE(at.desk.del(visit).status == 200);
    at.clinic.settle();
    at.clinic->clock.advance_seconds(60);
    at.clinic->appointments.tend_waiting_list();
    CHECK(at.noe.get(roomy).json("/offer/starts_at") == ten);
    CHECK(at.noe.get(roomy).json("/offer/practitioner_id") == at.other_practitioner.view());
    // Who needs no room could have had that time all along.
    CHECK(at.noe.get(plain).json("/status") == "waiting");
}

TEST_CASE("rooms: what is imported takes the rooms that are free, and comes without where none is")
{
    Ward at(1);
    const auto first = at.visit(at.exam, at.practitioner);
    auto imported = *at.clinic->appointments.find(
        *AppointmentId::parse(first.substr(first.rfind('/') + 1)));
    imported.practitioner_id = at.other_practitioner;
    imported.id = AppointmentId::fresh();
    auto later = imported;
    later.id = AppointmentId::fresh();
    later.starts_at = *Instant::parse("2026-06-02T09:00:00Z");
    later.ends_at = later.starts_at.plus_minutes(20);
    CHECK(at.clinic->appointments.import({imported, later}) == 0);
    CHECK(at.rooms_of("/" + imported.id.str()) == "");
    CHECK(at.rooms_of("/" + later.id.str()) == "1");
    CHECK(at.book(at.exam, at.practitioner, "2026-06-02T09:00:00Z").code() == "no_room");
}

TEST_CASE("rooms are given out so that as many as can be have one, and each is asked for once")
{
    std::vector<clinics::RoomId> ids(4);
    std::ranges::generate(ids, [] { return clinics::RoomId::fresh(); });
    int asked = 0;
    const auto given = [&](const std::vector<std::vector<int>>& choices, std::vector<int> free) {
        std::vector<RoomChoice> all;
        for (const auto& choice : choices) {
            auto& rooms = all.emplace_back();
            for (const int i : choice) rooms.push_back(ids[static_cast<std::size_t>(i)]);
        }
        asked = 0;
        const auto rooms = allot(all, [&](const clinics::RoomId& room) {
            ++asked;
            return std::ranges::find(free, std::ranges::find(ids, room) - ids.begin()) !=
                   free.end();
        });
        std::vector<int> places;
        for (const auto& room : rooms)
            places.push_back(
                room ? static_cast<int>(std::ranges::find(ids, *room) - ids.begin()) : -1);
        return places;
    };
    using Places = std::vector<int>;
    CHECK(given({{0, 1}}, {0, 1}) == Places{0});
    CHECK(given({{0, 1}}, {1}) == Places{1});
    CHECK(given({{0, 1}, {0}}, {0, 1}) == Places{1, 0});
    // Each gives way to the next: only one order serves all four.
    CHECK(given({{0, 1}, {1, 2}, {2, 3}, {0}}, {0, 1, 2, 3}) == Places{1, 2, 3, 0});
    CHECK(asked == 4);
    CHECK(given({{0, 1}, {1, 2}, {2, 3}, {0}}, {0, 1, 2}) == Places{0, 1, 2, -1});
    CHECK(given({{}, {3}}, {3}) == Places{-1, 3});
    CHECK(given({{0, 1, 2, 3}}, {}) == Places{-1});
    CHECK(asked == 4);
}

} // namespace clinic::appointments
