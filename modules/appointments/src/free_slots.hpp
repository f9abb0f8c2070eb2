#pragma once
// Which starts are free, over practitioners and sites: one search for those who are logged in and for everybody else.

#include "api.hpp"
#include "planner.hpp"

namespace clinic::appointments {

/// Every free start that was asked for, by begin; at most `in.limit`. What cannot be booked by the strictness of who asks
/// has none: a search is no place for refusals.
[[nodiscard]] std::vector<Slot> find_slots(db::Tx& tx, const clinics::Clinics& clinics,
    const Planner& planner, const FindSlots& in, const Asking& asking);

} // namespace clinic::appointments
