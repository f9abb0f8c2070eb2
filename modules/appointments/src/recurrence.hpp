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

#include "platform/core/ical_rule.hpp"
#include "platform/core/result.hpp"

#include <string_view>
#include <vector>

namespace clinic::appointments {

constexpr int most_occurrences = 104;
constexpr int longest_series_days = 731; ///< two years

/// Refuses what is none of the above at the field "rule". UNTIL is a day, or a moment of that day, of which the day counts.
[[nodiscard]] Result<ical::Rule> parse_rule(std::string_view text);

/// The days from `first` on, in order. Refuses, at "rule", what never falls on a day, has more than `most_occurrences`, or
/// goes on for more than `longest_series_days`. `first` is one of them only if the rule says so.
[[nodiscard]] Result<std::vector<LocalDate>> days_of(const ical::Rule& rule, LocalDate first);

} // namespace clinic::appointments
