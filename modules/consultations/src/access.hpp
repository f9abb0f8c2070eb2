#pragma once
// The record rule of consultations, all of it: who may read a note, and who may write in it.
//
//   practitioner   their own; those of patients whose clinical record they may read (in care, or by an open glass)
//   admin          by an open glass only
//   everybody else nothing: patients are given their prescriptions as documents
//
// A draft is changed and signed by its practitioner alone. Addenda are written by whoever may write in the patient's
// record, and by the note's practitioner. What one may not read is answered like what does not exist.

#include "consultations/consultations.hpp"

#include "platform/http/context.hpp"

namespace clinic::consultations {

class Access {
public:
    Access(const clinics::Clinics& clinics, const patients::Patients& patients)
        : clinics_(clinics), patients_(patients)
    {
    }

    /// The practitioner who asks; a practitioner's account may be linked to nobody yet.
    [[nodiscard]] std::optional<clinics::Practitioner> self(const http::Principal& user) const;
    [[nodiscard]] bool owns(const http::Principal& user, const Encounter& encounter) const;
    [[nodiscard]] bool may_read(const http::Principal& user, const Encounter& encounter) const;
    [[nodiscard]] bool may_add(const http::Principal& user, const Encounter& encounter) const;
    /// Every note about this patient, whoever wrote it.
    [[nodiscard]] bool may_read_all_of(
        const http::Principal& user, patients::PatientId patient) const;
    /// Begin a consultation with them outside of any visit.
    [[nodiscard]] bool may_receive(const http::Principal& user, patients::PatientId patient) const;

private:
    const clinics::Clinics& clinics_;
    const patients::Patients& patients_;
};

} // namespace clinic::consultations
