#pragma once
// Rows and SQL of consultations. Writes return false when the database refuses because the encounter is signed.

#include "api.hpp"

#include "platform/db/tx.hpp"

namespace clinic::consultations::store {

[[nodiscard]] std::optional<Encounter> find(db::Tx& tx, ConsultationId id);
[[nodiscard]] std::optional<Encounter> of_appointment(
    db::Tx& tx, appointments::AppointmentId appointment);
/// With all its parts; the patient's name is left empty.
[[nodiscard]] Consultation whole(db::Tx& tx, Encounter encounter);

/// False when the visit has its consultation already.
[[nodiscard]] bool insert(db::Tx& tx, const Encounter& encounter);
/// Writes the draft and raises its version, the value's too.
[[nodiscard]] bool save(db::Tx& tx, Encounter& encounter, const Vitals& vitals,
    const std::vector<Diagnosis>& diagnoses);
/// Takes an empty draft away.
[[nodiscard]] bool discard(db::Tx& tx, ConsultationId id);
/// From now on nothing of it changes.
[[nodiscard]] bool sign(db::Tx& tx, Encounter& encounter, Instant now);

/// What a list is about: the key decides the index, the rest narrows further; empty = no condition.
struct Lens {
    enum class By { practitioner, patient, appointment } by = By::practitioner;
    std::string key; ///< the id that `by` names
    std::string practitioner;
    std::string patient;
    std::string appointment;
    std::optional<bool> is_signed;
};
/// Up to `limit`, newest first, after the cursor's key (begin, id); names of patients are left empty.
[[nodiscard]] std::vector<ConsultationLine> list(
    db::Tx& tx, const Lens& lens, const std::vector<std::string>& after, int limit);
[[nodiscard]] std::int64_t count(db::Tx& tx, const Lens& lens);

[[nodiscard]] std::vector<Diagnosis> diagnoses(db::Tx& tx, ConsultationId id);

[[nodiscard]] std::vector<Prescription> prescriptions(db::Tx& tx, ConsultationId id);
[[nodiscard]] bool insert_prescription(db::Tx& tx, ConsultationId id, const Prescription& line);
/// Raises the line's version, the value's too.
[[nodiscard]] bool update_prescription(db::Tx& tx, Prescription& line);
[[nodiscard]] bool delete_prescription(db::Tx& tx, PrescriptionId line);

[[nodiscard]] std::vector<Addendum> addenda(db::Tx& tx, ConsultationId id);
void insert_addendum(db::Tx& tx, ConsultationId id, const Addendum& addendum);

} // namespace clinic::consultations::store
