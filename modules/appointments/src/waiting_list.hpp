#pragma once
// What makes the waiting list move: a time comes free, is offered, answered or not, and goes on to the next.
//
// While it is offered, a hold keeps it, so that the rule of no double booking guards it like any other's. Whoever is
// offered a time has left the queue until they answer; whoever refused it, or let it pass, is not asked for it again.

#include "planner.hpp"
#include "waiting_store.hpp"

#include "platform/bus/bus.hpp"
#include "platform/db/database.hpp"

namespace clinic::appointments {

/// When an offer made now expires: so many minutes later on the site's wall clock, of which only those from 8:00 to
/// 20:00 count; never later than `latest`.
[[nodiscard]] Instant offer_deadline(
    const Zone& zone, Instant now, int answer_minutes, Instant latest);

/// True when the wish would take a visit that begins then.
[[nodiscard]] bool suits(const WaitingWish& wish, const LocalMoment& start);
[[nodiscard]] bool accepts(const WaitingWish& wish, clinics::PractitionerId practitioner);

class WaitingList {
public:
    WaitingList(db::Database& database, bus::Bus& bus, const Clock& clock,
        const clinics::Clinics& clinics, Plans& plans, const Options& options)
        : database_(database),
          bus_(bus),
          clock_(clock),
          clinics_(clinics),
          options_(options),
          planner_(clinics, plans)
    {
    }

    /// Before the bus starts.
    void listen(bus::Bus& bus);
    /// Ends what is over and passes it on; for a worker, every few seconds. How much there was to do.
    int tend();

    // In the caller's transaction:
    [[nodiscard]] WaitingRules rules_of(db::Tx& tx, clinics::SiteId site) const;
    /// Offers what is free in the opening to those who wait for it.
    void look(db::Tx& tx, const store::Opening& opening);
    enum class Made {
        done,
        taken,
        no_room,
        too_soon, ///< the visit would begin before anybody could be expected to answer
    };
    /// Offers that very time to the one.
    [[nodiscard]] Made offer(db::Tx& tx, WaitingWish& wish, const Wish& what, Instant start);
    /// The time is free for the next, unless others of its round still think it over.
    void close(db::Tx& tx, store::OfferRow offer, OfferState state);
    /// The patient has a visit now: theirs is accepted, the others of the round come too late. False when somebody
    /// else was first.
    [[nodiscard]] bool win(db::Tx& tx, store::OfferRow offer, AppointmentId appointment);
    /// The wish leaves the queue, and gives up what it is offered.
    void end(db::Tx& tx, WaitingWish wish, WishStatus status);
    void tell(db::Tx& tx, const WaitingWish& wish);

private:
    /// One time, and all to whom it is offered at once.
    struct Round {
        Wish what;
        Instant start;
        Span busy;
        Instant expires_at;
        std::vector<WaitingWish*> wishes;
    };
    class Starts;

    void offer_in_turn(db::Tx& tx, Starts& starts, std::vector<WaitingWish>& wishes);
    void offer_to_all(db::Tx& tx, Starts& starts, std::vector<WaitingWish>& wishes);
    [[nodiscard]] std::optional<Round> round_for(
        db::Tx& tx, WaitingWish& wish, const Wish& what, Instant start) const;
    [[nodiscard]] store::Taking open(db::Tx& tx, const Round& round);
    void settle(db::Tx& tx, store::OfferRow& offer, OfferState state, WishStatus wish);
    void withdraw_what_no_longer_holds(db::Tx& tx, clinics::PractitionerId practitioner);
    void look_at_hours(db::Tx& tx, clinics::PractitionerId practitioner);

    void look_soon(db::Tx& tx, const store::Opening& opening);
    /// The time that the visit gives up, with its practitioner; and, if it had rooms, with the others who may want those.
    void look_soon(db::Tx& tx, const store::Opening& left, AppointmentId appointment);
    void listen_for_times(bus::Bus& bus);
    void listen_for_ends(bus::Bus& bus);
    [[nodiscard]] int expire_offers(Instant now);
    [[nodiscard]] int look_at_openings(Instant now);
    [[nodiscard]] int lapse_wishes(Instant now);

    db::Database& database_;
    bus::Bus& bus_;
    const Clock& clock_;
    const clinics::Clinics& clinics_;
    Options options_;
    Planner planner_;
};

} // namespace clinic::appointments
