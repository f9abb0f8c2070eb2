#pragma once
// One delivery for each (subject, kind), whatever crashes: a row says where it stands, and only a row that
// waits is tried. Between the server's yes and the row's "sent" a crash can repeat one mail; it then
// carries the same Message-ID, by which mailboxes know it.

#include "breaker.hpp"
#include "mails.hpp"
#include "store.hpp"

#include <functional>

namespace clinic::notifications {

class Postman {
public:
    Postman(const Neighbours& neighbours, const Options& options, net::Address sender);

    /// Whether there is a mail server at all.
    [[nodiscard]] bool on_duty() const { return mailer_.has_value(); }
    /// Blocks: for workers only. Throws when it is to be tried again; the bus then does, for a day when it is the
    /// server that is not there or says later.
    void deliver(const store::Parcel& parcel, const std::function<Mails::Written()>& write);

private:
    store::Delivery delivery_of(const store::Parcel& parcel);
    void send(DeliveryId id, const net::Mail& mail);
    void record(DeliveryId id, const store::Outcome& outcome, bool tried);

    db::Database& database_;
    const Clock& clock_;
    net::Address sender_;
    std::string host_;
    std::optional<net::Mailer> mailer_;
    Breaker breaker_;
};

} // namespace clinic::notifications
