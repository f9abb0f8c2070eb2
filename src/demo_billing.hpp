#pragma once
// The price list and the bills of the demo clinic's past visits.

#include "demo_visits.hpp"

namespace clinic::demo {

/// Most visits are paid, some invoices wait for their money, the newest drafts wait to be issued.
void add_bills(Clinic& clinic, const std::vector<appointments::Appointment>& visits, Dice& dice);

} // namespace clinic::demo
