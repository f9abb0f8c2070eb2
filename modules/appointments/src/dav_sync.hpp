#pragma once
// What is new in a calendar since a program last read it (RFC 6578).

#include "calendars.hpp"

namespace clinic::appointments::dav {

/// The moment of a reading, and a digest of what the calendar held: told to programs as a URI that only we understand.
struct SyncToken {
    std::string digest;
    Instant at;

    [[nodiscard]] std::string text() const;
    /// Nothing for what we never said, or said too long ago to know what has left the calendar since.
    [[nodiscard]] static std::optional<SyncToken> parse(std::string_view text, Instant now);
};

[[nodiscard]] std::string digest_of(const std::vector<CalendarVisit>& visits);

/// Changes that were under way when the token was given are told once more rather than never.
[[nodiscard]] inline Instant since(const SyncToken& token)
{
    return token.at.plus_minutes(-2);
}

} // namespace clinic::appointments::dav
