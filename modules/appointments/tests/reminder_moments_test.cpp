#include "../src/reminders.hpp"

#include <algorithm>
#include <doctest/doctest.h>

namespace clinic::appointments {
namespace {

std::vector<std::string> texts(const Zone& zone, const char* start, const std::vector<int>& days)
{
    std::vector<std::string> texts;
    for (const auto& [days_before, due_at] : reminder_moments(zone, *Instant::parse(start), days)) {
        texts.push_back(due_at.text());
    }
    return texts;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("a visit is recalled at its own time of day, the earliest moment first")
{
    const auto paris = *Zone::find("Europe/Paris");
    CHECK(texts(paris, "2026-06-12T08:00:00Z", {1, 7, 2}) ==
          Texts{"2026-06-05T08:00:00Z", "2026-06-10T08:00:00Z", "2026-06-11T08:00:00Z"});
    CHECK(texts(paris, "2026-06-12T08:00:00Z", {}).empty());
}

TEST_CASE("nobody is woken up, nor called at night: 9:00 at the earliest, 19:00 at the latest")
{
    const auto paris = *Zone::find("Europe/Paris");
    CHECK(texts(paris, "2026-06-12T05:40:00Z", {1}) == Texts{"2026-06-11T07:00:00Z"});
    CHECK(texts(paris, "2026-06-12T18:20:00Z", {1}) == Texts{"2026-06-11T17:00:00Z"});
}

TEST_CASE("across a change of the clocks it is the same time on the wall")
{
    const auto paris = *Zone::find("Europe/Paris");
    CHECK(texts(paris, "2026-10-26T09:00:00Z", {1, 2}) ==
          Texts{"2026-10-24T08:00:00Z", "2026-10-25T09:00:00Z"});
    CHECK(texts(paris, "2026-03-30T08:00:00Z", {1, 2}) ==
          Texts{"2026-03-28T09:00:00Z", "2026-03-29T08:00:00Z"});
}

TEST_CASE(
    "on every day of ten years, in four zones, each moment is so many days before on the wall")
{
    const std::vector days{30, 7, 2, 1};
    for (const auto* name : {"Europe/Paris", "Indian/Reunion", "America/Toronto", "Africa/Tunis"}) {
        const auto zone = *Zone::find(name);
        int wrong = 0;
        int across = 0;
        for (int i = 0; i < 3653; ++i) {
            const auto day = LocalDate::of(2025, 1, 1).plus_days(i);
            for (const int minutes :
                {0, 8 * 60 + 59, 9 * 60, 15 * 60 + 20, 19 * 60, 23 * 60 + 40}) {
                const auto start = moment(zone, day, {minutes});
                const auto moments = reminder_moments(zone, start, days);
                const LocalTime time{std::clamp(minutes, 9 * 60, 19 * 60)};
                for (std::size_t k = 0; k < days.size(); ++k) {
                    const auto local = zone.local(moments[k].due_at);
                    const bool right = moments[k].days_before == days[k] &&
                                       local == LocalMoment{day.plus_days(-days[k]), time} &&
                                       moments[k].due_at < start;
                    wrong += right ? 0 : 1;
                    across += zone.offset_minutes(moments[k].due_at) != zone.offset_minutes(start);
                }
            }
        }
        CHECK_MESSAGE(wrong == 0, name);
        const bool changes = std::string_view(name) == "Europe/Paris" ||
                             std::string_view(name) == "America/Toronto";
        CHECK_MESSAGE((across > 0) == changes, name);
    }
}

} // namespace clinic::appointments
