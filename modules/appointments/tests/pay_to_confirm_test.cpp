// What patients book themselves and their payment confirms.
#include "waiting_queue.hpp"

#include <algorithm>
#include <thread>

namespace clinic::appointments {
namespace {

/// The queue, where patients pay within half an hour of booking.
struct Paying : Queue {
    explicit Paying(int minutes = 30)
    {
        const auto saved = save_type(minutes, 3000);
        REQUIRE_MESSAGE(saved.status == 200, saved.body);
        clinic.settle();
        (void)clinic.events();
    }
    test::Reply save_type(int minutes, int cents)
    {
        return admin.put("/api/visit-types/" + type.str(),
            fmt::format(
                R"({{"name":"Consultation","duration_minutes":20,"price":{{"amount":{},"currency":"EUR"}},)"
                R"("colour":"#0E5A5E","buffer_before_minutes":0,"buffer_after_minutes":0,)"
                R"("modes":["on_site","video"],"online_bookable":true,"min_notice_minutes":60,)"
                R"("cancel_notice_minutes":0,"horizon_days":30,"practitioner_ids":[],)"
                R"("pay_to_confirm":true,"pay_within_minutes":{}}})",
                cents, minutes));
    }
    /// Booked by Noé himself; its path.
    std::string own(std::string_view start = ten)
    {
        const auto made = noe.post("/api/appointments", wish(start));
        REQUIRE_MESSAGE(made.status == 201, made.body);
        CHECK(made.json("/status") == "pending");
        return "/api/appointments/" + made.json("/id");
    }
    int end_after(std::int64_t seconds)
    {
        clinic->clock.advance_seconds(seconds);
        for (auto* who : {&desk, &noe, &ana, &admin}) *who = clinic.again(*who);
        const int ended = clinic->appointments.end_unpaid();
        clinic.settle();
        return ended;
    }
};

constexpr int half_an_hour = 30 * 60;

} // namespace

TEST_CASE("what a patient books keeps its time until it is to be paid, and is theirs to see")
{
    Paying at;
    const auto path = at.own();
    CHECK(at.noe.get(path).json("/pay_by") == "2026-06-01T06:30:00Z");
    CHECK(at.desk.get(path).json("/pay_by") == "2026-06-01T06:30:00Z");
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id)).code() == "slot_taken");
    at.clinic.settle();
    CHECK(at.clinic.events().front() == "appointments.booked");
}

TEST_CASE("its time is never kept beyond its begin, also when it moves")
{
    Paying at(1440);
    const auto path = at.own("2026-06-01T08:00:00Z");
    CHECK(at.noe.get(path).json("/pay_by") == "2026-06-01T08:00:00Z");
    const auto other = at.own("2026-06-05T08:00:00Z");
    CHECK(at.noe.get(other).json("/pay_by") == "2026-06-02T06:00:00Z");
    const auto moved = at.noe.post(other + "/move", R"({"starts_at":"2026-06-01T09:00:00Z"})");
    REQUIRE_MESSAGE(moved.status == 200, moved.body);
    CHECK(moved.json("/pay_by") == "2026-06-01T09:00:00Z");
    CHECK(moved.json("/status") == "pending");
}

TEST_CASE("staff are not bound by it, nor is what they confirm")
{
    Paying at;
    const auto booked = at.desk.get(at.booked(at.mia_id));
    CHECK(booked.json("/status") == "booked");
    CHECK(booked.json("/pay_by").empty());

    const auto path = at.own("2026-06-02T08:20:00Z");
    at.clinic.settle();
    (void)at.clinic.events();
    const auto before = at.clinic.snapshot();
    CHECK(at.noe.post(path + "/confirm").code() == "not_paid");
    CHECK(at.clinic.snapshot() == before);
    const auto confirmed = at.desk.post(path + "/confirm");
    CHECK(confirmed.json("/status") == "confirmed");
    CHECK(confirmed.json("/pay_by").empty());
    at.clinic.settle();
    CHECK(at.clinic.events().front() == "appointments.confirmed");
    CHECK(at.end_after(2 * half_an_hour) == 0);
    CHECK(at.noe.get(path).json("/status") == "confirmed");
}

TEST_CASE("what is not paid in time is cancelled by nobody, and counts against nobody")
{
    Paying at;
    const auto path = at.own();
    CHECK(at.end_after(half_an_hour) == 0); // money of the last second is still on its way
    CHECK(at.noe.get(path).json("/status") == "pending");
    at.clinic.settle();
    (void)at.clinic.events();
    CHECK(at.end_after(60) == 1);
    CHECK(at.has(at.clinic.events(), "appointments.cancelled"));
    CHECK(at.end_after(60) == 0);

    const auto visit = at.desk.get(path);
    CHECK(visit.json("/status") == "cancelled");
    CHECK(visit.json("/cancelled_by") == "system");
    CHECK(visit.json("/late_cancel") == "false");
    CHECK(visit.json("/pay_by").empty());
    CHECK(at.noe.get(path).json("/cancelled_by") == "system");
    const auto history = at.desk.get(path + "/history");
    CHECK(history.json("/items/1/what") == "unpaid");
    CHECK(history.json("/items/1/actor_name").empty());
    CHECK(at.desk.get(path + "/reminders").size() == 0);
    const auto kept = at.desk.get("/api/appointments/reliability?patient_id=" + at.noe_id.str());
    CHECK(kept.json("/missed") == "0");
    CHECK(kept.json("/cancelled_late") == "0");
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id)).status == 201);
}

TEST_CASE("its time is then offered to who waits, and an accepted offer is to be paid likewise")
{
    Paying at;
    const auto path = at.own();
    const auto wish = at.waits(at.ana);
    CHECK(at.end_after(half_an_hour + 60) == 1);
    at.later(60);
    const auto offer = at.offer_of(at.ana, wish);
    REQUIRE(!offer.empty());
    const auto accepted = at.ana.post(offer + "/accept");
    REQUIRE_MESSAGE(accepted.status == 200, accepted.body);
    CHECK(accepted.json("/status") == "pending");
    CHECK(accepted.json("/starts_at") == ten);
    CHECK(accepted.json("/pay_by") == "2026-06-01T07:02:00Z");
}

TEST_CASE("the desk accepts an offer for who calls without asking for money first")
{
    Paying at;
    const auto path = at.booked(at.mia_id);
    const auto wish = at.waits(at.ana);
    at.frees(path);
    const auto offer = at.offer_of(at.desk, wish);
    REQUIRE(!offer.empty());
    CHECK(at.desk.post(offer + "/accept").json("/status") == "booked");
}

TEST_CASE("a cancellation that staff take back waits for them, not for the clock")
{
    Paying at;
    const auto path = at.own();
    CHECK(at.end_after(half_an_hour + 60) == 1);
    const auto back = at.desk.post(path + "/undo");
    CHECK(back.json("/status") == "pending");
    CHECK(back.json("/pay_by").empty());
    CHECK(back.json("/cancelled_by").empty());
    CHECK(at.end_after(24 * 3600) == 0);
}

TEST_CASE("payment and the end of its time have one outcome, whoever is first")
{
    Paying at(1440);
    std::vector<std::string> paths;
    for (int i = 0; i < 9; ++i) {
        const auto start = Instant::parse("2026-06-03T07:00:00Z")->plus_minutes(20 * i).text();
        paths.push_back(at.own(start));
    }
    at.clinic->clock.advance_seconds(24 * 3600 + 61);
    at.clinic.settle();
    (void)at.clinic.events();
    {
        std::jthread clock([&] { at.clinic->appointments.end_unpaid(); });
        std::jthread money([&] {
            for (const auto& path : paths) {
                const auto id = *AppointmentId::parse(path.substr(path.rfind('/') + 1));
                at.clinic->appointments.confirm_paid(id);
            }
        });
    }
    at.clinic.settle();
    const auto events = at.clinic.events();
    const auto confirmed = std::ranges::count(events, "appointments.confirmed");
    const auto cancelled = std::ranges::count(events, "appointments.cancelled");
    CHECK(confirmed + cancelled == 9);
    at.desk = at.clinic.again(at.desk);
    std::ptrdiff_t standing = 0;
    for (const auto& path : paths) {
        const auto visit = at.desk.get(path);
        standing += visit.json("/status") == "confirmed" ? 1 : 0;
        CHECK(at.desk.get(path + "/history").size() == 2);
    }
    CHECK(standing == confirmed);
}

TEST_CASE("a visit that is to be paid has a price, and time to pay it")
{
    Paying at;
    const auto free = at.save_type(30, 0);
    CHECK(free.status == 422);
    CHECK(free.json("/errors/0/pointer") == "/price/amount");
    CHECK(at.save_type(9, 3000).json("/errors/0/code") == "too_small");
    CHECK(at.save_type(1441, 3000).json("/errors/0/code") == "too_large");
    CHECK(at.desk.del(at.booked(at.mia_id) + "?asked_by=system").status == 422);
}

} // namespace clinic::appointments
