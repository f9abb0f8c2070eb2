// The waiting list: who waits is offered what comes free, one after the other or all at once, and one of them has it.

#include "waiting_queue.hpp"

#include <atomic>
#include <thread>

namespace clinic::appointments {

TEST_CASE("a cancelled visit is offered to who waits, kept for them, and theirs by one word")
{
    Queue at;
    const auto visit = at.booked(at.mia_id);
    const auto wish = at.waits(at.noe);
    CHECK(at.offer_of(at.noe, wish).empty());
    (void)at.clinic.events();
    at.frees(visit);
    CHECK(at.has(at.clinic.events(), "appointments.offered"));

    const auto seen = at.noe.get(wish);
    CHECK(seen.json("/status") == "offered");
    CHECK(seen.json("/offer/starts_at") == ten);
    CHECK(seen.json("/offer/ends_at") == "2026-06-02T08:20:00Z");
    CHECK(seen.json("/offer/expires_at") == "2026-06-01T06:31:00Z");
    const auto offer = at.offer_of(at.noe, wish);
    const auto before = at.clinic.snapshot();
    CHECK(at.ana.post("/api/appointments", at.wish()).code() == "slot_taken");
    CHECK(at.ana.post("/api/holds", at.wish()).code() == "slot_taken");
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id)).code() == "slot_taken");
    CHECK(at.ana.get(offer).status == 404);
    CHECK(at.ana.post(offer + "/accept").status == 404);
    CHECK(at.ana.get(wish).status == 404);
    CHECK(at.clinic.snapshot() == before);

    const auto accepted = at.noe.post(offer + "/accept");
    REQUIRE_MESSAGE(accepted.status == 200, accepted.body);
    CHECK(accepted.json("/starts_at") == ten);
    CHECK(accepted.json("/patient_id") == at.noe_id.str());
    at.clinic.settle();
    const auto events = at.clinic.events();
    CHECK(at.has(events, "appointments.booked"));
    CHECK(at.has(events, "appointments.offer_accepted"));
    CHECK(at.noe.get(wish).json("/status") == "booked");
    CHECK(at.noe.get(offer).json("/appointment_id") == accepted.json("/id"));
    CHECK(at.noe.post(offer + "/accept").code() == "offer_over");
    CHECK(at.noe.post(offer + "/decline").code() == "offer_over");
    CHECK(at.desk.get("/api/appointments/" + accepted.json("/id") + "/history").size() == 1);
}

TEST_CASE("a cancellation can be taken back for a minute before the time is offered")
{
    Queue at;
    const auto visit = at.booked(at.mia_id);
    const auto wish = at.waits(at.noe);
    REQUIRE(at.desk.del(visit).status == 200);
    at.clinic.settle();
    at.later(59);
    CHECK(at.offer_of(at.noe, wish).empty());
    CHECK(at.desk.post(visit + "/undo").status == 200);
    at.later(1);
    CHECK(at.offer_of(at.noe, wish).empty());
}

TEST_CASE("an offer that nobody answers goes to the next, and who let it pass is not asked again")
{
    Queue at;
    const auto visit = at.booked(at.mia_id);
    const auto first = at.waits(at.noe);
    const auto second = at.waits(at.ana);
    at.frees(visit);
    const auto passed = at.offer_of(at.noe, first);
    REQUIRE(!passed.empty());
    CHECK(at.offer_of(at.ana, second).empty());
    at.later(30 * 60 - 1);
    CHECK(at.offer_of(at.ana, second).empty());
    at.clinic->clock.advance_seconds(1);
    CHECK(at.noe.post(passed + "/accept").code() == "offer_over");
    (void)at.clinic.events();
    at.later(0);
    CHECK(at.has(at.clinic.events(), "appointments.offer_expired"));
    CHECK(at.noe.get(first).json("/status") == "waiting");
    CHECK(at.noe.get(passed).json("/state") == "expired");
    const auto theirs = at.offer_of(at.ana, second);
    REQUIRE(!theirs.empty());

    CHECK(at.ana.post(theirs + "/decline").json("/state") == "declined");
    at.clinic.settle();
    CHECK(at.has(at.clinic.events(), "appointments.offer_declined"));
    // Nobody is left to ask: the time is anybody's.
    CHECK(at.offer_of(at.noe, first).empty());
    CHECK(at.offer_of(at.ana, second).empty());
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id)).status == 201);
    CHECK(at.noe.get(first + "/offers").json("/items/0/state") == "expired");
}

TEST_CASE("offered to all at once, the first who says yes has it, and the others go on waiting")
{
    Queue at;
    at.all_at_once();
    const auto visit = at.booked(at.mia_id);
    const auto first = at.waits(at.noe);
    const auto second = at.waits(at.ana);
    at.frees(visit);
    const auto one = at.offer_of(at.noe, first);
    const auto other = at.offer_of(at.ana, second);
    REQUIRE(!one.empty());
    REQUIRE(!other.empty());
    CHECK(at.noe.get(one).json("/expires_at") == "2026-06-01T07:01:00Z");
    CHECK(at.ana.post(other + "/accept").status == 200);
    CHECK(at.noe.post(one + "/accept").code() == "slot_taken");
    CHECK(at.noe.get(one).json("/state") == "taken");
    CHECK(at.noe.get(first).json("/status") == "waiting");
    at.clinic.settle();
    CHECK(at.has(at.clinic.events(), "appointments.offer_withdrawn"));
    // It was not they who refused: when it comes free once more, they are asked once more.
    const auto booked = at.ana.get("/api/appointments").json("/items/0/id");
    at.frees("/api/appointments/" + booked);
    CHECK(!at.offer_of(at.noe, first).empty());
}

TEST_CASE("of all at once, those who decline leave it to the others, and the last frees it")
{
    Queue at;
    at.all_at_once();
    const auto visit = at.booked(at.mia_id);
    const auto first = at.waits(at.noe);
    const auto second = at.waits(at.ana);
    at.frees(visit);
    CHECK(at.noe.post(at.offer_of(at.noe, first) + "/decline").status == 200);
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id)).code() == "slot_taken");
    CHECK(at.ana.post(at.offer_of(at.ana, second) + "/decline").status == 200);
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id)).status == 201);
}

TEST_CASE("however a time comes free, it is offered")
{
    const auto offered = [](auto&& free) {
        Queue at;
        free(at, [&] { return at.waits(at.noe); });
    };
    SUBCASE("a visit is moved away")
    {
        offered([](Queue& at, auto wait) {
            const auto visit = at.booked(at.mia_id);
            const auto wish = wait();
            CHECK(at.desk.post(visit + "/move", R"({"starts_at":"2026-06-03T08:00:00Z"})").status ==
                  200);
            at.clinic.settle();
            at.later(60);
            CHECK(at.noe.get(wish).json("/offer/starts_at") == ten);
        });
    }
    SUBCASE("leave is taken back")
    {
        offered([](Queue& at, auto wait) {
            const auto exceptions = fmt::format(
                "/api/availability/{}/exceptions", at.practitioner.view());
            const auto leave = at.desk.post(
                exceptions, R"({"kind":"off","first_day":"2026-06-01","last_day":"2026-06-20"})");
            at.clinic.settle();
            const auto wish = std::string(list) + "/" +
                              at.noe
                                  .post(list, at.body(fmt::format(R"(,"practitioner_ids":["{}"])",
                                                  at.practitioner.view())))
                                  .json("/id");
            (void)wait;
            at.clinic.settle();
            CHECK(at.offer_of(at.noe, wish).empty());
            CHECK(at.desk.del(exceptions + "/" + leave.json("/id")).status == 204);
            at.clinic.settle();
            // The first that is not too soon: 9:20 today, an hour's notice from 8:00 and room to answer.
            CHECK(at.noe.get(wish).json("/offer/starts_at") == "2026-06-01T07:20:00Z");
        });
    }
    SUBCASE("a kept time is given up")
    {
        offered([](Queue& at, auto wait) {
            const auto wish = wait();
            const auto held = at.ana.post("/api/holds", at.wish());
            at.clinic.settle();
            CHECK(at.offer_of(at.noe, wish).empty());
            CHECK(at.ana.del("/api/holds/" + held.json("/id")).status == 204);
            at.clinic.settle();
            CHECK(at.noe.get(wish).json("/offer/starts_at") == ten);
        });
    }
    SUBCASE("a kept time expires")
    {
        offered([](Queue& at, auto wait) {
            const auto wish = wait();
            REQUIRE(at.ana.post("/api/holds", at.wish()).status == 201);
            at.clinic.settle();
            at.later(5 * 60 - 1);
            CHECK(at.offer_of(at.noe, wish).empty());
            at.later(1);
            CHECK(at.noe.get(wish).json("/offer/starts_at") == ten);
        });
    }
}

TEST_CASE("a kept time that became a visit is offered to nobody")
{
    Queue at;
    const auto wish = at.waits(at.noe);
    REQUIRE(at.ana.post("/api/holds", at.wish()).status == 201);
    REQUIRE(at.ana.post("/api/appointments", at.wish()).status == 201);
    at.clinic.settle();
    at.later(6 * 60);
    CHECK(at.offer_of(at.noe, wish).empty());
}

TEST_CASE("only what suits is offered: the days, the hours, the practitioner, until when")
{
    const auto offered = [](std::string_view more) {
        Queue at;
        const auto visit = at.booked(at.mia_id);
        const auto wish = at.waits(at.noe, more);
        at.frees(visit);
        return !at.offer_of(at.noe, wish).empty();
    };
    CHECK(offered(R"(,"weekdays":[2],"earliest":"10:00","latest":"10:00")"));
    CHECK_FALSE(offered(R"(,"weekdays":[1,3])"));
    CHECK_FALSE(offered(R"(,"earliest":"10:01")"));
    CHECK_FALSE(offered(R"(,"latest":"09:59")"));

    Queue at;
    const auto visit = at.booked(at.mia_id);
    const auto others = at.waits(
        at.noe, fmt::format(R"(,"practitioner_ids":["{}"])", at.other_practitioner.view()));
    const auto today = at.ana.post(list, fmt::format(R"({{"site_id":"{}","visit_type_id":"{}",)"
                                                     R"("until":"2026-06-01"}})",
                                             at.site.view(), at.type.view()));
    at.frees(visit);
    CHECK(at.offer_of(at.noe, others).empty());
    CHECK(at.ana.get(std::string(list) + "/" + today.json("/id")).json("/status") == "waiting");
}

TEST_CASE("a freed hour goes to as many as fit into it")
{
    Queue at;
    clinics::VisitTypeDetails longer;
    longer.name = "Bilan";
    longer.duration_minutes = 40;
    longer.price = {3000, "EUR"};
    longer.modes = {clinics::VisitMode::on_site};
    const auto bilan = at.clinic->clinics.add_visit_type(longer);
    const auto reply = at.desk.post("/api/appointments",
        fmt::format(
            R"({{"practitioner_id":"{}","site_id":"{}","visit_type_id":"{}","patient_id":"{}","starts_at":"{}"}})",
            at.practitioner.view(), at.site.view(), bilan.view(), at.mia_id.view(), ten));
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    const auto first = at.waits(at.noe);
    const auto second = at.waits(at.ana);
    at.frees("/api/appointments/" + reply.json("/id"));
    CHECK(at.noe.get(first).json("/offer/starts_at") == ten);
    CHECK(at.ana.get(second).json("/offer/starts_at") == "2026-06-02T08:20:00Z");
}

TEST_CASE("an override of staff wins over an offer, as over a hold")
{
    Queue at;
    const auto visit = at.booked(at.mia_id);
    const auto wish = at.waits(at.noe);
    at.frees(visit);
    const auto offer = at.offer_of(at.noe, wish);
    CHECK(at.desk
              .post("/api/appointments",
                  at.wish_for(at.mia_id, ten, R"(,"override_reason":"Urgence")"))
              .status == 201);
    CHECK(at.noe.post(offer + "/accept").code() == "slot_taken");
}

TEST_CASE("accepting and booking one time at once: one has it, whoever asks")
{
    Queue at;
    at.all_at_once();
    for (int day = 2; day < 7; ++day) {
        const auto start = fmt::format("2026-06-{:02}T08:00:00Z", day);
        const auto visit = at.booked(at.mia_id, start);
        const auto first = at.waits(at.noe);
        const auto second = at.waits(at.ana);
        at.frees(visit);
        const auto one = at.offer_of(at.noe, first);
        const auto other = at.offer_of(at.ana, second);
        REQUIRE(!one.empty());
        REQUIRE(!other.empty());
        std::atomic<int> won{0};
        std::atomic<int> lost{0};
        const auto count = [&](const test::Reply& reply) {
            won += reply.status < 300 ? 1 : 0;
            lost += reply.status == 409 ? 1 : 0;
        };
        std::vector<std::thread> crowd;
        for (int i = 0; i < 8; ++i) {
            crowd.emplace_back([&, i] {
                auto who = test::Visitor(i % 4 == 0 ? at.noe : i % 4 == 1 ? at.ana : at.desk);
                if (i % 4 == 0) count(who.post(one + "/accept"));
                else if (i % 4 == 1) count(who.post(other + "/accept"));
                else count(who.post("/api/appointments", at.wish_for(at.mia_id, start)));
            });
        }
        for (auto& thread : crowd) thread.join();
        CHECK(won == 1);
        CHECK(lost == 7);
        at.clinic.settle();
        for (auto* wish : {&first, &second}) (void)at.admin.del(*wish);
    }
}

} // namespace clinic::appointments
