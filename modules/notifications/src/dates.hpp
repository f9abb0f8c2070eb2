#pragma once
// Days and times as people say them.

#include "platform/core/text.hpp"
#include "platform/core/time.hpp"

#include <string>

namespace clinic::notifications {

/// « mardi 2 juin à 10:00 », "Tuesday 2 June at 10:00". French names are never capitalised, and the first
/// of a month is « 1er ».
[[nodiscard]] std::string phrase(const LocalMoment& moment, Language language);

} // namespace clinic::notifications
