#include "audience.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace clinic::notifications {

std::vector<UserId> Audience::receptionists_of(clinics::SiteId site) const
{
    std::vector<UserId> found;
    for (const auto& user : directory_.with_role(Role::receptionist)) {
        if (clinics_.posting(user.id, auth::bit(Role::receptionist)).at(site))
            found.push_back(user.id);
    }
    return found;
}

std::optional<UserId> Audience::user_of(clinics::PractitionerId practitioner) const
{
    const auto found = clinics_.practitioner(practitioner);
    return found ? found->user : std::nullopt;
}

std::string Audience::day_of(const appointments::Fact& visit) const
{
    const auto site = clinics_.site(visit.site);
    const auto zone = Zone::find(site ? site->time_zone : "UTC");
    return zone ? zone->local(visit.starts_at).date.text() : visit.starts_at.text().substr(0, 10);
}

std::vector<Recipient> Audience::concerned(const Change& change) const
{
    const auto& visit = change.now;
    const auto card = patients_.card(visit.patient);
    const auto patient = card ? card->user : std::nullopt;
    const auto where = fmt::format("day={}&visit={}", day_of(visit), visit.appointment.view());

    std::vector<Recipient> found;
    const auto tell = [&](std::optional<UserId> user, Side side, std::string link) {
        if (!user || user == visit.actor) return;
        if (std::ranges::find(found, *user, &Recipient::user) != found.end()) return;
        found.push_back({*user, side, std::move(link)});
    };
    tell(patient, Side::patient, "/my-visits");
    tell(user_of(visit.practitioner), Side::team, "/my-day?" + where);
    if (change.was_with) tell(user_of(*change.was_with), Side::team, "/my-day?" + where);
    if (!by_their_side(visit, patient)) return found;
    for (const auto user : receptionists_of(visit.site)) {
        tell(user, Side::team, "/calendar?view=day&" + where);
    }
    return found;
}

bool Audience::by_their_side(const appointments::Fact& visit, std::optional<UserId> patient) const
{
    if (!visit.actor) return false;
    if (visit.actor == patient) return true;
    const auto proxies = patients_.proxies(visit.patient);
    return std::ranges::find(proxies, visit.actor, &patients::Card::user) != proxies.end();
}

void Audience::add_carers(Watchers& watchers, patients::PatientId patient) const
{
    for (const auto& carer : patients_.carers(patient)) watchers.users.insert(carer.str());
}

void Audience::add_desk(Watchers& watchers, clinics::SiteId site) const
{
    for (const auto user : receptionists_of(site)) watchers.users.insert(user.str());
}

void Audience::add_patient(Watchers& watchers, patients::PatientId patient) const
{
    const auto card = patients_.card(patient);
    if (card && card->user) watchers.users.insert(card->user->str());
    for (const auto& proxy : patients_.proxies(patient)) watchers.users.insert(proxy.user->str());
}

void Audience::add_practitioner(
    Watchers& watchers, std::optional<clinics::PractitionerId> practitioner) const
{
    const auto user = practitioner ? user_of(*practitioner) : std::nullopt;
    if (user) watchers.users.insert(user->str());
}

Watchers Audience::watching(const Change& change) const
{
    Watchers watchers{.roles = auth::bit(Role::admin)};
    add_desk(watchers, change.now.site);
    if (change.was_site && *change.was_site != change.now.site)
        add_desk(watchers, *change.was_site);
    add_practitioner(watchers, change.now.practitioner);
    add_practitioner(watchers, change.was_with);
    add_patient(watchers, change.now.patient);
    return watchers;
}

} // namespace clinic::notifications
