#pragma once
// The deeds of the centre and of the live door. Everybody has their own items alone: the user is part of
// every statement, so that somebody else's item is answered like none.

#include "news.hpp"
#include "tickets.hpp"

namespace clinic::notifications {

class Centre {
public:
    Centre(const clinics::Clinics& clinics, const patients::Patients& patients,
        const coaching::Coaching& coaching, News& news)
        : clinics_(clinics), patients_(patients), coaching_(coaching), news_(news)
    {
    }
    Result<NotificationPage> list(http::Context& cx, const ListNotifications& in);
    Result<Nothing> read(http::Context& cx, const http::ById<ItemId>& in);
    Result<Nothing> read_all(http::Context& cx, const http::NoInput& in);
    Result<Preferences> preferences(http::Context& cx, const http::NoInput& in);
    Result<Preferences> set_preferences(http::Context& cx, const Preferences& in);

private:
    const clinics::Clinics& clinics_;
    const patients::Patients& patients_;
    const coaching::Coaching& coaching_;
    News& news_;
};

class LiveDoor {
public:
    explicit LiveDoor(Tickets& tickets) : tickets_(tickets) {}
    /// Writes nothing, so it is no quick write: each page asks for a ticket each time it connects.
    Result<LiveTicket> ticket(http::SlowContext& cx, const http::NoInput& in);

private:
    Tickets& tickets_;
};

} // namespace clinic::notifications
