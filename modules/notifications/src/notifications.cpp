// The module's public class: how its parts stand together.

#include "notifications/notifications.hpp"

#include "day_listeners.hpp"
#include "handlers.hpp"
#include "listeners.hpp"
#include "offer_listeners.hpp"
#include "reminder_listeners.hpp"

#include <stdexcept>

namespace clinic::notifications {
namespace {

net::Address sender_of(const Options& options)
{
    auto sender = net::parse_address(options.mail_from);
    if (sender) return *std::move(sender);
    if (options.smtp) throw std::runtime_error("smtp.from is not an e-mail address.");
    return {"Monoclinic", "no-reply@localhost.localdomain"};
}

} // namespace

struct Notifications::Parts {
    Parts(const Neighbours& neighbours, Options given)
        : at(neighbours),
          options(std::move(given)),
          news(at.live),
          mails(at, options, sender_of(options)),
          postman(at, options, sender_of(options)),
          listeners(at, news, mails, postman),
          day(at, news, mails, postman),
          offers(at, news, mails, postman),
          reminders(at, news, mails, postman),
          centre(at.clinics, at.patients, at.coaching, news),
          door(tickets)
    {
        listeners.listen(at.bus);
        day.listen(at.bus);
        offers.listen(at.bus);
        reminders.listen(at.bus);
    }

    Neighbours at;
    Options options;
    Tickets tickets;
    News news;
    Mails mails;
    Postman postman;
    Listeners listeners;
    DayListeners day;
    OfferListeners offers;
    ReminderListeners reminders;
    Centre centre;
    LiveDoor door;
};

Notifications::Notifications(const Neighbours& neighbours, Options options)
    : parts_(std::make_unique<Parts>(neighbours, std::move(options)))
{
}

Notifications::~Notifications() = default;

void Notifications::mount(http::Router& router)
{
    auto routes = router.section("Notifications", parts_->centre);
    routes.get<&Centre::list>("/api/notifications", {"What I was told", allow::signed_in});
    routes.post<&Centre::read>(
        "/api/notifications/{id}/read", {"Mark one as read", allow::signed_in});
    routes.post<&Centre::read_all>(
        "/api/notifications/read-all", {"Mark all as read", allow::signed_in});
    routes.get<&Centre::preferences>(
        "/api/notification-preferences", {"What I want to hear of, and how", allow::signed_in});
    routes.put<&Centre::set_preferences>(
        "/api/notification-preferences", {"Choose what to hear of", allow::signed_in});

    auto door = router.section("Live", parts_->door);
    door.post<&LiveDoor::ticket>(
        "/api/live/ticket", {"A ticket for the live socket", allow::signed_in});
}

std::optional<http::LiveUser> Notifications::take_ticket(std::string_view ticket)
{
    return parts_->tickets.take(ticket, parts_->at.clock.now());
}

void Notifications::forget_session(SessionId session)
{
    parts_->tickets.forget_session(session.view());
}

} // namespace clinic::notifications
