// Rooms and devices, taken with the person: none twice at once, through no door; and who needs none is not held up by it.

#include "ward.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

namespace clinic::appointments {

namespace {

constexpr std::string_view because = R"(,"override_reason":"Urgence")";
constexpr auto room = clinics::RoomKind::room;
constexpr auto device = clinics::RoomKind::device;

} // namespace

TEST_CASE("rooms: two practitioners and one room: the second finds none, and nothing is stored")
{
    Ward at(1);
    const auto first = at.visit(at.exam, at.practitioner);
    CHECK(at.rooms_of(first) == "1");
    CHECK(at.desk.get(first).json("/room_ids/0") == at.rooms[0].view());

    const auto before = at.stored();
    const auto second = at.book(at.exam, at.other_practitioner);
    CHECK(second.status == 409);
    CHECK(second.code() == "no_room");
    CHECK(second.json("/detail").contains("room"));
    CHECK(at.book(at.exam, at.other_practitioner, "2026-06-02T08:10:00Z").code() == "no_room");
    CHECK(at.noe.post("/api/appointments", at.asked(at.exam, at.other_practitioner)).code() ==
          "no_room");
    // Whose time is taken is told so first.
    CHECK(at.book(at.exam, at.practitioner).code() == "slot_taken");
    CHECK(at.stored() == before);

    CHECK_FALSE(at.offered(at.noe, at.exam, at.other_practitioner));
    CHECK_FALSE(at.offered(at.desk, at.exam, at.other_practitioner));
    CHECK(at.offered(at.noe, at.exam, at.other_practitioner, "2026-06-02T08:20:00Z"));
    // By video it takes no room, and other visits need none.
    CHECK(at.rooms_of(at.visit(at.exam, at.other_practitioner, ten, R"(,"mode":"video")")) == "");
    CHECK(at.rooms_of(at.visit(at.type, at.third_practitioner)) == "");
}

TEST_CASE("rooms: two rooms hold two visits, the first by name first; a third finds none")
{
    Ward at(2);
    CHECK(at.rooms_of(at.visit(at.exam, at.practitioner)) == "1");
    CHECK(at.rooms_of(at.visit(at.exam, at.other_practitioner)) == "2");
    CHECK(at.book(at.exam, at.third_practitioner).code() == "no_room");
    CHECK_FALSE(at.offered(at.noe, at.exam, at.third_practitioner));
    CHECK(at.rooms_of(at.visit(at.exam, at.third_practitioner, "2026-06-02T08:20:00Z")) == "1");
}

TEST_CASE("rooms: one of those that are named; who has a choice leaves it to who has none")
{
    Ward at(3);
    const auto named = at.add_type("Une ou trois", {{room, {at.rooms[0], at.rooms[2]}}});
    CHECK(at.rooms_of(at.visit(named, at.practitioner)) == "1");
    CHECK(at.rooms_of(at.visit(named, at.other_practitioner)) == "3");
    CHECK(at.book(named, at.third_practitioner).code() == "no_room");
    CHECK_FALSE(at.offered(at.noe, named, at.third_practitioner));
    CHECK(at.rooms_of(at.visit(at.exam, at.third_practitioner)) == "2");

    const auto both = at.add_type(
        "Deux salles", {{room, {at.rooms[0], at.rooms[1]}}, {room, {at.rooms[0]}}});
    const std::string_view later = "2026-06-03T08:00:00Z";
    CHECK(at.rooms_of(at.visit(both, at.practitioner, later)) == "2+1");
}

TEST_CASE("rooms: a device is shared by rooms; what is half to be had is not taken")
{
    Ward at(2);
    at.rooms.push_back(at.clinic->clinics.add_room(at.site, "Échographe", device));
    const auto scan = at.add_type("Échographie", {{device, {}}, {room, {}}});
    CHECK(at.rooms_of(at.visit(scan, at.practitioner)) == "3+1");
    const auto before = at.stored();
    CHECK(at.book(scan, at.other_practitioner).code() == "no_room");
    CHECK(at.stored() == before);
    CHECK_FALSE(at.offered(at.noe, scan, at.other_practitioner));
    CHECK(at.rooms_of(at.visit(at.exam, at.other_practitioner)) == "2");
}

TEST_CASE("rooms: one that is out of order or archived takes no new visits, and keeps those it has")
{
    Ward at(1);
    const auto visit = at.visit(at.exam, at.practitioner);
    const auto path = fmt::format("/api/clinics/{}/rooms/{}", at.site.view(), at.rooms[0].view());
    REQUIRE(at.admin.put(path, R"({"name":"Salle 1","active":false})").status == 200);
    CHECK(at.rooms_of(visit) == "1");
    CHECK(at.desk.put(visit, R"({"note":"Reste là"})").status == 200);
    CHECK(at.rooms_of(visit) == "1");
    CHECK(at.book(at.exam, at.practitioner, "2026-06-02T09:00:00Z").code() == "no_room");
    CHECK_FALSE(at.offered(at.noe, at.exam, at.practitioner, "2026-06-02T09:00:00Z"));
    REQUIRE(at.admin.put(path, R"({"name":"Salle 1","active":true})").status == 200);
    CHECK(at.offered(at.noe, at.exam, at.practitioner, "2026-06-02T09:00:00Z"));
    REQUIRE(at.admin.del(path).status == 204);
    CHECK(at.book(at.exam, at.practitioner, "2026-06-02T09:00:00Z").code() == "no_room");
}

TEST_CASE("rooms: buffers keep the room as they keep the person")
{
    Ward at(1);
    const auto wide = at.add_type("Acte", {{room, {}}}, [](clinics::VisitTypeDetails& details) {
        details.buffer_before_minutes = 10;
        details.buffer_after_minutes = 10;
    });
    (void)at.visit(wide, at.practitioner);
    for (const auto* start : {"2026-06-02T07:40:00Z", "2026-06-02T08:20:00Z"}) {
        CHECK(at.book(at.exam, at.other_practitioner, start).code() == "no_room");
        CHECK_FALSE(at.offered(at.noe, at.exam, at.other_practitioner, start));
    }
    (void)at.visit(at.exam, at.other_practitioner, "2026-06-02T08:30:00Z");
}

TEST_CASE("rooms: a visit that moves stays in its room, or takes another, or stays where it is")
{
    Ward at(2);
    const auto mine = at.visit(at.exam, at.practitioner);
    const auto theirs = at.visit(at.exam, at.other_practitioner, "2026-06-02T09:00:00Z");
    CHECK(at.rooms_of(theirs) == "1");
    // Over its own old time.
    CHECK(at.move(mine, "2026-06-02T08:10:00Z").status == 200);
    CHECK(at.rooms_of(mine) == "1");
    CHECK(at.move(mine, "2026-06-02T09:10:00Z").status == 200);
    CHECK(at.rooms_of(mine) == "2");
    CHECK(at.rooms_of(at.visit(at.exam, at.third_practitioner)) == "1");

    const auto third = at.visit(at.exam, at.third_practitioner, "2026-06-02T09:40:00Z");
    const auto before = at.stored();
    CHECK(at.move(third, "2026-06-02T09:10:00Z").code() == "no_room");
    CHECK(at.stored() == before);
    // Longer, it needs its room longer.
    CHECK(at.move(mine, "2026-06-02T09:10:00Z", R"(,"duration_minutes":50)").status == 200);
    CHECK(at.rooms_of(mine) == "2");
    CHECK(at.rooms_of(third) == "1");
    CHECK(at.book(at.exam, at.other_practitioner, "2026-06-02T09:40:00Z").code() == "no_room");
}

TEST_CASE("rooms: cancelled or missed, a visit gives its room back; who comes back takes one or is "
          "refused")
{
    Ward at(2);
    const auto mine = at.visit(at.exam, at.practitioner);
    const auto other = at.visit(at.exam, at.other_practitioner);
    CHECK(at.desk.del(mine).status == 200);
    const auto third = at.visit(at.exam, at.third_practitioner);
    CHECK(at.rooms_of(third) == "1");
    const auto before = at.stored();
    CHECK(at.desk.post(mine + "/undo").code() == "no_room");
    CHECK(at.stored() == before);
    CHECK(at.desk.del(other).status == 200);
    CHECK(at.desk.post(mine + "/undo").status == 200);
    CHECK(at.rooms_of(mine) == "2");

    at.clinic->clock.set(*Instant::parse("2026-06-02T08:05:00Z"));
    at.desk = at.clinic.again(at.desk);
    REQUIRE(at.desk.post(third + "/no-show").status == 200);
    const auto walk_in = at.desk.post("/api/board/walk-ins",
        fmt::format(
            R"({{"patient_id":"{}","practitioner_id":"{}","site_id":"{}","visit_type_id":"{}"}})",
            at.noe_id.view(), at.other_practitioner.view(), at.site.view(), at.exam.view()));
    REQUIRE_MESSAGE(walk_in.status == 200, walk_in.body);
    CHECK(at.rooms_of("/" + walk_in.json("/id")) == "1");
    CHECK(at.desk.post(third + "/undo").code() == "no_room");
}

TEST_CASE("rooms: staff override the lack of one, which is told and audited; nobody else does")
{
    Ward at(1);
    (void)at.visit(at.exam, at.practitioner);
    (void)at.clinic.events();
    const auto squeezed = at.visit(at.exam, at.other_practitioner, ten, because);
    CHECK(at.rooms_of(squeezed) == "");
    CHECK(at.desk.get(squeezed).json("/override_reason") == "Urgence");
    CHECK(at.audit_detail(squeezed) == R"({"overridden":["room"]})");
    CHECK(at.clinic.events() ==
          std::vector<std::string>{"appointments.booked", "appointments.overridden"});
    // It comes back as it was, and takes its room once it is moved to where one is free.
    CHECK(at.desk.del(squeezed).status == 200);
    CHECK(at.desk.post(squeezed + "/undo").status == 200);
    CHECK(at.move(squeezed, "2026-06-02T09:00:00Z").status == 200);
    CHECK(at.rooms_of(squeezed) == "1");
    CHECK(at.desk.get(squeezed).json("/override_reason") == "");

    const auto both = at.visit(at.exam, at.practitioner, "2026-06-02T08:10:00Z", because);
    CHECK(at.audit_detail(both) == R"({"overridden":["overlap","room"]})");
    CHECK(at.noe.post("/api/appointments", at.asked(at.exam, at.third_practitioner, ten, because))
              .status == 403);
}

TEST_CASE("rooms: a walk-in is taken without one, if it must be, and with what there is")
{
    Ward at(1);
    at.rooms.push_back(at.clinic->clinics.add_room(at.site, "Échographe", device));
    const auto scan = at.add_type("Échographie", {{room, {}}, {device, {}}});
    (void)at.visit(at.exam, at.practitioner, "2026-06-01T07:00:00Z");
    at.clinic->clock.set(*Instant::parse("2026-06-01T07:05:00Z"));
    at.desk = at.clinic.again(at.desk);
    at.admin = at.clinic.again(at.admin);
    const auto walk_in = at.desk.post("/api/board/walk-ins",
        fmt::format(
            R"({{"patient_id":"{}","practitioner_id":"{}","site_id":"{}","visit_type_id":"{}"}})",
            at.noe_id.view(), at.other_practitioner.view(), at.site.view(), scan.view()));
    REQUIRE_MESSAGE(walk_in.status == 200, walk_in.body);
    CHECK(at.rooms_of("/" + walk_in.json("/id")) == "2");
    CHECK(at.audit_detail("/" + walk_in.json("/id")) == R"({"overridden":["room"]})");
}

TEST_CASE(
    "rooms: staff choose one of those that the visit takes; patients neither choose nor see it")
{
    Ward at(3);
    const auto second = fmt::format(R"(,"room_ids":["{}"])", at.rooms[1].view());
    const auto mine = at.visit(at.exam, at.practitioner, ten, second);
    CHECK(at.rooms_of(mine) == "2");
    const auto before = at.stored();
    CHECK(at.book(at.exam, at.other_practitioner, ten, second).code() == "no_room");
    CHECK(at.noe.post("/api/appointments", at.asked(at.exam, at.other_practitioner, ten, second))
              .status == 403);
    CHECK(at.book(at.type, at.other_practitioner, ten, second).json("/errors/0/pointer") ==
          "/room_ids/0");
    const auto foreign = fmt::format(R"(,"room_ids":["{}"])", clinics::RoomId::fresh().view());
    CHECK(at.book(at.exam, at.other_practitioner, ten, foreign).json("/errors/0/code") ==
          "not_bookable");
    CHECK(at.stored() == before);
    // To another room at the same time, and on to another time in that room.
    const auto third = fmt::format(R"(,"room_ids":["{}"])", at.rooms[2].view());
    CHECK(at.move(mine, ten, third).status == 200);
    CHECK(at.rooms_of(mine) == "3");
    CHECK(at.move(mine, "2026-06-02T09:00:00Z").status == 200);
    CHECK(at.rooms_of(mine) == "3");

    const auto own = at.noe.post("/api/appointments", at.asked(at.exam, at.other_practitioner));
    REQUIRE_MESSAGE(own.status == 201, own.body);
    const auto path = "/api/appointments/" + own.json("/id");
    CHECK(at.rooms_of(path) == "1");
    CHECK(own.json("/room_ids") == "[]");
    CHECK(at.noe.get(path).json("/room_ids") == "[]");
    CHECK(at.noe
              .post(path + "/move",
                  fmt::format(R"({{"starts_at":"{}"{}}})", "2026-06-02T09:00:00Z", third))
              .status == 403);
}

TEST_CASE("rooms: by video from now on, a visit gives its room up; on site again it takes one")
{
    Ward at(1);
    const auto mine = at.visit(at.exam, at.practitioner);
    CHECK(at.desk.put(mine, R"({"mode":"video"})").status == 200);
    CHECK(at.rooms_of(mine) == "");
    const auto other = at.visit(at.exam, at.other_practitioner);
    const auto before = at.stored();
    CHECK(at.desk.put(mine, R"({"mode":"on_site"})").code() == "no_room");
    CHECK(at.stored() == before);
    CHECK(at.desk.del(other).status == 200);
    CHECK(at.desk.put(mine, R"({"mode":"on_site"})").status == 200);
    CHECK(at.rooms_of(mine) == "1");
}

TEST_CASE("rooms: both at once: one has the room, whoever asks")
{
    Ward at(1);
    for (int day = 2; day < 7; ++day) {
        const auto start = fmt::format("2026-06-{:02}T08:00:00Z", day);
        std::atomic<int> won{0};
        std::atomic<int> lost{0};
        std::vector<std::thread> crowd;
        for (int i = 0; i < 8; ++i) {
            crowd.emplace_back([&, i] {
                test::Visitor who(i % 4 == 3 ? at.noe : at.desk);
                const auto by = i % 2 == 0 ? at.practitioner : at.other_practitioner;
                const auto more = i % 4 == 3
                                      ? std::string()
                                      : fmt::format(R"(,"patient_id":"{}")", at.mia_id.view());
                const auto reply = who.post(
                    "/api/appointments", at.asked(at.exam, by, start, more));
                won += reply.status == 201 ? 1 : 0;
                lost += reply.code() == "no_room" || reply.code() == "slot_taken" ? 1 : 0;
            });
        }
        for (auto& thread : crowd) thread.join();
        CHECK(won == 1);
        CHECK(lost == 7);
    }
}

} // namespace clinic::appointments
