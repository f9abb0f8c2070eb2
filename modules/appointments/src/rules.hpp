#pragma once
// The life of a visit, and the clinic's rules for the public: each rule once.
//
//   pending → booked → confirmed → arrived → in_progress → fulfilled
//
//   Pending is what patients booked and have to pay for it to be confirmed; everybody else begins as booked.
//   and out of it: cancelled, no_show. Every act can be taken back by `undo`, one step.

#include "appointments/appointments.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

namespace clinic::appointments {

/// The front desk writes down a visit that began a moment ago: somebody who just walked in.
constexpr int walk_in_minutes = 15;
/// The length that staff give to a visit is a multiple of this.
constexpr int grid_minutes = 5;

/// One way of a visit from one status to another.
struct Act {
    std::string_view what; ///< in the history
    Status to;
    std::array<bool, 8> from{};

    constexpr Act(std::string_view name, Status target, std::initializer_list<Status> sources)
        : what(name), to(target)
    {
        for (const auto source : sources) from[static_cast<std::size_t>(source)] = true;
    }
    [[nodiscard]] constexpr bool allows(Status status) const
    {
        return from[static_cast<std::size_t>(status)];
    }
};

namespace acts {
constexpr Act confirm{"confirmed", Status::confirmed, {Status::pending, Status::booked}};
constexpr Act arrive{
    "arrived", Status::arrived, {Status::pending, Status::booked, Status::confirmed}};
constexpr Act start{
    "started", Status::in_progress, {Status::booked, Status::confirmed, Status::arrived}};
constexpr Act complete{"completed", Status::fulfilled, {Status::arrived, Status::in_progress}};
constexpr Act miss{"missed", Status::no_show, {Status::pending, Status::booked, Status::confirmed}};
constexpr Act cancel{"cancelled", Status::cancelled,
    {Status::pending, Status::booked, Status::confirmed, Status::arrived}};
} // namespace acts

/// Can still be given another time.
constexpr bool is_ahead(Status status)
{
    return acts::miss.allows(status);
}
/// Patients move and cancel by themselves until then, and call the clinic later. Whoever cancels later, does so late.
inline Instant cut_off(const Appointment& visit, const clinics::VisitType& type)
{
    return visit.starts_at.plus_minutes(-type.cancel_notice_minutes);
}
/// What a patient books: confirmed by its payment, where its type asks for that, and kept so long, never beyond its begin.
inline void await_payment(Appointment& visit, const clinics::VisitType& type, Instant now)
{
    if (!type.pay_to_confirm) return;
    visit.status = Status::pending;
    visit.pay_by = std::min(now.plus_minutes(type.pay_within_minutes), visit.starts_at);
}
/// Keeps its practitioner busy; the database's rule says the same.
constexpr bool occupies(Status status)
{
    return status != Status::cancelled && status != Status::no_show;
}

} // namespace clinic::appointments
