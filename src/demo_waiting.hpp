#pragma once
// Who waits for a visit in the demo clinic.

#include "demo_people.hpp"

namespace clinic::demo {

/// A few wishes for the next weeks, the first patient's among them.
void add_wishes(
    Clinic& clinic, const std::vector<Carer>& carers, const std::vector<Patient>& patients);

} // namespace clinic::demo
