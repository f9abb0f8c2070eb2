#pragma once
// Medical records of the demo clinic: the first patient's, and those of about a third of the others.

#include "demo_visits.hpp"

namespace clinic::demo {

void add_records(Clinic& clinic, const std::vector<Carer>& carers,
    const std::vector<Patient>& patients, Dice& dice);

} // namespace clinic::demo
