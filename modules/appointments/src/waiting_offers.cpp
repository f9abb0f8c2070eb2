// Offers: made by hand, looked at, accepted, declined.

#include "waiting_handlers.hpp"

namespace clinic::appointments {
namespace {

std::unexpected<Problem> over(OfferState state)
{
    if (state == OfferState::taken) return slot_taken();
    return conflict("offer_over",
        {"Cette proposition n’est plus valable. Vous restez sur la liste d’attente si vous y "
         "étiez.",
            "This offer is no longer good. You stay on the waiting list if you were on it."});
}

/// As it is shown: without the row's own fields.
WaitingOffer shown(const WaitingOffer& offer)
{
    return offer;
}

void say(http::Context& cx, const WaitingOffer& offer)
{
    cx.subject("waiting_offer", offer.id.view());
}

AskedVisit words_of(const WaitingWish& wish)
{
    AskedVisit words;
    (wish.by_patient ? words.reason : words.note) = wish.note;
    return words;
}

} // namespace

Result<WaitingHandlers::FoundOffer> WaitingHandlers::find_offer(http::Context& cx, OfferId id) const
{
    auto offer = store::find_offer(cx.tx, id);
    if (!offer) return not_found();
    auto found = find(cx, offer->wish_id);
    if (!found) return std::unexpected(found.error());
    return FoundOffer{*std::move(offer), std::move(found->wish)};
}

Result<WaitingHandlers::FoundOffer> WaitingHandlers::find_open_offer(
    http::Context& cx, OfferId id) const
{
    auto found = find_offer(cx, id);
    if (!found) return found;
    if (found->offer.state != OfferState::open) return over(found->offer.state);
    if (found->offer.expires_at <= cx.now) return over(OfferState::expired);
    return found;
}

Result<http::Page<WaitingOffer>> WaitingHandlers::offers(http::Context& cx, const OneWish& in)
{
    const auto found = find(cx, in.id);
    if (!found) return std::unexpected(found.error());
    cx.subject("waiting_wish", in.id.view());
    cx.subject("patient", found->wish.patient_id.view());
    return http::Page<WaitingOffer>{store::offers_of(cx.tx, in.id), {}, {}};
}

Result<WishLine> WaitingHandlers::offer_by_hand(http::Context& cx, const OfferByHand& in)
{
    auto found = find_in_queue(cx, in.id);
    if (!found) return std::unexpected(found.error());
    auto& [wish, reach] = *found;
    if (!reach.serves(wish)) return not_found();
    if (wish.status == WishStatus::offered) {
        return conflict(
            "already_offered", {"Une proposition attend déjà la réponse de ce patient.",
                                   "An offer is waiting for this patient's answer already."});
    }
    const auto what = planner_.wish(
        {in.practitioner_id, wish.site_id, wish.visit_type_id, wish.mode},
        Strictness::within_hours);
    if (!what) return std::unexpected(what.error());
    make_way(cx, *what);
    const auto fits = planner_.check(
        cx.tx, *what, in.starts_at, {cx.user().user, cx.now, Strictness::within_hours});
    if (!fits) return std::unexpected(fits.error());
    switch (list_.offer(cx.tx, wish, *what, in.starts_at)) {
    case WaitingList::Made::done:
        break;
    case WaitingList::Made::taken:
        return slot_taken();
    case WaitingList::Made::no_room:
        return refusal_of(Rule::room);
    case WaitingList::Made::too_soon:
        return invalid("starts_at", "too_soon",
            {"C’est trop tôt pour attendre une réponse : appelez le patient et réservez.",
                "That is too soon to wait for an answer: call the patient and book."});
    }
    cx.subject("waiting_wish", wish.id.view());
    return line_of(cx.tx, wish);
}

Result<WaitingOffer> WaitingHandlers::offer(http::Context& cx, const OneOffer& in)
{
    const auto found = find_offer(cx, in.offer_id);
    if (!found) return std::unexpected(found.error());
    say(cx, found->offer);
    cx.subject("patient", found->offer.patient_id.view());
    return shown(found->offer);
}

Result<Appointment> WaitingHandlers::accept(http::Context& cx, const OneOffer& in)
{
    const auto found = find_open_offer(cx, in.offer_id);
    if (!found) return std::unexpected(found.error());
    const auto& [offer, wish] = *found;
    const auto patient = patients_.card(wish.patient_id);
    if (!patient || patient->archived) return over(OfferState::withdrawn);
    const auto what = planner_.wish(
        {offer.practitioner_id, offer.site_id, offer.visit_type_id, offer.mode},
        Strictness::within_hours);
    if (!what) return over(OfferState::withdrawn);
    // The time passes from the offer to the visit: whoever comes between the two finds it taken.
    store::let_go(cx.tx, offer.round_id);
    make_way(cx, *what);
    const auto fits = planner_.check(
        cx.tx, *what, offer.starts_at, {cx.user().user, cx.now, Strictness::within_hours});
    if (!fits) return over(OfferState::withdrawn);
    const auto reach = access_.reach_of(cx.user());
    auto visit = new_visit(*what, *patient, words_of(wish), offer.starts_at, cx.now);
    if (!reach.serves(visit)) await_payment(visit, what->type, cx.now);
    const store::Claim claim{what->need().busy(visit.starts_at), false, {}, what->rooms};
    const auto taking = store::insert(cx.tx, visit, claim);
    if (taking != store::Taking::done) return refusal_of(taking);
    if (!list_.win(cx.tx, offer, visit.id)) return slot_taken();
    visits_.tell<Booked>(cx, visit, "booked");
    Access::hide_from_patients(reach, visit);
    return visit;
}

Result<WaitingOffer> WaitingHandlers::decline(http::Context& cx, const OneOffer& in)
{
    const auto found = find_open_offer(cx, in.offer_id);
    if (!found) return std::unexpected(found.error());
    list_.close(cx.tx, found->offer, OfferState::declined);
    say(cx, found->offer);
    return shown(*store::find_offer(cx.tx, in.offer_id));
}

} // namespace clinic::appointments
