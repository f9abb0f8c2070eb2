// Beginning a consultation: with a visit of one's own, or with somebody who walked in.

#include "handlers.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace clinic::consultations {
namespace {

using appointments::Status;

/// Notes are written on the day, not before: the visit may still be cancelled. Who is here already is received.
constexpr int earliest_hours = 12;

bool too_early(const appointments::Appointment& visit, Instant now)
{
    const bool came = visit.status == Status::arrived || visit.status == Status::in_progress ||
                      visit.status == Status::fulfilled;
    return !came && visit.starts_at > now.plus_minutes(earliest_hours * 60);
}

std::unexpected<Problem> no_practitioner()
{
    return forbidden({"Votre compte n’est lié à aucun praticien : demandez à l’administration.",
        "Your account is linked to no practitioner: ask the clinic's administration."});
}

std::unexpected<Problem> no_such_visit()
{
    return invalid("appointment_id", "unknown",
        {"Cette visite n’existe pas, ou n’est pas à votre planning.",
            "There is no such visit, or it is not on your schedule."});
}

/// The other one's id goes along, so that a screen can open it.
std::unexpected<Problem> exists_already(const Encounter& other, std::string code, Text detail)
{
    Problem problem{Refusal::conflict, std::move(code), std::move(detail)};
    problem.more = fmt::format(R"("consultation_id":"{}")", other.id.view());
    return std::unexpected(std::move(problem));
}

/// The consultation that a visit has already: to go on with, unless that is over.
Result<Encounter> go_on_with(const Encounter& encounter, clinics::PractitionerId self)
{
    if (encounter.practitioner_id != self) {
        return exists_already(encounter, "with_colleague",
            {"Un collègue a déjà commencé la consultation de cette visite.",
                "A colleague has begun the consultation of this visit already."});
    }
    if (encounter.signed_at) {
        return exists_already(encounter, "signed",
            {"La consultation de cette visite est déjà signée : ajoutez un complément.",
                "The consultation of this visit is signed already: write an addendum."});
    }
    return encounter;
}

Encounter new_encounter(
    patients::PatientId patient, clinics::PractitionerId self, clinics::SiteId site, Instant now)
{
    Encounter encounter;
    encounter.id = ConsultationId::fresh();
    encounter.patient_id = patient;
    encounter.practitioner_id = self;
    encounter.site_id = site;
    encounter.started_at = now;
    return encounter;
}

} // namespace

Result<Consultation> Handlers::start(http::Context& cx, const StartConsultation& in)
{
    const auto self = access_.self(cx.user());
    if (!self) return no_practitioner();
    auto encounter = in.appointment_id ? from_visit(cx, *self, *in.appointment_id)
                                       : from_walk_in(cx, *self, in);
    if (!encounter) return std::unexpected(encounter.error());
    cx.subject("consultation", encounter->id.view());
    return whole(cx, *std::move(encounter));
}

Result<Encounter> Handlers::from_visit(http::Context& cx, const clinics::Practitioner& self,
    appointments::AppointmentId visit_id) const
{
    const auto visit = appointments_.find(visit_id);
    if (!visit || visit->practitioner_id != self.id) return no_such_visit();
    if (const auto known = store::of_appointment(cx.tx, visit_id)) {
        return go_on_with(*known, self.id);
    }
    if (visit->status == Status::cancelled || visit->status == Status::no_show) {
        return conflict("bad_transition",
            {"Cette visite n’a pas lieu : elle est annulée, ou le patient n’est pas venu.",
                "This visit does not take place: cancelled, or the patient did not come."});
    }
    if (too_early(*visit, cx.now)) {
        return conflict("too_early", {"Cette visite n’est pas encore pour aujourd’hui.",
                                         "This visit is not for today yet."});
    }
    auto encounter = new_encounter(visit->patient_id, self.id, visit->site_id, cx.now);
    encounter.appointment_id = visit->id;
    encounter.note.reason = visit->reason;
    if (!store::insert(cx.tx, encounter)) {
        return conflict("started", {"La consultation vient d’être commencée : rouvrez-la.",
                                       "The consultation has just been begun: open it again."});
    }
    cx.emit(Started{encounter.id, encounter.patient_id, self.id, visit->id});
    return encounter;
}

Result<Encounter> Handlers::from_walk_in(
    http::Context& cx, const clinics::Practitioner& self, const StartConsultation& in) const
{
    if (!in.patient_id)
        return invalid("patient_id", "required", {"Pour quel patient ?", "For which patient?"});
    if (!in.site_id) return invalid("site_id", "required", {"Sur quel site ?", "At which site?"});
    const auto card = patients_.card(*in.patient_id);
    if (!card || !access_.may_receive(cx.user(), *in.patient_id)) {
        return invalid("patient_id", "unknown",
            {"Ce patient n’existe pas, ou n’est pas de vos patients.",
                "There is no such patient, or they are not in your care."});
    }
    if (card->archived) {
        return invalid("patient_id", "archived",
            {"Ce dossier est archivé : restaurez-le d’abord.",
                "This record is archived: restore it first."});
    }
    if (std::ranges::find(self.sites, *in.site_id) == self.sites.end()) {
        return invalid("site_id", "unknown",
            {"Vous ne recevez pas sur ce site.", "You do not receive at this site."});
    }
    auto encounter = new_encounter(*in.patient_id, self.id, *in.site_id, cx.now);
    encounter.note.reason = in.reason;
    if (!store::insert(cx.tx, encounter)) throw std::logic_error("a fresh id is taken");
    cx.emit(Started{encounter.id, encounter.patient_id, self.id, std::nullopt});
    return encounter;
}

} // namespace clinic::consultations
