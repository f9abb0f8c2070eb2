// What the zones of an iCalendar text make of its wall-clock times.

#include "platform/core/ical_events.hpp"

#include <algorithm>

namespace clinic::ical {
namespace {

Instant utc(Wall wall)
{
    return {wall.seconds * 1000};
}

} // namespace

Clocks::Clocks(const WrittenCalendar& calendar, const BusyQuestion& question, Budget& budget)
    : fallback_(question.zone)
{
    const auto know = [&](const std::string& name) {
        if (name.empty() || known_.contains(name) || written_.contains(name)) return;
        if (const auto zone = Zone::find(name)) known_.emplace(name, *zone);
        else if (const auto own = calendar.zones.find(name); own != calendar.zones.end()) {
            auto zone = written_zone(own->second, question, budget);
            if (!zone.changes.empty()) written_.emplace(name, std::move(zone));
        }
    };
    for (const auto& event : calendar.events) {
        if (event.start) know(event.start->zone);
        if (event.end) know(event.end->zone);
        if (event.instead_of) know(event.instead_of->zone);
        for (const auto& moment : event.more) know(moment.zone);
        for (const auto& moment : event.without) know(moment.zone);
    }
}

/// Its changes around the window; an event that began long before it is asked for its repetitions there alone.
Clocks::Written Clocks::written_zone(
    const std::vector<Observance>& observances, const BusyQuestion& question, Budget& budget)
{
    const auto first = Wall{question.from.ms / 1000}.date().plus_days(-800);
    const auto last = Wall{question.until.ms / 1000}.date().plus_days(400);
    Written zone{0, {}};
    std::optional<Wall> earliest;
    for (const auto& one : observances) {
        if (one.odd || !one.start || !one.from || !one.to) continue;
        if (!earliest || one.start->wall < *earliest)
            earliest = one.start->wall, zone.before = *one.from;
        const auto time = one.start->wall.second_of_day();
        const auto add = [&](LocalDate day) {
            zone.changes.push_back({Wall::of(day, time), *one.to});
            return !one.rule || !one.rule->until || Wall::of(day, time) < one.rule->until->wall;
        };
        if (!one.rule) add(one.start->wall.date());
        else if (!recur(*one.rule, one.start->wall.date(), first, last, budget, add)) break;
        for (const auto& moment : one.more) zone.changes.push_back({moment.wall, *one.to});
    }
    std::ranges::stable_sort(zone.changes, {}, &Change::at);
    return zone;
}

const Zone& Clocks::known(std::string_view zone) const
{
    const auto found = known_.find(zone);
    return found == known_.end() ? fallback_ : found->second;
}

Instant Clocks::instant(Wall wall, std::string_view zone) const
{
    if (const auto own = written_.find(zone); own != written_.end()) {
        const auto& changes = own->second.changes;
        const auto after = std::ranges::upper_bound(changes, wall, {}, &Change::at);
        const int offset = after == changes.begin() ? own->second.before : std::prev(after)->to;
        return utc({wall.seconds - offset});
    }
    const auto& clock = known(zone);
    const auto second = wall.second_of_day();
    const auto found = clock.instant(wall.date(), {static_cast<std::int32_t>(second / 60)});
    if (found) return found->plus_seconds(second % 60);
    // In the gap of spring: by the offset before it.
    const auto before = utc(wall).plus_days(-1);
    return utc(wall).plus_minutes(-clock.offset_minutes(before));
}

Instant Clocks::instant(const ZonedMoment& moment) const
{
    if (moment.at.utc) return utc(moment.at.wall);
    if (moment.at.whole_day) return fallback_.start_of(moment.at.wall.date());
    return instant(moment.at.wall, moment.zone);
}

Wall Clocks::wall(Instant instant, std::string_view zone) const
{
    const auto seconds = instant.ms / 1000;
    if (const auto own = written_.find(zone); own != written_.end()) {
        int offset = own->second.before;
        for (const auto& change : own->second.changes) {
            if (change.at.seconds - offset <= seconds) offset = change.to;
            else break;
        }
        return {seconds + offset};
    }
    return {seconds + known(zone).offset_minutes(instant) * std::int64_t{60}};
}

} // namespace clinic::ical
