#include "store.hpp"

namespace clinic::consultations::store {
namespace {

constexpr auto violated = db::Tx::Outcome::violated;

constexpr std::string_view select_encounter = R"(
    SELECT id, patient_id, practitioner_id, site_id, appointment_id, reason, subjective, objective, assessment, plan,
           started_at, signed_at, version
      FROM consultations_encounters)";

void put_vitals(db::Tx& tx, ConsultationId id, const Vitals& vitals)
{
    tx.run("DELETE FROM consultations_vitals WHERE encounter_id = :id", id);
    if (vitals == Vitals{}) return;
    tx.run(R"(
        INSERT INTO consultations_vitals (encounter_id, systolic_mmhg, diastolic_mmhg, heart_rate_bpm,
                                          breaths_per_minute, temperature_dc, spo2_percent, weight_g, height_mm)
        VALUES (:id, :systolic, :diastolic, :heart_rate, :breaths, :temperature, :spo2, :weight, :height))",
        id, vitals);
}

void put_diagnoses(db::Tx& tx, ConsultationId id, const std::vector<Diagnosis>& diagnoses)
{
    tx.run("DELETE FROM consultations_diagnoses WHERE encounter_id = :id", id);
    int position = 0;
    for (const auto& diagnosis : diagnoses) {
        tx.run(R"(
            INSERT INTO consultations_diagnoses (encounter_id, position, label, code, main)
            VALUES (:id, :position, :label, :code, :main))",
            id, position++, diagnosis);
    }
}

Vitals vitals(db::Tx& tx, ConsultationId id)
{
    return tx
        .one<Vitals>(R"(
            SELECT systolic_mmhg, diastolic_mmhg, heart_rate_bpm, breaths_per_minute, temperature_dc, spo2_percent,
                   weight_g, height_mm
              FROM consultations_vitals
             WHERE encounter_id = :id)",
            id)
        .value_or(Vitals{});
}

} // namespace

std::optional<Encounter> find(db::Tx& tx, ConsultationId id)
{
    static const std::string sql = std::string(select_encounter) + " WHERE id = :id";
    return tx.one<Encounter>(sql, id);
}

std::optional<Encounter> of_appointment(db::Tx& tx, appointments::AppointmentId appointment)
{
    static const std::string sql = std::string(select_encounter) + " WHERE appointment_id = :id";
    return tx.one<Encounter>(sql, appointment);
}

Consultation whole(db::Tx& tx, Encounter encounter)
{
    const auto id = encounter.id;
    Consultation all;
    static_cast<Encounter&>(all) = std::move(encounter);
    all.vitals = vitals(tx, id);
    all.diagnoses = diagnoses(tx, id);
    all.prescriptions = prescriptions(tx, id);
    all.addenda = addenda(tx, id);
    return all;
}

bool insert(db::Tx& tx, const Encounter& encounter)
{
    return tx.attempt(R"(
        INSERT INTO consultations_encounters
               (id, patient_id, practitioner_id, site_id, appointment_id, reason, subjective, objective, assessment,
                plan, started_at, signed_at, version)
        VALUES (:id, :patient_id, :practitioner_id, :site_id, :appointment_id, :reason, :subjective, :objective,
                :assessment, :plan, :started_at, :signed_at, :version))",
               encounter) != violated;
}

bool save(
    db::Tx& tx, Encounter& encounter, const Vitals& vitals, const std::vector<Diagnosis>& diagnoses)
{
    const auto& note = encounter.note;
    const auto outcome = tx.attempt(R"(
        UPDATE consultations_encounters
           SET reason = :reason, subjective = :subjective, objective = :objective, assessment = :assessment,
               plan = :plan, version = version + 1
         WHERE id = :id)",
        note, encounter.id);
    if (outcome == violated) return false;
    put_vitals(tx, encounter.id, vitals);
    put_diagnoses(tx, encounter.id, diagnoses);
    ++encounter.version;
    return true;
}

bool discard(db::Tx& tx, ConsultationId id)
{
    return tx.attempt("DELETE FROM consultations_encounters WHERE id = :id", id) != violated;
}

bool sign(db::Tx& tx, Encounter& encounter, Instant now)
{
    const auto outcome = tx.attempt(R"(
        UPDATE consultations_encounters SET signed_at = :now, version = version + 1 WHERE id = :id)",
        now, encounter.id);
    if (outcome == violated) return false;
    encounter.signed_at = now;
    ++encounter.version;
    return true;
}

std::vector<Diagnosis> diagnoses(db::Tx& tx, ConsultationId id)
{
    return tx.all<Diagnosis>(R"(
        SELECT label, code, main FROM consultations_diagnoses WHERE encounter_id = :id ORDER BY position)",
        id);
}

std::vector<Prescription> prescriptions(db::Tx& tx, ConsultationId id)
{
    return tx.all<Prescription>(R"(
        SELECT id, medicine, dose, frequency, duration, quantity, instructions, substitutable, version
          FROM consultations_prescriptions
         WHERE encounter_id = :id
         ORDER BY position)",
        id);
}

bool insert_prescription(db::Tx& tx, ConsultationId id, const Prescription& line)
{
    const auto position = tx.value<std::int64_t>(R"(
        SELECT COALESCE(MAX(position), 0) + 1 FROM consultations_prescriptions WHERE encounter_id = :id)",
        id);
    return tx.attempt(R"(
        INSERT INTO consultations_prescriptions (encounter_id, position, id, medicine, dose, frequency, duration,
                                                 quantity, instructions, substitutable, version)
        VALUES (:encounter_id, :position, :id, :medicine, :dose, :frequency, :duration, :quantity, :instructions,
                :substitutable, :version))",
               id, position, line) != violated;
}

bool update_prescription(db::Tx& tx, Prescription& line)
{
    const auto outcome = tx.attempt(R"(
        UPDATE consultations_prescriptions
           SET medicine = :medicine, dose = :dose, frequency = :frequency, duration = :duration, quantity = :quantity,
               instructions = :instructions, substitutable = :substitutable, version = version + 1
         WHERE id = :id)",
        line.medicine, line.id);
    if (outcome == violated) return false;
    ++line.version;
    return true;
}

bool delete_prescription(db::Tx& tx, PrescriptionId line)
{
    return tx.attempt("DELETE FROM consultations_prescriptions WHERE id = :id", line) != violated;
}

std::vector<Addendum> addenda(db::Tx& tx, ConsultationId id)
{
    return tx.all<Addendum>(R"(
        SELECT id, author_id, author_name, written_at, body AS text
          FROM consultations_addenda
         WHERE encounter_id = :id
         ORDER BY id)",
        id);
}

void insert_addendum(db::Tx& tx, ConsultationId id, const Addendum& addendum)
{
    tx.run(R"(
        INSERT INTO consultations_addenda (encounter_id, id, author_id, author_name, written_at, body)
        VALUES (:encounter_id, :id, :author_id, :author_name, :written_at, :body))",
        id, addendum);
}

} // namespace clinic::consultations::store
