// Groups: several patients at one time of a practitioner, each with a visit of their own; never more than there are places.

#include "support/surgery.hpp"

#include <algorithm>
#include <thread>

namespace clinic::appointments {

using test::Surgery;

namespace {

constexpr std::string_view at_ten = "2026-06-02T08:00:00Z";

/// A class of an hour for three, and a few people who might come.
struct Gym : Surgery {
    clinics::VisitTypeId lesson;
    std::vector<patients::PatientId> people;

    Gym()
    {
        clinics::VisitTypeDetails details;
        details.name = "Gym douce";
        details.duration_minutes = 60;
        details.price = {1000, "EUR"};
        details.modes = {clinics::VisitMode::on_site};
        details.horizon_days = 60;
        details.capacity = 3;
        lesson = clinic->clinics.add_visit_type(details);
        for (const auto* name : {"Ana", "Bea", "Cid", "Dan", "Eva", "Fay"})
            people.push_back(add_patient("Gym", name, {}));
        clinic.settle();
        (void)clinic.events();
    }
    [[nodiscard]] std::string wish_to_join(
        patients::PatientId patient, std::string_view start = at_ten) const
    {
        auto body = wish_for(patient, start);
        return body.replace(body.find(type.view()), 36, lesson.view());
    }
    test::Reply join(patients::PatientId patient, std::string_view start = at_ten)
    {
        return desk.post("/api/appointments", wish_to_join(patient, start));
    }
    /// "places" of the offered start, or "" when it is not offered.
    [[nodiscard]] std::string places(test::Visitor& who, std::string_view start = at_ten)
    {
        const auto slots = who.get(fmt::format(
            "/api/slots?visit_type_id={}&practitioner_id={}&from=2026-06-02&until=2026-06-02",
            lesson.view(), practitioner.view()));
        for (std::size_t i = 0; i < slots.size(); ++i) {
            const auto slot = fmt::format("/items/{}/", i);
            if (slots.json(slot + "starts_at") == start) return slots.json(slot + "places");
        }
        return {};
    }
};

} // namespace

TEST_CASE(
    "group: patients join one time until it is full; the offer tells how many places are left")
{
    Gym at;
    CHECK(at.places(at.noe) == "3");
    const auto first = at.join(at.people[0]);
    REQUIRE_MESSAGE(first.status == 201, first.body);
    CHECK(at.places(at.noe) == "2");
    CHECK(at.places(at.noe, "2026-06-02T08:20:00Z") == ""); // overlaps it
    const auto second = at.noe.post("/api/appointments", at.wish_to_join(at.noe_id));
    REQUIRE_MESSAGE(second.status == 201, second.body);
    CHECK(second.json("/group_id") == first.json("/group_id"));
    CHECK(at.join(at.people[1]).status == 201);
    CHECK(at.places(at.noe) == "");

    const auto before = at.clinic.snapshot();
    CHECK(at.join(at.people[2]).code() == "group_full");
    CHECK(at.join(at.people[0]).code() == "already_in");
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id)).code() == "slot_taken");
    CHECK(at.join(at.people[2], "2026-06-02T08:20:00Z").code() == "slot_taken");
    CHECK(at.clinic.snapshot() == before);

    // Somebody leaves: another may come.
    REQUIRE(at.desk.del("/api/appointments/" + first.json("/id")).status == 200);
    CHECK(at.places(at.noe) == "1");
    CHECK(at.join(at.people[2]).status == 201);
    CHECK(at.desk.post("/api/appointments/" + first.json("/id") + "/undo").status == 409);
}

TEST_CASE("group: with a reason, staff give a full one another place; the public never does")
{
    Gym at;
    for (int n = 0; n < 2; ++n) REQUIRE(at.join(at.people[n]).status == 201);
    REQUIRE(at.noe.post("/api/appointments", at.wish_to_join(at.noe_id)).status == 201);
    const auto over = [&](patients::PatientId who) {
        auto wish = at.wish_to_join(who);
        wish.insert(wish.size() - 1, R"(,"override_reason":"Urgence")");
        return wish;
    };
    const auto before = at.clinic.snapshot();
    CHECK(at.desk.post("/api/appointments", over(at.people[0])).code() == "already_in");
    CHECK(at.clinic.snapshot() == before);
    const auto more = at.desk.post("/api/appointments", over(at.people[2]));
    REQUIRE_MESSAGE(more.status == 201, more.body);
    CHECK(more.json("/override_reason") == "Urgence");
    const auto group = at.desk.get("/api/groups/" + more.json("/group_id"));
    CHECK(group.json("/capacity") == "4");
    CHECK(group.json("/taken") == "4");
    CHECK(at.places(at.noe) == "");
    const auto told = at.clinic.events();
    CHECK(std::ranges::count(told, "appointments.overridden") == 1);
}

TEST_CASE("group: each participant sees themself alone; staff see all, and who came")
{
    Gym at;
    const auto one = at.join(at.people[0]);
    const auto mine = at.noe.post("/api/appointments", at.wish_to_join(at.noe_id));
    REQUIRE(mine.status == 201);
    const auto path = "/api/groups/" + one.json("/group_id");
    CHECK(at.noe.get(path).status == 403);
    CHECK(at.noe.get("/api/appointments/" + one.json("/id")).status == 404);
    CHECK(at.noe.get("/api/appointments").size() == 1);
    CHECK(at.colleague.get(path).status == 404);
    CHECK(at.clinic.sign_in(Role::receptionist).get(path).status == 404);
    CHECK(at.doctor.get(path).size("/participants") == 2);
    const auto group = at.desk.get(path);
    CHECK(group.json("/capacity") == "3");
    CHECK(group.json("/taken") == "2");

    at.clinic->clock.set(*Instant::parse("2026-06-02T08:05:00Z"));
    at.desk = at.clinic.again(at.desk);
    CHECK(at.desk.post("/api/appointments/" + mine.json("/id") + "/arrive").status == 200);
    CHECK(at.desk.post("/api/appointments/" + one.json("/id") + "/no-show").status == 200);
    const auto after = at.desk.get(path);
    CHECK(after.body.contains(R"("status":"arrived")"));
    CHECK(after.body.contains(R"("status":"no_show")"));
}

TEST_CASE("group: it is moved and called off as a whole, and everybody hears of it")
{
    Gym at;
    const auto first = at.join(at.people[0]);
    (void)at.join(at.people[1]);
    const auto path = "/api/groups/" + first.json("/group_id");
    (void)at.booked(at.mia_id, "2026-06-02T09:40:00Z");
    (void)at.clinic.events();
    const auto before = at.clinic.snapshot();
    CHECK(at.desk.post(path + "/move", R"({"starts_at":"2026-06-02T09:00:00Z"})").code() ==
          "slot_taken");
    CHECK(at.desk.post(path + "/move", R"({"starts_at":"2026-06-02T12:00:00Z"})").status == 422);
    CHECK(at.desk.with("if-match", "\"99\"").del(path).status == 412);
    CHECK(at.clinic.snapshot() == before);
    const auto moved = at.desk.post(path + "/move", R"({"starts_at":"2026-06-02T08:20:00Z"})");
    REQUIRE_MESSAGE(moved.status == 200, moved.body);
    CHECK(moved.json("/ends_at") == "2026-06-02T09:20:00Z");
    CHECK(moved.json("/participants/1/starts_at") == "2026-06-02T08:20:00Z");
    CHECK(
        at.clinic.events() == std::vector<std::string>{"appointments.moved", "appointments.moved"});
    const auto gone = at.desk.del(path + "?reason=Fièvre");
    REQUIRE_MESSAGE(gone.status == 200, gone.body);
    CHECK(gone.json("/taken") == "0");
    CHECK(gone.json("/participants/0/cancel_reason") == "Fièvre");
    CHECK(at.clinic.events() ==
          std::vector<std::string>{"appointments.cancelled", "appointments.cancelled"});
    CHECK(at.desk.del(path).status == 409);
    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.mia_id, "2026-06-02T08:20:00Z")).status ==
        201);
}

TEST_CASE("group: one participant goes to another time, and leaves a place")
{
    Gym at;
    const auto first = at.join(at.people[0]);
    const auto second = at.join(at.people[1]);
    const auto moved = at.desk.post("/api/appointments/" + second.json("/id") + "/move",
        R"({"starts_at":"2026-06-02T09:00:00Z"})");
    REQUIRE_MESSAGE(moved.status == 200, moved.body);
    CHECK(moved.json("/group_id") != first.json("/group_id"));
    CHECK(at.places(at.noe) == "2");
    CHECK(at.places(at.noe, "2026-06-02T09:00:00Z") == "2");
    // And back, into the group that is still there.
    CHECK(at.desk
              .post("/api/appointments/" + second.json("/id") + "/move",
                  R"({"starts_at":"2026-06-02T08:00:00Z"})")
              .json("/group_id") == first.json("/group_id"));
    CHECK(at.places(at.noe) == "1");
}

TEST_CASE("group: a place is booked, not held")
{
    Gym at;
    auto body = at.wish();
    body.replace(body.find(at.type.view()), 36, at.lesson.view());
    CHECK(at.noe.post("/api/holds", body).json("/errors/0/code") == "group");
}

TEST_CASE("group: many at once, and as many as there are places get in")
{
    Gym at;
    for (const auto* start :
        {"2026-06-02T07:00:00Z", "2026-06-02T08:00:00Z", "2026-06-03T07:00:00Z"}) {
        std::vector<test::Reply> replies(6);
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < replies.size(); ++i) {
            threads.emplace_back([&, i] {
                auto rival = at.desk;
                replies[i] = rival.post("/api/appointments", at.wish_to_join(at.people[i], start));
            });
        }
        for (auto& thread : threads) thread.join();
        CHECK(std::ranges::count(replies, 201, &test::Reply::status) == 3);
        CHECK(std::ranges::count(replies, std::string("group_full"), &test::Reply::code) == 3);
    }
}

TEST_CASE("group: a series joins a group each time, and is told where there is no place")
{
    Gym at;
    for (int i = 0; i < 3; ++i)
        CHECK(
            at.join(at.people[static_cast<std::size_t>(i)], "2026-06-09T08:00:00Z").status == 201);
    CHECK(at.join(at.people[0]).status == 201);
    const auto reply = at.desk.post("/api/series",
        fmt::format(
            R"({{"practitioner_id":"{}","site_id":"{}","visit_type_id":"{}","patient_id":"{}",)"
            R"("first_day":"2026-06-02","time":"10:00","rule":"FREQ=WEEKLY;COUNT=3","choice":"free"}})",
            at.practitioner.view(), at.site.view(), at.lesson.view(), at.noe_id.view()));
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    CHECK(reply.size("/visits") == 2);
    CHECK(reply.json("/left_out/0/code") == "group_full");
    CHECK(at.places(at.noe) == "1");
}

} // namespace clinic::appointments
