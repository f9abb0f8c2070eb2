#include "postman.hpp"

#include "platform/bus/bus.hpp"
#include "platform/log/log.hpp"

#include <fmt/format.h>

namespace clinic::notifications {
namespace {

using store::State;

std::optional<net::Mailer> mailer_of(const Options& options)
{
    if (!options.smtp) return std::nullopt;
    return net::Mailer(*options.smtp);
}

bool server_was_reached(const net::MailError& error)
{
    return error.smtp_code != 0;
}

} // namespace

Postman::Postman(const Neighbours& neighbours, const Options& options, net::Address sender)
    : database_(neighbours.database),
      clock_(neighbours.clock),
      sender_(std::move(sender)),
      host_(mail_host(options, sender_)),
      mailer_(mailer_of(options))
{
}

void Postman::deliver(const store::Parcel& parcel, const std::function<Mails::Written()>& write)
{
    const auto delivery = delivery_of(parcel);
    if (delivery.state != State::waiting) return;
    if (!mailer_) return record(delivery.id, {State::skipped, "mail_off"}, false);
    if (!breaker_.allows(clock_.now())) {
        throw bus::NotNow("The mail server was not reached lately: waiting a little.");
    }
    auto mail = write();
    if (!mail) return record(delivery.id, {State::skipped, mail.error()}, false);
    mail->from = sender_;
    mail->message_id = fmt::format("{}@{}", delivery.id.view(), host_);
    mail->headers.emplace_back("Auto-Submitted", "auto-generated");
    send(delivery.id, *mail);
}

void Postman::send(DeliveryId id, const net::Mail& mail)
{
    const auto sent = mailer_->send(mail, clock_.now());
    if (sent) {
        breaker_.reached();
        return record(id, {State::sent, {}, 250, clock_.now()}, true);
    }
    const auto& error = sent.error();
    server_was_reached(error) ? breaker_.reached() : breaker_.missed(clock_.now());
    const bool for_good = error.kind == net::MailError::Kind::permanent;
    log::warn("notifications.mail_refused",
        {{"delivery", id}, {"smtp_code", error.smtp_code}, {"for_good", for_good},
            {"what", log::trusted(error.text)}});
    record(id, {for_good ? State::failed : State::waiting, error.text, error.smtp_code}, true);
    if (!for_good) throw bus::NotNow(error.text);
}

/// The one that an earlier try left, or a new one.
store::Delivery Postman::delivery_of(const store::Parcel& parcel)
{
    const auto known = database_.read_now(
        [&](db::Tx& tx) { return store::find_delivery(tx, parcel); });
    if (known) return *known;
    return database_.write_now(
        [&](db::Tx& tx) { return store::delivery_of(tx, parcel, clock_.now()); });
}

void Postman::record(DeliveryId id, const store::Outcome& outcome, bool tried)
{
    database_.write_now([&](db::Tx& tx) { store::record(tx, id, outcome, tried); });
}

} // namespace clinic::notifications
