#include "access.hpp"

#include "auth/auth.hpp"

#include <algorithm>

namespace clinic::billing {

bool Reach::keeps_at(const clinics::SiteId& site) const
{
    return everything || std::ranges::find(sites, site) != sites.end();
}

bool Reach::owns(const Invoice& invoice) const
{
    return patient == invoice.patient_id && invoice.number.has_value();
}

bool Reach::sees(const Invoice& invoice) const
{
    if (keeps(invoice) || owns(invoice)) return true;
    return practitioner && practitioner == invoice.practitioner_id;
}

Reach reach_of(const http::Principal& user, const clinics::Clinics& clinics,
    const patients::Patients& patients)
{
    Reach reach;
    auto books = clinics.posting(
        user, bit(Role::admin) | bit(Role::accountant) | bit(Role::receptionist));
    reach.everything = books.everywhere;
    reach.sites = std::move(books.sites);
    reach.knows_patients = user.has(bit(Role::admin) | bit(Role::accountant));
    if (user.has(bit(Role::practitioner) | bit(Role::coach))) {
        if (const auto self = clinics.practitioner_of(user.user)) reach.practitioner = self->id;
    }
    if (user.has(bit(Role::patient) | bit(Role::coach)))
        reach.patient = patients.patient_of(user.user);
    return reach;
}

} // namespace clinic::billing
