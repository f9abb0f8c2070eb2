#include "api.hpp"
#include "checks.hpp"
#include "store.hpp"

#include "platform/core/text.hpp"

namespace clinic::clinics {

Result<http::Page<Site>> Handlers::sites(http::Context& cx, const ListSites& in)
{
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    auto rows = store::sites(cx.tx, in.archived, {(*after)[0], (*after)[1], in.page.limit + 1});
    auto page = http::page_of(std::move(rows), in.page,
        [](const Site& site) { return std::vector{store::sort_key(site), site.id.str()}; });
    if (in.page.count) page.total = store::count_sites(cx.tx, in.archived);
    return page;
}

Result<Site> Handlers::site(http::Context& cx, const BySite& in)
{
    auto site = store::site(cx.tx, in.id);
    if (!site) return not_found();
    return *std::move(site);
}

Result<Site> Handlers::add_site(http::Context& cx, const SiteDetails& in)
{
    if (auto faults = faults_of(in); faults.any()) return std::move(faults).refusal();
    Site site{in};
    site.id = SiteId::fresh();
    store::insert(cx.tx, site);
    tell(cx, Thing::site, site.id);
    return site;
}

Result<Site> Handlers::edit_site(http::Context& cx, const EditSite& in)
{
    const auto site = store::site(cx.tx, in.id);
    if (!site) return not_found();
    if (cx.stale(site->version)) return stale();
    if (auto faults = faults_of(in); faults.any()) return std::move(faults).refusal();
    store::update(cx.tx, in.id, in, in.archived.value_or(site->archived));
    tell(cx, Thing::site, in.id);
    return *store::site(cx.tx, in.id);
}

Result<Nothing> Handlers::archive_site(http::Context& cx, const BySite& in)
{
    const auto site = store::site(cx.tx, in.id);
    if (!site) return not_found();
    if (cx.stale(site->version)) return stale();
    if (site->archived) return Nothing{};
    store::archive(cx.tx, in.id);
    tell(cx, Thing::site, in.id);
    return Nothing{};
}

// ---- closures ------------------------------------------------------------------------------------

Result<http::Page<Closure>> Handlers::closures(http::Context& cx, const OfSite& in)
{
    if (!store::site(cx.tx, in.id)) return not_found();
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    auto rows = store::closures(cx.tx, in.id, {(*after)[0], (*after)[1], in.page.limit + 1});
    auto page = http::page_of(std::move(rows), in.page, [](const Closure& closure) {
        return std::vector{closure.first_day.text(), closure.id.str()};
    });
    if (in.page.count) page.total = store::count_closures(cx.tx, in.id);
    return page;
}

Result<Closure> Handlers::add_closure(http::Context& cx, const AddClosure& in)
{
    if (!store::site(cx.tx, in.id)) return not_found();
    if (auto faults = faults_of(in); faults.any()) return std::move(faults).refusal();
    Closure closure{static_cast<const ClosureDetails&>(in)};
    closure.id = ClosureId::fresh();
    closure.site = in.id;
    store::insert(cx.tx, closure);
    tell(cx, Thing::closure, in.id);
    return closure;
}

Result<Nothing> Handlers::remove_closure(http::Context& cx, const RemoveClosure& in)
{
    if (!store::remove(cx.tx, in.id, in.closure)) return not_found();
    tell(cx, Thing::closure, in.id);
    return Nothing{};
}

// ---- rooms ---------------------------------------------------------------------------------------

namespace {

std::unexpected<Problem> name_taken()
{
    return invalid("name", "taken",
        {"Ce site a déjà une salle ou un appareil de ce nom.",
            "This site already has a room or a device of that name."});
}

/// Of that site; archived ones too.
std::optional<Room> room_of(db::Tx& tx, SiteId site, RoomId id)
{
    auto room = store::room(tx, id);
    if (room && room->site != site) room.reset();
    return room;
}

} // namespace

Result<http::Page<Room>> Handlers::rooms(http::Context& cx, const ListRooms& in)
{
    if (!store::site(cx.tx, in.id)) return not_found();
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    auto rows = store::rooms(
        cx.tx, in.id, in.archived, {(*after)[0], (*after)[1], in.page.limit + 1});
    auto page = http::page_of(std::move(rows), in.page,
        [](const Room& room) { return std::vector{text::folded(room.name), room.id.str()}; });
    if (in.page.count) page.total = store::count_rooms(cx.tx, in.id, in.archived);
    return page;
}

Result<Room> Handlers::add_room(http::Context& cx, const AddRoom& in)
{
    if (!store::site(cx.tx, in.id)) return not_found();
    Room room{static_cast<const RoomDetails&>(in), RoomId::fresh(), in.id};
    if (!store::insert(cx.tx, room)) return name_taken();
    tell(cx, Thing::room, in.id);
    return room;
}

Result<Room> Handlers::edit_room(http::Context& cx, const EditRoom& in)
{
    const auto room = room_of(cx.tx, in.id, in.room);
    if (!room) return not_found();
    if (cx.stale(room->version)) return stale();
    if (!store::update(cx.tx, in.room, in, in.archived.value_or(room->archived)))
        return name_taken();
    tell(cx, Thing::room, in.id);
    return *store::room(cx.tx, in.room);
}

Result<Nothing> Handlers::remove_room(http::Context& cx, const RemoveRoom& in)
{
    const auto room = room_of(cx.tx, in.id, in.room);
    if (!room || room->archived) return not_found();
    if (cx.stale(room->version)) return stale();
    store::archive(cx.tx, in.room);
    tell(cx, Thing::room, in.id);
    return Nothing{};
}

} // namespace clinic::clinics
