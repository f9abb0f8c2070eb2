// Booking a visit, giving it another time, correcting its texts.

#include "handlers.hpp"

#include "auth/auth.hpp"

namespace clinic::appointments {
namespace {

std::unexpected<Problem> no_such_patient()
{
    return invalid("patient_id", "unknown",
        {"Ce patient n'existe pas, ou n'est pas de vos patients.",
            "There is no such patient, or they are not in your care."});
}

Appointment new_visit(
    const Wish& wish, const patients::Card& patient, const BookAppointment& in, Instant now)
{
    Appointment visit;
    visit.id = AppointmentId::fresh();
    visit.patient_id = patient.id;
    visit.patient_name = patient.name;
    visit.practitioner_id = wish.practitioner.id;
    visit.site_id = wish.site.id;
    visit.visit_type_id = wish.type.id;
    visit.mode = wish.mode;
    visit.starts_at = in.starts_at;
    visit.ends_at = wish.need().visit(in.starts_at).until;
    visit.reason = in.reason;
    visit.note = in.note;
    visit.created_at = now;
    return visit;
}

} // namespace

Result<patients::Card> Handlers::patient_of(
    http::Context& cx, const Reach& reach, const BookAppointment& in) const
{
    const auto id = in.patient_id ? in.patient_id : reach.patient;
    if (!id)
        return invalid("patient_id", "required", {"Pour quel patient ?", "For which patient?"});
    const auto card = patients_.card(*id);
    const bool own = reach.patient == id;
    if (!card || (!own && !patients_.may_see(cx.user(), *id))) return no_such_patient();
    if (card->archived) {
        return invalid("patient_id", "archived",
            {"Ce dossier est archivé : restaurez-le d'abord.",
                "This record is archived: restore it first."});
    }
    return *card;
}

Result<Appointment> Handlers::book(http::Context& cx, const BookAppointment& in)
{
    const auto reach = access_.reach_of(cx.user());
    const bool staff = reach.works_at(in.site_id) || reach.practitioner == in.practitioner_id;
    const auto patient = patient_of(cx, reach, in);
    if (!patient) return std::unexpected(patient.error());
    if (!staff && reach.patient != patient->id) {
        return forbidden({"Vous ne réservez que pour vous-même, ou sur vos sites.",
            "You book for yourself only, or at your own sites."});
    }
    const auto strictness = staff ? Strictness::within_hours : Strictness::offered;
    const auto wish = planner_.wish(
        in.visit_type_id, in.practitioner_id, in.site_id, in.mode, strictness);
    if (!wish) return std::unexpected(wish.error());
    if (auto fits = planner_.check(cx.tx, *wish, in.starts_at, cx.now, strictness); !fits) {
        return std::unexpected(fits.error());
    }
    auto visit = new_visit(*wish, *patient, in, cx.now);
    if (!staff) visit.note.reset();
    if (!store::insert(cx.tx, visit, wish->need().busy(visit.starts_at))) return slot_taken();
    tell<Booked>(cx, visit, "booked");
    return visit;
}

Result<Appointment> Handlers::move(http::Context& cx, const MoveAppointment& in)
{
    auto found = find_to_change(cx, in.id);
    if (!found) return std::unexpected(found.error());
    auto& [visit, reach] = *found;
    if (!is_ahead(visit.status)) {
        return conflict("bad_transition",
            {"Cette visite ne peut plus être déplacée.", "This visit can no longer be moved."});
    }
    const bool staff = reach.serves(visit);
    if (!staff && too_late_for_patient(visit, cx.now)) return too_late();
    const auto site = in.site_id.value_or(visit.site_id);
    if (staff && site != visit.site_id && !reach.works_at(site)) {
        return forbidden({"Ce site n'est pas des vôtres.", "That site is not one of yours."});
    }
    const auto strictness = staff ? Strictness::within_hours : Strictness::offered;
    const auto wish = planner_.wish(visit.visit_type_id,
        in.practitioner_id.value_or(visit.practitioner_id), site, visit.mode, strictness);
    if (!wish) return std::unexpected(wish.error());
    const auto own = store::busy_span(cx.tx, visit.id);
    if (auto fits = planner_.check(cx.tx, *wish, in.starts_at, cx.now, strictness, own); !fits) {
        return std::unexpected(fits.error());
    }

    const Moved before{{}, visit.starts_at, visit.practitioner_id, visit.site_id};
    visit.practitioner_id = wish->practitioner.id;
    visit.site_id = wish->site.id;
    visit.starts_at = in.starts_at;
    visit.ends_at = wish->need().visit(in.starts_at).until;
    if (!store::update(cx.tx, visit, wish->need().busy(visit.starts_at))) return slot_taken();
    record(cx, visit, "moved");
    cx.emit(Moved{fact_of(visit, cx.user().user), before.was_at, before.was_with, before.was_site});
    access_.hide_from_patients(reach, visit);
    return visit;
}

Result<Appointment> Handlers::edit(http::Context& cx, const EditAppointment& in)
{
    auto found = find_to_change(cx, in.id);
    if (!found) return std::unexpected(found.error());
    auto& [visit, reach] = *found;
    in.reason.apply(visit.reason);
    if (reach.serves(visit)) {
        in.note.apply(visit.note);
        const auto type = clinics_.visit_type(visit.visit_type_id);
        if (in.mode && type && !type->can_be(*in.mode)) {
            return invalid("mode", "not_bookable",
                {"Ce motif ne se déroule pas ainsi.", "This visit type is not held that way."});
        }
        visit.mode = in.mode.value_or(visit.mode);
    }
    if (!store::update(cx.tx, visit, store::busy_span(cx.tx, visit.id))) return slot_taken();
    tell<Edited>(cx, visit, "edited");
    access_.hide_from_patients(reach, visit);
    return visit;
}

} // namespace clinic::appointments
