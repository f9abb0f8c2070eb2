#include "reminder_listeners.hpp"

#include <fmt/format.h>

namespace clinic::notifications {
namespace {

/// What is told once: a moment of a visit at its time.
std::string subject_of(const appointments::ReminderDue& event)
{
    return fmt::format(
        "{}/{}/{}", event.now.appointment.view(), event.now.starts_at.ms, event.days_before);
}

} // namespace

void ReminderListeners::listen(bus::Bus& bus)
{
    using appointments::ReminderDue;
    bus.listen<ReminderDue>("notifications.tell_reminder",
        [this](db::Tx& tx, const ReminderDue& event) { tell(tx, event); });
    bus.listen_outside<ReminderDue>(
        "notifications.mail_reminder", [this](const ReminderDue& event) { mail(event); },
        [this](const ReminderDue& event) {
            return postman_.on_duty() && event.days_before != telephone_days;
        });
}

void ReminderListeners::tell(db::Tx& tx, const appointments::ReminderDue& event)
{
    const auto& visit = event.now;
    const Told told{subject_of(event), Kind::reminded,
        {Side::patient, visit.patient, visit.practitioner, visit.site, visit.starts_at}};
    const auto card = at_.patients.card(visit.patient);
    if (card && card->user) teller_.tell(tx, {*card->user, Side::patient, "/my-visits"}, told);
    // Who acts for several people reads whose visit it is, as the team does.
    for (const auto& proxy : at_.patients.proxies(visit.patient)) {
        if (proxy.user) teller_.tell(tx, {*proxy.user, Side::team, "/my-visits"}, told);
    }
}

void ReminderListeners::mail(const appointments::ReminderDue& event)
{
    postman_.deliver({subject_of(event), Kind::reminded, {}, event.now.patient},
        [&] { return mails_.about_visit(Kind::reminded, {event.now, {}, {}, {}}); });
}

} // namespace clinic::notifications
