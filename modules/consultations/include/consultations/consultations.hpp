#pragma once
// Encounters: what a practitioner hears, finds, thinks and prescribes. A draft belongs to its practitioner; once signed
// nothing of it changes any more, which is a rule of the database, and what comes later is an addendum with author and time.

#include "appointments/appointments.hpp"
#include "clinics/clinics.hpp"
#include "documents/documents.hpp"
#include "patients/patients.hpp"

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace clinic::consultations {

using ConsultationId = Id<struct ConsultationTag>;
using PrescriptionId = Id<struct PrescriptionTag>;
using AddendumId = Id<struct AddendumTag>;

/// What was measured during the visit, in whole units that lose nothing.
struct Vitals {
    std::optional<int> systolic;
    std::optional<int> diastolic;
    std::optional<int> heart_rate;
    std::optional<int> breaths;
    std::optional<int> temperature;
    std::optional<int> spo2;
    std::optional<int> weight;
    std::optional<int> height;

    bool operator==(const Vitals&) const = default;
    static constexpr auto schema = api::object(
        api::field("systolic_mmhg", &Vitals::systolic, "Blood pressure", api::between(40, 300)),
        api::field("diastolic_mmhg", &Vitals::diastolic, "Blood pressure", api::between(20, 200)),
        api::field("heart_rate_bpm", &Vitals::heart_rate, "Beats a minute", api::between(20, 300)),
        api::field("breaths_per_minute", &Vitals::breaths, "Breathing", api::between(4, 100)),
        api::field("temperature_dc", &Vitals::temperature, "Tenths of a degree Celsius: 373 = 37.3",
            api::between(250, 450)),
        api::field("spo2_percent", &Vitals::spo2, "Oxygen saturation", api::between(40, 100)),
        api::field("weight_g", &Vitals::weight, "Grams", api::between(200, 500'000)),
        api::field("height_mm", &Vitals::height, "Millimetres", api::between(200, 2600)));
};

struct Diagnosis {
    std::string label;
    std::optional<std::string> code;
    bool main = false;

    bool operator==(const Diagnosis&) const = default;
    static constexpr auto schema = api::object(
        api::field("label", &Diagnosis::label, "In words", api::name(200),
            api::example("Infection aiguë des voies respiratoires")),
        api::field("code", &Diagnosis::code, "ICD-10", api::format(patients::icd10)),
        api::field(
            "main", &Diagnosis::main, "What the visit was about; one at most", api::or_default()));
};

/// One medicine on the prescription.
struct Medicine {
    std::string name;
    std::optional<std::string> dose;
    std::optional<std::string> frequency;
    std::optional<std::string> duration;
    std::optional<std::string> quantity;
    std::optional<std::string> instructions;
    bool substitutable = true;

    bool operator==(const Medicine&) const = default;
    static constexpr auto schema = api::object(
        api::field("medicine", &Medicine::name, "Substance or brand, strength and form",
            api::name(200), api::example("Paracétamol 1 g, comprimé")),
        api::field("dose", &Medicine::dose, "Each time", api::name(100)),
        api::field("frequency", &Medicine::frequency, "How often", api::name(100)),
        api::field("duration", &Medicine::duration, "For how long", api::name(60)),
        api::field(
            "quantity", &Medicine::quantity, "Boxes, when no duration is given", api::name(60)),
        api::field("instructions", &Medicine::instructions, "For the patient", api::prose(500)),
        api::field("substitutable", &Medicine::substitutable,
            "The pharmacist may give the same substance of another maker", api::or_default()));
};

/// A line of the prescription.
struct Prescription {
    PrescriptionId id;
    Medicine medicine;
    std::int64_t version = 1;

    static constexpr auto schema = api::object(
        api::field("id", &Prescription::id, "Names the line"), api::embed(&Prescription::medicine),
        api::field("version", &Prescription::version, "Grows with every change; see ETag"));
};

struct Addendum {
    AddendumId id;
    UserId author;
    std::string author_name;
    Instant written_at;
    std::string text;

    static constexpr auto schema = api::object(
        api::field("id", &Addendum::id, "Names the addendum"),
        api::field("author_id", &Addendum::author, "Whose account"),
        api::field("author_name", &Addendum::author_name, "As they were called then"),
        api::field("written_at", &Addendum::written_at, "When"),
        api::field("text", &Addendum::text, "What is to be added", api::prose(5000)));
};

/// The four parts of a note (SOAP; Weed, 1968) and what brought the patient.
struct Note {
    std::optional<std::string> reason;
    std::optional<std::string> subjective;
    std::optional<std::string> objective;
    std::optional<std::string> assessment;
    std::optional<std::string> plan;

    static constexpr auto schema = api::object(
        api::field("reason", &Note::reason, "What brings the patient", api::prose(500)),
        api::field("subjective", &Note::subjective, "What the patient tells", api::prose(20'000)),
        api::field("objective", &Note::objective, "What is found", api::prose(20'000)),
        api::field("assessment", &Note::assessment, "What is thought of it", api::prose(20'000)),
        api::field("plan", &Note::plan, "What is to be done", api::prose(20'000)));
};

/// An encounter without its parts.
struct Encounter {
    ConsultationId id;
    patients::PatientId patient_id;
    clinics::PractitionerId practitioner_id;
    clinics::SiteId site_id;
    std::optional<appointments::AppointmentId> appointment_id;
    Note note;
    Instant started_at;
    std::optional<Instant> signed_at;
    std::int64_t version = 1;

    static constexpr auto schema = api::object(
        api::field("id", &Encounter::id, "Names the consultation"),
        api::field("patient_id", &Encounter::patient_id, "With whom"),
        api::field("practitioner_id", &Encounter::practitioner_id, "Whose note it is"),
        api::field("site_id", &Encounter::site_id, "Where"),
        api::field("appointment_id", &Encounter::appointment_id, "The visit; absent: a walk-in"),
        api::embed(&Encounter::note), api::field("started_at", &Encounter::started_at, "Begin"),
        api::field("signed_at", &Encounter::signed_at, "Absent: still a draft"),
        api::field("version", &Encounter::version, "Grows with every change; see ETag"));
};

struct Consultation : Encounter {
    std::string patient_name;
    Vitals vitals;
    std::vector<Diagnosis> diagnoses;
    std::vector<Prescription> prescriptions;
    std::vector<Addendum> addenda;
    std::optional<patients::RecordSummary> background;
    std::optional<documents::DocumentId> prescription_document;

    static constexpr auto schema = api::Object{std::tuple_cat(Encounter::schema.fields,
        api::object(api::field("patient_name", &Consultation::patient_name, "For display"),
            api::field("vitals", &Consultation::vitals, "What was measured"),
            api::field("diagnoses", &Consultation::diagnoses, "In the order written"),
            api::field("prescriptions", &Consultation::prescriptions, "Line by line"),
            api::field("addenda", &Consultation::addenda, "Written since the signature"),
            api::field("background", &Consultation::background,
                "What holds of the patient today; absent where the record may not be read"),
            api::field("prescription_document_id", &Consultation::prescription_document,
                "The prescription as the patient has it; absent until it is printed"))
            .fields)};
};

struct Started {
    ConsultationId consultation;
    patients::PatientId patient;
    clinics::PractitionerId practitioner;
    std::optional<appointments::AppointmentId> appointment;

    static constexpr std::string_view event_name = "consultations.started";
    static constexpr auto schema = api::object(
        api::field("consultation", &Started::consultation, "Which one"),
        api::field("patient", &Started::patient, "With whom"),
        api::field("practitioner", &Started::practitioner, "By whom"),
        api::field("appointment", &Started::appointment, "The visit; absent: a walk-in"));

    [[nodiscard]] std::string aggregate() const { return consultation.str(); }
};

/// A draft in which nothing was written is gone: begun by mistake.
struct Discarded {
    ConsultationId consultation;
    patients::PatientId patient;
    clinics::PractitionerId practitioner;
    std::optional<appointments::AppointmentId> appointment;

    static constexpr std::string_view event_name = "consultations.discarded";
    static constexpr auto schema = api::object(
        api::field("consultation", &Discarded::consultation, "Which one"),
        api::field("patient", &Discarded::patient, "With whom"),
        api::field("practitioner", &Discarded::practitioner, "By whom"),
        api::field("appointment", &Discarded::appointment, "The visit; absent: a walk-in"));

    [[nodiscard]] std::string aggregate() const { return consultation.str(); }
};

struct Signed {
    ConsultationId consultation;
    patients::PatientId patient;
    clinics::PractitionerId practitioner;
    clinics::SiteId site;
    std::optional<appointments::AppointmentId> appointment;
    std::int64_t version = 1;

    static constexpr std::string_view event_name = "consultations.signed";
    static constexpr auto schema = api::object(
        api::field("consultation", &Signed::consultation, "Which one"),
        api::field("patient", &Signed::patient, "With whom"),
        api::field("practitioner", &Signed::practitioner, "By whom"),
        api::field("site", &Signed::site, "Where"),
        api::field("appointment", &Signed::appointment, "The visit; absent: a walk-in"),
        api::field("version", &Signed::version, "As it stays"));

    [[nodiscard]] std::string aggregate() const { return consultation.str(); }
};

struct AddendumWritten {
    ConsultationId consultation;
    AddendumId addendum;
    patients::PatientId patient;
    UserId author;

    static constexpr std::string_view event_name = "consultations.addendum_written";
    static constexpr auto schema = api::object(
        api::field("consultation", &AddendumWritten::consultation, "To which one"),
        api::field("addendum", &AddendumWritten::addendum, "Which addendum"),
        api::field("patient", &AddendumWritten::patient, "About whom"),
        api::field("author", &AddendumWritten::author, "Whose account"));

    [[nodiscard]] std::string aggregate() const { return consultation.str(); }
};

class Handlers;

class Consultations {
public:
    /// Listens on the bus; everything given must outlive it.
    Consultations(db::Database& database, bus::Bus& bus, const clinics::Clinics& clinics,
        patients::Patients& patients, const appointments::Appointments& appointments,
        documents::Documents& documents);
    ~Consultations();
    Consultations(const Consultations&) = delete;
    Consultations& operator=(const Consultations&) = delete;

    void mount(http::Router& router);

    /// Unchecked: who may read is for the caller to ask.
    [[nodiscard]] std::optional<Consultation> find(ConsultationId id) const;

    /// Prints the prescription of a signed consultation into the patient's documents, once; nothing without lines.
    /// Outside of transactions: for the listener and the demo.
    void keep_prescription(ConsultationId id);

    /// For the demo and imports: stores them as they are, signed ones too, in one transaction; events are not told.
    void import(const std::vector<Consultation>& consultations);

private:
    db::Database& database_;
    const clinics::Clinics& clinics_;
    const patients::Patients& patients_;
    documents::Documents& documents_;
    std::unique_ptr<Handlers> handlers_;
};

} // namespace clinic::consultations
