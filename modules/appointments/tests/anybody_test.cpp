// Booking without saying with whom.

#include "support/surgery.hpp"

namespace clinic::appointments {
namespace {

using test::Surgery;

/// With anybody, at 10:00 in Paris on Tuesday unless told otherwise.
std::string wish(
    const Surgery& at, std::string_view start = "2026-06-02T08:00:00Z", std::string_view more = "")
{
    return fmt::format(R"({{"site_id":"{}","visit_type_id":"{}","starts_at":"{}"{}}})",
        at.site.view(), at.type.view(), start, more);
}

std::string for_mia(const Surgery& at)
{
    return fmt::format(R"(,"patient_id":"{}")", at.mia_id.view());
}

} // namespace

TEST_CASE("anybody: each who is free then receives once, and then the time is taken")
{
    Surgery at;
    const auto first = at.noe.post("/api/appointments", wish(at));
    REQUIRE_MESSAGE(first.status == 201, first.body);
    const auto second = at.desk.post(
        "/api/appointments", wish(at, "2026-06-02T08:00:00Z", for_mia(at)));
    REQUIRE_MESSAGE(second.status == 201, second.body);
    CHECK(first.json("/practitioner_id") != second.json("/practitioner_id"));
    for (auto* who : {&at.desk, &at.noe}) {
        const auto third = who->post("/api/appointments",
            wish(at, "2026-06-02T08:00:00Z", who == &at.desk ? for_mia(at) : ""));
        CHECK(third.status == 409);
        CHECK(third.json("/code") == "slot_taken");
    }
    CHECK(at.admin.get("/api/appointments").size() == 2);
}

TEST_CASE("anybody: the one with the fewest visits that day comes first")
{
    Surgery at;
    for (const auto* time : {"07:00", "07:20"})
        (void)at.booked(at.mia_id, fmt::format("2026-06-02T{}:00Z", time));
    const auto booked = at.noe.post("/api/appointments", wish(at));
    REQUIRE(booked.status == 201);
    CHECK(booked.json("/practitioner_id") == at.other_practitioner.str());
}

TEST_CASE("anybody: is told why when nobody can be had")
{
    Surgery at;
    const auto code = [&](std::string_view start) {
        const auto reply = at.noe.post("/api/appointments", wish(at, start));
        CHECK(reply.status == 422);
        return reply.json("/errors/0/code");
    };
    CHECK(code("2026-06-02T18:00:00Z") == "outside_hours");
    CHECK(code("2026-06-01T06:05:00Z") == "too_soon");
    CHECK(at.noe.post("/api/appointments", wish(at, "2026-06-02T08:05:00Z")).status == 409);
    const auto over = at.desk.post("/api/appointments",
        wish(at, "2026-06-02T18:00:00Z", for_mia(at) + R"(,"override_reason":"Urgence")"));
    CHECK(over.json("/errors/0/pointer") == "/practitioner_id");
    auto other = *at.clinic->clinics.visit_type(at.type);
    other.name = "Bilan";
    other.practitioners = {clinics::PractitionerId::fresh()};
    at.type = at.clinic->clinics.add_visit_type(other);
    CHECK(code("2026-06-02T08:00:00Z") == "not_bookable");
    CHECK(at.admin.get("/api/appointments").size() == 0);
}

} // namespace clinic::appointments
