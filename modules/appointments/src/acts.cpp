// A visit on its way: confirmed, arrived, in progress, fulfilled; or cancelled, or missed; and one step back.

#include "handlers.hpp"

#include <fmt/format.h>

namespace clinic::appointments {
namespace {

std::unexpected<Problem> bad_transition(const Appointment& visit)
{
    return conflict("bad_transition",
        {fmt::format("Impossible dans l’état actuel de la visite ({}). Rechargez la page.",
             api::spell(visit.status)),
            fmt::format("Not possible as the visit stands now ({}). Reload the page.",
                api::spell(visit.status))});
}

std::unexpected<Problem> staff_only()
{
    return forbidden(
        {"Seule l’équipe de la clinique peut le faire.", "Only the clinic's staff can do that."});
}

void forget_what_came_after(Appointment& visit)
{
    if (visit.status != Status::fulfilled) visit.completed_at.reset();
    if (visit.status != Status::fulfilled && visit.status != Status::in_progress)
        visit.started_at.reset();
    if (is_ahead(visit.status)) visit.arrived_at.reset();
    visit.cancelled_at.reset();
    visit.cancel_reason.reset();
    visit.cancelled_by.reset();
}

} // namespace

std::unexpected<Problem> too_late()
{
    return conflict("too_late",
        {fmt::format("À moins de {} h de la visite, appelez la clinique.", patient_cutoff_hours),
            fmt::format(
                "Less than {} h before the visit, please call the clinic.", patient_cutoff_hours)});
}

template <class Event>
Result<Appointment> Handlers::pass(http::Context& cx, AppointmentId id, const Act& act,
    bool by_patient, const std::function<void(Appointment&, const Reach&)>& note) const
{
    auto found = find_to_change(cx, id);
    if (!found) return std::unexpected(found.error());
    auto& [visit, reach] = *found;
    if (!by_patient && !reach.serves(visit)) return staff_only();
    if (!act.allows(visit.status)) return bad_transition(visit);
    visit.status = act.to;
    note(visit, reach);
    if (!store::update(cx.tx, visit, store::claim_of(cx.tx, visit.id))) return slot_taken();
    tell<Event>(cx, visit, act.what);
    Access::hide_from_patients(reach, visit);
    return visit;
}

Result<Appointment> Handlers::confirm(http::Context& cx, const OneAppointment& in)
{
    return pass<Confirmed>(cx, in.id, acts::confirm, true, [](Appointment&, const Reach&) {});
}

Result<Appointment> Handlers::arrive(http::Context& cx, const OneAppointment& in)
{
    return pass<Arrived>(cx, in.id, acts::arrive, false,
        [&](Appointment& visit, const Reach&) { visit.arrived_at = cx.now; });
}

Result<Appointment> Handlers::start(http::Context& cx, const OneAppointment& in)
{
    return pass<Started>(cx, in.id, acts::start, false,
        [&](Appointment& visit, const Reach&) { visit.started_at = cx.now; });
}

Result<Appointment> Handlers::complete(http::Context& cx, const OneAppointment& in)
{
    return pass<Completed>(cx, in.id, acts::complete, false,
        [&](Appointment& visit, const Reach&) { visit.completed_at = cx.now; });
}

Result<Appointment> Handlers::miss(http::Context& cx, const OneAppointment& in)
{
    const auto found = find(cx, in.id);
    if (found && found->visit.starts_at > cx.now) {
        return conflict("too_early", {"La visite n’a pas encore commencé : annulez-la plutôt.",
                                         "The visit has not begun yet: cancel it instead."});
    }
    return pass<Missed>(cx, in.id, acts::miss, false, [](Appointment&, const Reach&) {});
}

Result<Appointment> Handlers::cancel(http::Context& cx, const CancelAppointment& in)
{
    const auto found = find(cx, in.id);
    if (found && !found->reach.serves(found->visit) && too_late_for_patient(found->visit, cx.now)) {
        return too_late();
    }
    return pass<Cancelled>(
        cx, in.id, acts::cancel, true, [&](Appointment& visit, const Reach& reach) {
            visit.cancelled_at = cx.now;
            visit.cancel_reason = in.reason;
            visit.cancelled_by = reach.serves(visit) ? CancelledBy::clinic : CancelledBy::patient;
        });
}

Result<Appointment> Handlers::undo(http::Context& cx, const OneAppointment& in)
{
    const auto history = store::history(cx.tx, in.id);
    const bool an_act = history.size() >= 2 && history.back().what != "undone" &&
                        history.back().status != history[history.size() - 2].status;
    auto found = find_to_change(cx, in.id);
    if (!found) return std::unexpected(found.error());
    auto& [visit, reach] = *found;
    if (!reach.serves(visit)) return staff_only();
    if (!an_act) {
        return conflict("nothing_to_undo", {"Il n’y a rien à reprendre sur cette visite.",
                                               "There is nothing to take back on this visit."});
    }
    const auto was = visit.status;
    make_way(cx, visit.practitioner_id);
    visit.status = history[history.size() - 2].status;
    forget_what_came_after(visit);
    if (!store::update(cx.tx, visit, store::claim_of(cx.tx, visit.id))) return slot_taken();
    record(cx, visit, "undone");
    cx.emit(Undone{fact_of(visit, cx.user().user), was});
    return visit;
}

} // namespace clinic::appointments
