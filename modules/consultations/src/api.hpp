#pragma once
// What the routes of consultations take and give.

#include "consultations/consultations.hpp"

#include "platform/http/router.hpp"

namespace clinic::consultations {

struct StartConsultation {
    std::optional<appointments::AppointmentId> appointment_id;
    std::optional<patients::PatientId> patient_id;
    std::optional<clinics::SiteId> site_id;
    std::optional<std::string> reason;

    static constexpr auto schema = api::object(
        api::field("appointment_id", &StartConsultation::appointment_id,
            "The visit; patient, place and reason are then its own"),
        api::field(
            "patient_id", &StartConsultation::patient_id, "Who walked in, when there is no visit"),
        api::field("site_id", &StartConsultation::site_id, "Where, when there is no visit"),
        api::field(
            "reason", &StartConsultation::reason, "What brings the patient", api::prose(500)));
};

struct ListConsultations {
    std::optional<patients::PatientId> patient_id;
    std::optional<clinics::PractitionerId> practitioner_id;
    std::optional<appointments::AppointmentId> appointment_id;
    std::optional<bool> is_signed;
    http::Paging page;

    static constexpr auto schema = api::object(
        api::field("patient_id", &ListConsultations::patient_id, "With them only"),
        api::field("practitioner_id", &ListConsultations::practitioner_id, "Theirs only"),
        api::field("appointment_id", &ListConsultations::appointment_id, "Of this visit only"),
        api::field("signed", &ListConsultations::is_signed, "Signed ones, or drafts, only"),
        api::embed(&ListConsultations::page));
};

/// A consultation in a list.
struct ConsultationLine {
    ConsultationId id;
    patients::PatientId patient_id;
    std::string patient_name;
    clinics::PractitionerId practitioner_id;
    clinics::SiteId site_id;
    std::optional<appointments::AppointmentId> appointment_id;
    std::optional<std::string> reason;
    std::optional<std::string> diagnosis;
    Instant started_at;
    std::optional<Instant> signed_at;
    std::int64_t version = 1;

    static constexpr auto schema = api::object(
        api::field("id", &ConsultationLine::id, "Names the consultation"),
        api::field("patient_id", &ConsultationLine::patient_id, "With whom"),
        api::field("patient_name", &ConsultationLine::patient_name, "For display"),
        api::field("practitioner_id", &ConsultationLine::practitioner_id, "Whose note it is"),
        api::field("site_id", &ConsultationLine::site_id, "Where"),
        api::field(
            "appointment_id", &ConsultationLine::appointment_id, "The visit; absent: a walk-in"),
        api::field("reason", &ConsultationLine::reason, "What brought the patient"),
        api::field("diagnosis", &ConsultationLine::diagnosis, "The main one, or the first"),
        api::field("started_at", &ConsultationLine::started_at, "Begin"),
        api::field("signed_at", &ConsultationLine::signed_at, "Absent: still a draft"),
        api::field("version", &ConsultationLine::version, "Grows with every change"));
};

using OneConsultation = http::ById<ConsultationId>;

/// The whole draft, as it stands on the practitioner's screen.
struct SaveConsultation {
    ConsultationId id;
    Note note;
    Vitals vitals;
    std::vector<Diagnosis> diagnoses;

    static constexpr auto schema = api::object(api::field("id", &SaveConsultation::id, "Which one"),
        api::embed(&SaveConsultation::note),
        api::field("vitals", &SaveConsultation::vitals, "What was measured"),
        api::field(
            "diagnoses", &SaveConsultation::diagnoses, "In the order written", api::max_items(30)));
};

struct LineRead {
    PrescriptionId id;
    std::int64_t version = 1;

    static constexpr auto schema = api::object(api::field("id", &LineRead::id, "Which line"),
        api::field("version", &LineRead::version, "As it stood on the signer's screen",
            api::between(1, INT64_MAX)));
};

struct SignConsultation {
    ConsultationId id;
    std::vector<LineRead> prescriptions;

    static constexpr auto schema = api::object(api::field("id", &SignConsultation::id, "Which one"),
        api::field("prescriptions", &SignConsultation::prescriptions,
            "Every line that the signer has read, in order: nobody signs what they did not see",
            api::max_items(60), api::or_default()));
};

struct WriteAddendum {
    ConsultationId id;
    std::string text;

    static constexpr auto schema = api::object(api::field("id", &WriteAddendum::id, "To which one"),
        api::field("text", &WriteAddendum::text, "What is to be added", api::prose(5000),
            api::min_length(1)));
};

struct Prescribe {
    ConsultationId id;
    Medicine medicine;

    static constexpr auto schema = api::object(
        api::field("id", &Prescribe::id, "In which one"), api::embed(&Prescribe::medicine));
};

struct EditPrescription {
    ConsultationId id;
    PrescriptionId prescription_id;
    Medicine medicine;

    static constexpr auto schema = api::object(
        api::field("id", &EditPrescription::id, "In which one"),
        api::field("prescription_id", &EditPrescription::prescription_id, "Which line"),
        api::embed(&EditPrescription::medicine));
};

struct OnePrescription {
    ConsultationId id;
    PrescriptionId prescription_id;

    static constexpr auto schema = api::object(
        api::field("id", &OnePrescription::id, "In which one"),
        api::field("prescription_id", &OnePrescription::prescription_id, "Which line"));
};

} // namespace clinic::consultations
