// When patients are reminded: a fact of each visit, told once.
#include "support/surgery.hpp"

#include <algorithm>
#include <thread>

namespace clinic::appointments {

using test::Surgery;
namespace {

using Lines = std::vector<std::string>;
constexpr std::string_view friday = "2026-06-12T08:00:00Z"; // 10:00 in Paris

struct Recalling : Surgery {
    Recalling() { (void)clinic.events(); }

    void now(std::string_view instant)
    {
        clinic->clock.set(*Instant::parse(instant));
        for (auto* visitor : {&desk, &noe, &admin, &doctor}) *visitor = clinic.again(*visitor);
    }
    /// "7 2026-06-05T08:00:00Z", with a star when it was told.
    Lines of(const std::string& visit)
    {
        const auto reply = desk.get(visit + "/reminders");
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        Lines lines;
        for (std::size_t i = 0; i < reply.size(); ++i) {
            const auto item = fmt::format("/items/{}", i);
            const bool told = !reply.json(item + "/told_at").empty();
            lines.push_back(reply.json(item + "/days_before") + " " + reply.json(item + "/due_at") +
                            (told ? "*" : ""));
        }
        return lines;
    }
    /// How many were told now.
    std::ptrdiff_t told()
    {
        clinic.settle();
        (void)clinic.events();
        clinic->appointments.tell_reminders();
        clinic.settle();
        return std::ranges::count(clinic.events(), "appointments.reminder_due");
    }
    test::Reply save_type(std::string_view reminders)
    {
        return admin.put("/api/visit-types/" + type.str(),
            fmt::format(
                R"({{"name":"Consultation","duration_minutes":20,"price":{{"amount":3000,"currency":"EUR"}},)"
                R"("colour":"#0E5A5E","buffer_before_minutes":0,"buffer_after_minutes":0,)"
                R"("modes":["on_site"],"online_bookable":true,"min_notice_minutes":60,)"
                R"("horizon_days":30,"practitioner_ids":[],"reminder_days":{}}})",
                reminders));
    }
};

const Lines usual{"7 2026-06-05T08:00:00Z", "2 2026-06-10T08:00:00Z", "1 2026-06-11T08:00:00Z"};

} // namespace

TEST_CASE("a visit has its moments from the booking on, whoever books it")
{
    Recalling at;
    CHECK(at.of(at.booked(at.noe_id, friday)) == usual);
    const auto own = at.noe.post("/api/appointments", at.wish("2026-06-12T08:20:00Z"));
    CHECK(at.of("/api/appointments/" + own.json("/id")) ==
          Lines{"7 2026-06-05T08:20:00Z", "2 2026-06-10T08:20:00Z", "1 2026-06-11T08:20:00Z"});
}

TEST_CASE("what has passed, or comes within three hours of the booking, is left out")
{
    Recalling at;
    // It is 8:00: the eve of tomorrow's 10:00 is in two hours, of 11:40 in three hours and forty minutes.
    CHECK(at.of(at.booked(at.noe_id, "2026-06-02T08:00:00Z")).empty());
    const auto later = at.booked(at.noe_id, "2026-06-02T09:40:00Z");
    CHECK(at.of(later) == Lines{"1 2026-06-01T09:40:00Z"});
    // It stays when nothing of its time changes.
    at.now("2026-06-01T08:00:00Z");
    REQUIRE(at.desk.post(later + "/confirm").status == 200);
    REQUIRE(at.desk.put(later, R"({"note":"Tôt"})").status == 200);
    CHECK(at.of(later) == Lines{"1 2026-06-01T09:40:00Z"});
}

TEST_CASE("a visit that moves has new moments; one that is cancelled or has begun has none")
{
    Recalling at;
    const auto path = at.booked(at.noe_id, friday);
    REQUIRE(at.desk.post(path + "/move", R"({"starts_at":"2026-06-15T07:00:00Z"})").status == 200);
    const Lines moved{"7 2026-06-08T07:00:00Z", "2 2026-06-13T07:00:00Z", "1 2026-06-14T07:00:00Z"};
    CHECK(at.of(path) == moved);
    REQUIRE(at.noe.del(path).status == 200);
    CHECK(at.of(path).empty());
    REQUIRE(at.desk.post(path + "/undo").status == 200);
    CHECK(at.of(path) == moved);
    REQUIRE(at.desk.post(path + "/arrive").status == 200);
    CHECK(at.of(path).empty());
    at.now("2026-06-14T10:00:00Z");
    CHECK(at.told() == 0);
}

TEST_CASE("each moment is told once, and what was told stays told")
{
    Recalling at;
    const auto path = at.booked(at.noe_id, friday);
    at.now("2026-06-05T07:59:59Z");
    CHECK(at.told() == 0);
    at.now("2026-06-05T08:00:00Z");
    CHECK(at.told() == 1);
    CHECK(at.told() == 0);
    CHECK(at.of(path).front() == "7 2026-06-05T08:00:00Z*");
    // Away and back again: nobody is told the same twice.
    for (const auto* start : {"2026-06-15T07:00:00Z", "2026-06-12T08:00:00Z"}) {
        REQUIRE(
            at.desk.post(path + "/move", fmt::format(R"({{"starts_at":"{}"}})", start)).status ==
            200);
    }
    CHECK(at.of(path) ==
          Lines{"7 2026-06-05T08:00:00Z*", "2 2026-06-10T08:00:00Z", "1 2026-06-11T08:00:00Z"});
    CHECK(at.told() == 0);
}

TEST_CASE("two who tell at the same time tell it once")
{
    Recalling at;
    for (const auto* start : {"2026-06-12T08:00:00Z", "2026-06-12T08:20:00Z"})
        (void)at.booked(at.noe_id, start);
    at.now("2026-06-05T09:00:00Z");
    at.clinic.settle();
    (void)at.clinic.events();
    {
        std::jthread other([&] { at.clinic->appointments.tell_reminders(); });
        at.clinic->appointments.tell_reminders();
    }
    at.clinic.settle();
    CHECK(std::ranges::count(at.clinic.events(), "appointments.reminder_due") == 2);
}

TEST_CASE("after a while without power one reminder is enough, and none of what has begun")
{
    Recalling at;
    const auto path = at.booked(at.noe_id, friday);
    at.now("2026-06-11T21:00:00Z");
    CHECK(at.told() == 1);
    CHECK(at.of(path) == Lines{"1 2026-06-11T08:00:00Z*"});
    const auto other = at.booked(at.noe_id, "2026-06-19T08:00:00Z");
    at.now("2026-06-19T08:00:00Z");
    CHECK(at.told() == 0);
    CHECK(at.of(other).empty());
}

TEST_CASE("a visit type says on which days, which holds for what is booked then")
{
    Recalling at;
    const auto before = at.booked(at.noe_id, friday);
    const auto saved = at.save_type("[3]");
    REQUIRE_MESSAGE(saved.status == 200, saved.body);
    CHECK(saved.json("/reminder_days") == "[3]");
    CHECK(at.of(before) == usual);
    CHECK(at.of(at.booked(at.mia_id, "2026-06-12T08:20:00Z")) == Lines{"3 2026-06-09T08:20:00Z"});
    REQUIRE(at.save_type("[]").status == 200);
    CHECK(at.of(at.booked(at.mia_id, "2026-06-12T08:40:00Z")).empty());

    const auto refused = [&](std::string_view days, std::string_view pointer,
                             std::string_view code) {
        const auto reply = at.save_type(days);
        CHECK(reply.status == 422);
        CHECK(reply.json("/errors/0/pointer") == pointer);
        CHECK(reply.json("/errors/0/code") == code);
    };
    refused("[7,1,7]", "/reminder_days/2", "repeated");
    refused("[0]", "/reminder_days/0", "out_of_range");
    refused("[31]", "/reminder_days/0", "out_of_range");
    refused("[1,2,3,4,5,6]", "/reminder_days", "too_many");
}

TEST_CASE("each visit of a series has its own")
{
    Recalling at;
    const auto made = at.desk.post("/api/series",
        fmt::format(
            R"({{"patient_id":"{}","practitioner_id":"{}","site_id":"{}","visit_type_id":"{}",)"
            R"("first_day":"2026-06-12","time":"10:00","rule":"FREQ=WEEKLY;COUNT=3","choice":"all"}})",
            at.noe_id.view(), at.practitioner.view(), at.site.view(), at.type.view()));
    REQUIRE_MESSAGE(made.status == 201, made.body);
    const auto last = "/api/appointments/" + made.json("/visits/2/id");
    CHECK(at.of(last) ==
          Lines{"7 2026-06-19T08:00:00Z", "2 2026-06-24T08:00:00Z", "1 2026-06-25T08:00:00Z"});
    REQUIRE(at.desk.del("/api/series/" + made.json("/id")).status == 200);
    CHECK(at.of(last).empty());
}

TEST_CASE("what was booked before there were reminders is computed by the first look")
{
    Recalling at;
    const auto path = at.booked(at.noe_id, friday);
    at.clinic.database->write_now([](db::Tx& tx) {
        tx.run("DELETE FROM appointments_reminders");
        tx.run("INSERT INTO appointments_reminders (appointment_id, due_at) "
               "SELECT id, 0 FROM appointments_visits WHERE status IN ('pending', 'booked', "
               "'confirmed')");
    });
    CHECK(at.of(path).empty());
    CHECK(at.told() == 0);
    CHECK(at.of(path) == usual);
}

TEST_CASE("reminders are for the clinic's side to see")
{
    Recalling at;
    const auto path = at.booked(at.noe_id, friday);
    CHECK(at.noe.get(path + "/reminders").status == 403);
    CHECK(at.colleague.get(path + "/reminders").status == 404);
    CHECK(at.doctor.get(path + "/reminders").size() == 3);
}

} // namespace clinic::appointments
