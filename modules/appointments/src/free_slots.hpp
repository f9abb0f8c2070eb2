#pragma once
// Which starts are free, over practitioners and sites: one search for those who are logged in and for everybody else.

#include "api.hpp"
#include "planner.hpp"

#include <tuple>

namespace clinic::appointments {

/// By begin; then so that a page can go on where the one before ended.
using SlotOrder = std::tuple<Instant, std::string_view, std::string_view, std::string_view>;
[[nodiscard]] SlotOrder order_of(const Slot& slot);

/// Every free start that was asked for, in order; without an end of the search, those of the first day that has any. What
/// cannot be booked by the strictness of who asks has none: a search is no place for refusals.
[[nodiscard]] std::vector<Slot> find_slots(db::Tx& tx, const clinics::Clinics& clinics,
    const Planner& planner, const FindSlots& in, const Asking& asking);

} // namespace clinic::appointments
