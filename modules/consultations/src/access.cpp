#include "access.hpp"

#include "auth/auth.hpp"

namespace clinic::consultations {

std::optional<clinics::Practitioner> Access::self(const http::Principal& user) const
{
    if (!user.has(bit(Role::practitioner))) return std::nullopt;
    return clinics_.practitioner_of(user.user);
}

bool Access::owns(const http::Principal& user, const Encounter& encounter) const
{
    const auto practitioner = self(user);
    return practitioner && practitioner->id == encounter.practitioner_id;
}

bool Access::may_read(const http::Principal& user, const Encounter& encounter) const
{
    return owns(user, encounter) || may_read_all_of(user, encounter.patient_id);
}

bool Access::may_add(const http::Principal& user, const Encounter& encounter) const
{
    return owns(user, encounter) || may_receive(user, encounter.patient_id);
}

bool Access::may_read_all_of(const http::Principal& user, patients::PatientId patient) const
{
    return patients_.may_read_clinical(user, patient);
}

bool Access::may_receive(const http::Principal& user, patients::PatientId patient) const
{
    return patients_.may_write_clinical(user, patient);
}

} // namespace clinic::consultations
