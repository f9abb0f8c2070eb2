#include "offer_listeners.hpp"

#include <fmt/format.h>

namespace clinic::notifications {

std::string offer_path(appointments::OfferId offer)
{
    return fmt::format("/offers/{}", offer.view());
}

Facts facts_of(const appointments::Offered& offer)
{
    Facts facts{Side::patient, offer.patient, offer.practitioner, offer.site, offer.starts_at};
    facts.until = offer.expires_at;
    return facts;
}

OfferListeners::OfferListeners(
    const Neighbours& neighbours, News& news, const Mails& mails, Postman& postman)
    : at_(neighbours),
      audience_(neighbours.auth, neighbours.clinics, neighbours.patients),
      news_(news),
      teller_(neighbours.clock, news),
      mails_(mails),
      postman_(postman)
{
}

void OfferListeners::listen(bus::Bus& bus)
{
    using namespace appointments;
    bus.listen<Offered>("notifications.tell_offered",
        [this](db::Tx& tx, const Offered& event) { tell(tx, event); });
    bus.listen_outside<Offered>(
        "notifications.mail_offered", [this](const Offered& event) { mail(event); },
        [this](const Offered&) { return postman_.on_duty(); });
    bus.listen<WishChanged>("notifications.live_wish",
        [this](db::Tx& tx, const WishChanged& event) { refresh(tx, event); });
}

void OfferListeners::tell(db::Tx& tx, const appointments::Offered& event)
{
    const auto card = at_.patients.card(event.patient);
    if (!card || !card->user) return;
    teller_.tell(tx, {*card->user, Side::patient, offer_path(event.offer)},
        {event.offer.str(), Kind::offered, facts_of(event)});
}

void OfferListeners::mail(const appointments::Offered& event)
{
    postman_.deliver({event.offer.str(), Kind::offered, {}, event.patient},
        [&] { return mails_.about_offer(event); });
}

void OfferListeners::refresh(db::Tx& tx, const appointments::WishChanged& event)
{
    Watchers watchers{.roles = auth::bit(Role::admin)};
    audience_.add_desk(watchers, event.site);
    audience_.add_patient(watchers, event.patient);
    news_.changed(tx, "waiting_list", event.wish.view(), std::move(watchers));
}

} // namespace clinic::notifications
