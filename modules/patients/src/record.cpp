// The record of one patient: written down, read, edited, archived.

#include "access.hpp"
#include "api.hpp"
#include "days.hpp"
#include "duplicates.hpp"
#include "store.hpp"

namespace clinic::patients {
namespace {

std::optional<Problem> fault_of(const PatientDetails& details, Instant now)
{
    if (!details.birth_date || *details.birth_date <= latest_today(now)) return std::nullopt;
    return invalid("birth_date", "future",
        {"Cette date de naissance est dans l’avenir.", "This birth date is in the future."})
        .error();
}

std::unexpected<Problem> possible_duplicate(const Duplicates& duplicates)
{
    auto refusal = conflict("possible_duplicate",
        duplicates.items.empty()
            ? Text{"Quelqu’un de semblable est déjà inscrit, hors de votre portée. Demandez à "
                   "l’accueil, ou confirmez que c’est une autre personne.",
                  "Somebody alike is registered already, but not yours to see. Ask the front desk, "
                  "or "
                  "confirm that this is another person."}
            : Text{"Quelqu’un de semblable est déjà inscrit. Est-ce la même personne ? Sinon, "
                   "confirmez.",
                  "Somebody alike is registered already. Is it the same person? If not, confirm."});
    refusal.error().more = "\"candidates\":" + api::to_json(duplicates.items);
    return refusal;
}

/// Keeps the edited record and tells of it.
Result<Patient> save(http::Context& cx, const Patient& patient)
{
    if (auto fault = fault_of(patient, cx.now)) return std::unexpected(*std::move(fault));
    store::update(cx.tx, patient);
    cx.subject("patient", patient.id.view());
    cx.emit(Changed{patient.id});
    return *store::find(cx.tx, patient.id);
}

} // namespace

Result<Patient> Handlers::add(http::Context& cx, const AddPatient& in)
{
    if (auto fault = fault_of(in, cx.now)) return std::unexpected(*std::move(fault));
    if (!in.confirm_duplicate) {
        const auto duplicates = find_duplicates(cx.tx, cx.user(), in, cx.now);
        if (duplicates.others || !duplicates.items.empty()) return possible_duplicate(duplicates);
    }
    Patient patient{static_cast<const PatientDetails&>(in)};
    patient.id = PatientId::fresh();
    patient.language = in.language.value_or("fr");
    patient.created_at = cx.now;
    store::insert(cx.tx, patient);
    // Who is not at the front desk writes down somebody in their care.
    if (!access::keeps_all(cx.user())) {
        store::enter_care(cx.tx, cx.user().user, patient.id, cx.now);
    }
    cx.subject("patient", patient.id.view());
    cx.emit(Registered{patient.id, patient.created_at});
    return patient;
}

Result<Duplicates> Handlers::duplicates(http::Context& cx, const FindDuplicates& in)
{
    PatientDetails details;
    details.birth_name = in.birth_name;
    details.first_name = in.first_name;
    details.birth_date = in.birth_date;
    details.phone = in.phone;
    auto found = find_duplicates(cx.tx, cx.user(), details, cx.now);
    for (const auto& line : found.items) cx.lists(line.id.view(), http::Look::glance);
    return found;
}

Result<Patient> Handlers::show(http::Context& cx, const ByPatient& in)
{
    auto patient = access::seen_by(cx.tx, cx.user(), in.id, cx.now);
    if (!patient) return not_found();
    cx.subject("patient", in.id.view());
    return *std::move(patient);
}

Result<Patient> Handlers::replace(http::Context& cx, const ReplacePatient& in)
{
    auto patient = access::seen_by(cx.tx, cx.user(), in.id, cx.now);
    if (!patient) return not_found();
    if (cx.stale(patient->version)) return stale();
    static_cast<PatientDetails&>(*patient) = static_cast<const PatientDetails&>(in);
    if (in.language) patient->language = *in.language;
    return save(cx, *patient);
}

Result<Patient> Handlers::edit(http::Context& cx, const EditPatient& in)
{
    auto patient = access::seen_by(cx.tx, cx.user(), in.id, cx.now);
    if (!patient) return not_found();
    if (cx.stale(patient->version)) return stale();
    in.apply(*patient);
    return save(cx, *patient);
}

Result<Nothing> Handlers::archive(http::Context& cx, const ByPatient& in)
{
    auto patient = access::seen_by(cx.tx, cx.user(), in.id, cx.now);
    if (!patient) return not_found();
    if (cx.stale(patient->version)) return stale();
    if (patient->archived_at) return Nothing{};
    patient->archived_at = cx.now;
    store::update(cx.tx, *patient);
    cx.subject("patient", in.id.view());
    cx.emit(Archived{in.id});
    return Nothing{};
}

Result<Patient> Handlers::restore(http::Context& cx, const ByPatient& in)
{
    auto patient = access::seen_by(cx.tx, cx.user(), in.id, cx.now);
    if (!patient) return not_found();
    if (cx.stale(patient->version)) return stale();
    if (!patient->archived_at) return *std::move(patient);
    patient->archived_at.reset();
    return save(cx, *patient);
}

// ---- one's own -----------------------------------------------------------------------------------

Result<Patient> Handlers::me(http::Context& cx, const http::NoInput&)
{
    const auto id = store::patient_of(cx.tx, cx.user().user);
    if (!id) return not_found();
    return show(cx, {*id});
}

Result<Patient> Handlers::edit_me(http::Context& cx, const EditMe& in)
{
    const auto patient = store::find_of(cx.tx, cx.user().user);
    if (!patient) return not_found();
    if (cx.stale(patient->version)) return stale();
    Patient edited = *patient;
    in.apply(edited);
    if (patient->birth_date && edited.birth_date != patient->birth_date) {
        return invalid("birth_date", "locked",
            {"Seul l’accueil peut corriger une date de naissance déjà donnée.",
                "Only the front desk can correct a birth date once it is given."});
    }
    auto saved = save(cx, edited);
    if (saved) saved->note.reset();
    return saved;
}

void EditMe::apply(Patient& patient) const
{
    if (sex) patient.sex = *sex;
    used_name.apply(patient.used_name);
    birth_date.apply(patient.birth_date);
    phone.apply(patient.phone);
    email.apply(patient.email);
    address.apply(patient.address);
    emergency_contact.apply(patient.emergency_contact);
}

void EditPatient::apply(Patient& patient) const
{
    if (birth_name) patient.birth_name = *birth_name;
    if (first_name) patient.first_name = *first_name;
    shared.apply(patient);
    birth_place.apply(patient.birth_place);
    note.apply(patient.note);
    if (language) patient.language = *language;
}

} // namespace clinic::patients
