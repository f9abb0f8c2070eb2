#include "practice.hpp"

namespace clinic::reporting {
namespace {

const std::string patients_report = "/api/reports/patients";

} // namespace

TEST_CASE(
    "reporting: new records count on the day of their registration, each person who comes once")
{
    Practice at;
    REQUIRE(
        at.manager
            .post("/api/patients", R"({"birth_name":"Leroy","first_name":"Ada","sex":"female"})")
            .status == 201);
    CHECK(at.clinic->appointments.import(
              {at.past_visit(at.noe, at.martin, at.paris, "2026-05-04T08:00:00Z"),
                  at.past_visit(at.noe, at.martin, at.paris, "2026-06-02T08:00:00Z"),
                  at.past_visit(at.noe, at.petit, at.island, "2026-06-09T08:00:00Z"),
                  at.past_visit(at.mia, at.martin, at.paris, "2026-06-02T09:00:00Z",
                      appointments::Status::no_show),
                  at.past_visit(at.mia, at.martin, at.paris, "2026-06-10T09:00:00Z")}) == 0);
    at.clinic.settle();
    CHECK(at.manager.get(patients_report + june).json("/totals/registered") == "1");
    at.clinic->reporting.rebuild();
    const auto report = at.manager.get(patients_report + june + "&by=week");
    CHECK(report.status == 200);
    CHECK(report.json("/totals/registered") == "3");
    CHECK(report.json("/totals/seen") == "2");
    CHECK(report.json("/totals/first_visits") == "1");
    CHECK(report.size("/rows") == 5);
    CHECK(report.json("/rows/0/registered") == "3");
    CHECK(report.json("/rows/0/seen") == "1");
    CHECK(report.json("/rows/1/seen") == "2");
    CHECK(report.json("/rows/1/first_visits") == "1");
    const auto island = at.manager.get(patients_report + june + "&site_id=" + at.island.str());
    CHECK(island.json("/totals/registered").empty());
    CHECK(island.json("/totals/seen") == "1");
    CHECK(island.json("/totals/first_visits") == "0");
    for (auto* other : {&at.desk, &at.doctor, &at.accountant})
        CHECK(other->get(patients_report + june).status == 403);
    CHECK(at.manager.get(patients_report + "?from=2026-06-02&until=2026-06-01").status == 422);
}

} // namespace clinic::reporting
