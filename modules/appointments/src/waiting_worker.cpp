// What the waiting list hears, and what it does by itself as time passes.

#include "waiting_list.hpp"

#include <algorithm>

namespace clinic::appointments {
namespace {

constexpr int most_at_once = 100;
constexpr int days_looked_ahead = 62;
/// A slip of the finger can be taken back before somebody else is told.
constexpr int seconds_to_think = 60;

store::Opening left_by(const Moved& event)
{
    const Instant as_long_as_now{event.was_at.ms + event.now.ends_at.ms - event.now.starts_at.ms};
    return {event.was_with, event.was_site.value_or(event.now.site), event.was_at,
        event.was_until.value_or(as_long_as_now)};
}

} // namespace

void WaitingList::listen(bus::Bus& bus)
{
    bus.announce<WishChanged>();
    bus.announce<Offered>();
    bus.announce<OfferAccepted>();
    bus.announce<OfferDeclined>();
    bus.announce<OfferExpired>();
    bus.announce<OfferWithdrawn>();
    listen_for_times(bus);
    listen_for_ends(bus);
}

/// A site where nobody waits is spared all of it.
void WaitingList::listen_for_times(bus::Bus& bus)
{
    const auto waited_for = [this](clinics::SiteId site) {
        return database_.read_now([&](db::Tx& tx) { return store::anybody_waits(tx, site); });
    };
    bus.listen<Cancelled>(
        "appointments.waiting_cancelled",
        [this](db::Tx& tx, const Cancelled& event) {
            look_soon(tx, {event.practitioner, event.site, event.starts_at, event.ends_at},
                event.appointment);
        },
        [waited_for](const Cancelled& event) { return waited_for(event.site); });
    bus.listen<Moved>(
        "appointments.waiting_moved",
        [this](db::Tx& tx, const Moved& event) {
            look_soon(tx, left_by(event), event.now.appointment);
        },
        [waited_for](
            const Moved& event) { return waited_for(event.was_site.value_or(event.now.site)); });
    bus.listen<HoursChanged>(
        "appointments.waiting_hours", [this](db::Tx& tx, const HoursChanged& event) {
            withdraw_what_no_longer_holds(tx, event.practitioner);
            look_at_hours(tx, event.practitioner);
        });
    // A hold that is let go, or forgotten, leaves its time; one that becomes a visit does not, which a look will show.
    bus.listen<Held>(
        "appointments.waiting_held",
        [](db::Tx& tx, const Held& event) {
            store::add_opening(tx, event.hold,
                {event.practitioner, event.site, event.starts_at, event.ends_at}, event.expires_at);
        },
        [waited_for](const Held& event) { return waited_for(event.site); });
    bus.listen<Released>(
        "appointments.waiting_released", [this](db::Tx& tx, const Released& event) {
            if (const auto opening = store::take_opening(tx, event.hold)) look(tx, *opening);
        });
}

void WaitingList::listen_for_ends(bus::Bus& bus)
{
    const auto in_queue = [this](const Booked& event) {
        return database_.read_now(
            [&](db::Tx& tx) { return !store::queued_of(tx, event.patient, {}).empty(); });
    };
    bus.listen<Booked>(
        "appointments.waiting_booked",
        [this](db::Tx& tx, const Booked& event) {
            const auto visit = store::find(tx, event.appointment);
            if (!visit) return;
            for (auto& wish : store::queued_of(tx, event.patient, visit->visit_type_id)) {
                if (wish.created_at > visit->created_at) continue; // who booked, and then wished
                end(tx, std::move(wish), WishStatus::booked);
            }
        },
        in_queue);
    bus.listen<patients::Archived>(
        "appointments.waiting_archived", [this](db::Tx& tx, const patients::Archived& event) {
            for (auto& wish : store::queued_of(tx, event.patient, {}))
                end(tx, std::move(wish), WishStatus::withdrawn);
        });
}

void WaitingList::look_soon(db::Tx& tx, const store::Opening& opening)
{
    store::add_opening(tx, HoldId::fresh(), opening, clock_.now().plus_seconds(seconds_to_think));
}

void WaitingList::look_soon(db::Tx& tx, const store::Opening& left, AppointmentId appointment)
{
    look_soon(tx, left);
    const auto visit = store::find(tx, appointment);
    const auto type = visit ? clinics_.visit_type(visit->visit_type_id) : std::nullopt;
    if (!type || type->needs.empty()) return;
    for (const auto& other : clinics_.practitioners()) {
        const bool there = std::ranges::find(other.sites, left.site_id) != other.sites.end();
        if (!there || other.id == left.practitioner_id) continue;
        look_soon(tx, {other.id, left.site_id, left.opens_from, left.opens_until, true});
    }
}

/// Hours that were taken away take their offers with them.
void WaitingList::withdraw_what_no_longer_holds(db::Tx& tx, clinics::PractitionerId practitioner)
{
    for (auto& offer : store::open_offers_with(tx, practitioner)) {
        const auto what = planner_.wish(
            {offer.practitioner_id, offer.site_id, offer.visit_type_id, offer.mode},
            Strictness::within_hours);
        const Asking asking{UserId::fresh(), clock_.now(), Strictness::within_hours};
        if (what && planner_.check(tx, *what, offer.starts_at, asking)) continue;
        close(tx, std::move(offer), OfferState::withdrawn);
    }
}

void WaitingList::look_at_hours(db::Tx& tx, clinics::PractitionerId practitioner)
{
    const auto found = clinics_.practitioner(practitioner);
    if (!found) return;
    const auto now = clock_.now();
    for (const auto& site : found->sites)
        look(tx, {practitioner, site, now, now.plus_days(days_looked_ahead)});
}

int WaitingList::tend()
{
    const auto now = clock_.now();
    return expire_offers(now) + look_at_openings(now) + lapse_wishes(now);
}

int WaitingList::expire_offers(Instant now)
{
    const auto due = database_.read_now(
        [&](db::Tx& tx) { return store::due_offers(tx, now, most_at_once); });
    for (const auto id : due) {
        database_.write_now([&](db::Tx& tx) {
            auto offer = store::find_offer(tx, id);
            if (offer && offer->state == OfferState::open)
                close(tx, *std::move(offer), OfferState::expired);
        });
    }
    return static_cast<int>(due.size());
}

int WaitingList::look_at_openings(Instant now)
{
    const auto due = database_.read_now(
        [&](db::Tx& tx) { return store::due_openings(tx, now, most_at_once); });
    for (const auto id : due) {
        database_.write_now([&](db::Tx& tx) {
            if (const auto opening = store::take_opening(tx, id)) look(tx, *opening);
        });
    }
    return static_cast<int>(due.size());
}

int WaitingList::lapse_wishes(Instant now)
{
    // Days begin up to 14 hours before UTC's; each is looked at on its own site's calendar.
    const auto soon = Zone::find("UTC")->local(now).date.plus_days(1);
    const auto last = database_.read_now(
        [&](db::Tx& tx) { return store::waiting_until_before(tx, soon, most_at_once); });
    int lapsed = 0;
    for (const auto& wish : last) {
        const auto site = clinics_.site(wish.site_id);
        const auto zone = Zone::find(site ? site->time_zone : "UTC");
        if (wish.until >= zone->local(now).date) continue;
        ++lapsed;
        database_.write_now([&](db::Tx& tx) {
            auto fresh = store::find_wish(tx, wish.id);
            if (fresh && fresh->status == WishStatus::waiting)
                end(tx, *std::move(fresh), WishStatus::lapsed);
        });
    }
    return lapsed;
}

} // namespace clinic::appointments
