// A parent and their child's visits.
#include "support/surgery.hpp"

namespace clinic::appointments {

using test::Surgery;

namespace {

/// Noé acts for Léa, who is seven and has no account.
struct Family : Surgery {
    patients::PatientId lea_id;

    Family()
    {
        patients::NewPatient child;
        child.birth_name = "Durand";
        child.first_name = "Léa";
        child.birth_date = LocalDate::of(2019, 3, 5);
        lea_id = clinic->patients.add(child);
        const auto reply = desk.post("/api/patients/" + lea_id.str() + "/proxies",
            fmt::format(R"({{"patient_id":"{}","relation":"parent"}})", noe_id.view()));
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        proxy = "/api/patients/" + lea_id.str() + "/proxies/" + reply.json("/id");
        clinic.settle();
        (void)clinic.events();
    }
    std::string proxy;
};

} // namespace

TEST_CASE("a parent books, sees, moves and cancels their child's visits")
{
    Family at;
    const auto booked = at.noe.post(
        "/api/appointments", at.wish_for(at.lea_id, "2026-06-03T08:00:00Z", R"(,"note":"x")"));
    REQUIRE_MESSAGE(booked.status == 201, booked.body);
    CHECK(booked.json("/patient_name") == "Durand Léa");
    CHECK(booked.json("/note") == "");
    const auto path = "/api/appointments/" + booked.json("/id");
    CHECK(at.noe.get(path).status == 200);
    CHECK(at.noe.get("/api/appointments?patient_id=" + at.lea_id.str()).size() == 1);
    CHECK(at.noe.get("/api/appointments").size() == 0); // one's own
    CHECK(at.noe.post(path + "/move", R"({"starts_at":"2026-06-03T08:20:00Z"})").status == 200);
    CHECK(at.noe.post(path + "/confirm").json("/status") == "confirmed");
    const auto cancelled = at.noe.del(path);
    CHECK(cancelled.json("/cancelled_by") == "patient");
    CHECK(cancelled.json("/late_cancel") == "");
    CHECK(at.noe.get(path + "/history").status == 403);
}

TEST_CASE("the public's rules hold for who acts for another as well")
{
    Family at;
    const auto path = at.booked(at.lea_id);
    at.clinic.settle();
    const auto before = at.clinic.snapshot();
    CHECK(at.noe
              .post("/api/appointments",
                  at.wish_for(at.lea_id, "2026-06-02T08:05:00Z", R"(,"override_reason":"Vite")"))
              .status == 403);
    CHECK(at.noe.post("/api/appointments", at.wish_for(at.lea_id)).code() == "slot_taken");
    CHECK(at.noe.post(path + "/arrive").status == 403);
    CHECK(at.clinic.snapshot() == before);
    at.clinic->clock.set(*Instant::parse("2026-06-01T09:00:00Z"));
    CHECK(at.clinic.again(at.noe).del(path).code() == "too_late");
}

TEST_CASE("nobody else acts for the child, and the parent no more once it is ended")
{
    Family at;
    const auto path = at.booked(at.lea_id, "2026-06-05T08:00:00Z");
    auto stranger = at.clinic.sign_in(Role::patient);
    (void)at.add_patient("Autre", "Ben", stranger.user());
    const auto list = "/api/appointments?patient_id=" + at.lea_id.str();
    const auto wish = at.wish_for(at.lea_id, "2026-06-05T08:20:00Z");
    const auto locked_out = [&](test::Visitor& who) {
        CHECK(who.get(path).status == 404);
        CHECK(who.del(path).status == 404);
        CHECK(who.get(list).size() == 0);
        CHECK(who.post("/api/appointments", wish).json("/errors/0/code") == "unknown");
    };
    at.clinic.settle();
    auto before = at.clinic.snapshot({"admin_audit"});
    locked_out(stranger);
    CHECK(at.clinic.snapshot({"admin_audit"}) == before);
    CHECK(at.desk.del(at.proxy).status == 204);
    at.clinic.settle();
    before = at.clinic.snapshot({"admin_audit"});
    locked_out(at.noe);
    CHECK(at.clinic.snapshot({"admin_audit"}) == before);
}

TEST_CASE("a parent waits for their child, and answers the offer")
{
    Family at;
    const auto made = at.noe.post("/api/waiting-list",
        fmt::format(
            R"({{"patient_id":"{}","site_id":"{}","visit_type_id":"{}","until":"2026-06-20"}})",
            at.lea_id.view(), at.site.view(), at.type.view()));
    REQUIRE_MESSAGE(made.status == 201, made.body);
    CHECK(made.json("/patient_name") == "Durand Léa");
    CHECK(at.noe.get("/api/waiting-list?patient_id=" + at.lea_id.str()).size() == 1);
    CHECK(at.noe.get("/api/waiting-list").size() == 1); // with one's own
    CHECK(at.clinic.sign_in(Role::patient).get("/api/waiting-list").size() == 0);
    const auto offered = at.desk.post("/api/waiting-list/" + made.json("/id") + "/offers",
        fmt::format(R"({{"practitioner_id":"{}","starts_at":"2026-06-05T08:00:00Z"}})",
            at.practitioner.view()));
    REQUIRE_MESSAGE(offered.status == 200, offered.body);
    const auto visit = at.noe.post("/api/offers/" + offered.json("/offer/id") + "/accept");
    REQUIRE_MESSAGE(visit.status == 200, visit.body);
    CHECK(visit.json("/patient_id") == at.lea_id.str());
}

} // namespace clinic::appointments
