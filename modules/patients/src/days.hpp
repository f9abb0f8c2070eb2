#pragma once
// Days against the clock, when nobody says in which zone.

#include "platform/core/time.hpp"

namespace clinic::patients {

/// Today in the zone that is furthest ahead: nobody born today is refused anywhere.
[[nodiscard]] constexpr LocalDate latest_today(Instant now)
{
    constexpr std::int64_t day_ms = 86'400'000;
    constexpr std::int64_t furthest_ahead_ms = 14 * 3'600'000;
    return {static_cast<std::int32_t>((now.ms + furthest_ahead_ms) / day_ms)};
}

/// Today in the zone that is furthest behind: what lasts until today lasts everywhere.
[[nodiscard]] constexpr LocalDate earliest_today(Instant now)
{
    constexpr std::int64_t day_ms = 86'400'000;
    constexpr std::int64_t furthest_behind_ms = 12 * 3'600'000;
    return {static_cast<std::int32_t>((now.ms - furthest_behind_ms) / day_ms)};
}

/// The day on which somebody comes of age (Code civil, art. 388 and 414); who was born on 29 February, on 1 March.
[[nodiscard]] inline LocalDate of_age_on(LocalDate birth_date)
{
    constexpr int years = 18;
    const auto year = birth_date.year() + years;
    if (birth_date.month() == 2 && birth_date.day() == 29) return LocalDate::of(year, 3, 1);
    return LocalDate::of(year, birth_date.month(), birth_date.day());
}

/// Where a day stands among moments.
[[nodiscard]] constexpr Instant noon_of(LocalDate day)
{
    constexpr std::int64_t day_ms = 86'400'000;
    return {day.days * day_ms + day_ms / 2};
}

} // namespace clinic::patients
