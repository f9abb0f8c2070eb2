#include "access.hpp"

#include "auth/auth.hpp"

#include <algorithm>

namespace clinic::reporting {

bool Reach::covers(const clinics::PractitionerId& who, const clinics::SiteId& where) const
{
    return everything || practitioner == who || std::ranges::find(sites, where) != sites.end();
}

Reach Access::reach_of(const http::Principal& user) const
{
    Reach reach;
    reach.everything = user.has(bit(Role::admin));
    if (user.has(bit(Role::receptionist))) reach.sites = clinics_.sites_of(user.user);
    if (user.has(bit(Role::practitioner) | bit(Role::coach))) {
        if (const auto self = clinics_.practitioner_of(user.user)) reach.practitioner = self->id;
    }
    return reach;
}

} // namespace clinic::reporting
