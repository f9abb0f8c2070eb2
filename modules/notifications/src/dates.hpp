#pragma once
// Days, times and amounts as people say them.

#include "platform/core/money.hpp"
#include "platform/core/text.hpp"
#include "platform/core/time.hpp"

#include <string>

namespace clinic::notifications {

/// « mardi 2 juin à 10:00 », "Tuesday 2 June at 10:00". French names are never capitalised, and the first
/// of a month is « 1er ». The year is told when it is asked for.
[[nodiscard]] std::string phrase(const LocalMoment& moment, Language language, bool year = false);
/// « 30,00 € », "30.00 EUR".
[[nodiscard]] std::string phrase(const Money& amount, Language language);

} // namespace clinic::notifications
