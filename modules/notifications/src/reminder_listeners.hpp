#pragma once
// The clinic's reminders, as their moments come: in the centre, and by mail where they are not meant for the telephone.

#include "postman.hpp"
#include "teller.hpp"

#include "platform/bus/bus.hpp"

namespace clinic::notifications {

/// Two days before is said by telephone (SMS), to whom a mail would come too late; all others by mail.
constexpr int telephone_days = 2;

class ReminderListeners {
public:
    ReminderListeners(
        const Neighbours& neighbours, News& news, const Mails& mails, Postman& postman)
        : at_(neighbours), teller_(neighbours.clock, news), mails_(mails), postman_(postman)
    {
    }
    void listen(bus::Bus& bus);

private:
    /// In the centre of the patient, and of who acts for them.
    void tell(db::Tx& tx, const appointments::ReminderDue& event);
    /// By mail, on a worker.
    void mail(const appointments::ReminderDue& event);

    const Neighbours& at_;
    Teller teller_;
    const Mails& mails_;
    Postman& postman_;
};

} // namespace clinic::notifications
