#pragma once
// iCalendar text (RFC 5545) of events that happen once: calendars to subscribe to, and invitations by mail (RFC 5546).

#include "platform/core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::ical {

enum class Status { confirmed, tentative, cancelled };

/// Calendars are shared and synchronised: whoever makes an event leaves out what others must not read.
struct Event {
    std::string uid; ///< stable over the life of the event
    std::int64_t sequence = 0; ///< grows with each change
    Status status = Status::confirmed;
    Instant starts_at;
    Instant ends_at;
    Instant stamp; ///< DTSTAMP: when it was last revised or, with a method, when this was written
    std::optional<Instant> modified{}; ///< LAST-MODIFIED
    std::optional<Zone> zone{}; ///< absent: times are UTC
    std::string summary;
    std::string location{};
    std::string url{};
    std::string organizer_name{};
    std::string organizer{}; ///< mailbox; may be empty
    std::string attendee{}; ///< mailbox of who is invited by the organizer; empty: nobody is
};

struct Calendar {
    std::string method{}; ///< REQUEST, CANCEL, PUBLISH (RFC 5546); empty: to read, not to answer
    std::string name{}; ///< for those who subscribe
    std::vector<Event> events;
};

/// CRLF lines of at most 75 octets, cut between characters. Zones are told with every change of their clocks around
/// the events (VTIMEZONE), so that a reader needs no table of its own. A time that its zone's clock shows
/// twice is written in UTC: it means the first of the two (RFC 5545 §3.3.5), but not all readers know.
[[nodiscard]] std::string text_of(const Calendar& calendar);

/// "<id>@<host of the url>", or the id alone when the url has no plain host.
[[nodiscard]] std::string uid_at(std::string_view id, std::string_view url);
/// The url's host when it is a plain name or IPv4 address, else empty.
[[nodiscard]] std::string plain_host(std::string_view url);

} // namespace clinic::ical
