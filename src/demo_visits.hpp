#pragma once
// Weeks of visits around today, for the demo clinic.

#include "demo_people.hpp"

namespace clinic::demo {

/// Fills every carer's hours of so many weeks before today, and one more after it, each visit with the status that its time makes likely; whoever was
/// received is in that carer's care. The first patient gets more than their share, so that they have something to see.
/// Returns the visits.
std::vector<appointments::Appointment> add_visits(Clinic& clinic, const std::vector<Carer>& carers,
    const std::vector<Patient>& patients, int weeks, Dice& dice);

} // namespace clinic::demo
