#include "practice.hpp"

namespace clinic::reporting {
namespace {

const std::string activity = "/api/reports/activity";

} // namespace

TEST_CASE("reporting: a visit counts on its day, from booking to its end")
{
    Practice at;
    const auto path = at.booked(at.noe, "2026-06-02T08:00:00Z");
    auto report = at.manager.get(activity + first_week);
    CHECK(report.status == 200);
    CHECK(report.size("/rows") == 7);
    CHECK(report.json("/totals/visits") == "1");
    CHECK(report.json("/totals/booked") == "1");
    CHECK(report.json("/rows/0/booked") == "0");
    CHECK(report.json("/rows/1/day") == "2026-06-02");
    CHECK(report.json("/rows/1/booked") == "1");
    CHECK(report.json("/totals/booked_minutes") == "30");
    CHECK(report.json("/totals/lead_hours") == "26");
    CHECK(report.json("/totals/no_show_rate").empty());
    // Two doctors, three hours on each of five days.
    CHECK(report.json("/totals/open_minutes") == "1800");
    CHECK(report.json("/practitioners/0/practitioner_id") == at.martin.view());
    CHECK(report.json("/practitioners/0/open_minutes") == "900");
    CHECK(report.json("/sites/0/site_id") == at.paris.view());

    at.at("2026-06-02T07:55:00Z");
    at.act(path, "/arrive");
    at.act(path, "/start");
    at.act(path, "/complete");
    report = at.manager.get(activity + first_week);
    CHECK(report.json("/totals/booked") == "0");
    CHECK(report.json("/totals/fulfilled") == "1");
    CHECK(report.json("/totals/no_show_rate") == "0");
}

TEST_CASE("reporting: what is moved, cancelled, missed or taken back moves the figures")
{
    Practice at;
    const auto moved = at.booked(at.noe, "2026-06-02T08:00:00Z");
    const auto missed = at.booked(at.mia, "2026-06-02T09:00:00Z");
    at.act(moved, "/move", R"({"starts_at":"2026-06-03T08:00:00Z"})");
    auto report = at.manager.get(activity + first_week);
    CHECK(report.json("/rows/1/visits") == "1");
    CHECK(report.json("/rows/2/visits") == "1");

    REQUIRE(at.manager.del(moved).status == 200);
    at.clinic.settle();
    report = at.manager.get(activity + first_week);
    CHECK(report.json("/rows/2/visits") == "0");
    CHECK(report.json("/rows/2/cancelled") == "1");
    CHECK(report.json("/rows/2/booked_minutes") == "0");
    at.act(moved, "/undo");
    CHECK(at.manager.get(activity + first_week).json("/rows/2/booked") == "1");

    at.at("2026-06-02T12:00:00Z");
    at.act(missed, "/no-show");
    report = at.manager.get(activity + first_week);
    CHECK(report.json("/rows/1/no_show") == "1");
    CHECK(report.json("/rows/1/no_show_rate") == "1");
    CHECK(report.json("/rows/1/booked_minutes") == "0");
    at.act(missed, "/undo");
    CHECK(at.manager.get(activity + first_week).json("/rows/1/no_show") == "0");
}

TEST_CASE("reporting: old news, told late or twice, changes nothing")
{
    Practice at;
    const auto path = at.booked(at.noe, "2026-06-02T08:00:00Z");
    const auto visit = *at.clinic->appointments.find(
        *appointments::AppointmentId::parse(path.substr(path.rfind('/') + 1)));
    REQUIRE(at.manager.del(path).status == 200);
    at.clinic.settle();
    appointments::Booked late;
    static_cast<appointments::Fact&>(late) = {visit.id, visit.patient_id, visit.practitioner_id,
        visit.site_id, visit.starts_at, visit.ends_at, visit.status, visit.version, {}};
    for (int i = 0; i < 2; ++i)
        at.clinic.database->write_now([&](db::Tx& tx) { at.clinic->bus.emit(tx, late); });
    at.clinic.settle();
    const auto report = at.manager.get(activity + first_week);
    CHECK(report.json("/totals/booked") == "0");
    CHECK(report.json("/totals/cancelled") == "1");
    CHECK(report.json("/totals/visits") == "0");
}

TEST_CASE("reporting: a day is the one on the wall of the site, a week begins on Monday")
{
    Practice at;
    // 22:30 UTC on Sunday is Monday on the island, four hours ahead.
    CHECK(at.clinic->appointments.import(
              {at.past_visit(at.noe, at.petit, at.island, "2026-06-07T22:30:00Z"),
                  at.past_visit(at.noe, at.martin, at.paris, "2026-06-07T20:30:00Z"),
                  at.past_visit(at.mia, at.martin, at.paris, "2026-07-01T08:00:00Z")}) == 0);
    at.clinic->reporting.rebuild();
    const auto days = at.manager.get(activity + "?from=2026-06-07&until=2026-06-08");
    CHECK(days.json("/rows/0/visits") == "1");
    CHECK(days.json("/rows/1/visits") == "1");
    const auto weeks = at.manager.get(activity + june + "&by=week");
    CHECK(weeks.size("/rows") == 5);
    CHECK(weeks.json("/rows/0/day") == "2026-06-01");
    CHECK(weeks.json("/rows/0/visits") == "1");
    CHECK(weeks.json("/rows/1/visits") == "1");
    const auto months = at.manager.get(activity + "?from=2026-06-15&until=2026-07-15&by=month");
    CHECK(months.size("/rows") == 2);
    CHECK(months.json("/rows/0/day") == "2026-06-01");
    CHECK(months.json("/rows/0/visits") == "0");
    CHECK(months.json("/rows/1/visits") == "1");
}

TEST_CASE("reporting: each sees the activity that is theirs, by filter too")
{
    Practice at;
    CHECK(at.clinic->appointments.import(
              {at.past_visit(at.noe, at.petit, at.island, "2026-06-02T06:30:00Z"),
                  at.past_visit(at.mia, at.martin, at.paris, "2026-06-02T08:30:00Z"),
                  at.past_visit(at.noe, at.martin, at.paris, "2026-06-03T08:30:00Z")}) == 0);
    at.clinic->reporting.rebuild();
    const auto visits = [&](Visitor& who, const std::string& filter) {
        return who.get(activity + first_week + filter).json("/totals/visits");
    };
    const auto of = [](std::string_view name, const auto& id) {
        return fmt::format("&{}={}", name, id.view());
    };
    CHECK(visits(at.manager, "") == "3");
    CHECK(visits(at.manager, of("site_id", at.island)) == "1");
    CHECK(visits(at.manager, of("practitioner_id", at.martin)) == "2");
    CHECK(visits(at.desk, "") == "2");
    CHECK(visits(at.desk, of("site_id", at.island)) == "0");
    CHECK(visits(at.doctor, "") == "2");
    CHECK(visits(at.colleague, "") == "1");
    CHECK(visits(at.colleague, of("practitioner_id", at.martin)) == "0");
    const auto theirs = at.colleague.get(activity + first_week + of("practitioner_id", at.martin));
    const auto nobodys = at.colleague.get(
        activity + first_week + of("practitioner_id", clinics::PractitionerId::fresh()));
    CHECK(theirs.body == nobodys.body);
    CHECK(at.colleague.get(activity + first_week).json("/totals/open_minutes") == "900");
    CHECK(at.accountant.get(activity + first_week).status == 403);
    CHECK(at.clinic.sign_in(Role::patient).get(activity + first_week).status == 403);
    CHECK(at.clinic.stranger().get(activity + first_week).status == 401);
}

TEST_CASE("reporting: a period that is none is refused")
{
    Practice at;
    for (const auto* period : {"", "?from=2026-06-01", "?from=2026-06-02&until=2026-06-01",
             "?from=2024-01-01&until=2026-06-01", "?from=2026-06-31&until=2026-07-01",
             "?from=2026-06-01&until=2026-06-02&by=year",
             "?from=2026-06-01&until=2026-06-02&site_id=here"}) {
        CHECK_MESSAGE(at.manager.get(activity + period).status == 422, period);
    }
}

TEST_CASE("reporting: leave and closures are no open hours")
{
    Practice at;
    at.clinic->clinics.add_closure(
        at.paris, {*LocalDate::parse("2026-06-02"), *LocalDate::parse("2026-06-03"), "Travaux"});
    const auto report = at.doctor.get(activity + first_week);
    CHECK(report.json("/totals/open_minutes") == "540");
    CHECK(report.json("/rows/1/open_minutes") == "0");
}

TEST_CASE("reporting: what was there before the events is taken in by a start, once")
{
    Practice at;
    std::vector<appointments::Appointment> visits;
    for (int i = 0; i < 1200; ++i) {
        auto visit = at.past_visit(at.noe, at.martin, at.paris, "2024-01-01T08:00:00Z");
        visit.starts_at = visit.starts_at.plus_minutes(30 * i);
        visit.ends_at = visit.starts_at.plus_minutes(30);
        visits.push_back(visit);
    }
    CHECK(at.clinic->appointments.import(visits) == 0);
    const auto all = activity + "?from=2024-01-01&until=2024-02-01";
    at.clinic->reporting.start();
    CHECK(at.manager.get(all).json("/totals/visits") == "0");
    at.clinic.database->write_now([](db::Tx& tx) { tx.run("DELETE FROM reporting_progress"); });
    at.clinic->reporting.start();
    CHECK(at.manager.get(all).json("/totals/visits") == "1200");
    at.clinic->reporting.rebuild();
    CHECK(at.manager.get(all).json("/totals/fulfilled") == "1200");
}

} // namespace clinic::reporting
