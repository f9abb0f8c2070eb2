// Calendars as other programs write them, and when they say that somebody is busy.

#include "platform/core/ical_busy.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::ical {
namespace {

BusyQuestion asked(
    const char* from = "2026-03-01T00:00:00Z", const char* until = "2026-12-01T00:00:00Z")
{
    return {*Instant::parse(from), *Instant::parse(until), *Zone::find("Europe/Paris"),
        "lilas.example"};
}

std::string calendar(std::string_view inside)
{
    return fmt::format("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", inside);
}

std::string event(std::string_view lines)
{
    return fmt::format(
        "BEGIN:VEVENT\r\nUID:a@elsewhere\r\nSUMMARY:Secret\r\n{}END:VEVENT\r\n", lines);
}

using Times = std::vector<std::string>;

/// "2026-06-01T07:00:00Z/60": begin and minutes.
Times told(const std::string& text, const BusyQuestion& question = asked())
{
    const auto busy = busy_times(text, question);
    REQUIRE(busy);
    Times times;
    for (const auto& [from, until] : busy->times)
        times.push_back(fmt::format("{}/{}", from.text(), (until.ms - from.ms) / 60'000));
    return times;
}

Times told_of(std::string_view lines)
{
    return told(calendar(event(lines)));
}

int skipped(std::string_view lines)
{
    return busy_times(calendar(event(lines)), asked())->skipped;
}

/// The days of month.day of an event at 9:00 in Paris with this rule.
Times days_of(std::string_view start, std::string_view rule,
    const char* from = "2026-01-01T00:00:00Z", const char* until = "2028-01-01T00:00:00Z")
{
    const auto text = calendar(event(fmt::format(
        "DTSTART;TZID=Europe/Paris:{}T090000\r\nDURATION:PT1H\r\nRRULE:{}\r\n", start, rule)));
    Times days;
    const auto busy = busy_times(text, asked(from, until));
    REQUIRE(busy);
    CHECK(busy->skipped == 0);
    for (const auto& time : busy->times) {
        const auto local = Zone::find("Europe/Paris")->local(time.from);
        CHECK(local.time.text() == "09:00");
        days.push_back(local.date.text().substr(2));
    }
    return days;
}

} // namespace

TEST_CASE("one event is busy from its begin to its end, by its zone, in UTC or by the wall")
{
    CHECK(told_of("DTSTART;TZID=Europe/Paris:20260601T090000\r\nDTEND;TZID=Europe/"
                  "Paris:20260601T100000\r\n") == Times{"2026-06-01T07:00:00Z/60"});
    CHECK(told_of("DTSTART:20260601T090000Z\r\nDURATION:PT1H30M\r\n") ==
          Times{"2026-06-01T09:00:00Z/90"});
    CHECK(told_of("DTSTART:20260601T090000\r\nDTEND:20260601T093000\r\n") ==
          Times{"2026-06-01T07:00:00Z/30"});
    CHECK(told_of("DTSTART;TZID=America/Toronto:20260601T090000\r\nDURATION:PT1H\r\n") ==
          Times{"2026-06-01T13:00:00Z/60"});
    CHECK(told_of("DTSTART:20260601T090000Z\r\n").empty()); // a moment takes no time
}

TEST_CASE("a whole day is the site's day, one of clocks that change too")
{
    CHECK(told_of("DTSTART;VALUE=DATE:20260601\r\n") == Times{"2026-05-31T22:00:00Z/1440"});
    CHECK(told_of("DTSTART;VALUE=DATE:20260601\r\nDTEND;VALUE=DATE:20260603\r\n") ==
          Times{"2026-05-31T22:00:00Z/2880"});
    CHECK(told_of("DTSTART;VALUE=DATE:20260329\r\n") == Times{"2026-03-28T23:00:00Z/1380"});
    CHECK(told_of("DTSTART;VALUE=DATE:20261025\r\n") == Times{"2026-10-24T22:00:00Z/1500"});
    CHECK(told_of("DTSTART;VALUE=DATE:20260328\r\nRRULE:FREQ=DAILY;COUNT=3\r\n") ==
          Times{"2026-03-27T23:00:00Z/4260"});
}

TEST_CASE("what is repeated keeps its hour on the wall when the clocks change")
{
    CHECK(told_of("DTSTART;TZID=Europe/"
                  "Paris:20260327T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=4\r\n") ==
          Times{"2026-03-27T08:00:00Z/60", "2026-03-28T08:00:00Z/60", "2026-03-29T07:00:00Z/60",
              "2026-03-30T07:00:00Z/60"});
    // 2:30 does not come on 29 March: as long after the jump as it was to be after midnight.
    CHECK(told_of("DTSTART;TZID=Europe/"
                  "Paris:20260328T023000\r\nDURATION:PT15M\r\nRRULE:FREQ=DAILY;COUNT=3\r\n") ==
          Times{"2026-03-28T01:30:00Z/15", "2026-03-29T01:30:00Z/15", "2026-03-30T00:30:00Z/15"});
}

TEST_CASE("rules of days, weeks, months and years")
{
    CHECK(days_of("20260601", "FREQ=DAILY;INTERVAL=3;COUNT=3") ==
          Times{"26-06-01", "26-06-04", "26-06-07"});
    CHECK(days_of("20260601", "FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20260612T070000Z") ==
          Times{"26-06-01", "26-06-05", "26-06-08", "26-06-12"});
    CHECK(days_of("20260601", "FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20260612T065959Z") ==
          Times{"26-06-01", "26-06-05", "26-06-08"});
    CHECK(days_of("20260601", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20260630") ==
          Times{"26-06-01", "26-06-15", "26-06-29"});
    // RFC 5545: the difference that the first day of the week makes.
    CHECK(days_of("19970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
              "1997-01-01T00:00:00Z",
              "1998-01-01T00:00:00Z") == Times{"97-08-05", "97-08-10", "97-08-19", "97-08-24"});
    CHECK(days_of("19970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
              "1997-01-01T00:00:00Z",
              "1998-01-01T00:00:00Z") == Times{"97-08-05", "97-08-17", "97-08-19", "97-08-31"});
    CHECK(days_of("20260131", "FREQ=MONTHLY;COUNT=3") == Times{"26-01-31", "26-03-31", "26-05-31"});
    CHECK(days_of("20260109", "FREQ=MONTHLY;BYDAY=2FR;COUNT=3") ==
          Times{"26-01-09", "26-02-13", "26-03-13"});
    CHECK(days_of("20260130", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3") ==
          Times{"26-01-30", "26-02-27", "26-03-27"});
    CHECK(days_of("20260131", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3") ==
          Times{"26-01-31", "26-02-28", "26-03-31"});
    CHECK(days_of("20260130", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3") ==
          Times{"26-01-30", "26-02-27", "26-03-31"});
    CHECK(days_of("20260714", "FREQ=YEARLY;COUNT=3") == Times{"26-07-14", "27-07-14"});
    CHECK(days_of("20240229", "FREQ=YEARLY", "2024-01-01T00:00:00Z", "2032-12-31T00:00:00Z") ==
          Times{"24-02-29", "28-02-29", "32-02-29"});
    CHECK(days_of("20260329", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=2") ==
          Times{"26-03-29", "27-03-28"});
    CHECK(days_of("20260601", "FREQ=DAILY;COUNT=1") == Times{"26-06-01"});
}

TEST_CASE("what began long ago is told in the window, counted from its begin")
{
    const auto old = [](std::string_view rule) {
        return days_of("19990104", rule, "2026-06-01T00:00:00Z", "2026-06-15T00:00:00Z");
    };
    CHECK(old("FREQ=WEEKLY") == Times{"26-06-01", "26-06-08"});
    CHECK(old("FREQ=WEEKLY;INTERVAL=2") == Times{"26-06-01"});
    CHECK(old("FREQ=MONTHLY;BYMONTHDAY=10") == Times{"26-06-10"});
    CHECK(old("FREQ=DAILY;INTERVAL=7;UNTIL=20260605") == Times{"26-06-01"});
    CHECK(old("FREQ=WEEKLY;COUNT=1431") == Times{"26-06-01"}); // the 1431st Monday
    CHECK(old("FREQ=WEEKLY;COUNT=1430").empty());
}

TEST_CASE("exceptions, changed and cancelled repetitions, and additional ones")
{
    const std::string weekly =
        "DTSTART;TZID=Europe/"
        "Paris:20260601T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\n";
    CHECK(told_of(weekly + "EXDATE;TZID=Europe/Paris:20260608T090000,20260615T090000\r\n") ==
          Times{"2026-06-01T07:00:00Z/60", "2026-06-22T07:00:00Z/60"});
    CHECK(told_of(weekly + "EXDATE:20260608T070000Z\r\n").size() == 3);
    CHECK(told_of(weekly + "RDATE;TZID=Europe/Paris:20260603T090000\r\n").size() == 5);
    const auto moved = event("RECURRENCE-ID;TZID=Europe/Paris:20260608T090000\r\n"
                             "DTSTART;TZID=Europe/Paris:20260609T140000\r\nDURATION:PT30M\r\n");
    CHECK(told(calendar(event(weekly) + moved)) ==
          Times{"2026-06-01T07:00:00Z/60", "2026-06-09T12:00:00Z/30", "2026-06-15T07:00:00Z/60",
              "2026-06-22T07:00:00Z/60"});
    const auto gone = event(
        "RECURRENCE-ID:20260608T070000Z\r\nDTSTART:20260608T070000Z\r\nSTATUS:CANCELLED\r\n");
    CHECK(told(calendar(event(weekly) + gone)).size() == 3);
}

TEST_CASE("what is free, cancelled or our own blocks nothing; what touches is one")
{
    const std::string hour = "DTSTART:20260601T090000Z\r\nDURATION:PT1H\r\n";
    CHECK(told_of(hour + "TRANSP:TRANSPARENT\r\n").empty());
    CHECK(told_of(hour + "STATUS:CANCELLED\r\n").empty());
    CHECK(told_of(hour + "X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n").empty());
    CHECK(told_of(hour + "STATUS:TENTATIVE\r\n").size() == 1);
    CHECK(told(calendar("BEGIN:VEVENT\r\nUID:7@lilas.example\r\n" + hour + "END:VEVENT\r\n"))
            .empty());
    CHECK(told(calendar(event(hour) + event("DTSTART:20260601T100000Z\r\nDURATION:PT1H\r\n") +
                        event("DTSTART:20260601T093000Z\r\nDURATION:PT15M\r\n"))) ==
          Times{"2026-06-01T09:00:00Z/120"});
    CHECK(told(calendar("BEGIN:VTODO\r\n" + hour + "END:VTODO\r\n")).empty());
    CHECK(told(calendar(
              event(hour + "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nDURATION:PT1H\r\nEND:VALARM\r\n"))) ==
          Times{"2026-06-01T09:00:00Z/60"});
}

TEST_CASE("a zone that nobody else knows is read from the file")
{
    const auto zone =
        "BEGIN:VTIMEZONE\r\nTZID:Romance Standard Time\r\n"
        "BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
        "BEGIN:DAYLIGHT\r\nDTSTART:19700101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";
    const auto weekly = event(
        "DTSTART;TZID=Romance Standard Time:20261021T090000\r\nDURATION:PT1H\r\n"
        "RRULE:FREQ=WEEKLY;COUNT=2\r\n");
    CHECK(told(calendar(zone + weekly)) ==
          Times{"2026-10-21T07:00:00Z/60", "2026-10-28T08:00:00Z/60"});
    CHECK(told(calendar(weekly)) ==
          Times{"2026-10-21T07:00:00Z/60", "2026-10-28T08:00:00Z/60"}); // the site's
}

TEST_CASE("lines are unfolded, whatever ends them")
{
    CHECK(told("\xef\xbb\xbf"
               "begin:vcalendar\nBEGIN:VEVENT\nUID:b\nDTSTART;TZID=\"Europe/\n "
               "Paris\":2026060\n\t1T090000\n"
               "DURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n") == Times{"2026-06-01T07:00:00Z/60"});
}

TEST_CASE("what is not understood is counted and blocks nothing; what is torn is refused whole")
{
    const std::string hour = "DTSTART:20260601T090000Z\r\nDURATION:PT1H\r\n";
    CHECK(skipped(hour) == 0);
    for (const auto* odd : {"RRULE:FREQ=HOURLY\r\n", "RRULE:FREQ=YEARLY;BYWEEKNO=20\r\n",
             "RRULE:COUNT=3\r\n", "RRULE:FREQ=DAILY;INTERVAL=0\r\n",
             "RRULE:FREQ=WEEKLY;BYDAY=1MO\r\n", "EXRULE:FREQ=DAILY\r\n", "EXDATE:2026\r\n",
             "RDATE;VALUE=PERIOD:20260601T090000Z/PT1H\r\n", "DTSTART:20260602T090000Z\r\n"}) {
        CHECK_MESSAGE(skipped(hour + odd) == 1, odd);
        CHECK_MESSAGE(told_of(hour + odd).empty(), odd);
    }
    CHECK(skipped("DTSTART:20260231T090000Z\r\nDURATION:PT1H\r\n") == 1);
    CHECK(skipped("DTSTART:20260601T090000Z\r\nDTEND:20260601T080000Z\r\n") == 1);
    CHECK(skipped("DURATION:PT1H\r\n") == 1);
    const auto whole = calendar(event(hour));
    for (const auto& torn : {std::string(), std::string("<html></html>"),
             whole.substr(0, whole.size() - 16), calendar("BEGIN:VEVENT\r\nEND:VTODO\r\n"),
             calendar("no colon\r\n"), "X:1\r\n" + whole}) {
        const auto busy = busy_times(torn, asked());
        REQUIRE_FALSE(busy);
        CHECK(busy.error() == BusyFault::not_a_calendar);
    }
}

TEST_CASE("a few lines cannot ask for endless work")
{
    const auto busy = busy_times(
        calendar(event(
            "DTSTART:18500101T000000Z\r\nDURATION:PT1M\r\nRRULE:FREQ=DAILY;COUNT=999999999\r\n")),
        asked());
    CHECK(busy.has_value());
    std::string many;
    for (int i = 0; i < 200; ++i)
        many += event(
            "DTSTART:18500101T000000Z\r\nDURATION:PT1M\r\nRRULE:FREQ=DAILY;COUNT=999999999\r\n");
    const auto too_many = busy_times(calendar(many), asked());
    REQUIRE_FALSE(too_many);
    CHECK(too_many.error() == BusyFault::too_much);
    std::string crowd;
    for (int i = 0; i < 20'001; ++i) crowd += "BEGIN:VEVENT\r\nEND:VEVENT\r\n";
    CHECK(busy_times(calendar(crowd), asked()).error() == BusyFault::too_much);
}

} // namespace clinic::ical
