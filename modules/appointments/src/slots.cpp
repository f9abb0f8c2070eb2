#include "slots.hpp"

#include <algorithm>

namespace clinic::appointments {
namespace {

/// On the wall clock of one day.
struct Hours {
    LocalTime opens;
    LocalTime closes;
};

bool contains(LocalDate first, LocalDate last, LocalDate day)
{
    return first <= day && day <= last;
}

bool for_visit_type(const WeeklyHours& hours, const std::optional<clinics::VisitTypeId>& visit_type)
{
    return !visit_type || hours.visit_type_ids.empty() ||
           std::ranges::find(hours.visit_type_ids, *visit_type) != hours.visit_type_ids.end();
}

bool applies(const WeeklyHours& hours, const Planning& planning, LocalDate day)
{
    return hours.site_id == planning.site && hours.weekday == day.weekday() &&
           for_visit_type(hours, planning.visit_type) &&
           (!hours.valid_from || *hours.valid_from <= day) &&
           (!hours.valid_until || day <= *hours.valid_until);
}

bool applies(const Exception& exception, const Planning& planning, LocalDate day)
{
    return contains(exception.first_day, exception.last_day, day) &&
           (!exception.site_id || *exception.site_id == planning.site);
}

Hours hours_of(const Exception& exception)
{
    return {exception.opens.value_or(LocalTime{0}), exception.closes.value_or(LocalTime{24 * 60})};
}

std::vector<Hours> merged(std::vector<Hours> all)
{
    std::ranges::sort(all, {}, &Hours::opens);
    std::vector<Hours> out;
    for (const auto& hours : all) {
        if (!out.empty() && hours.opens <= out.back().closes) {
            out.back().closes = std::max(out.back().closes, hours.closes);
        } else {
            out.push_back(hours);
        }
    }
    return out;
}

std::vector<Hours> without(const std::vector<Hours>& all, const Hours& gap)
{
    std::vector<Hours> out;
    for (const auto& hours : all) {
        if (gap.closes <= hours.opens || hours.closes <= gap.opens) {
            out.push_back(hours);
            continue;
        }
        if (hours.opens < gap.opens) out.push_back({hours.opens, gap.opens});
        if (gap.closes < hours.closes) out.push_back({gap.closes, hours.closes});
    }
    return out;
}

/// A wall-clock time that a spring night skips stands for the moment the clocks jump.
Instant moment(const Zone& zone, LocalDate day, LocalTime time)
{
    if (time.minutes >= 24 * 60) return zone.start_of(day.plus_days(1));
    for (auto later = time; later.minutes < 24 * 60; ++later.minutes) {
        if (const auto instant = zone.instant(day, later)) return *instant;
    }
    return zone.start_of(day.plus_days(1));
}

} // namespace

std::vector<Span> open_hours(const Planning& planning, LocalDate day)
{
    const bool closed = std::ranges::any_of(
        planning.closures, [&](const clinics::Closure& closure) {
            return contains(closure.first_day, closure.last_day, day);
        });
    if (closed) return {};

    std::vector<Hours> hours;
    for (const auto& weekly : planning.weekly) {
        if (applies(weekly, planning, day)) hours.push_back({weekly.opens, weekly.closes});
    }
    for (const auto& exception : planning.exceptions) {
        const bool extra = exception.kind == ExceptionKind::extra &&
                           exception.site_id == planning.site;
        if (extra && applies(exception, planning, day)) hours.push_back(hours_of(exception));
    }
    hours = merged(std::move(hours));
    for (const auto& exception : planning.exceptions) {
        const bool off = exception.kind == ExceptionKind::off;
        if (off && applies(exception, planning, day)) hours = without(hours, hours_of(exception));
    }

    std::vector<Span> spans;
    for (const auto& [opens, closes] : hours) {
        spans.push_back({moment(planning.zone, day, opens), moment(planning.zone, day, closes)});
    }
    return spans;
}

std::vector<Instant> free_starts(const std::vector<Span>& open, const std::vector<Span>& busy,
    const Need& need, int step_minutes, Instant earliest, Instant latest)
{
    std::vector<Instant> starts;
    auto next_busy = busy.begin();
    for (const auto& [from, until] : open) {
        for (auto start = from; need.visit(start).until <= until;
            start = start.plus_minutes(step_minutes)) {
            if (start < earliest) continue;
            if (start > latest) return starts;
            const auto wanted = need.busy(start);
            while (next_busy != busy.end() && next_busy->until <= wanted.from) ++next_busy;
            const bool taken = next_busy != busy.end() && next_busy->from < wanted.until;
            if (!taken) starts.push_back(start);
        }
    }
    return starts;
}

bool within(const std::vector<Span>& open, const Span& visit)
{
    return std::ranges::any_of(open,
        [&](const Span& span) { return span.from <= visit.from && visit.until <= span.until; });
}

} // namespace clinic::appointments
