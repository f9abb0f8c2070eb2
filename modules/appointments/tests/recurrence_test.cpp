#include "../src/recurrence.hpp"
#include "../src/slots.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::appointments {
namespace {

LocalDate day(const char* text)
{
    return *LocalDate::parse(text);
}

using Days = std::vector<std::string>;

/// The days of a rule from a first day on; or, alone, the code of the refusal.
Days days(const std::string& rule, const char* first)
{
    const auto parsed = parse_rule(rule);
    if (!parsed) return {parsed.error().errors.at(0).code};
    const auto found = days_of(*parsed, day(first));
    if (!found) return {found.error().errors.at(0).code};
    Days texts;
    for (const auto one : *found) texts.push_back(one.text());
    return texts;
}

} // namespace

TEST_CASE("a rule by days goes on over months, and keeps to working days when it is told to")
{
    CHECK(
        days("FREQ=DAILY;COUNT=3", "2026-02-27") == Days{"2026-02-27", "2026-02-28", "2026-03-01"});
    CHECK(days("FREQ=DAILY;INTERVAL=10;UNTIL=20260622", "2026-06-01") ==
          Days{"2026-06-01", "2026-06-11", "2026-06-21"});
    CHECK(days("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=3", "2026-06-05") ==
          Days{"2026-06-05", "2026-06-08", "2026-06-09"});
}

TEST_CASE("a rule by weeks counts weeks from Monday, and begins with the first day that fits")
{
    CHECK(days("FREQ=WEEKLY;COUNT=3", "2026-06-02") ==
          Days{"2026-06-02", "2026-06-09", "2026-06-16"});
    CHECK(days("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3", "2026-06-03") ==
          Days{"2026-06-04", "2026-06-09", "2026-06-11"});
    // From a Thursday: the Tuesday of that same week has passed, the next is two weeks later.
    CHECK(days("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4", "2026-06-04") ==
          Days{"2026-06-04", "2026-06-16", "2026-06-18", "2026-06-30"});
    CHECK(days("FREQ=WEEKLY;BYDAY=SU;UNTIL=20260614T215959Z", "2026-06-01") ==
          Days{"2026-06-07", "2026-06-14"});
}

TEST_CASE(
    "a rule by months names a day or a weekday of the month, and leaves out months without it")
{
    CHECK(days("FREQ=MONTHLY;COUNT=3", "2026-01-31") ==
          Days{"2026-01-31", "2026-03-31", "2026-05-31"});
    CHECK(days("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "2028-01-10") ==
          Days{"2028-01-31", "2028-02-29", "2028-03-31"});
    CHECK(days("FREQ=MONTHLY;BYDAY=3TU;COUNT=3", "2026-06-01") ==
          Days{"2026-06-16", "2026-07-21", "2026-08-18"});
    CHECK(days("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=3", "2026-06-27") ==
          Days{"2026-08-28", "2026-10-30", "2026-12-25"});
    CHECK(days("FREQ=MONTHLY;BYDAY=5MO;COUNT=2", "2026-06-01") == Days{"2026-06-29", "2026-08-31"});
    CHECK(days("FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20270115", "2026-12-16") == Days{"2027-01-15"});
}

TEST_CASE("what is no such rule is refused")
{
    for (const auto* rule : {"", "COUNT=3", "FREQ=WEEKLY", "FREQ=YEARLY;COUNT=2",
             "FREQ=WEEKLY;COUNT=2;UNTIL=20260701", "FREQ=WEEKLY;COUNT=0", "FREQ=WEEKLY;COUNT=-1",
             "FREQ=WEEKLY;COUNT=2;COUNT=3", "FREQ=WEEKLY;BYDAY=;COUNT=2",
             "FREQ=WEEKLY;BYDAY=TU,TU;COUNT=2", "FREQ=WEEKLY;BYDAY=2TU;COUNT=2",
             "FREQ=WEEKLY;BYMONTHDAY=3;COUNT=2", "FREQ=MONTHLY;BYDAY=TU;COUNT=2",
             "FREQ=MONTHLY;BYDAY=1TU,3TU;COUNT=2", "FREQ=MONTHLY;BYDAY=6TU;COUNT=2",
             "FREQ=MONTHLY;BYDAY=0TU;COUNT=2", "FREQ=MONTHLY;BYMONTHDAY=0;COUNT=2",
             "FREQ=MONTHLY;BYMONTHDAY=32;COUNT=2", "FREQ=MONTHLY;BYMONTHDAY=3;BYDAY=1TU;COUNT=2",
             "FREQ=WEEKLY;INTERVAL=0;COUNT=2", "FREQ=WEEKLY;UNTIL=20260230",
             "FREQ=WEEKLY;UNTIL=2026-06-30", "FREQ=WEEKLY;UNTIL=20260630T0900",
             "FREQ=WEEKLY;COUNT=2;BYHOUR=9", "FREQ=WEEKLY;COUNT=2;WKST=SU",
             "FREQ=WEEKLY;COUNT=99999999999", "RRULE:FREQ=WEEKLY;COUNT=2"}) {
        CHECK_MESSAGE(days(rule, "2026-06-01") == Days{"rule"}, rule);
    }
    CHECK(days("freq=weekly;wkst=mo;count=1", "2026-06-01") == Days{"2026-06-01"});
}

TEST_CASE("a series has its bounds: 104 visits, two years, and at least one day")
{
    CHECK(days("FREQ=DAILY;COUNT=104", "2026-06-01").size() == 104);
    CHECK(days("FREQ=DAILY;COUNT=105", "2026-06-01") == Days{"too_many"});
    CHECK(days("FREQ=DAILY;UNTIL=20270601", "2026-06-01") == Days{"too_many"});
    CHECK(days("FREQ=WEEKLY;COUNT=104", "2026-06-01").back() == "2028-05-22");
    CHECK(days("FREQ=MONTHLY;COUNT=24", "2026-06-01").size() == 24);
    CHECK(days("FREQ=MONTHLY;COUNT=30", "2026-06-01") == Days{"too_long"});
    CHECK(days("FREQ=MONTHLY;UNTIL=20290101", "2026-06-01") == Days{"too_long"});
    CHECK(days("FREQ=WEEKLY;UNTIL=20260531", "2026-06-01") == Days{"never"});
    CHECK(days("FREQ=WEEKLY;BYDAY=SU;UNTIL=20260603", "2026-06-01") == Days{"never"});
}

namespace {

/// A rule, and how its days are found without it: by stepping, not by asking each day.
struct Case {
    std::string rule;
    std::vector<LocalDate> (*steps)(LocalDate first, int count);
};

std::vector<LocalDate> every_week(LocalDate first, int count)
{
    std::vector<LocalDate> found;
    for (int i = 0; i < count; ++i) found.push_back(first.plus_days(7 * i));
    return found;
}
std::vector<LocalDate> every_third_day(LocalDate first, int count)
{
    std::vector<LocalDate> found;
    for (int i = 0; i < count; ++i) found.push_back(first.plus_days(3 * i));
    return found;
}
/// The Monday and the Friday of every other week.
std::vector<LocalDate> other_weeks(LocalDate first, int count)
{
    std::vector<LocalDate> found;
    const auto monday = first.plus_days(1 - first.weekday());
    for (int week = 0; static_cast<int>(found.size()) < count; week += 2) {
        for (const int offset : {0, 4}) {
            const auto day = monday.plus_days(7 * week + offset);
            if (day >= first && static_cast<int>(found.size()) < count) found.push_back(day);
        }
    }
    return found;
}
LocalDate first_of(LocalDate date, int months)
{
    const int sum = date.year() * 12 + date.month() - 1 + months;
    return LocalDate::of(sum / 12, sum % 12 + 1, 1);
}
std::vector<LocalDate> last_of_month(LocalDate first, int count)
{
    std::vector<LocalDate> found;
    for (int i = 1; i <= count; ++i) found.push_back(first_of(first, i).plus_days(-1));
    return found;
}
std::vector<LocalDate> second_sunday(LocalDate first, int count)
{
    std::vector<LocalDate> found;
    for (int i = 0; static_cast<int>(found.size()) < count; ++i) {
        const auto begin = first_of(first, i);
        const auto day = begin.plus_days(7 - begin.weekday() + 7);
        if (day >= first) found.push_back(day);
    }
    return found;
}

const std::vector<Case>& cases()
{
    static const std::vector<Case> all{{"FREQ=WEEKLY", every_week},
        {"FREQ=DAILY;INTERVAL=3", every_third_day},
        {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", other_weeks},
        {"FREQ=MONTHLY;BYMONTHDAY=-1", last_of_month}, {"FREQ=MONTHLY;BYDAY=2SU", second_sunday}};
    return all;
}

/// What is wrong with the instants of these days; empty when nothing is.
std::string wrong_with(const Zone& zone, const std::vector<LocalDate>& days, LocalTime time)
{
    Instant before{INT64_MIN};
    for (const auto day : days) {
        const auto start = moment(zone, day, time);
        const auto local = zone.local(start);
        if (start <= before) return "out of order on " + day.text();
        if (local.date != day) return "another day than " + day.text();
        const bool skipped = !zone.instant(day, time);
        if (!skipped && local.time != time) return local.time.text() + " on " + day.text();
        if (skipped && zone.offset_minutes(start) == zone.offset_minutes(start.plus_minutes(-1)))
            return "not where the clocks jump on " + day.text();
        before = start;
    }
    return {};
}

} // namespace

TEST_CASE("over ten years and four zones each rule falls on its days, at its time on the wall")
{
    for (const auto* name : {"Europe/Paris", "Indian/Reunion", "America/Toronto", "Africa/Tunis"}) {
        const auto zone = *Zone::find(name);
        for (auto first = LocalDate::of(2025, 1, 1); first < LocalDate::of(2035, 1, 1);
            first = first.plus_days(17)) {
            for (const auto& [rule, steps] : cases()) {
                const auto parsed = parse_rule(rule + ";COUNT=20");
                REQUIRE(parsed);
                const auto found = days_of(*parsed, first);
                REQUIRE(found);
                CHECK_MESSAGE(*found == steps(first, 20), rule << " from " << first.text());
                for (const auto* time : {"02:30", "09:00", "15:20", "23:40"}) {
                    const auto wrong = wrong_with(zone, *found, *LocalTime::parse(time));
                    CHECK_MESSAGE(wrong.empty(), name << ' ' << rule << ' ' << wrong);
                }
            }
        }
    }
}

TEST_CASE("nine o'clock stays nine o'clock when the clocks change, and half past two finds a place")
{
    const auto at = [](const char* zone, const char* date, const char* time) {
        return moment(*Zone::find(zone), day(date), *LocalTime::parse(time)).text();
    };
    CHECK(at("Europe/Paris", "2026-03-28", "09:00") == "2026-03-28T08:00:00Z");
    CHECK(at("Europe/Paris", "2026-03-29", "09:00") == "2026-03-29T07:00:00Z");
    CHECK(at("Europe/Paris", "2026-03-29", "02:30") == "2026-03-29T01:00:00Z");
    CHECK(at("Europe/Paris", "2026-10-25", "02:30") == "2026-10-25T00:30:00Z");
    CHECK(at("America/Toronto", "2026-03-08", "09:00") == "2026-03-08T13:00:00Z");
    CHECK(at("America/Toronto", "2026-11-01", "09:00") == "2026-11-01T14:00:00Z");
    CHECK(at("Indian/Reunion", "2026-03-29", "09:00") == "2026-03-29T05:00:00Z");
    CHECK(at("Africa/Tunis", "2026-03-29", "09:00") == "2026-03-29T08:00:00Z");
}

} // namespace clinic::appointments
