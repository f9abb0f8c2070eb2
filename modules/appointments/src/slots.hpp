#pragma once
// Which starts are free: pure arithmetic over hours, exceptions, closures and what is busy already. Hours are wall-clock
// times of the site; everything that comes out is an instant.

#include "appointments/appointments.hpp"

#include <vector>

namespace clinic::appointments {

/// A stretch of time, end excluded.
struct Span {
    Instant from;
    Instant until;
    auto operator<=>(const Span&) const = default;
};

/// One row of a practitioner's week.
struct WeeklyHours {
    clinics::SiteId site_id;
    int weekday = 1;
    LocalTime opens;
    LocalTime closes;
    std::vector<clinics::VisitTypeId> visit_type_ids;
    std::optional<LocalDate> valid_from;
    std::optional<LocalDate> valid_until;
    std::optional<int> slot_step_minutes{}; ///< absent: the plan's

    static constexpr auto schema = api::object(
        api::field("site_id", &WeeklyHours::site_id, "Where"),
        api::field("weekday", &WeeklyHours::weekday, "ISO 8601: 1 = Monday … 7 = Sunday",
            api::between(1, 7)),
        api::field("opens", &WeeklyHours::opens, "On the site's wall clock"),
        api::field("closes", &WeeklyHours::closes, "Up to 24:00"),
        api::field("visit_type_ids", &WeeklyHours::visit_type_ids,
            "For these only; empty = for all", api::or_default()),
        api::field("valid_from", &WeeklyHours::valid_from, "First day"),
        api::field("valid_until", &WeeklyHours::valid_until, "Last day"),
        api::field("slot_step_minutes", &WeeklyHours::slot_step_minutes,
            "Slots begin so far apart in these hours; absent = as in all", api::between(5, 240)));
};

/// From where a plan's step is counted: 15:20, 15:40 when hours open at 15:20; or 15:20, 15:40 whatever they open at.
enum class Alignment { opening, clock };
constexpr auto spelled(Alignment)
{
    return api::names("opening", "clock");
}

enum class ExceptionKind { off, extra };
constexpr auto spelled(ExceptionKind)
{
    return api::names("off", "extra");
}

using ExceptionId = Id<struct ExceptionTag>;

/// A dated change of the week: leave (`off`) or additional hours (`extra`).
struct Exception {
    ExceptionId id;
    std::optional<clinics::SiteId> site_id;
    LocalDate first_day;
    LocalDate last_day;
    std::optional<LocalTime> opens;
    std::optional<LocalTime> closes;
    ExceptionKind kind = ExceptionKind::off;
    std::optional<std::string> reason;

    static constexpr auto schema = api::object(
        api::field("id", &Exception::id, "Names the exception"),
        api::field("site_id", &Exception::site_id, "Where; absent on leave = everywhere"),
        api::field("first_day", &Exception::first_day, "First day"),
        api::field("last_day", &Exception::last_day, "Last day, included"),
        api::field("opens", &Exception::opens, "From that time each day; absent = the whole day"),
        api::field("closes", &Exception::closes, "To that time each day"),
        api::field("kind", &Exception::kind, "Leave, or additional hours"),
        api::field("reason", &Exception::reason, "Shown to staff", api::prose(200)));
};

/// Everything that decides when one practitioner receives at one site.
struct Planning {
    clinics::SiteId site;
    std::optional<clinics::VisitTypeId> visit_type; ///< absent: of any type
    Zone zone;
    int slot_step_minutes;
    std::vector<WeeklyHours> weekly;
    std::vector<Exception> exceptions;
    std::vector<clinics::Closure> closures;
    std::vector<LocalDate> holidays{}; ///< days on which the usual week does not hold
    Alignment aligned = Alignment::opening;
    std::optional<int> max_per_day{};
};

/// When a clock on the wall shows it that day. A time that a spring night skips stands for the moment the clocks jump; one
/// that an autumn night has twice is the first.
[[nodiscard]] Instant moment(const Zone& zone, LocalDate day, LocalTime time);

/// When visits can lie on that day: sorted, apart from each other.
[[nodiscard]] std::vector<Span> open_hours(const Planning& planning, LocalDate day);
/// Where visits can begin on that day, as far as the plan's steps go: sorted.
[[nodiscard]] std::vector<Instant> starts_on(const Planning& planning, LocalDate day);

/// What one start needs around it.
struct Need {
    int duration_minutes;
    int buffer_before_minutes;
    int buffer_after_minutes;
    [[nodiscard]] Span visit(Instant start) const
    {
        return {start, start.plus_minutes(duration_minutes)};
    }
    [[nodiscard]] Span busy(Instant start) const
    {
        return {start.plus_minutes(-buffer_before_minutes),
            start.plus_minutes(duration_minutes + buffer_after_minutes)};
    }
};

/// Those of `starts` (sorted) with their visit in `open`, not before `earliest` nor after `latest`, whose busy time
/// overlaps none of `busy` (sorted by begin).
[[nodiscard]] std::vector<Instant> free_starts(const std::vector<Instant>& starts,
    const std::vector<Span>& open, const std::vector<Span>& busy, const Need& need,
    Instant earliest, Instant latest);

/// True when the visit lies within one of the spans.
[[nodiscard]] bool within(const std::vector<Span>& open, const Span& visit);

} // namespace clinic::appointments
