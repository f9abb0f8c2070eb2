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
    auto desk = clinics_.posting(user, bit(Role::admin) | bit(Role::receptionist));
    reach.everything = desk.everywhere;
    reach.sites = std::move(desk.sites);
    if (user.has(bit(Role::practitioner) | bit(Role::coach))) {
        if (const auto self = clinics_.practitioner_of(user.user)) reach.practitioner = self->id;
    }
    return reach;
}

Reach Access::books_of(const http::Principal& user) const
{
    auto books = clinics_.posting(user, bit(Role::admin) | bit(Role::accountant));
    return {books.everywhere, std::move(books.sites), {}};
}

} // namespace clinic::reporting
