#pragma once
// The deeds of the waiting list: waiting_wishes.cpp and waiting_offers.cpp have them.

#include "handlers.hpp"
#include "waiting_list.hpp"

namespace clinic::appointments {

class WaitingHandlers {
public:
    WaitingHandlers(const clinics::Clinics& clinics, const patients::Patients& patients,
        Handlers& visits, WaitingList& list)
        : clinics_(clinics),
          patients_(patients),
          visits_(visits),
          list_(list),
          access_(clinics, patients),
          planner_(clinics, visits.plans)
    {
    }

    // waiting_wishes.cpp
    Result<http::Page<WishLine>> wishes(http::Context& cx, const ListWishes& in);
    Result<WishLine> wish(http::Context& cx, const OneWish& in);
    Result<WishLine> make(http::Context& cx, const MakeWish& in);
    Result<WishLine> edit(http::Context& cx, const EditWish& in);
    Result<WishLine> withdraw(http::Context& cx, const OneWish& in);
    Result<WaitingRules> rules(http::Context& cx, const OfSite& in);
    Result<WaitingRules> set_rules(http::Context& cx, const SetWaitingRules& in);

    // waiting_offers.cpp
    Result<http::Page<WaitingOffer>> offers(http::Context& cx, const OneWish& in);
    Result<WishLine> offer_by_hand(http::Context& cx, const OfferByHand& in);
    Result<WaitingOffer> offer(http::Context& cx, const OneOffer& in);
    Result<Appointment> accept(http::Context& cx, const OneOffer& in);
    Result<WaitingOffer> decline(http::Context& cx, const OneOffer& in);

private:
    /// A wish that this person may see and answer for.
    struct FoundWish {
        WaitingWish wish;
        Reach reach;
    };
    [[nodiscard]] Result<FoundWish> find(http::Context& cx, WishId id) const;
    /// The same, in the queue and as they know it.
    [[nodiscard]] Result<FoundWish> find_in_queue(http::Context& cx, WishId id) const;
    struct FoundOffer {
        store::OfferRow offer;
        WaitingWish wish;
    };
    [[nodiscard]] Result<FoundOffer> find_offer(http::Context& cx, OfferId id) const;
    /// The same, while it can be answered.
    [[nodiscard]] Result<FoundOffer> find_open_offer(http::Context& cx, OfferId id) const;

    [[nodiscard]] Result<Nothing> check_what(const WishDetails& in, bool online) const;
    [[nodiscard]] Result<Nothing> check_who(const WishDetails& in) const;
    [[nodiscard]] Result<Nothing> check_when(
        const WishDetails& in, const clinics::Site& site, Instant now) const;
    [[nodiscard]] WishLine line_of(db::Tx& tx, const WaitingWish& wish) const;

    const clinics::Clinics& clinics_;
    const patients::Patients& patients_;
    Handlers& visits_;
    WaitingList& list_;
    Access access_;
    Planner planner_;
};

/// waiting_routes.cpp
void mount_waiting_list(http::Router& router, WaitingHandlers& handlers);

} // namespace clinic::appointments
