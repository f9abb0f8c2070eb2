#pragma once
// When somebody is busy, by a calendar that strangers wrote (RFC 5545). Times alone are taken from it: no text of an event
// outlives the reading.

#include "platform/core/time.hpp"

#include <compare>
#include <cstddef>
#include <expected>
#include <string_view>
#include <vector>

namespace clinic::ical {

struct BusyTime {
    Instant from;
    Instant until;
    auto operator<=>(const BusyTime&) const = default;
};

struct Busy {
    std::vector<BusyTime> times; ///< in order, apart from each other, inside the window
    int skipped = 0; ///< events that are not understood
};

enum class BusyFault {
    not_a_calendar, ///< no VCALENDAR, or torn
    too_much, ///< more events, or more work, than anybody's calendar has
};

struct BusyQuestion {
    Instant from;
    Instant until;
    Zone zone; ///< for whole days, and times without a zone
    /// Events whose UID ends in "@" and this are our own, come back: they say nothing new. Empty: none.
    std::string_view own_host{};
};

/// Events that are not cancelled and not transparent, with their repetitions (ical_rule.hpp), RDATE, EXDATE and single
/// ones that were changed (RECURRENCE-ID). A TZID of the IANA database is that zone; any other is read from the file's
/// VTIMEZONE. A wall-clock time that a night in spring skips is as long after the jump as it was to be after what came
/// before it (§3.3.5).
[[nodiscard]] std::expected<Busy, BusyFault> busy_times(
    std::string_view text, const BusyQuestion& question);

} // namespace clinic::ical
