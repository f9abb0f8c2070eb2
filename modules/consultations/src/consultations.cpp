// The module's public class: what others may ask, and what it says.

#include "handlers.hpp"
#include "papers.hpp"

#include <stdexcept>

namespace clinic::consultations {
namespace {

/// For those who may read the record: what the note was about, and the way to it.
patients::TimelineEntry timeline_entry(const Consultation& note)
{
    std::string about = note.note.reason.value_or("");
    for (const auto& diagnosis : note.diagnoses) {
        if (diagnosis.main || &diagnosis == &note.diagnoses.front()) about = diagnosis.label;
    }
    patients::TimelineEntry entry;
    entry.source = "consultations.encounter:" + note.id.str();
    entry.patient = note.patient_id;
    entry.kind = "consultation";
    entry.at = note.signed_at.value_or(note.started_at);
    entry.title = about.empty() ? Text{"Consultation", "Consultation"}
                                : Text{"Consultation : " + about, "Consultation: " + about};
    entry.link = "/consultations/" + note.id.str();
    entry.clinical = true;
    return entry;
}

} // namespace

std::string prescription_source(ConsultationId id)
{
    return "consultations.prescription:" + id.str();
}

Consultations::Consultations(db::Database& database, bus::Bus& bus, const clinics::Clinics& clinics,
    patients::Patients& patients, const appointments::Appointments& appointments,
    documents::Documents& documents)
    : database_(database),
      clinics_(clinics),
      patients_(patients),
      documents_(documents),
      handlers_(std::make_unique<Handlers>(clinics, patients, appointments, documents))
{
    bus.listen_outside<Signed>("consultations.prescription_paper",
        [this](const Signed& event) { keep_prescription(event.consultation); });
    bus.listen_outside<Signed>("consultations.timeline", [this, &patients](const Signed& event) {
        if (const auto note = find(event.consultation))
            patients.enter_timeline(timeline_entry(*note));
    });
    bus.announce<Started>();
    bus.announce<Discarded>();
    bus.announce<AddendumWritten>();
}

Consultations::~Consultations() = default;

std::optional<Consultation> Consultations::find(ConsultationId id) const
{
    return database_.read_now([&](db::Tx& tx) -> std::optional<Consultation> {
        auto encounter = store::find(tx, id);
        if (!encounter) return std::nullopt;
        auto all = store::whole(tx, *std::move(encounter));
        if (const auto card = patients_.card(all.patient_id)) all.patient_name = card->name;
        return all;
    });
}

void Consultations::keep_prescription(ConsultationId id)
{
    const auto note = find(id);
    if (!note || !note->signed_at || note->prescriptions.empty()) return;
    if (documents_.by_source(prescription_source(id))) return; // printed when it was told before
    const auto patient = patients_.card(note->patient_id);
    const auto practitioner = clinics_.practitioner(note->practitioner_id);
    const auto site = clinics_.site(note->site_id);
    if (!patient || !practitioner || !site) {
        throw std::runtime_error("the parties of a signed consultation are not to be found");
    }
    const auto paper = prescription_paper(*note, *patient, *practitioner, *site);
    documents_.keep({.source = prescription_source(id),
                        .patient = note->patient_id,
                        .category = documents::Category::prescription,
                        .name = prescription_name(*note, *patient, *site),
                        .shared = true,
                        .author = practitioner->user,
                        .author_name = practitioner->name()},
        documents::Printer().print(paper));
}

void Consultations::import(const std::vector<Consultation>& consultations)
{
    database_.write_now([&](db::Tx& tx) {
        for (const auto& given : consultations) {
            Encounter encounter = static_cast<const Encounter&>(given);
            const auto signature = std::exchange(encounter.signed_at, std::nullopt);
            bool done = store::insert(tx, encounter) &&
                        store::save(tx, encounter, given.vitals, given.diagnoses);
            for (const auto& line : given.prescriptions) {
                done = done && store::insert_prescription(tx, encounter.id, line);
            }
            if (signature) done = done && store::sign(tx, encounter, *signature);
            if (!done) throw std::logic_error("a consultation to import does not fit");
            for (const auto& addendum : given.addenda) {
                store::insert_addendum(tx, encounter.id, addendum);
            }
        }
    });
}

} // namespace clinic::consultations
