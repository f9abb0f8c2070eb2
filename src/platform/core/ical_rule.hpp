#pragma once
// Recurrence rules (RFC 5545 §3.3.10) of days and longer: DAILY, WEEKLY, MONTHLY, YEARLY with INTERVAL, COUNT, UNTIL, BYDAY,
// BYMONTHDAY, BYMONTH, BYSETPOS and WKST. What asks for more is not understood, and said so.

#include "platform/core/time.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace clinic::ical {

/// Seconds since 1970-01-01T00:00:00 on some wall clock.
struct Wall {
    std::int64_t seconds = 0;

    auto operator<=>(const Wall&) const = default;
    [[nodiscard]] static Wall of(LocalDate date, std::int64_t second_of_day)
    {
        return {date.days * std::int64_t{86'400} + second_of_day};
    }
    [[nodiscard]] LocalDate date() const;
    [[nodiscard]] std::int64_t second_of_day() const;
};

/// A date or a time as written: "20260602", "20260602T100000", "20260602T080000Z".
struct Moment {
    Wall wall;
    bool whole_day = false;
    bool utc = false;
};
/// Years 1850 to 2200, seconds up to 59 (a leap second is the one before).
[[nodiscard]] std::optional<Moment> parse_moment(std::string_view text);
/// "P1DT2H", "-PT15M"; in seconds, weeks and days taken as such.
[[nodiscard]] std::optional<std::int64_t> parse_duration(std::string_view text);

struct Rule {
    enum class Every { day, week, month, year };
    struct Weekday {
        int nth = 0; ///< of the month or year; negative from its end; 0: each
        int day = 1; ///< ISO 8601
    };
    Every every = Every::day;
    int interval = 1;
    std::optional<int> count{};
    std::optional<Moment> until{};
    std::vector<Weekday> days{};
    std::vector<int> month_days{};
    std::vector<int> months{};
    std::vector<int> positions{};
    int week_start = 1;
};
[[nodiscard]] std::optional<Rule> parse_rule(std::string_view text);

/// How much work may still be spent: a few lines can ask for a great deal of it.
struct Budget {
    std::int64_t steps;
    [[nodiscard]] bool spend(std::int64_t n = 1) { return (steps -= n) >= 0; }
};

/// Whether the day that a recurrence starts from is one of its days: DTSTART is always; a wish "from then on" need not be.
enum class Start { counts, if_it_fits };

/// The days on which it recurs, in order, from `start` to `last`; those before `first` may be left out. The rule's `until`
/// is the caller's to compare, who knows the zone. `visit` answers false to stop. False when the budget is spent.
bool recur(const Rule& rule, LocalDate start, LocalDate first, LocalDate last, Budget& budget,
    const std::function<bool(LocalDate)>& visit, Start begin = Start::counts);

} // namespace clinic::ical
