#pragma once
// Fetches a practitioner's calendar from elsewhere, and reads when they are busy.

#include "appointments/appointments.hpp"

#include "platform/core/ical_busy.hpp"
#include "platform/net/http_client.hpp"

#include <expected>

namespace clinic::appointments {

enum class OutsideFault {
    unreachable,
    refused, ///< the other side does not give it to us (any more)
    private_address,
    too_large,
    not_a_calendar,
    too_much
};
constexpr auto spelled(OutsideFault)
{
    return api::names(
        "unreachable", "refused", "private_address", "too_large", "not_a_calendar", "too_much");
}
/// For the practitioner: what is wrong and what to do.
[[nodiscard]] Text words_of(OutsideFault fault);

/// What lets the other side say "nothing new" (RFC 9110 §13.1).
struct Validators {
    std::string etag;
    std::string last_modified;
};

struct OutsideReading {
    std::optional<ical::Busy> busy; ///< absent: nothing new
    Validators validators;
};

class OutsideReader {
public:
    explicit OutsideReader(bool allow_private) : allow_private_(allow_private) {}

    /// "webcal://…" is https; plain http only inside one's own network. Nothing for what is no such address.
    [[nodiscard]] std::optional<std::string> address(std::string_view typed) const;
    /// Follows up to three redirects, each checked like the first. Blocks for up to 8 s in all.
    [[nodiscard]] std::expected<OutsideReading, OutsideFault> read(const std::string& address,
        const Validators& known, const ical::BusyQuestion& question) const;

private:
    [[nodiscard]] std::expected<net::HttpAnswer, OutsideFault> fetch(
        std::string address, const Validators& known) const;

    bool allow_private_;
};

} // namespace clinic::appointments
