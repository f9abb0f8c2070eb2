#include "platform/core/time.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace clinic;

namespace {

Instant at(std::string_view text)
{
    const auto instant = Instant::parse(text);
    REQUIRE_MESSAGE(instant.has_value(), text);
    return *instant;
}
Zone zone(std::string_view name)
{
    const auto zone = Zone::find(name);
    REQUIRE_MESSAGE(zone.has_value(), name);
    return *zone;
}
LocalTime clock_time(int hour, int minute)
{
    return {hour * 60 + minute};
}

}

TEST_CASE("an instant is read from RFC 3339 with any offset, and written in UTC")
{
    CHECK(at("1970-01-01T00:00:00Z").ms == 0);
    CHECK(at("2026-11-20T10:30:00+01:00").text() == "2026-11-20T09:30:00Z");
    CHECK(at("2026-11-20T00:15:00+05:45").text() == "2026-11-19T18:30:00Z");
    CHECK(at("2026-12-31T23:30:00-03:30").text() == "2027-01-01T03:00:00Z");
    CHECK(at("2024-02-29t12:00:00z").text() == "2024-02-29T12:00:00Z");
    CHECK(at("2026-11-20T09:30:00.25Z").text() == "2026-11-20T09:30:00.250Z");
    CHECK(at("2026-11-20T09:30:00.123999999Z").ms % 1000 == 123);
    CHECK(at("1901-05-06T07:08:09.010Z").text() == "1901-05-06T07:08:09.010Z");
}

TEST_CASE("what is not RFC 3339 is no instant")
{
    for (const auto* text : {"", "2026-11-20", "2026-11-20T09:30:00", "2026-11-20 09:30:00Z",
             "2026-11-20T09:30Z", "2026-11-20T24:00:00Z", "2026-11-20T09:60:00Z",
             "2026-11-20T09:30:60Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
             "2026-00-01T00:00:00Z", "2026-11-20T09:30:00.Z", "2026-11-20T09:30:00.1234567890Z",
             "2026-11-20T09:30:00+0100", "2026-11-20T09:30:00+24:00", "2026-11-20T09:30:00Z ",
             " 2026-11-20T09:30:00Z", "+026-11-20T09:30:00Z", "1899-12-31T00:00:00Z",
             "2026-1-20T09:30:00Z", "2026-11-20T09:30:00+01:0"}) {
        CHECK_MESSAGE(!Instant::parse(text), text);
    }
}

TEST_CASE("days know their place in week, month and year")
{
    const auto day = LocalDate::of(2026, 11, 27);
    CHECK(day.weekday() == 5);
    CHECK(day.text() == "2026-11-27");
    CHECK(day.plus_days(4).text() == "2026-12-01");
    CHECK(LocalDate::parse("2024-02-29") == LocalDate::of(2024, 2, 29));
    CHECK(LocalDate::of(1970, 1, 1).days == 0);
    CHECK(LocalDate::of(1900, 3, 1).month() == 3);
    CHECK(LocalDate::of(2026, 11, 29).weekday() == 7);
    for (const auto* text : {"2026-02-29", "1849-12-31", "2026-2-01", "2026-11-27Z", "20261127"})
        CHECK_MESSAGE(!LocalDate::parse(text), text);
    CHECK_THROWS_AS((void)LocalDate::of(2026, 2, 30), std::invalid_argument);
}

TEST_CASE("wall-clock times run from 00:00 to 24:00")
{
    CHECK(LocalTime::parse("08:30") == clock_time(8, 30));
    CHECK(LocalTime::parse("24:00") == LocalTime{1440});
    CHECK(clock_time(7, 5).text() == "07:05");
    for (const auto* text : {"24:01", "8:30", "08:60", "08:30:00", "08-30", ""})
        CHECK_MESSAGE(!LocalTime::parse(text), text);
}

TEST_CASE("zones are IANA names and nothing else")
{
    CHECK(zone("Europe/Paris").name() == "Europe/Paris");
    for (const auto* name : {"", "Europe/Atlantis", "../../etc/passwd", "CEST+1", "europe/paris"})
        CHECK_MESSAGE(!Zone::find(name), name);
}

TEST_CASE("in spring an hour is missing: those times are no instants")
{
    const auto paris = zone("Europe/Paris");
    const auto day = LocalDate::of(2026, 3, 29);
    CHECK(paris.instant(day, clock_time(1, 59)) == at("2026-03-29T00:59:00Z"));
    CHECK_FALSE(paris.instant(day, clock_time(2, 0)));
    CHECK_FALSE(paris.instant(day, clock_time(2, 59)));
    CHECK(paris.instant(day, clock_time(3, 0)) == at("2026-03-29T01:00:00Z"));
    CHECK(paris.offset_minutes(at("2026-03-29T00:59:59Z")) == 60);
    CHECK(paris.offset_minutes(at("2026-03-29T01:00:00Z")) == 120);
}

TEST_CASE("in autumn an hour comes twice: the first is meant")
{
    const auto paris = zone("Europe/Paris");
    const auto day = LocalDate::of(2026, 10, 25);
    CHECK(paris.instant(day, clock_time(2, 30)) == at("2026-10-25T00:30:00Z"));
    CHECK(paris.instant(day, clock_time(3, 0)) == at("2026-10-25T02:00:00Z"));
    CHECK(paris.local(at("2026-10-25T00:30:00Z")) == paris.local(at("2026-10-25T01:30:00Z")));
}

TEST_CASE("every instant of the years around goes to the wall and back, but for the second hour")
{
    for (const auto* name : {"Europe/Paris", "Indian/Reunion", "America/Toronto", "Africa/Tunis"}) {
        const auto here = zone(name);
        for (auto t = at("2026-01-01T00:00:00Z"); t < at("2027-01-01T00:00:00Z");
            t = t.plus_minutes(30)) {
            const auto wall = here.local(t);
            const auto back = here.instant(wall.date, wall.time);
            REQUIRE(back.has_value());
            REQUIRE((*back == t || *back == t.plus_minutes(-60)));
            REQUIRE(here.local(*back) == wall);
        }
    }
}

TEST_CASE("a day starts at its first instant, even where midnight is skipped")
{
    CHECK(zone("Europe/Paris").start_of(LocalDate::of(2026, 7, 1)) == at("2026-06-30T22:00:00Z"));
    // Cairo's clocks go from 00:00 to 01:00 on the last Friday of April.
    CHECK(zone("Africa/Cairo").start_of(LocalDate::of(2024, 4, 26)) == at("2024-04-25T22:00:00Z"));
    CHECK(zone("Africa/Cairo").local(at("2024-04-25T22:00:00Z")).time == clock_time(1, 0));
}

TEST_CASE("24:00 is the next day's 00:00")
{
    const auto paris = zone("Europe/Paris");
    const auto day = LocalDate::of(2026, 11, 27);
    CHECK(paris.instant(day, LocalTime{1440}) == paris.instant(day.plus_days(1), LocalTime{0}));
}

TEST_CASE("a clock stands where a test sets it, and runs again when told")
{
    Clock clock;
    clock.set(at("2026-11-27T08:00:00Z"));
    clock.advance_seconds(90);
    CHECK(clock.now() == at("2026-11-27T08:01:30Z"));
    clock.run();
    CHECK(clock.now() > at("2024-01-01T00:00:00Z"));
}
