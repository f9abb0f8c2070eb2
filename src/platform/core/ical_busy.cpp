#include "platform/core/ical_busy.hpp"

#include "platform/core/ical_events.hpp"

#include <algorithm>
#include <set>

namespace clinic::ical {
namespace {

constexpr std::int64_t most_steps = 1'000'000;
constexpr std::size_t most_times = 50'000;
constexpr std::int64_t longest_seconds = 400 * std::int64_t{86'400};

class Reader {
public:
    Reader(const WrittenCalendar& calendar, const BusyQuestion& question)
        : calendar_(calendar), question_(question), clocks_(calendar, question, budget_)
    {
        for (const auto& event : calendar_.events) {
            if (event.instead_of) changed_[event.uid].insert(clocks_.instant(*event.instead_of).ms);
        }
    }

    std::expected<Busy, BusyFault> read()
    {
        for (const auto& event : calendar_.events) {
            if (event.free || is_ours(event)) continue;
            if (event.odd || !event.start || !add(event)) ++busy_.skipped;
            if (budget_.steps < 0 || busy_.times.size() > most_times)
                return std::unexpected(BusyFault::too_much);
        }
        merge();
        return std::move(busy_);
    }

private:
    [[nodiscard]] bool is_ours(const WrittenEvent& event) const
    {
        const auto at = event.uid.rfind('@');
        return !question_.own_host.empty() && at != std::string::npos &&
               std::string_view(event.uid).substr(at + 1) == question_.own_host;
    }

    /// How long it is: of whole days, their number; else seconds.
    struct Length {
        int days = 0;
        std::int64_t seconds = 0;
    };
    [[nodiscard]] std::optional<Length> length(const WrittenEvent& event) const
    {
        const auto& start = *event.start;
        if (start.at.whole_day) {
            const auto day = start.at.wall.date();
            const std::int64_t days = event.end && event.end->at.whole_day
                                          ? event.end->at.wall.date().days - day.days
                                      : event.seconds ? *event.seconds / 86'400
                                                      : 1;
            if ((event.end && !event.end->at.whole_day) || days < 0) return std::nullopt;
            return Length{static_cast<int>(std::clamp<std::int64_t>(days, 1, 400)), 0};
        }
        if (event.end && event.end->at.whole_day) return std::nullopt;
        const auto seconds =
            event.end ? (clocks_.instant(*event.end).ms - clocks_.instant(start).ms) / 1000
                      : event.seconds.value_or(0);
        if (seconds < 0) return std::nullopt;
        return Length{0, std::min(seconds, longest_seconds)};
    }

    void add_one(Instant from, const Length& length)
    {
        const auto until = length.days > 0
                               ? question_.zone.start_of(
                                     question_.zone.local(from).date.plus_days(length.days))
                               : from.plus_seconds(length.seconds);
        const BusyTime time{std::max(from, question_.from), std::min(until, question_.until)};
        if (time.from < time.until) busy_.times.push_back(time);
    }

    [[nodiscard]] bool add(const WrittenEvent& event)
    {
        const auto length = this->length(event);
        if (!length) return false;
        if (event.instead_of) return add_one(clocks_.instant(*event.start), *length), true;
        std::set<std::int64_t> not_then;
        for (const auto& moment : event.without) not_then.insert(clocks_.instant(moment).ms);
        if (const auto changed = changed_.find(event.uid); changed != changed_.end())
            not_then.insert(changed->second.begin(), changed->second.end());
        const auto tell = [&](Instant from) {
            if (!not_then.contains(from.ms)) add_one(from, *length);
        };
        for (const auto& moment : event.more) tell(clocks_.instant(moment));
        if (!event.rule) return tell(clocks_.instant(*event.start)), true;
        return repeat(event, *length, tell);
    }

    template <class F>
    bool repeat(const WrittenEvent& event, const Length& length, const F& tell)
    {
        const auto& [at, zone] = *event.start;
        const auto reach = static_cast<int>(length.days + length.seconds / 86'400) + 2;
        const auto first = Wall{question_.from.ms / 1000}.date().plus_days(-reach);
        const auto last = Wall{question_.until.ms / 1000}.date().plus_days(2);
        const auto ends = end_of(event);
        const auto time = at.wall.second_of_day();
        return recur(*event.rule, at.wall.date(), first, last, budget_, [&](LocalDate day) {
            const auto wall = Wall::of(day, time);
            if (ends && wall > *ends) return false;
            if (day >= first) {
                tell(at.utc         ? Instant{wall.seconds * 1000}
                     : at.whole_day ? question_.zone.start_of(day)
                                    : clocks_.instant(wall, zone));
            }
            return busy_.times.size() <= most_times;
        });
    }

    /// UNTIL on the clock of the event's begin.
    [[nodiscard]] std::optional<Wall> end_of(const WrittenEvent& event) const
    {
        const auto& until = event.rule->until;
        if (!until) return std::nullopt;
        const auto& [at, zone] = *event.start;
        if (until->whole_day) return Wall::of(until->wall.date(), 86'399);
        if (!until->utc || at.utc) return until->wall;
        const Instant end{until->wall.seconds * 1000};
        return clocks_.wall(end, at.whole_day ? std::string_view() : std::string_view(zone));
    }

    void merge()
    {
        std::ranges::sort(busy_.times);
        std::vector<BusyTime> apart;
        for (const auto& time : busy_.times) {
            if (apart.empty() || apart.back().until < time.from) apart.push_back(time);
            else apart.back().until = std::max(apart.back().until, time.until);
        }
        busy_.times = std::move(apart);
    }

    const WrittenCalendar& calendar_;
    const BusyQuestion& question_;
    Budget budget_{most_steps};
    Clocks clocks_;
    std::map<std::string, std::set<std::int64_t>, std::less<>> changed_; ///< by UID
    Busy busy_;
};

} // namespace

std::expected<Busy, BusyFault> busy_times(std::string_view text, const BusyQuestion& question)
{
    const auto calendar = read_calendar(text);
    if (!calendar) return std::unexpected(calendar.error());
    return Reader(*calendar, question).read();
}

} // namespace clinic::ical
