// Booking a series: every time by the door of single visits, told one by one; all of it, what is free, or nothing.

#include "support/surgery.hpp"

#include <algorithm>
#include <thread>

namespace clinic::appointments {

using test::Surgery;

namespace {

std::string series(const Surgery& at, std::string_view rule = "FREQ=WEEKLY;COUNT=4",
    std::string_view more = "", std::string_view first = "2026-06-02")
{
    return fmt::format(
        R"({{"practitioner_id":"{}","site_id":"{}","visit_type_id":"{}","patient_id":"{}",)"
        R"("first_day":"{}","time":"10:00","rule":"{}"{}}})",
        at.practitioner.view(), at.site.view(), at.type.view(), at.noe_id.view(), first, rule,
        more);
}

/// "2026-06-02T08:00:00Z free", "… slot_taken"
std::vector<std::string> told(const test::Reply& reply)
{
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < reply.size("/occurrences"); ++i) {
        const auto one = fmt::format("/occurrences/{}/", i);
        const bool free = reply.json(one + "free") == "true";
        lines.push_back(reply.json(one + "starts_at") + ' ' +
                        (free ? std::string("free") : reply.json(one + "code")));
    }
    return lines;
}

std::int64_t visits(Surgery& at)
{
    return at.clinic.database->read_now([](db::Tx& tx) {
        return tx.value<std::int64_t>("SELECT COUNT(*) FROM appointments_visits");
    });
}

} // namespace

TEST_CASE("series: a preview lists every time with its conflict, and stores nothing but that it "
          "was asked")
{
    Surgery at;
    (void)at.booked(at.mia_id, "2026-06-09T08:10:00Z");
    clinics::ClosureDetails closure{
        *LocalDate::parse("2026-06-16"), *LocalDate::parse("2026-06-16"), "Pont"};
    at.clinic->clinics.add_closure(at.site, closure);
    at.clinic.settle();
    (void)at.clinic.events();
    const auto before = at.clinic.snapshot({"admin_audit"});
    const auto reply =
        at.desk.with("accept-language", "fr").post("/api/series/preview", series(at));
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    CHECK(told(reply) == std::vector<std::string>{"2026-06-02T08:00:00Z free",
                             "2026-06-09T08:00:00Z slot_taken",
                             "2026-06-16T08:00:00Z outside_hours", "2026-06-23T08:00:00Z free"});
    CHECK(reply.json("/free") == "2");
    CHECK(reply.json("/occurrences/2/detail") == "Le praticien ne reçoit pas à cette heure.");
    CHECK(at.clinic.snapshot({"admin_audit"}) == before);
    CHECK(at.clinic.events().empty());
}

TEST_CASE("series: all of it is booked, or nothing")
{
    Surgery at;
    const auto reply = at.desk.post(
        "/api/series", series(at, "FREQ=WEEKLY;COUNT=4", R"(,"reason":"Dos","note":"x")"));
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    CHECK(reply.size("/visits") == 4);
    CHECK(reply.size("/left_out") == 0);
    CHECK(reply.json("/rule") == "FREQ=WEEKLY;COUNT=4");
    CHECK(reply.json("/visits/3/starts_at") == "2026-06-23T08:00:00Z");
    CHECK(reply.json("/visits/3/series_id") == reply.json("/id"));
    CHECK(reply.json("/visits/3/reason") == "Dos");
    const auto path = "/api/series/" + reply.json("/id");
    CHECK(reply.header("location") == path);
    CHECK(at.clinic.events() == std::vector<std::string>{"appointments.booked",
                                    "appointments.booked", "appointments.booked",
                                    "appointments.booked", "appointments.series_booked"});
    const auto one = "/api/appointments/" + reply.json("/visits/1/id");
    CHECK(at.desk.get(one).json("/series_id") == reply.json("/id"));
    CHECK(at.desk.get(one + "/history").size() == 1);

    // The third of the next one is taken: nothing of it is stored, and each time is told.
    const auto before = at.clinic.snapshot();
    const auto refused = at.desk.post(
        "/api/series", series(at, "FREQ=DAILY;COUNT=3", "", "2026-06-07"));
    CHECK(refused.status == 409);
    CHECK(refused.code() == "series_conflicts");
    CHECK(told(refused) == std::vector<std::string>{"2026-06-07T08:00:00Z free",
                               "2026-06-08T08:00:00Z free", "2026-06-09T08:00:00Z slot_taken"});
    CHECK(at.clinic.snapshot() == before);
    CHECK(at.clinic.events().empty());
}

TEST_CASE("series: what is free is booked, and what was left out is told; of nothing free, nothing")
{
    Surgery at;
    (void)at.booked(at.mia_id, "2026-06-09T08:00:00Z");
    const auto reply = at.desk.post(
        "/api/series", series(at, "FREQ=WEEKLY;COUNT=3", R"(,"choice":"free")"));
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    CHECK(reply.size("/visits") == 2);
    CHECK(reply.size("/left_out") == 1);
    CHECK(reply.json("/left_out/0/starts_at") == "2026-06-09T08:00:00Z");
    CHECK(reply.json("/left_out/0/code") == "slot_taken");
    CHECK(visits(at) == 3);
    const auto before = at.clinic.snapshot();
    const auto none = at.desk.post(
        "/api/series", series(at, "FREQ=WEEKLY;COUNT=3", R"(,"choice":"free")"));
    CHECK(none.code() == "series_conflicts");
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("series: ten in the morning stays ten when the clocks change")
{
    Surgery at("2026-10-01T06:00:00Z");
    const auto reply = at.desk.post(
        "/api/series", series(at, "FREQ=WEEKLY;COUNT=3", "", "2026-10-18"));
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    CHECK(reply.json("/visits/0/starts_at") == "2026-10-18T08:00:00Z");
    CHECK(reply.json("/visits/1/starts_at") == "2026-10-25T09:00:00Z");
    CHECK(reply.json("/visits/2/starts_at") == "2026-11-01T09:00:00Z");
}

TEST_CASE("series: who may book one, and of what")
{
    Surgery at;
    auto elsewhere = at.clinic.sign_in(Role::receptionist);
    const auto before = at.clinic.snapshot();
    CHECK(at.noe.post("/api/series", series(at)).status == 403);
    CHECK(at.noe.post("/api/series/preview", series(at)).status == 403);
    CHECK(at.colleague.post("/api/series", series(at)).status == 403);
    CHECK(elsewhere.post("/api/series", series(at)).status == 403);
    const auto code = [&](std::string_view rule, std::string_view first = "2026-06-02") {
        const auto reply = at.desk.post("/api/series", series(at, rule, "", first));
        return reply.json("/errors/0/pointer") + ' ' + reply.json("/errors/0/code");
    };
    CHECK(code("every week") == "/rule rule");
    CHECK(code("FREQ=DAILY;COUNT=200") == "/rule too_many");
    CHECK(code("FREQ=MONTHLY;UNTIL=20300101") == "/rule too_long");
    CHECK(code("FREQ=WEEKLY;BYDAY=MO;UNTIL=20260603") == "/rule never");
    CHECK(code("FREQ=WEEKLY;COUNT=2", "2026-05-31") == "/first_day past");
    CHECK(code("FREQ=WEEKLY;COUNT=2", "2027-06-03") == "/first_day too_far");
    auto nobody = series(at);
    nobody.replace(nobody.find(at.noe_id.view()), 36, patients::PatientId::fresh().view());
    CHECK(at.desk.post("/api/series", nobody).json("/errors/0/pointer") == "/patient_id");
    CHECK(at.clinic.snapshot() == before);
    // A practitioner books for themself, of those in their care.
    at.clinic->patients.enter_care(at.noe_id, at.doctor.user());
    CHECK(at.doctor.post("/api/series", series(at)).status == 201);
}

TEST_CASE("series: shown to those who see its visits, and to each only what they see")
{
    Surgery at;
    const auto reply = at.desk.post(
        "/api/series", series(at, "FREQ=WEEKLY;COUNT=3", R"(,"note":"x")"));
    const auto path = "/api/series/" + reply.json("/id");
    CHECK(at.noe.get(path).size("/visits") == 3);
    CHECK(at.noe.get(path).json("/visits/0/note") == "");
    CHECK(at.desk.get(path).json("/visits/0/note") == "x");
    CHECK(at.doctor.get(path).size("/visits") == 3);
    CHECK(at.admin.get(path).status == 200);
    CHECK(at.colleague.get(path).status == 404);
    CHECK(at.clinic.sign_in(Role::patient).get(path).status == 404);
    CHECK(at.clinic.sign_in(Role::receptionist).get(path).status == 404);
    CHECK(at.desk.get("/api/series/" + SeriesId::fresh().str()).status == 404);
    // One of them goes to a colleague.
    const auto moved = at.desk.post("/api/appointments/" + reply.json("/visits/2/id") + "/move",
        fmt::format(R"({{"starts_at":"2026-06-16T08:00:00Z","practitioner_id":"{}"}})",
            at.other_practitioner.view()));
    REQUIRE(moved.status == 200);
    at.clinic.settle();
    // Who receives the patient has them in their care, and so sees the others too.
    CHECK(at.colleague.get(path).size("/visits") == 3);
}

TEST_CASE("series: sent twice with one key it is one series")
{
    Surgery at;
    const auto first = at.desk.with("idempotency-key", "s1").post("/api/series", series(at));
    const auto second = at.desk.with("idempotency-key", "s1").post("/api/series", series(at));
    CHECK(first.status == 201);
    CHECK(second.body == first.body);
    CHECK(visits(at) == 4);
}

TEST_CASE("series: against single bookings of one of its times, exactly one wins")
{
    Surgery at;
    for (int day = 2; day < 10; ++day) {
        const auto first = fmt::format("2026-06-{:02}", day);
        const auto wish = series(at, "FREQ=WEEKLY;COUNT=3", "", first);
        const auto single = at.wish_for(
            at.mia_id, fmt::format("2026-06-{:02}T08:00:00Z", day + 14));
        std::vector<test::Reply> replies(8);
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < replies.size(); ++i) {
            threads.emplace_back([&, i] {
                auto rival = at.desk;
                replies[i] = i % 2 == 0 ? rival.post("/api/series", wish)
                                        : rival.post("/api/appointments", single);
            });
        }
        for (auto& thread : threads) thread.join();
        CHECK(std::ranges::count(replies, 201, &test::Reply::status) == 1);
        CHECK(std::ranges::count(replies, 409, &test::Reply::status) == 7);
        const auto taken = at.desk.get(fmt::format(
            "/api/appointments?from=2026-06-{:02}T00:00:00Z&until=2026-06-{:02}T00:00:00Z",
            day + 14, day + 15));
        REQUIRE(taken.size() == 1);
        // The day is free again for the next round's series.
        const auto visit = "/api/appointments/" + taken.json("/items/0/id");
        const auto of = taken.json("/items/0/series_id");
        CHECK(at.desk.del(of.empty() ? visit : "/api/series/" + of).status == 200);
    }
}

} // namespace clinic::appointments
