#include "../src/slots.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <fmt/format.h>

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
    const auto date = *LocalDate::parse(day);
    for (const auto start : free_starts(
             starts_on(planning, date), open_hours(planning, date), busy, need, {0}, {INT64_MAX})) {
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
            const auto day = first.plus_days(i);
            const auto starts = free_starts(starts_on(planning, day), open_hours(planning, day), {},
                {20, 0, 0}, {0}, {INT64_MAX});
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
    const auto day = *LocalDate::parse("2026-06-01");
    const auto starts = free_starts(starts_on(planning, day), open_hours(planning, day), {},
        {20, 0, 0}, at("2026-06-01T07:10:00Z"), at("2026-06-01T07:20:00Z"));
    CHECK(starts == std::vector<Instant>{at("2026-06-01T07:20:00Z")});
}

TEST_CASE("steps are counted from the opening, or from the clock's own marks")
{
    auto planning = planning_in("Europe/Paris");
    for (auto& weekly : planning.weekly) weekly.opens = *LocalTime::parse("09:05");
    CHECK(starts_on(planning, "2026-06-02") ==
          std::vector<std::string>{"2026-06-02T07:05:00Z", "2026-06-02T07:25:00Z"});
    planning.aligned = Alignment::clock;
    CHECK(starts_on(planning, "2026-06-02") ==
          std::vector<std::string>{"2026-06-02T07:20:00Z", "2026-06-02T07:40:00Z"});
    // Leave until 9:30 moves the opening, never the clock.
    auto leave = exception(planning, ExceptionKind::off, "2026-06-02", "2026-06-02");
    leave.opens = LocalTime{0};
    leave.closes = LocalTime::parse("09:30");
    planning.exceptions = {leave};
    CHECK(starts_on(planning, "2026-06-02") == std::vector<std::string>{"2026-06-02T07:40:00Z"});
    planning.aligned = Alignment::opening;
    CHECK(starts_on(planning, "2026-06-02") == std::vector<std::string>{"2026-06-02T07:30:00Z"});
}

TEST_CASE("hours can have a step of their own, and a visit may run from one into the next")
{
    auto planning = planning_in("Europe/Paris");
    planning.weekly = {
        {planning.site, 2, *LocalTime::parse("09:00"), *LocalTime::parse("10:00"), {}, {}, {}, 30},
        {planning.site, 2, *LocalTime::parse("10:00"), *LocalTime::parse("11:00"), {}, {}, {}, {}}};
    const auto starts = starts_on(planning, "2026-06-02", {}, {40, 0, 0});
    CHECK(starts == std::vector<std::string>{"2026-06-02T07:00:00Z", "2026-06-02T07:30:00Z",
                        "2026-06-02T08:00:00Z", "2026-06-02T08:20:00Z"});
}

TEST_CASE("on a holiday the usual week rests; additional hours do not")
{
    auto planning = planning_in("Europe/Paris");
    planning.holidays = {*LocalDate::parse("2026-07-14")};
    CHECK(starts_on(planning, "2026-07-13").size() == 3);
    CHECK(starts_on(planning, "2026-07-14").empty());
    auto extra = exception(planning, ExceptionKind::extra, "2026-07-14", "2026-07-14");
    extra.opens = LocalTime::parse("10:00");
    extra.closes = LocalTime::parse("10:40");
    planning.exceptions = {extra};
    CHECK(starts_on(planning, "2026-07-14").size() == 2);
}

namespace {

/// The days of ten years on which the clocks of a zone change, each with the days around it.
std::vector<LocalDate> changing_days(const Zone& zone)
{
    std::vector<LocalDate> days;
    for (auto day = LocalDate::of(2025, 1, 1); day < LocalDate::of(2035, 1, 1);
        day = day.plus_days(1)) {
        const auto length = zone.start_of(day.plus_days(1)).ms - zone.start_of(day).ms;
        if (length == 24 * 3'600'000) continue;
        for (const int by : {-1, 0, 1}) days.push_back(day.plus_days(by));
    }
    return days;
}

/// Hours that lie across the change, at noon and in the afternoon, with starts like 15:20.
Planning busy_practice(std::string_view zone, Alignment aligned)
{
    auto planning = planning_in(zone);
    planning.aligned = aligned;
    planning.weekly.clear();
    for (int weekday = 1; weekday <= 7; ++weekday) {
        for (const auto& [opens, closes] : {std::pair{"00:10", "06:00"}, {"08:20", "12:20"},
                 {"15:20", "19:40"}, {"22:00", "24:00"}}) {
            planning.weekly.push_back({planning.site, weekday, *LocalTime::parse(opens),
                *LocalTime::parse(closes), {}, {}, {}});
        }
    }
    return planning;
}

/// What is wrong with the starts of a day; empty when nothing is.
std::string wrong_with(const Planning& planning, LocalDate day)
{
    const auto open = open_hours(planning, day);
    const auto free = free_starts(
        starts_on(planning, day), open, {}, {20, 0, 0}, {INT64_MIN}, {INT64_MAX});
    bool afternoon = false;
    for (std::size_t i = 0; i < free.size(); ++i) {
        const auto local = planning.zone.local(free[i]);
        if (local.date != day) return "a start of another day";
        if (i > 0 && free[i] < free[i - 1].plus_minutes(20)) return "two starts that overlap";
        if (!within(open, {free[i], free[i].plus_minutes(20)})) return "a start outside the hours";
        afternoon = afternoon || local.time.minutes == 15 * 60 + 20;
    }
    if (!afternoon) return "no start at 15:20";
    // By day there are as many as on any day: 12 in the morning, 13 in the afternoon, 6 at night.
    const auto by_day = std::ranges::count_if(
        free, [&](Instant start) { return planning.zone.local(start).time.minutes >= 8 * 60; });
    return by_day == 12 + 13 + 6 ? std::string() : fmt::format("{} starts by day", by_day);
}

} // namespace

TEST_CASE("on every day of ten years on which clocks change, no slot is doubled, lost or shifted")
{
    for (const auto* zone :
        {"Europe/Paris", "Indian/Reunion", "America/Montreal", "Africa/Tunis"}) {
        const auto days = changing_days(*Zone::find(zone));
        const std::string_view name = zone;
        const bool changes = name == "Europe/Paris" || name == "America/Montreal";
        CHECK(days.size() == (changes ? 60U : 0U));
        for (const auto aligned : {Alignment::opening, Alignment::clock}) {
            const auto planning = busy_practice(zone, aligned);
            const auto asked =
                changes ? days
                        : std::vector{LocalDate::of(2026, 3, 29), LocalDate::of(2026, 10, 25)};
            for (const auto day : asked)
                CHECK_MESSAGE(wrong_with(planning, day).empty(), zone << ' ' << day.text());
        }
    }
}

TEST_CASE("the night of a change has its own number of minutes, and starts by the clock follow it")
{
    const auto nightly = [](Alignment aligned, const char* day) {
        const auto planning = busy_practice("Europe/Paris", aligned);
        const auto date = *LocalDate::parse(day);
        const auto starts = starts_on(planning, date);
        return std::ranges::count_if(starts,
            [&](Instant start) { return planning.zone.local(start).time.minutes < 8 * 60; });
    };
    // From 0:10 to 6:00: 350 minutes, an hour less in spring, an hour more in autumn.
    CHECK(nightly(Alignment::opening, "2026-03-28") == 18);
    CHECK(nightly(Alignment::opening, "2026-03-29") == 15);
    CHECK(nightly(Alignment::opening, "2026-10-25") == 21);
    // 0:20, 0:40 … 5:40: those between 2:00 and 3:00 are missing in spring, and taken once in autumn.
    CHECK(nightly(Alignment::clock, "2026-03-28") == 17);
    CHECK(nightly(Alignment::clock, "2026-03-29") == 14);
    CHECK(nightly(Alignment::clock, "2026-10-25") == 17);
}

} // namespace clinic::appointments
