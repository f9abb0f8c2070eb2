#pragma once
// Events and zones of an iCalendar text as they are written; private to ical_busy.

#include "platform/core/ical_busy.hpp"
#include "platform/core/ical_rule.hpp"

#include <map>
#include <optional>
#include <string>

namespace clinic::ical {

struct ZonedMoment {
    Moment at;
    std::string zone{}; ///< TZID, or empty
};

struct WrittenEvent {
    std::string uid{};
    std::optional<ZonedMoment> start{};
    std::optional<ZonedMoment> end{};
    std::optional<std::int64_t> seconds{}; ///< DURATION
    std::optional<Rule> rule{};
    std::vector<ZonedMoment> more{}; ///< RDATE
    std::vector<ZonedMoment> without{}; ///< EXDATE
    std::optional<ZonedMoment> instead_of{}; ///< RECURRENCE-ID
    bool free = false; ///< cancelled, or transparent
    bool odd = false; ///< something of it is not understood
};

/// STANDARD or DAYLIGHT of a VTIMEZONE.
struct Observance {
    std::optional<Moment> start{};
    std::optional<int> from{}; ///< seconds east of UTC before it begins
    std::optional<int> to{}; ///< and after
    std::optional<Rule> rule{};
    std::vector<Moment> more{};
    bool odd = false;
};

struct WrittenCalendar {
    std::vector<WrittenEvent> events{};
    std::map<std::string, std::vector<Observance>, std::less<>> zones{};
};

[[nodiscard]] std::expected<WrittenCalendar, BusyFault> read_calendar(std::string_view text);

/// From wall clocks to instants.
class Clocks {
public:
    Clocks(const WrittenCalendar& calendar, const BusyQuestion& question, Budget& budget);

    [[nodiscard]] Instant instant(const ZonedMoment& moment) const;
    [[nodiscard]] Instant instant(Wall wall, std::string_view zone) const;
    /// What that zone's clock shows.
    [[nodiscard]] Wall wall(Instant instant, std::string_view zone) const;

private:
    struct Change {
        Wall at; ///< on the clock that it ends
        int to;
    };
    struct Written {
        int before; ///< the first change
        std::vector<Change> changes;
    };
    [[nodiscard]] static Written written_zone(
        const std::vector<Observance>& observances, const BusyQuestion& question, Budget& budget);
    [[nodiscard]] const Zone& known(std::string_view zone) const;

    Zone fallback_;
    std::map<std::string, Zone, std::less<>> known_;
    std::map<std::string, Written, std::less<>> written_;
};

} // namespace clinic::ical
