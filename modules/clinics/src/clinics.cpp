#include "clinics/clinics.hpp"

#include "parts.hpp"
#include "platform/db/database.hpp"
#include "store.hpp"

#include <algorithm>

namespace clinic::clinics {

std::string Practitioner::name() const
{
    return (title ? *title + ' ' : std::string()) + first_name + ' ' + last_name;
}

bool VisitType::offered_by(PractitionerId practitioner) const
{
    return practitioners.empty() ||
           std::ranges::find(practitioners, practitioner) != practitioners.end();
}

bool VisitType::can_be(VisitMode mode) const
{
    return std::ranges::find(modes, mode) != modes.end();
}

Clinics::Clinics() = default;
Clinics::~Clinics() = default;
Clinics::Clinics(db::Database& database, bus::Bus& bus, const auth::Directory& people)
    : parts_(new Parts(database, people))
{
    bus.announce<Changed>();
}

std::optional<Site> Clinics::site(SiteId id) const
{
    return parts_->kept(parts_->sites, id, store::site);
}

std::vector<Site> Clinics::sites() const
{
    return parts_->database.read_now([](db::Tx& tx) { return store::sites(tx, false); });
}

std::optional<Practitioner> Clinics::practitioner(PractitionerId id) const
{
    return parts_->kept(parts_->practitioners, id, store::practitioner);
}

std::vector<Practitioner> Clinics::practitioners() const
{
    return parts_->database.read_now([](db::Tx& tx) { return store::practitioners(tx); });
}

std::optional<Practitioner> Clinics::practitioner_of(UserId user) const
{
    return parts_->kept(parts_->practitioners_by_user, user, store::practitioner_of);
}

std::optional<VisitType> Clinics::visit_type(VisitTypeId id) const
{
    return parts_->kept(parts_->visit_types, id, store::visit_type);
}

std::vector<VisitType> Clinics::visit_types() const
{
    return parts_->database.read_now([](db::Tx& tx) { return store::visit_types(tx); });
}

std::vector<Closure> Clinics::closures(SiteId site, LocalDate first, LocalDate last) const
{
    return parts_->database.read_now(
        [&](db::Tx& tx) { return store::closures_between(tx, site, first, last); });
}

SiteId Clinics::add_site(const SiteDetails& details)
{
    Site site{details};
    site.id = SiteId::fresh();
    parts_->change([&](db::Tx& tx) { store::insert(tx, site); });
    return site.id;
}

ClosureId Clinics::add_closure(SiteId site, const ClosureDetails& details)
{
    Closure closure{details};
    closure.id = ClosureId::fresh();
    closure.site = site;
    parts_->change([&](db::Tx& tx) { store::insert(tx, closure); });
    return closure.id;
}

std::vector<Room> Clinics::rooms(SiteId site) const
{
    return parts_->kept(parts_->rooms, site, store::active_rooms);
}

RoomId Clinics::add_room(SiteId site, std::string name, RoomKind kind)
{
    const Room room{{std::move(name), kind}, RoomId::fresh(), site};
    const bool added = parts_->change([&](db::Tx& tx) { return store::insert(tx, room); });
    if (!added) throw std::invalid_argument("the site already has a room of that name");
    return room.id;
}

PractitionerId Clinics::add_practitioner(const PractitionerDetails& details)
{
    Practitioner practitioner{details};
    practitioner.id = PractitionerId::fresh();
    parts_->change([&](db::Tx& tx) { store::insert(tx, practitioner); });
    return practitioner.id;
}

VisitTypeId Clinics::add_visit_type(const VisitTypeDetails& details)
{
    VisitType type{details};
    type.id = VisitTypeId::fresh();
    parts_->change([&](db::Tx& tx) { store::insert(tx, type); });
    return type.id;
}

} // namespace clinic::clinics
