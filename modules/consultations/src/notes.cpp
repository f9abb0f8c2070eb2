// Reading notes, and writing the draft.

#include "handlers.hpp"

#include <algorithm>
#include <map>

namespace clinic::consultations {
namespace {

std::string id_text(const auto& id)
{
    return id ? id->str() : std::string();
}

store::Lens asked_for(const ListConsultations& in)
{
    store::Lens lens;
    lens.practitioner = id_text(in.practitioner_id);
    lens.patient = id_text(in.patient_id);
    lens.appointment = id_text(in.appointment_id);
    lens.is_signed = in.is_signed;
    return lens;
}

void choose_index(store::Lens& lens)
{
    using By = store::Lens::By;
    if (!lens.appointment.empty()) lens.by = By::appointment, lens.key = lens.appointment;
    else if (!lens.patient.empty()) lens.by = By::patient, lens.key = lens.patient;
    else lens.by = By::practitioner, lens.key = lens.practitioner;
}

Result<Nothing> check(const SaveConsultation& in)
{
    if (std::ranges::count(in.diagnoses, true, &Diagnosis::main) > 1) {
        return invalid("diagnoses", "one_main",
            {"Un seul diagnostic est le principal.", "Only one diagnosis is the main one."});
    }
    const auto& [systolic, diastolic] = std::tie(in.vitals.systolic, in.vitals.diastolic);
    if (systolic && diastolic && *diastolic >= *systolic) {
        return invalid("vitals/diastolic_mmhg", "range",
            {"Moins que la pression systolique.", "Less than the systolic pressure."});
    }
    return Nothing{};
}

} // namespace

std::unexpected<Problem> already_signed()
{
    return conflict("signed", {"Cette consultation est signée : ajoutez un complément.",
                                  "This consultation is signed: write an addendum."});
}

Result<Encounter> Handlers::find(http::Context& cx, ConsultationId id) const
{
    auto encounter = store::find(cx.tx, id);
    if (!encounter || !access_.may_read(cx.user(), *encounter)) return not_found();
    cx.subject("patient", encounter->patient_id.view());
    return *std::move(encounter);
}

Result<Encounter> Handlers::find_draft(http::Context& cx, ConsultationId id) const
{
    auto encounter = find(cx, id);
    if (!encounter) return encounter;
    if (!access_.owns(cx.user(), *encounter)) {
        return forbidden({"Cette consultation est celle d’un collègue : lui seul la modifie.",
            "This is a colleague's consultation: only they change it."});
    }
    if (encounter->signed_at) return already_signed();
    cx.subject("consultation", id.view());
    return encounter;
}

Consultation Handlers::whole(http::Context& cx, Encounter encounter) const
{
    auto all = store::whole(cx.tx, std::move(encounter));
    if (const auto card = patients_.card(all.patient_id)) all.patient_name = card->name;
    if (access_.may_read_all_of(cx.user(), all.patient_id)) {
        all.background = patients_.summary(all.patient_id);
    }
    if (all.signed_at && !all.prescriptions.empty()) {
        const auto document = documents_.by_source(prescription_source(all.id));
        if (document) all.prescription_document = document->id;
    }
    return all;
}

Result<Consultation> Handlers::show(http::Context& cx, const OneConsultation& in)
{
    auto encounter = find(cx, in.id);
    if (!encounter) return std::unexpected(encounter.error());
    return whole(cx, *std::move(encounter));
}

bool Handlers::narrow(
    http::Context& cx, store::Lens& lens, const std::optional<patients::PatientId>& patient) const
{
    if (patient && access_.may_read_all_of(cx.user(), *patient)) return true;
    const auto self = access_.self(cx.user());
    if (!self) return false;
    if (!lens.practitioner.empty() && lens.practitioner != self->id.view()) return false;
    lens.practitioner = self->id.str();
    return true;
}

void Handlers::name_patients(std::vector<ConsultationLine>& lines) const
{
    std::vector<patients::PatientId> ids;
    for (const auto& line : lines) ids.push_back(line.patient_id);
    std::ranges::sort(ids);
    const auto doubles = std::ranges::unique(ids);
    ids.erase(doubles.begin(), doubles.end());
    std::map<patients::PatientId, std::string> names;
    for (const auto& card : patients_.cards(ids)) names[card.id] = card.name;
    for (auto& line : lines) line.patient_name = names[line.patient_id];
}

Result<http::Page<ConsultationLine>> Handlers::list(http::Context& cx, const ListConsultations& in)
{
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    auto lens = asked_for(in);
    if (!narrow(cx, lens, in.patient_id)) return http::Page<ConsultationLine>{};
    if (in.patient_id) cx.subject("patient", in.patient_id->view());
    choose_index(lens);

    auto lines = store::list(cx.tx, lens, *after, in.page.limit + 1);
    auto page = http::page_of(std::move(lines), in.page, [](const ConsultationLine& line) {
        return std::vector{line.started_at.text(), line.id.str()};
    });
    name_patients(page.items);
    const auto look = http::look_at(page, in.page);
    for (const auto& line : page.items) cx.lists(line.patient_id.view(), look);
    if (in.page.count) page.total = store::count(cx.tx, lens);
    return page;
}

Result<Consultation> Handlers::save(http::Context& cx, const SaveConsultation& in)
{
    auto draft = find_draft(cx, in.id);
    if (!draft) return std::unexpected(draft.error());
    if (cx.stale(draft->version)) return stale();
    if (auto fits = check(in); !fits) return std::unexpected(fits.error());
    draft->note = in.note;
    if (!store::save(cx.tx, *draft, in.vitals, in.diagnoses)) return already_signed();
    return whole(cx, *std::move(draft));
}

Result<Nothing> Handlers::discard(http::Context& cx, const OneConsultation& in)
{
    const auto draft = find_draft(cx, in.id);
    if (!draft) return std::unexpected(draft.error());
    if (cx.stale(draft->version)) return stale();
    const auto all = store::whole(cx.tx, *draft);
    if (something_written(all) || !all.prescriptions.empty() || all.vitals != Vitals{}) {
        return conflict("written", {"Quelque chose y est écrit : une note ne se supprime pas.",
                                       "Something is written in it: notes are not deleted."});
    }
    if (!store::discard(cx.tx, in.id)) return already_signed();
    cx.emit(Discarded{draft->id, draft->patient_id, draft->practitioner_id, draft->appointment_id});
    return Nothing{};
}

} // namespace clinic::consultations
