#pragma once
// The deeds of consultations, each declared once; the files start, notes, prescriptions and signing hold them.

#include "access.hpp"
#include "store.hpp"

namespace clinic::consultations {

class Handlers {
public:
    Handlers(const clinics::Clinics& clinics, const patients::Patients& patients,
        const appointments::Appointments& appointments, const documents::Documents& documents)
        : clinics_(clinics),
          patients_(patients),
          appointments_(appointments),
          documents_(documents),
          access_(clinics, patients)
    {
    }

    // start.cpp
    Result<Consultation> start(http::Context& cx, const StartConsultation& in);

    // notes.cpp
    Result<Consultation> show(http::Context& cx, const OneConsultation& in);
    Result<http::Page<ConsultationLine>> list(http::Context& cx, const ListConsultations& in);
    Result<Consultation> save(http::Context& cx, const SaveConsultation& in);
    Result<Nothing> discard(http::Context& cx, const OneConsultation& in);

    // prescriptions.cpp
    Result<http::Page<Prescription>> prescriptions(http::Context& cx, const OneConsultation& in);
    Result<Prescription> prescribe(http::Context& cx, const Prescribe& in);
    Result<Prescription> edit_prescription(http::Context& cx, const EditPrescription& in);
    Result<Nothing> remove_prescription(http::Context& cx, const OnePrescription& in);

    // signing.cpp
    Result<Consultation> sign(http::Context& cx, const SignConsultation& in);
    Result<http::Page<Addendum>> addenda(http::Context& cx, const OneConsultation& in);
    Result<Addendum> write_addendum(http::Context& cx, const WriteAddendum& in);

private:
    /// One that this person may read. Notes the read for the audit.
    [[nodiscard]] Result<Encounter> find(http::Context& cx, ConsultationId id) const;
    /// One that this person wrote and has not signed.
    [[nodiscard]] Result<Encounter> find_draft(http::Context& cx, ConsultationId id) const;
    /// A line of such a draft, as it stands.
    [[nodiscard]] Result<Prescription> find_line(
        http::Context& cx, ConsultationId id, PrescriptionId line) const;
    /// With all that its screen shows: parts, the patient's name, and what is known of them.
    [[nodiscard]] Consultation whole(http::Context& cx, Encounter encounter) const;

    [[nodiscard]] Result<Encounter> from_visit(http::Context& cx, const clinics::Practitioner& self,
        appointments::AppointmentId visit) const;
    [[nodiscard]] Result<Encounter> from_walk_in(
        http::Context& cx, const clinics::Practitioner& self, const StartConsultation& in) const;

    /// Narrows what was asked for to what may be read; false when that leaves nothing.
    [[nodiscard]] bool narrow(http::Context& cx, store::Lens& lens,
        const std::optional<patients::PatientId>& patient) const;
    void name_patients(std::vector<ConsultationLine>& lines) const;

    const clinics::Clinics& clinics_;
    const patients::Patients& patients_;
    const appointments::Appointments& appointments_;
    const documents::Documents& documents_;
    Access access_;
};

[[nodiscard]] std::unexpected<Problem> already_signed();

/// What the document of its prescription is kept under.
[[nodiscard]] std::string prescription_source(ConsultationId id);

/// Of the note itself: what brought the patient does not count, it may come from the visit.
[[nodiscard]] bool something_written(const Consultation& draft);

} // namespace clinic::consultations
