#include "../src/slots.hpp"

#include <doctest/doctest.h>

namespace clinic::appointments {
namespace {

Planning planning_in(std::string_view zone)
{
    Planning planning{.site = clinics::SiteId::fresh(),
        .visit_type = clinics::VisitTypeId::fresh(),
        .zone = *Zone::find(zone),
        .slot_step_minutes = 20,
        .weekly = {},
        .exceptions = {},
        .closures = {}};
    for (int weekday = 1; weekday <= 7; ++weekday) {
        planning.weekly.push_back({planning.site, weekday, *LocalTime::parse("09:00"),
            *LocalTime::parse("10:00"), {}, {}, {}});
    }
    return planning;
}

Exception exception(
    const Planning& planning, ExceptionKind kind, const char* first, const char* last)
{
    return {ExceptionId::fresh(), planning.site, *LocalDate::parse(first), *LocalDate::parse(last),
        {}, {}, kind, {}};
}

std::vector<std::string> starts_on(const Planning& planning, const char* day,
    const std::vector<Span>& busy = {}, Need need = {20, 0, 0})
{
    std::vector<std::string> texts;
    const auto open = open_hours(planning, *LocalDate::parse(day));
    for (const auto start :
        free_starts(open, busy, need, planning.slot_step_minutes, {0}, {INT64_MAX})) {
        texts.push_back(start.text());
    }
    return texts;
}

Instant at(const char* text)
{
    return *Instant::parse(text);
}

} // namespace

TEST_CASE("hours are wall-clock hours, before and after the clocks change")
{
    const auto planning = planning_in("Europe/Paris");
    CHECK(starts_on(planning, "2026-10-24").front() == "2026-10-24T07:00:00Z");
    CHECK(starts_on(planning, "2026-10-25").front() == "2026-10-25T08:00:00Z");
    CHECK(starts_on(planning, "2026-10-25").size() == 3);
    CHECK(starts_on(planning, "2026-03-29").front() == "2026-03-29T07:00:00Z");
}

TEST_CASE("hours across the night of a change have as many slots as the night has minutes")
{
    auto planning = planning_in("Europe/Paris");
    planning.slot_step_minutes = 60;
    for (auto& weekly : planning.weekly)
        weekly = {planning.site, weekly.weekday, {0}, {6 * 60}, {}, {}, {}};
    const Need hour{60, 0, 0};
    CHECK(starts_on(planning, "2026-03-28", {}, hour).size() == 6);
    CHECK(starts_on(planning, "2026-03-29", {}, hour).size() == 5);
    CHECK(starts_on(planning, "2026-10-25", {}, hour).size() == 7);
}

TEST_CASE("what is busy, and the buffers around the wish, take starts away")
{
    const auto planning = planning_in("Europe/Paris");
    const std::vector<Span> busy{{at("2026-06-01T07:20:00Z"), at("2026-06-01T07:40:00Z")}};
    CHECK(starts_on(planning, "2026-06-01", busy) ==
          std::vector<std::string>{"2026-06-01T07:00:00Z", "2026-06-01T07:40:00Z"});
    CHECK(starts_on(planning, "2026-06-01", busy, {20, 0, 5}) ==
          std::vector<std::string>{"2026-06-01T07:40:00Z"});
    CHECK(starts_on(planning, "2026-06-01", busy, {20, 5, 0}) ==
          std::vector<std::string>{"2026-06-01T07:00:00Z"});
}

TEST_CASE("leave takes hours away, extra hours add some, a closure shuts the day")
{
    auto planning = planning_in("Europe/Paris");
    auto leave = exception(planning, ExceptionKind::off, "2026-06-02", "2026-06-03");
    planning.exceptions = {leave};
    CHECK(starts_on(planning, "2026-06-01").size() == 3);
    CHECK(starts_on(planning, "2026-06-02").empty());
    CHECK(starts_on(planning, "2026-06-03").empty());

    leave.opens = LocalTime::parse("09:20");
    planning.exceptions = {leave};
    CHECK(starts_on(planning, "2026-06-02") == std::vector<std::string>{"2026-06-02T07:00:00Z"});

    auto extra = exception(planning, ExceptionKind::extra, "2026-06-02", "2026-06-02");
    extra.opens = LocalTime::parse("10:00");
    extra.closes = LocalTime::parse("10:40");
    planning.exceptions = {extra};
    CHECK(starts_on(planning, "2026-06-02").size() == 5);

    clinics::Closure closure;
    closure.first_day = closure.last_day = *LocalDate::parse("2026-06-02");
    planning.closures = {closure};
    CHECK(starts_on(planning, "2026-06-02").empty());
}

TEST_CASE("hours kept for some visit types, or for some weeks, are no hours for others")
{
    auto planning = planning_in("Indian/Reunion");
    for (auto& weekly : planning.weekly) weekly.visit_type_ids = {clinics::VisitTypeId::fresh()};
    CHECK(starts_on(planning, "2026-06-02").empty());
    for (auto& weekly : planning.weekly) weekly.visit_type_ids = {*planning.visit_type};
    CHECK(starts_on(planning, "2026-06-02").front() == "2026-06-02T05:00:00Z");
    for (auto& weekly : planning.weekly) weekly.valid_until = LocalDate::parse("2026-06-01");
    CHECK(starts_on(planning, "2026-06-02").empty());
}

TEST_CASE("every day of ten years has all its slots, in four zones")
{
    for (const auto* zone :
        {"Europe/Paris", "Indian/Reunion", "America/Montreal", "Africa/Tunis"}) {
        const auto planning = planning_in(zone);
        const auto first = LocalDate::of(2025, 1, 1);
        int wrong = 0;
        for (int i = 0; i < 3653; ++i) {
            const auto open = open_hours(planning, first.plus_days(i));
            const auto starts = free_starts(open, {}, {20, 0, 0}, 20, {0}, {INT64_MAX});
            const bool right = starts.size() == 3 &&
                               planning.zone.local(starts[0]).time.minutes == 9 * 60 &&
                               planning.zone.local(starts[0]).date == first.plus_days(i);
            if (!right) ++wrong;
        }
        CHECK_MESSAGE(wrong == 0, zone);
    }
}

TEST_CASE("notice and horizon bound the starts")
{
    const auto planning = planning_in("Europe/Paris");
    const auto open = open_hours(planning, *LocalDate::parse("2026-06-01"));
    const auto starts = free_starts(
        open, {}, {20, 0, 0}, 20, at("2026-06-01T07:10:00Z"), at("2026-06-01T07:20:00Z"));
    CHECK(starts == std::vector<Instant>{at("2026-06-01T07:20:00Z")});
}

} // namespace clinic::appointments
