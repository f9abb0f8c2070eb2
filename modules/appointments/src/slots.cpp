#include "slots.hpp"

#include <algorithm>

namespace clinic::appointments {
namespace {

/// On the wall clock of one day.
struct Hours {
    LocalTime opens;
    LocalTime closes;
    int step = 0;
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

Hours hours_of(const Exception& exception, int step)
{
    return {exception.opens.value_or(LocalTime{0}), exception.closes.value_or(LocalTime{24 * 60}),
        step};
}

/// Sorted and apart. Hours of one step that touch are one; of two steps, the earlier keep theirs.
std::vector<Hours> merged(std::vector<Hours> all)
{
    std::ranges::sort(all, {}, &Hours::opens);
    std::vector<Hours> out;
    for (auto hours : all) {
        const bool touches = !out.empty() && hours.opens <= out.back().closes;
        if (touches && hours.step == out.back().step) {
            out.back().closes = std::max(out.back().closes, hours.closes);
            continue;
        }
        if (touches) hours.opens = out.back().closes;
        if (hours.opens < hours.closes) out.push_back(hours);
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
        if (hours.opens < gap.opens) out.push_back({hours.opens, gap.opens, hours.step});
        if (gap.closes < hours.closes) out.push_back({gap.closes, hours.closes, hours.step});
    }
    return out;
}

/// What the plan says of one day, on the wall clock.
std::vector<Hours> hours_on(const Planning& planning, LocalDate day)
{
    const bool closed = std::ranges::any_of(
        planning.closures, [&](const clinics::Closure& closure) {
            return contains(closure.first_day, closure.last_day, day);
        });
    if (closed) return {};

    const int step = planning.slot_step_minutes;
    const bool holiday = std::ranges::find(planning.holidays, day) != planning.holidays.end();
    std::vector<Hours> hours;
    for (const auto& weekly : planning.weekly) {
        if (holiday || !applies(weekly, planning, day)) continue;
        hours.push_back({weekly.opens, weekly.closes, weekly.slot_step_minutes.value_or(step)});
    }
    for (const auto& exception : planning.exceptions) {
        const bool extra = exception.kind == ExceptionKind::extra &&
                           exception.site_id == planning.site;
        if (extra && applies(exception, planning, day)) hours.push_back(hours_of(exception, step));
    }
    hours = merged(std::move(hours));
    for (const auto& exception : planning.exceptions) {
        const bool off = exception.kind == ExceptionKind::off;
        if (off && applies(exception, planning, day))
            hours = without(hours, hours_of(exception, step));
    }
    return hours;
}

void add_from_opening(
    const Planning& planning, LocalDate day, const Hours& hours, std::vector<Instant>& out)
{
    const auto closes = moment(planning.zone, day, hours.closes);
    for (auto start = moment(planning.zone, day, hours.opens); start < closes;
        start = start.plus_minutes(hours.step)) {
        out.push_back(start);
    }
}

/// Times that a spring night skips are none; of those that an autumn night has twice, the first.
void add_on_the_clock(
    const Planning& planning, LocalDate day, const Hours& hours, std::vector<Instant>& out)
{
    const int first = (hours.opens.minutes + hours.step - 1) / hours.step * hours.step;
    for (LocalTime time{first}; time < hours.closes; time.minutes += hours.step) {
        if (const auto start = planning.zone.instant(day, time)) out.push_back(*start);
    }
}

} // namespace

Instant moment(const Zone& zone, LocalDate day, LocalTime time)
{
    if (time.minutes >= 24 * 60) return zone.start_of(day.plus_days(1));
    for (auto later = time; later.minutes < 24 * 60; ++later.minutes) {
        if (const auto instant = zone.instant(day, later)) return *instant;
    }
    return zone.start_of(day.plus_days(1));
}

std::vector<Span> open_hours(const Planning& planning, LocalDate day)
{
    std::vector<Span> spans;
    for (const auto& hours : hours_on(planning, day)) {
        const Span span{
            moment(planning.zone, day, hours.opens), moment(planning.zone, day, hours.closes)};
        const bool touches = !spans.empty() && spans.back().until == span.from;
        if (touches) spans.back().until = span.until;
        else spans.push_back(span);
    }
    return spans;
}

std::vector<Instant> starts_on(const Planning& planning, LocalDate day)
{
    const auto add = planning.aligned == Alignment::clock ? add_on_the_clock : add_from_opening;
    std::vector<Instant> starts;
    for (const auto& hours : hours_on(planning, day)) add(planning, day, hours, starts);
    return starts;
}

std::vector<Instant> free_starts(const std::vector<Instant>& starts, const std::vector<Span>& open,
    const std::vector<Span>& busy, const Need& need, Instant earliest, Instant latest)
{
    std::vector<Instant> free;
    auto next_busy = busy.begin();
    for (const auto start : starts) {
        if (start < earliest || !within(open, need.visit(start))) continue;
        if (start > latest) break;
        const auto wanted = need.busy(start);
        while (next_busy != busy.end() && next_busy->until <= wanted.from) ++next_busy;
        const bool taken = next_busy != busy.end() && next_busy->from < wanted.until;
        if (!taken) free.push_back(start);
    }
    return free;
}

bool within(const std::vector<Span>& open, const Span& visit)
{
    return std::ranges::any_of(open,
        [&](const Span& span) { return span.from <= visit.from && visit.until <= span.until; });
}

} // namespace clinic::appointments
