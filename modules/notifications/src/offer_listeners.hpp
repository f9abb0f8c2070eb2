#pragma once
// What is heard of the waiting list: a time that came free is told to whom it is offered, and pages follow the queue.

#include "postman.hpp"
#include "teller.hpp"

#include "platform/bus/bus.hpp"

namespace clinic::notifications {

/// The page on which an offer is answered.
[[nodiscard]] std::string offer_path(appointments::OfferId offer);
[[nodiscard]] Facts facts_of(const appointments::Offered& offer);

class OfferListeners {
public:
    OfferListeners(const Neighbours& neighbours, News& news, const Mails& mails, Postman& postman);
    void listen(bus::Bus& bus);

private:
    /// In the centre of the patient, when they have a log-in.
    void tell(db::Tx& tx, const appointments::Offered& event);
    /// By mail, on a worker.
    void mail(const appointments::Offered& event);
    /// Open pages of the desk and of the patient read the queue again.
    void refresh(db::Tx& tx, const appointments::WishChanged& event);

    const Neighbours& at_;
    Audience audience_;
    News& news_;
    Teller teller_;
    const Mails& mails_;
    Postman& postman_;
};

} // namespace clinic::notifications
