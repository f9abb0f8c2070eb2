// A visit on its way: confirmed, arrived, in progress, fulfilled; or cancelled, or missed; and one step back.

#include "handlers.hpp"
#include "store_rooms.hpp"

#include <fmt/format.h>

#include <utility>

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

std::unexpected<Problem> not_paid()
{
    return conflict("not_paid",
        {"Ce rendez-vous est confirmé par son règlement : réglez-le, ou appelez la clinique.",
            "This visit is confirmed by its payment: pay for it, or call the clinic."});
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
    visit.late_cancel = false;
}

/// "24 h", "90 min", "3 jours".
Text phrase_of(int minutes)
{
    constexpr int hour = 60;
    constexpr int day = 24 * hour;
    if (minutes % day == 0 && minutes > day)
        return {fmt::format("{} jours", minutes / day), fmt::format("{} days", minutes / day)};
    if (minutes % hour == 0)
        return {fmt::format("{} h", minutes / hour), fmt::format("{} h", minutes / hour)};
    return {fmt::format("{} min", minutes), fmt::format("{} min", minutes)};
}

/// "Appelez Cabinet des Lilas : 01 43 00 00 00."
Text call(const std::optional<clinics::Site>& site)
{
    if (!site) return {"Appelez l’accueil.", "Please call the front desk."};
    const auto number = site->phone ? " : " + *site->phone : std::string();
    const auto number_en = site->phone ? ": " + *site->phone : std::string();
    return {fmt::format("Appelez {}{}.", site->name, number),
        fmt::format("Please call {}{}.", site->name, number_en)};
}

} // namespace

bool Handlers::is_late(const Appointment& visit, Instant now) const
{
    const auto type = clinics_.visit_type(visit.visit_type_id);
    return type && cut_off(visit, *type) < now;
}

std::unexpected<Problem> Handlers::too_late(const Appointment& visit) const
{
    const auto type = clinics_.visit_type(visit.visit_type_id);
    const auto who = call(clinics_.site(visit.site_id));
    if (!type || type->cancel_notice_minutes == 0) {
        return conflict("too_late", {"Ce rendez-vous a déjà commencé. " + who.fr,
                                        "This visit has begun already. " + who.en});
    }
    const auto notice = phrase_of(type->cancel_notice_minutes);
    return conflict("too_late",
        {fmt::format("Ce rendez-vous se déplace ou s’annule en ligne jusqu’à {} avant. {}",
             notice.fr, who.fr),
            fmt::format("This visit can be moved or cancelled online until {} before. {}",
                notice.en, who.en)});
}

void Handlers::note_cancelled(
    Appointment& visit, CancelledBy by, const std::optional<std::string>& reason, Instant now) const
{
    visit.status = acts::cancel.to;
    visit.pay_by.reset();
    visit.cancelled_at = now;
    visit.cancel_reason = reason;
    visit.cancelled_by = by;
    visit.late_cancel = is_late(visit, now);
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
    const auto before = visit.status;
    if (before == Status::pending && act.to == Status::confirmed && !reach.serves(visit))
        return not_paid();
    visit.status = act.to;
    visit.pay_by.reset();
    note(visit, reach);
    if (!store::rewrite(cx.tx, visit)) return slot_taken();
    tell<Event>(cx, visit, act.what, {}, before);
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
    if (found && !found->reach.serves(found->visit) && is_late(found->visit, cx.now)) {
        return too_late(found->visit);
    }
    return pass<Cancelled>(
        cx, in.id, acts::cancel, true, [&](Appointment& visit, const Reach& reach) {
            const bool staff = reach.serves(visit);
            const bool theirs = !staff || in.asked_by == AskedBy::patient;
            const auto by = theirs ? CancelledBy::patient : CancelledBy::clinic;
            note_cancelled(visit, by, in.reason, cx.now);
        });
}

store::Taking Handlers::store_undone(http::Context& cx, Appointment& visit, Status was) const
{
    auto claim = store::claim_of(cx.tx, visit.id);
    if (!occupies(was)) {
        store::drop_expired_rooms(cx.tx, visit.site_id, cx.now);
        claim.rooms = planner_.rooms_for(visit);
        // What it did without before, it does without again.
        claim.what_is_free = visit.room_ids.size() < claim.rooms->size();
    }
    return store::update(cx.tx, visit, claim);
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
    const auto taking = store_undone(cx, visit, was);
    if (taking != store::Taking::done) return refusal_of(taking);
    record(cx, visit, "undone");
    cx.emit(Undone{fact_of(visit, cx.user().user), was});
    return visit;
}

} // namespace clinic::appointments
