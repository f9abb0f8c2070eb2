// Wishes: who may make them, who reads them, how they end, and how they are answered for.

#include "../src/waiting_list.hpp"
#include "waiting_queue.hpp"

namespace clinic::appointments {

TEST_CASE("a wish ends by itself, and gives up what it was offered")
{
    const auto with_offer = [](auto&& deed, std::string_view becomes) {
        Queue at;
        const auto visit = at.booked(at.mia_id);
        const auto wish = at.waits(at.noe);
        at.frees(visit);
        const auto offer = at.offer_of(at.noe, wish);
        REQUIRE(!offer.empty());
        deed(at, wish);
        at.clinic.settle();
        CHECK(at.desk.get(wish).json("/status") == becomes);
        CHECK(at.desk.get(offer).json("/state") == "withdrawn");
        CHECK(at.desk.post(offer + "/accept").code() == "offer_over");
        CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id)).status == 201);
    };
    SUBCASE("when the patient books such a visit themself")
    {
        with_offer(
            [](Queue& at, const std::string&) {
                CHECK(at.noe.post("/api/appointments", at.wish("2026-06-03T08:00:00Z")).status ==
                      201);
            },
            "booked");
    }
    SUBCASE("when the patient is archived")
    {
        with_offer(
            [](Queue& at, const std::string&) {
                CHECK(at.admin.del("/api/patients/" + at.noe_id.str()).status < 300);
            },
            "withdrawn");
    }
    SUBCASE("when it is given up")
    {
        with_offer(
            [](Queue& at, const std::string& wish) {
                CHECK(at.noe.del(wish).json("/status") == "withdrawn");
                CHECK(at.noe.del(wish).code() == "wish_over");
            },
            "withdrawn");
    }
    SUBCASE("after its last day")
    {
        Queue at;
        const auto wish = at.waits(at.noe);
        at.later(19 * 86'400);
        CHECK(at.noe.get(wish).json("/status") == "waiting");
        at.later(86'400);
        CHECK(at.noe.get(wish).json("/status") == "lapsed");
        CHECK(at.noe
                  .post(list,
                      fmt::format(R"({{"site_id":"{}","visit_type_id":"{}","until":"2026-07-20"}})",
                          at.site.view(), at.type.view()))
                  .status == 201);
    }
}

TEST_CASE("a wish made after a booking stays, however late the booking is heard of")
{
    Queue at;
    const auto before = at.waits(at.noe);
    at.clinic->bus.stop();
    CHECK(at.noe.post("/api/appointments", at.wish("2026-06-03T08:00:00Z")).status == 201);
    CHECK(at.noe.del(before).status == 200);
    at.clinic->clock.advance_seconds(1);
    const auto after = at.waits(at.noe);
    at.clinic->bus.start();
    at.clinic.settle();
    CHECK(at.noe.get(after).json("/status") == "waiting");
}

TEST_CASE("hours that are taken away take their offers with them")
{
    Queue at;
    const auto visit = at.booked(at.mia_id);
    const auto wish = at.waits(at.noe);
    at.frees(visit);
    const auto offer = at.offer_of(at.noe, wish);
    CHECK(at.desk
              .post(fmt::format("/api/availability/{}/exceptions", at.practitioner.view()),
                  R"({"kind":"off","first_day":"2026-06-02","last_day":"2026-06-02"})")
              .status == 201);
    at.clinic.settle();
    CHECK(at.noe.get(offer).json("/state") == "withdrawn");
}

TEST_CASE("what cannot be wished for is refused and changes nothing")
{
    Queue at;
    (void)at.waits(at.noe);
    auto accountant = at.clinic.sign_in(Role::accountant);
    auto elsewhere = at.clinic.sign_in(Role::receptionist);
    const auto before = at.clinic.snapshot();
    const auto code = [&](test::Visitor& who, std::string_view more) {
        const auto reply = who.post(list, at.body(more));
        const auto field = reply.json("/errors/0/code");
        return field.empty() ? reply.code() : field;
    };
    CHECK(code(at.noe, "") == "already_waiting");
    CHECK(code(at.ana, fmt::format(R"(,"patient_id":"{}")", at.noe_id.view())) == "unknown");
    CHECK(code(elsewhere, fmt::format(R"(,"patient_id":"{}")", at.mia_id.view())) == "forbidden");
    CHECK(code(at.desk, "") == "required");
    CHECK(code(at.ana, R"(,"earliest":"11:00","latest":"10:00")") == "range");
    CHECK(code(at.ana, R"(,"mode":"home")") == "not_bookable");
    CHECK(code(at.ana, fmt::format(R"(,"practitioner_ids":["{}"])",
                           clinics::PractitionerId::fresh().view())) == "not_bookable");
    CHECK(accountant.post(list, at.body()).status == 403);
    CHECK(at.clinic.stranger().post(list, at.body()).status == 401);
    for (const auto* until : {"2026-05-31", "2027-06-03"}) {
        const auto reply = at.ana.post(
            list, fmt::format(R"({{"site_id":"{}","visit_type_id":"{}","until":"{}"}})",
                      at.site.view(), at.type.view(), until));
        CHECK(reply.json("/errors/0/pointer") == "/until");
    }
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("the list is the desk's, narrowed by filters; others read their own")
{
    Queue at;
    const auto first = at.waits(at.noe, R"(,"note":"Le matin")");
    const auto second = at.waits(
        at.ana, fmt::format(R"(,"practitioner_ids":["{}"])", at.other_practitioner.view()));
    const auto ids = [&](test::Visitor& who, std::string_view query) {
        std::string found;
        const auto reply = who.get(std::string(list) + std::string(query));
        for (std::size_t i = 0; i < reply.size(); ++i)
            found += reply.json(fmt::format("/items/{}/patient_name", i)) + ";";
        return found;
    };
    CHECK(ids(at.desk, "") == "Durand Noé;Rival Ana;");
    CHECK(ids(at.desk, "?limit=1") == "Durand Noé;");
    CHECK(
        ids(at.desk, fmt::format("?practitioner_id={}", at.practitioner.view())) == "Durand Noé;");
    CHECK(ids(at.desk, fmt::format("?patient_id={}&count=true", at.ana_id.view())) == "Rival Ana;");
    CHECK(ids(at.desk, "?status=offered").empty());
    CHECK(ids(at.noe, "") == "Durand Noé;");
    CHECK(ids(at.ana, "") == "Rival Ana;");
    CHECK(ids(at.doctor, "").empty());
    CHECK(ids(at.colleague, "") == "Rival Ana;");
    auto elsewhere = at.clinic.sign_in(Role::receptionist);
    CHECK(ids(elsewhere, "").empty());

    CHECK(at.noe.del(first).status == 200);
    CHECK(ids(at.desk, "?in_queue=true") == "Rival Ana;");
    const auto cursor = at.desk.get(std::string(list) + "?limit=1").json("/next");
    CHECK(ids(at.desk, "?limit=1&cursor=" + cursor) == "Rival Ana;");
    const auto etag = at.ana.get(second).header("etag");
    const auto change = R"({"until":"2026-06-10","weekdays":[5,1,5]})";
    CHECK(at.ana.put(second, change).json("/weekdays") == "[1,5]");
    CHECK(at.ana.with("if-match", etag).put(second, change).status == 412);
}

TEST_CASE("the desk offers a free time by hand, once at a time and not too soon")
{
    Queue at;
    const auto wish = at.waits(at.noe);
    const auto offer = [&](test::Visitor& who, std::string_view start) {
        return who.post(
            wish + "/offers", fmt::format(R"({{"practitioner_id":"{}","starts_at":"{}"}})",
                                  at.practitioner.view(), start));
    };
    CHECK(offer(at.noe, ten).status == 403);
    CHECK(offer(at.desk, "2026-06-02T06:00:00Z").json("/errors/0/code") == "outside_hours");
    CHECK(offer(at.desk, "2026-06-01T07:00:00Z").json("/errors/0/code") == "too_soon");
    (void)at.booked(at.mia_id, "2026-06-04T08:00:00Z");
    CHECK(offer(at.desk, "2026-06-04T08:10:00Z").code() == "slot_taken");
    const auto made = offer(at.desk, "2026-06-02T08:10:00Z");
    REQUIRE_MESSAGE(made.status == 200, made.body);
    CHECK(made.json("/offer/starts_at") == "2026-06-02T08:10:00Z");
    CHECK(offer(at.desk, "2026-06-03T08:00:00Z").code() == "already_offered");
    // Somebody calls and says yes: the desk says it for them.
    CHECK(at.desk.post(at.offer_of(at.desk, wish) + "/accept").json("/patient_id") ==
          at.noe_id.str());
}

TEST_CASE("how a site offers is set by its front desk, and by nobody else")
{
    Queue at;
    const auto path = fmt::format("/api/waiting-rules/{}", at.site.view());
    CHECK(at.desk.get(path).json("/manner") == "in_turn");
    CHECK(at.desk.get(path).json("/answer_minutes") == "30");
    auto elsewhere = at.clinic.sign_in(Role::receptionist);
    CHECK(elsewhere.get(path).status == 404);
    CHECK(elsewhere.put(path, R"({"manner":"all_at_once","answer_minutes":60})").status == 404);
    CHECK(at.noe.get(path).status == 403);
    CHECK(at.desk.put(path, R"({"manner":"in_turn","answer_minutes":4})").status == 422);
    at.all_at_once();
    CHECK(at.admin.get(path).json("/version") == "1");
}

TEST_CASE("an answer is waited for by day, and never past the visit's notice")
{
    const auto paris = *Zone::find("Europe/Paris");
    const auto deadline = [&](std::string_view now, int minutes, std::string_view latest) {
        return offer_deadline(paris, *Instant::parse(now), minutes, *Instant::parse(latest)).text();
    };
    const auto far = "2026-06-10T08:00:00Z";
    CHECK(deadline("2026-06-01T08:00:00Z", 30, far) == "2026-06-01T08:30:00Z");
    CHECK(deadline("2026-06-01T17:50:00Z", 30, far) == "2026-06-02T06:20:00Z");
    CHECK(deadline("2026-06-01T20:00:00Z", 30, far) == "2026-06-02T06:30:00Z");
    CHECK(deadline("2026-06-01T03:00:00Z", 1440, far) == "2026-06-02T18:00:00Z");
    CHECK(deadline("2026-06-01T20:00:00Z", 30, "2026-06-02T05:00:00Z") == "2026-06-02T05:00:00Z");
    // The clocks jump in the night: the day begins at 8:00 all the same.
    CHECK(deadline("2026-03-28T20:00:00Z", 30, far) == "2026-03-29T06:30:00Z");
    CHECK(deadline("2026-10-24T20:00:00Z", 30, "2026-11-10T08:00:00Z") == "2026-10-25T07:30:00Z");
}

} // namespace clinic::appointments
