#pragma once
// A visit as a calendar invitation (RFC 5545), sent by mail (RFC 5546, iTIP): REQUEST makes or changes the
// entry, CANCEL takes it away. Times are UTC, so that no time zone table need travel along and no
// calendar can read them otherwise.

#include "platform/core/time.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace clinic::notifications {

/// Neither reason nor kind of visit nor any name of a patient: calendars are shared and synchronised.
struct CalendarEntry {
    std::string uid; ///< stable over the life of the visit
    std::int64_t sequence = 0; ///< grows with each change
    bool cancelled = false;
    Instant starts_at;
    Instant ends_at;
    Instant written_at;
    std::string summary;
    std::string location;
    std::string url;
    std::string organizer_name;
    std::string organizer; ///< mailbox
    std::string attendee; ///< mailbox
};

[[nodiscard]] std::string_view method_of(const CalendarEntry& entry); ///< "REQUEST" or "CANCEL"
/// CRLF lines of at most 75 octets, cut between characters.
[[nodiscard]] std::string to_ics(const CalendarEntry& entry);
/// Many visits in one part. REQUEST and CANCEL are about one entry each (RFC 5546 §3.2.2), so these are told by PUBLISH,
/// which names nobody who attends; what is cancelled says so itself.
[[nodiscard]] std::string to_published_ics(std::span<const CalendarEntry> entries);

} // namespace clinic::notifications
