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

/// Where a day stands among moments.
[[nodiscard]] constexpr Instant noon_of(LocalDate day)
{
    constexpr std::int64_t day_ms = 86'400'000;
    return {day.days * day_ms + day_ms / 2};
}

} // namespace clinic::patients
