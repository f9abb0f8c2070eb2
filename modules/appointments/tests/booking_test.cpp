#include "support/surgery.hpp"

#include <algorithm>
#include <thread>

namespace clinic::appointments {

using test::Surgery;

TEST_CASE("a patient books an offered slot, and everyone who may sees it")
{
    Surgery at;
    const auto reply = at.noe.post("/api/appointments",
        at.wish("2026-06-02T08:00:00Z", R"(,"reason":"  Genou  ","note":"x")"));
    REQUIRE(reply.status == 201);
    CHECK(reply.json("/status") == "booked");
    CHECK(reply.json("/ends_at") == "2026-06-02T08:20:00Z");
    CHECK(reply.json("/patient_name") == "Durand Noé");
    CHECK(reply.json("/reason") == "Genou");
    CHECK(reply.json("/note") == "");
    CHECK(reply.header("etag") == "\"1\"");
    CHECK(reply.header("location") == "/api/appointments/" + reply.json("/id"));
    CHECK(at.clinic.events() == std::vector<std::string>{"appointments.booked"});

    const auto path = "/api/appointments/" + reply.json("/id");
    CHECK(at.noe.get(path).status == 200);
    CHECK(at.desk.get(path).status == 200);
    CHECK(at.doctor.get(path).status == 200);
    CHECK(at.admin.get(path).status == 200);
    CHECK(at.colleague.get(path).status == 404);
    CHECK(at.clinic.sign_in(Role::patient).get(path).status == 404);
    CHECK(at.clinic.sign_in(Role::receptionist).get(path).status == 404);
    CHECK(at.clinic.stranger().get(path).status == 401);
}

TEST_CASE("the same slot is refused with a kind sentence, and nothing changes")
{
    Surgery at;
    (void)at.booked(at.mia_id);
    const auto before = at.clinic.snapshot();
    const auto reply = at.noe.with("accept-language", "fr").post("/api/appointments", at.wish());
    CHECK(reply.status == 409);
    CHECK(reply.code() == "slot_taken");
    CHECK(reply.json("/detail") == "Ce créneau vient d’être pris. Choisissez-en un autre.");
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.noe_id)).code() == "slot_taken");
    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.noe_id, "2026-06-02T08:10:00Z")).code() ==
        "slot_taken");
    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.noe_id, "2026-06-02T07:50:00Z")).code() ==
        "slot_taken");
    CHECK(at.clinic.snapshot() == before);
    // Back to back is no overlap.
    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.noe_id, "2026-06-02T08:20:00Z")).status ==
        201);
    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.noe_id, "2026-06-02T07:40:00Z")).status ==
        201);
}

TEST_CASE("the public is held to what is offered")
{
    Surgery at;
    const auto code_at = [&](std::string_view start) {
        const auto reply = at.noe.post("/api/appointments", at.wish(start));
        return fmt::format("{} {}", reply.status,
            reply.status == 422 ? reply.json("/errors/0/code") : reply.code());
    };
    const auto before = at.clinic.snapshot();
    CHECK(code_at("2026-05-31T08:00:00Z") == "422 past");
    CHECK(code_at("2026-06-01T06:30:00Z") == "422 too_soon");
    CHECK(code_at("2026-07-02T08:00:00Z") == "422 too_far");
    CHECK(code_at("2026-06-02T06:00:00Z") == "422 outside_hours");
    CHECK(code_at("2026-06-02T09:50:00Z") == "422 outside_hours"); // would end after noon
    CHECK(code_at("2026-06-02T08:05:00Z") == "409 slot_taken");    // between two offered starts
    CHECK(at.noe.post("/api/appointments", at.wish_for(at.mia_id)).status == 422);
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("the front desk books any free time within the hours")
{
    Surgery at;
    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.mia_id, "2026-06-02T08:05:00Z")).status ==
        201);
    CHECK(
        at.desk.post("/api/appointments", at.wish_for(at.mia_id, "2026-12-01T08:20:00Z")).status ==
        201);
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id, "2026-06-02T12:00:00Z"))
              .json("/errors/0/code") == "outside_hours");
    CHECK(at.desk.post("/api/appointments", at.wish()).json("/errors/0/pointer") == "/patient_id");
    CHECK(at.desk.post("/api/appointments", at.wish_for(patients::PatientId::fresh()))
              .json("/errors/0/code") == "unknown");
    auto elsewhere = at.clinic.sign_in(Role::receptionist);
    CHECK(elsewhere.post("/api/appointments", at.wish_for(at.mia_id)).status == 403);
}

TEST_CASE("parts that do not go together are refused at the right field")
{
    Surgery at;
    const auto pointer = [&](std::string_view from, std::string_view to) {
        auto body = at.wish_for(at.mia_id, "2026-06-03T08:00:00Z", R"(,"mode":"on_site")");
        body.replace(body.find(from), from.size(), to);
        return at.desk.post("/api/appointments", body).json("/errors/0/pointer");
    };
    CHECK(pointer(at.type.view(), clinics::VisitTypeId::fresh().view()) == "/visit_type_id");
    CHECK(pointer(at.practitioner.view(), clinics::PractitionerId::fresh().view()) ==
          "/practitioner_id");
    CHECK(pointer("on_site", "home") == "/mode");
    CHECK(pointer("on_site", "nowhere") == "/mode");
    CHECK(pointer("\"starts_at\"", "\"begins_at\"") == "/starts_at");
    CHECK(at.desk.post("/api/appointments", "{}").size("/errors") == 3);
}

TEST_CASE("a booking sent twice with one key is one booking")
{
    Surgery at;
    const auto first =
        at.desk.with("idempotency-key", "k1").post("/api/appointments", at.wish_for(at.mia_id));
    const auto second =
        at.desk.with("idempotency-key", "k1").post("/api/appointments", at.wish_for(at.mia_id));
    CHECK(first.status == 201);
    CHECK(second.status == 201);
    CHECK(second.body == first.body);
    CHECK(second.header("location") == first.header("location"));
    CHECK(at.desk.with("idempotency-key", "k1")
              .post("/api/appointments", at.wish_for(at.noe_id))
              .code() == "idempotency_reused");
    CHECK(at.admin.with("idempotency-key", "k1")
              .post("/api/appointments", at.wish_for(at.mia_id))
              .code() == "slot_taken");
}

namespace {

/// What `send` answers to as many at once.
std::vector<test::Reply> at_once(int many, const std::function<test::Reply(int)>& send)
{
    std::vector<test::Reply> replies(static_cast<std::size_t>(many));
    std::vector<std::thread> threads;
    for (int i = 0; i < many; ++i)
        threads.emplace_back([&, i] { replies[static_cast<std::size_t>(i)] = send(i); });
    for (auto& thread : threads) thread.join();
    return replies;
}

std::int64_t deadlocks(test::TestClinic& clinic)
{
    return clinic.database->read_now([](db::Tx& tx) -> std::int64_t {
        if (!tx.postgres()) return 0;
        return tx.value<std::int64_t>(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
    });
}

} // namespace

TEST_CASE("a booking repeated at once by its own twins is one booking, and each is answered it")
{
    Surgery at;
    for (const auto* start :
        {"2026-06-02T07:00:00Z", "2026-06-02T08:00:00Z", "2026-06-02T09:00:00Z"}) {
        const auto key = fmt::format("twins-{}", start);
        const auto wish = at.wish_for(at.mia_id, start);
        const auto replies = at_once(8, [&](int) {
            auto twin = at.desk;
            return twin.with("idempotency-key", key).post("/api/appointments", wish);
        });
        for (const auto& reply : replies) {
            CHECK(reply.status == 201);
            CHECK(reply.body == replies.front().body);
        }
    }
}

TEST_CASE(
    "rivals for one time: one gets it, the others are told, and none waits for another in a ring")
{
    Surgery at;
    for (const auto* start :
        {"2026-06-02T07:00:00Z", "2026-06-02T08:00:00Z", "2026-06-02T09:00:00Z"}) {
        const auto replies = at_once(12, [&](int i) {
            auto rival = at.desk;
            return rival.post(
                "/api/appointments", at.wish_for(i % 2 == 0 ? at.mia_id : at.noe_id, start));
        });
        CHECK(std::ranges::count(replies, 201, &test::Reply::status) == 1);
        CHECK(std::ranges::count(replies, 409, &test::Reply::status) == 11);
    }
    CHECK(deadlocks(at.clinic) == 0);
}

TEST_CASE("a visit is moved, and never onto another")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    (void)at.booked(at.mia_id, "2026-06-02T08:40:00Z");
    (void)at.clinic.events();

    CHECK(at.desk.post(path + "/move", R"({"starts_at":"2026-06-02T08:30:00Z"})").code() ==
          "slot_taken");
    CHECK(at.desk.get(path).json("/starts_at") == "2026-06-02T08:00:00Z");
    // Onto its own old time, by a little.
    const auto moved = at.desk.post(path + "/move", R"({"starts_at":"2026-06-02T08:10:00Z"})");
    CHECK(moved.status == 200);
    CHECK(moved.json("/ends_at") == "2026-06-02T08:30:00Z");
    CHECK(moved.json("/version") == "2");
    CHECK(at.clinic.events() == std::vector<std::string>{"appointments.moved"});
    const auto with_colleague = fmt::format(
        R"({{"starts_at":"2026-06-02T08:40:00Z","practitioner_id":"{}"}})",
        at.other_practitioner.view());
    CHECK(at.desk.post(path + "/move", with_colleague).json("/practitioner_id") ==
          at.other_practitioner.str());
    CHECK(at.noe.post(path + "/move", R"({"starts_at":"2026-06-03T08:20:00Z"})").status == 200);
    CHECK(at.noe.post(path + "/move", R"({"starts_at":"2026-06-03T08:25:00Z"})").code() ==
          "slot_taken");
}

TEST_CASE("a patient moves and cancels until the day before, then calls")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    at.clinic->clock.set(*Instant::parse("2026-06-01T08:30:00Z"));
    auto noe = at.clinic.again(at.noe);
    auto desk = at.clinic.again(at.desk);
    const auto before = at.clinic.snapshot();
    CHECK(noe.post(path + "/move", R"({"starts_at":"2026-06-03T08:20:00Z"})").code() == "too_late");
    CHECK(noe.del(path).code() == "too_late");
    CHECK(at.clinic.snapshot() == before);
    CHECK(desk.del(path + "?reason=Grippe").json("/cancelled_by") == "clinic");
}

TEST_CASE("two editors: the second is told, and overwrites nothing")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    CHECK(
        at.desk.with("if-match", "\"1\"").put(path, R"({"note":"Vient avec son frère"})").status ==
        200);
    const auto late = at.desk.with("if-match", "\"1\"").put(path, R"({"note":"Autre chose"})");
    CHECK(late.status == 412);
    CHECK(late.code() == "stale");
    CHECK(at.desk.get(path).json("/note") == "Vient avec son frère");
    CHECK(at.noe.get(path).json("/note") == "");
    CHECK(at.desk.with("if-none-match", "\"2\"").get(path).status == 304);
    CHECK(at.desk.put(path, R"({"note":null})").json("/note") == "");
}

TEST_CASE("fifty at once for one slot: one wins, the others are told")
{
    Surgery at;
    for (int round = 0; round < 10; ++round) {
        const auto start = fmt::format("2026-06-{:02}T08:00:00Z", 3 + round);
        std::atomic<int> won{0};
        std::atomic<int> taken{0};
        std::vector<std::thread> crowd;
        for (int i = 0; i < 50; ++i) {
            // Overlapping wishes too: half of them five minutes later.
            const auto wish = at.wish_for(i % 2 == 0 ? at.noe_id : at.mia_id,
                i % 3 == 0 ? start.substr(0, 14) + "05:00Z" : start);
            crowd.emplace_back([&at, &won, &taken, wish] {
                const auto reply = test::Visitor(at.desk).post("/api/appointments", wish);
                won += reply.status == 201 ? 1 : 0;
                taken += reply.status == 409 && reply.code() == "slot_taken" ? 1 : 0;
            });
        }
        for (auto& one : crowd) one.join();
        CHECK(won == 1);
        CHECK(taken == 49);
    }
}

TEST_CASE("the rule is the database's: a row that overlaps is refused by both statements that "
          "could make one")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    const auto other = at.booked(at.mia_id, "2026-06-02T09:00:00Z");
    const auto outcome = at.clinic.database->write_now([&](db::Tx& tx) {
        return tx.attempt("UPDATE appointments_visits SET busy_from = busy_from - 3600000, "
                          "starts_at = starts_at - 3600000, ends_at = ends_at - 3600000, "
                          "busy_until = busy_until - 3600000 WHERE id = :id",
            other.substr(other.rfind('/') + 1));
    });
    CHECK(outcome == db::Tx::Outcome::violated);
    // A cancelled visit leaves its time free, and does not come back onto another.
    CHECK(at.desk.del(path).status == 200);
    CHECK(at.desk.post("/api/appointments", at.wish_for(at.mia_id)).status == 201);
    CHECK(at.desk.post(path + "/undo").code() == "slot_taken");
}

} // namespace clinic::appointments
