#include "access.hpp"

#include "auth/auth.hpp"

#include <algorithm>

namespace clinic::appointments {

bool Reach::works_at(const clinics::SiteId& site) const
{
    return everything || std::ranges::find(sites, site) != sites.end();
}

bool Reach::serves(const Appointment& visit) const
{
    return works_at(visit.site_id) || receives(visit);
}
bool Reach::speaks_for(const patients::PatientId& whom) const
{
    return patient == whom || std::ranges::find(wards, whom) != wards.end();
}
bool Reach::owns(const Appointment& visit) const
{
    return speaks_for(visit.patient_id);
}
bool Reach::receives(const Appointment& visit) const
{
    return practitioner == visit.practitioner_id;
}

bool Reach::serves(const WaitingWish& wish) const
{
    return works_at(wish.site_id) ||
           (practitioner && std::ranges::find(wish.practitioner_ids, *practitioner) !=
                                wish.practitioner_ids.end());
}
bool Reach::owns(const WaitingWish& wish) const
{
    return speaks_for(wish.patient_id);
}

Reach Access::reach_of(const http::Principal& user) const
{
    Reach reach;
    auto desk = clinics_.posting(user, bit(Role::admin) | bit(Role::receptionist));
    reach.everything = desk.everywhere;
    reach.sites = std::move(desk.sites);
    if (user.has(bit(Role::practitioner) | bit(Role::coach))) {
        if (const auto practitioner = clinics_.practitioner_of(user.user))
            reach.practitioner = practitioner->id;
    }
    if (user.has(bit(Role::patient) | bit(Role::coach))) {
        reach.patient = patients_.patient_of(user.user);
        for (const auto& ward : patients_.wards(user.user)) reach.wards.push_back(ward.patient_id);
    }
    return reach;
}

bool Access::may_see(
    const http::Principal& user, const Reach& reach, const Appointment& visit) const
{
    if (reach.serves(visit) || reach.owns(visit)) return true;
    return reach.practitioner && patients_.may_see(user, visit.patient_id);
}

bool Access::may_judge(const Reach& reach, patients::PatientId patient)
{
    const bool staff = reach.everything || !reach.sites.empty() || reach.practitioner;
    return staff && !reach.speaks_for(patient);
}

bool Access::may_plan(const http::Principal& user, clinics::PractitionerId practitioner) const
{
    if (user.has(bit(Role::admin) | bit(Role::receptionist))) return true;
    const auto self = clinics_.practitioner_of(user.user);
    return self && self->id == practitioner;
}

std::optional<std::string> Access::calendar_subject(
    UserId user, http::Roles roles, CalendarKind kind) const
{
    http::Principal owner;
    owner.user = user;
    owner.roles = roles;
    const auto reach = reach_of(owner);
    if (kind == CalendarKind::practitioner && reach.practitioner) return reach.practitioner->str();
    if (kind == CalendarKind::patient && reach.patient) return reach.patient->str();
    return std::nullopt;
}

void Access::hide_from_patients(const Reach& reach, Appointment& visit)
{
    if (reach.serves(visit) || !reach.owns(visit)) return;
    visit.note.reset();
    visit.override_reason.reset();
    visit.late_cancel.reset();
    visit.room_ids.clear();
}

} // namespace clinic::appointments
