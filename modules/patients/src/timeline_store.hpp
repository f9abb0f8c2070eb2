#pragma once
// Rows and SQL of the timelines.

#include "patients/patients.hpp"

#include "platform/db/tx.hpp"

namespace clinic::patients::store {

/// Takes the place of what the same source told before; nothing for a patient who does not exist.
void enter_timeline(db::Tx&, const TimelineEntry&);

} // namespace clinic::patients::store
