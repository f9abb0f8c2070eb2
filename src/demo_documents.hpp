#pragma once
// Letters, lab reports and pictures of the demo's patients.

#include "demo_visits.hpp"

namespace clinic::demo {

void add_documents(
    Clinic& clinic, const std::vector<Carer>& carers, const std::vector<Patient>& patients);

} // namespace clinic::demo
