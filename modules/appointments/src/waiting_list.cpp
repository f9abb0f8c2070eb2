#include "waiting_list.hpp"

#include "store_rooms.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace clinic::appointments {
namespace {

constexpr int most_looked_at = 500;
/// An offer that leaves less time to answer is no offer.
constexpr int shortest_answer_minutes = 5;
constexpr LocalTime day_begins{8 * 60};
constexpr LocalTime day_ends{20 * 60};

Instant at(const Zone& zone, LocalDate day, LocalTime time)
{
    return zone.instant(day, time).value_or(zone.start_of(day).plus_minutes(time.minutes));
}

std::vector<clinics::VisitMode> modes_key(const std::optional<clinics::VisitMode>& mode)
{
    return mode ? std::vector{*mode} : std::vector<clinics::VisitMode>{};
}

template <class Event> Event event_of(const WaitingOffer& offer)
{
    Event event;
    static_cast<OfferFact&>(event) = {offer.id, offer.wish_id, offer.patient_id,
        offer.practitioner_id, offer.site_id, offer.starts_at, offer.ends_at, offer.expires_at,
        offer.state};
    return event;
}

} // namespace

Instant offer_deadline(const Zone& zone, Instant now, int answer_minutes, Instant latest)
{
    auto left = std::int64_t{answer_minutes} * 60'000;
    for (auto day = zone.local(now).date;; day = day.plus_days(1)) {
        const auto from = std::max(now, at(zone, day, day_begins));
        const auto until = at(zone, day, day_ends);
        if (from >= latest) return latest;
        if (until <= from) continue;
        if (left <= until.ms - from.ms) return std::min(latest, Instant{from.ms + left});
        left -= until.ms - from.ms;
    }
}

bool suits(const WaitingWish& wish, const LocalMoment& start)
{
    const bool day = wish.weekdays.empty() ||
                     std::ranges::find(wish.weekdays, start.date.weekday()) != wish.weekdays.end();
    return day && start.date <= wish.until && (!wish.earliest || *wish.earliest <= start.time) &&
           (!wish.latest || start.time <= *wish.latest);
}

bool accepts(const WaitingWish& wish, clinics::PractitionerId practitioner)
{
    return wish.practitioner_ids.empty() ||
           std::ranges::find(wish.practitioner_ids, practitioner) != wish.practitioner_ids.end();
}

/// The free starts of an opening, asked for once for each kind of visit.
class WaitingList::Starts {
public:
    Starts(db::Tx& tx, const Planner& planner, const store::Opening& opening, Instant now)
        : tx_(tx), planner_(planner), opening_(opening), now_(now)
    {
    }

    struct Found {
        std::optional<Wish> what; ///< nothing: not to be had here
        std::vector<Instant> starts;
    };
    const Found& of(const WaitingWish& wish)
    {
        const auto [entry, fresh] = found_.try_emplace(
            Key{wish.visit_type_id, modes_key(wish.mode)});
        if (fresh) find(wish, entry->second);
        return entry->second;
    }
    /// Of those, where this wish would come.
    [[nodiscard]] bool fits(const WaitingWish& wish, const Wish& what, Instant start) const
    {
        const auto busy = what.need().busy(start);
        const bool gone = std::ranges::any_of(given_,
            [&](const Span& given) { return given.from < busy.until && busy.from < given.until; });
        return !gone && accepts(wish, opening_.practitioner_id) &&
               suits(wish, what.zone.local(start)) &&
               !store::was_refused(tx_, wish.id, opening_.practitioner_id, start);
    }
    void give(const Span& busy) { given_.push_back(busy); }

private:
    void find(const WaitingWish& wish, Found& found) const
    {
        // The clinic offers it, so what the public may book by itself does not matter; when, does.
        auto what = planner_.wish(
            {opening_.practitioner_id, wish.site_id, wish.visit_type_id, wish.mode},
            Strictness::within_hours);
        if (!what || (opening_.with_rooms && what->rooms.empty())) return;
        const auto from = std::max(now_, opening_.opens_from);
        if (from >= opening_.opens_until) return;
        const auto last = std::min(opening_.opens_until, now_.plus_days(what->type.horizon_days));
        const Days days{what->zone.local(from).date, what->zone.local(last).date};
        const Asking asking{UserId::fresh(), now_, Strictness::within_hours};
        FreeRooms rooms(tx_, seeker_of(asking), reach_of(days));
        for (const auto start : planner_.offered(tx_, *what, days, asking, rooms)) {
            const auto visit = what->need().visit(start);
            if (visit.from < opening_.opens_until && opening_.opens_from < visit.until)
                found.starts.push_back(start);
        }
        found.what = *std::move(what);
    }

    using Key = std::pair<clinics::VisitTypeId, std::vector<clinics::VisitMode>>;
    db::Tx& tx_;
    const Planner& planner_;
    const store::Opening& opening_;
    Instant now_;
    std::map<Key, Found> found_;
    std::vector<Span> given_; ///< what has been offered since
};

WaitingRules WaitingList::rules_of(db::Tx& tx, clinics::SiteId site) const
{
    if (auto rules = store::waiting_rules(tx, site)) return *std::move(rules);
    WaitingRules usual;
    usual.site_id = site;
    usual.answer_minutes = options_.offer_minutes;
    return usual;
}

void WaitingList::look(db::Tx& tx, const store::Opening& opening)
{
    const auto now = clock_.now();
    auto wishes = store::waiting_at(tx, opening.site_id, most_looked_at);
    if (wishes.empty()) return;
    store::drop_expired_holds(tx, opening.practitioner_id, now);
    store::drop_expired_rooms(tx, opening.site_id, now);
    Starts starts(tx, planner_, opening, now);
    if (rules_of(tx, opening.site_id).manner == Manner::in_turn) offer_in_turn(tx, starts, wishes);
    else offer_to_all(tx, starts, wishes);
}

void WaitingList::offer_in_turn(db::Tx& tx, Starts& starts, std::vector<WaitingWish>& wishes)
{
    for (auto& wish : wishes) {
        const auto& [what, free] = starts.of(wish);
        if (!what) continue;
        // What an earlier one was offered is taken by now; the next may still have what is beside it.
        const auto start = std::ranges::find_if(free, [&](Instant time) {
            return starts.fits(wish, *what, time) && offer(tx, wish, *what, time) == Made::done;
        });
        if (start != free.end()) starts.give(what->need().busy(*start));
    }
}

void WaitingList::offer_to_all(db::Tx& tx, Starts& starts, std::vector<WaitingWish>& wishes)
{
    for (auto first = wishes.begin(); first != wishes.end(); ++first) {
        const auto& [what, free] = starts.of(*first);
        if (!what || first->status != WishStatus::waiting) continue;
        for (const auto start : free) {
            if (!starts.fits(*first, *what, start)) continue;
            auto round = round_for(tx, *first, *what, start);
            if (!round) continue;
            for (auto other = std::next(first); other != wishes.end(); ++other) {
                const auto& [theirs, also] = starts.of(*other);
                // One time is kept for all, and so are its rooms: who needs others is asked another time.
                if (other->status != WishStatus::waiting || !theirs ||
                    theirs->rooms != what->rooms || !std::ranges::binary_search(also, start) ||
                    !starts.fits(*other, *theirs, start))
                    continue;
                const auto busy = theirs->need().busy(start);
                round->busy = {
                    std::min(round->busy.from, busy.from), std::max(round->busy.until, busy.until)};
                round->wishes.push_back(&*other);
            }
            if (open(tx, *round) != store::Taking::done) continue;
            starts.give(round->busy);
            break;
        }
    }
}

std::optional<WaitingList::Round> WaitingList::round_for(
    db::Tx& tx, WaitingWish& wish, const Wish& what, Instant start) const
{
    const auto now = clock_.now();
    const auto latest = start.plus_minutes(-what.type.min_notice_minutes);
    const auto expires = offer_deadline(
        what.zone, now, rules_of(tx, what.site.id).answer_minutes, latest);
    if (expires < now.plus_minutes(shortest_answer_minutes)) return std::nullopt;
    return Round{what, start, what.need().busy(start), expires, {&wish}};
}

WaitingList::Made WaitingList::offer(db::Tx& tx, WaitingWish& wish, const Wish& what, Instant start)
{
    const auto round = round_for(tx, wish, what, start);
    if (!round) return Made::too_soon;
    const auto taking = open(tx, *round);
    if (taking == store::Taking::no_room) return Made::no_room;
    return taking == store::Taking::done ? Made::done : Made::taken;
}

store::Taking WaitingList::open(db::Tx& tx, const Round& round)
{
    const auto now = clock_.now();
    const auto id = store::RoundId::fresh();
    const auto visit = round.what.need().visit(round.start);
    const Hold hold{HoldId::fresh(), round.what.practitioner.id, round.what.site.id,
        round.what.type.id, round.start, visit.until, now, round.expires_at};
    const auto taking = store::keep_time(tx, id, hold, round.busy, round.what.rooms);
    if (taking != store::Taking::done) return taking;
    for (auto* wish : round.wishes) {
        const auto type = clinics_.visit_type(wish->visit_type_id);
        store::OfferRow offer{};
        offer.id = OfferId::fresh();
        offer.round_id = id;
        offer.wish_id = wish->id;
        offer.patient_id = wish->patient_id;
        offer.practitioner_id = hold.practitioner_id;
        offer.site_id = hold.site_id;
        offer.visit_type_id = wish->visit_type_id;
        offer.mode = wish->mode.value_or(type->modes.front());
        offer.starts_at = round.start;
        offer.ends_at = round.start.plus_minutes(type->duration_minutes);
        offer.created_at = now;
        offer.expires_at = round.expires_at;
        store::insert_offer(tx, offer);
        wish->status = WishStatus::offered;
        store::update_wish(tx, *wish);
        tell(tx, *wish);
        bus_.emit(tx, event_of<Offered>(offer));
    }
    return taking;
}

/// Writes how the offer ended and what became of its wish, and tells both.
void WaitingList::settle(db::Tx& tx, store::OfferRow& offer, OfferState state, WishStatus status)
{
    offer.state = state;
    auto wish = store::find_wish(tx, offer.wish_id);
    if (wish && wish->status == WishStatus::offered) {
        wish->status = status;
        if (status != WishStatus::waiting) wish->ended_at = offer.answered_at;
        store::update_wish(tx, *wish);
        tell(tx, *wish);
    }
    if (state == OfferState::accepted) return bus_.emit(tx, event_of<OfferAccepted>(offer));
    if (state == OfferState::declined) return bus_.emit(tx, event_of<OfferDeclined>(offer));
    if (state == OfferState::expired) return bus_.emit(tx, event_of<OfferExpired>(offer));
    bus_.emit(tx, event_of<OfferWithdrawn>(offer));
}

void WaitingList::close(db::Tx& tx, store::OfferRow offer, OfferState state)
{
    offer.state = state;
    offer.answered_at = clock_.now();
    if (!store::close_offer(tx, offer)) return;
    settle(tx, offer, state, WishStatus::waiting);
    if (!store::open_in_round(tx, offer.round_id).empty()) return;
    store::let_go(tx, offer.round_id);
    look(tx, {offer.practitioner_id, offer.site_id, offer.starts_at, offer.ends_at});
}

bool WaitingList::win(db::Tx& tx, store::OfferRow offer, AppointmentId appointment)
{
    offer.state = OfferState::accepted;
    offer.answered_at = clock_.now();
    offer.appointment_id = appointment;
    if (!store::close_offer(tx, offer)) return false;
    settle(tx, offer, OfferState::accepted, WishStatus::booked);
    for (auto& other : store::open_in_round(tx, offer.round_id)) {
        other.state = OfferState::taken;
        other.answered_at = offer.answered_at;
        if (store::close_offer(tx, other))
            settle(tx, other, OfferState::taken, WishStatus::waiting);
    }
    return true;
}

void WaitingList::end(db::Tx& tx, WaitingWish wish, WishStatus status)
{
    const auto offer = store::open_offer_of(tx, wish.id);
    wish.status = status;
    wish.ended_at = clock_.now();
    store::update_wish(tx, wish);
    tell(tx, wish);
    if (!offer) return;
    if (auto row = store::find_offer(tx, offer->id))
        close(tx, *std::move(row), OfferState::withdrawn);
}

void WaitingList::tell(db::Tx& tx, const WaitingWish& wish)
{
    bus_.emit(tx, WishChanged{wish.id, wish.patient_id, wish.site_id, wish.status});
}

} // namespace clinic::appointments
