#pragma once
// Writes the mails: to a patient about their visit, to a colleague who is invited, to anybody about their account.

#include "audience.hpp"

#include "notifications/notifications.hpp"

#include "platform/core/ical.hpp"

#include <expected>

namespace clinic::notifications {

/// The part of an address or a Message-ID after the @: the public host, or, when that is no plain name, the
/// sender's.
[[nodiscard]] std::string mail_host(const Options& options, const net::Address& sender);

class Mails {
public:
    /// `sender` stands as the organizer in calendars.
    Mails(const Neighbours& neighbours, const Options& options, net::Address sender);

    /// A mail without sender and Message-ID, which the postman adds; or, as one word, why there is nothing
    /// to send: "no_address", "superseded" (the visit has changed again), "past", "not_waiting",
    /// "not_wanted" (switched off).
    using Written = std::expected<net::Mail, std::string>;
    [[nodiscard]] Written about_visit(Kind kind, const Change& change) const;
    /// One letter about many visits, as they stand when it leaves.
    [[nodiscard]] Written about_series(Kind kind, const appointments::SeriesFact& fact) const;
    /// About anything else that concerns a patient; `path` of the app is the mail's link.
    [[nodiscard]] Written about_news(Kind kind, const Facts& facts, std::string_view path) const;
    /// About a time that is offered to who waits; "superseded" when it no longer is.
    [[nodiscard]] Written about_offer(const appointments::Offered& offer) const;
    /// Makes a fresh link: a link lies nowhere but in the mail.
    [[nodiscard]] Written invitation(UserId user) const;
    [[nodiscard]] Written letter(auth::LetterId id) const;

private:
    /// Whom the clinic writes to about a patient's visits: themself, or, when they have no address, who acts for them.
    [[nodiscard]] std::optional<patients::Card> reader_of(patients::PatientId id) const;
    /// Those of the fact that are still to come and as the kind tells of them, by begin.
    [[nodiscard]] std::vector<appointments::Appointment> told_of(
        Kind kind, const appointments::SeriesFact& fact) const;
    [[nodiscard]] std::string my_visits() const;
    /// Until when a visit that was booked is to be paid, to be confirmed.
    [[nodiscard]] std::optional<Instant> pay_by(Kind kind, const appointments::Fact& fact) const;
    [[nodiscard]] ical::Event event_of(
        const appointments::Fact& fact, bool cancelled, Language language) const;
    [[nodiscard]] bool muted(const patients::Card& patient, Kind kind) const;
    [[nodiscard]] std::optional<std::string> reason_not_to(
        Kind kind, const appointments::Fact& fact, const patients::Card& patient) const;

    const Neighbours& at_;
    const Options& options_;
    net::Address sender_;
    std::string host_;
};

} // namespace clinic::notifications
