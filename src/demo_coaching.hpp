#pragma once
// Coaches' pages and a feed of the last weeks, for the demo clinic.

#include "demo_visits.hpp"

namespace clinic::demo {

/// Whoever writes, likes and comments besides the coaches: people with a log-in.
void add_coaching(Clinic& clinic, const std::vector<Carer>& carers,
    const std::vector<UserId>& members, Dice& dice);

} // namespace clinic::demo
