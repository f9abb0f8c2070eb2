#pragma once
// Notes of past visits, for the demo clinic.

#include "demo_visits.hpp"

namespace clinic::demo {

/// Signed notes for some dozens of the visits that are over, more of them the first patient's; the two last visits of the
/// first carer still wait for a signature. The newest signed prescriptions of the first patient lie in their documents.
void add_consultations(Clinic& clinic, const std::vector<Carer>& carers,
    const std::vector<Patient>& patients, const std::vector<appointments::Appointment>& visits,
    Dice& dice);

} // namespace clinic::demo
