#pragma once
// On which days a series falls: the part of RFC 5545 §3.3.10 (RRULE) that people say of visits. Days of a site's calendar,
// never instants: what time it is on them is asked of the wall clock, day by day.
//
//   FREQ=DAILY;COUNT=5                     five days on end
//   FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;…      working days
//   FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;…   every other week, weeks begin on Monday
//   FREQ=MONTHLY;BYMONTHDAY=15;…           the 15th; -1 is the last day; months without such a day are left out
//   FREQ=MONTHLY;BYDAY=3TU;…               the third Tuesday; -1FR is the last Friday
//
// Each says how it ends: COUNT or UNTIL (a day, included), never both, never neither.

#include "platform/core/result.hpp"
#include "platform/core/time.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace clinic::appointments {

constexpr int most_occurrences = 104;
constexpr int longest_series_days = 731; ///< two years

enum class Frequency { daily, weekly, monthly };

struct Recurrence {
    Frequency frequency = Frequency::weekly;
    int interval = 1;
    std::optional<int> count{};
    std::optional<LocalDate> until{}; ///< included
    std::vector<int>
        weekdays{}; ///< ISO 8601; empty: any day when daily, the first one's when weekly
    std::optional<int> month_day{}; ///< 1 to 31, or -1 for the last
    int nth = 0; ///< with `nth_weekday`: 1 to 5 from the month's begin, -1 from its end; 0: not so
    int nth_weekday = 0;
};

/// Refuses what is none of the above at the field "rule". Names and values are read as RFC 5545 writes them, in capitals or
/// not; UNTIL as a day, or as a moment of that day in UTC, of which the day counts.
[[nodiscard]] Result<Recurrence> parse_rule(std::string_view text);

/// The days from `first` on, in order. Refuses, at "rule", what never falls on a day, has more than `most_occurrences`, or
/// goes on for more than `longest_series_days`. `first` is one of them only if the rule says so.
[[nodiscard]] Result<std::vector<LocalDate>> days_of(const Recurrence& rule, LocalDate first);

} // namespace clinic::appointments
