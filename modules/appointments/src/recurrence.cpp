#include "recurrence.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace clinic::appointments {
namespace {

constexpr int longest_interval = 99;

std::unexpected<Problem> not_a_rule()
{
    return invalid("rule", "rule",
        {"Cette répétition n’est pas comprise. Exemple : FREQ=WEEKLY;BYDAY=TU;COUNT=10.",
            "This repetition is not understood. Example: FREQ=WEEKLY;BYDAY=TU;COUNT=10."});
}

std::unexpected<Problem> too_long()
{
    return invalid("rule", "too_long",
        {"Une série dure deux ans au plus : terminez-la plus tôt.",
            "A series goes on for two years at most: end it earlier."});
}

bool no_weekday_twice(std::vector<ical::Rule::Weekday> days)
{
    std::ranges::sort(days, {}, &ical::Rule::Weekday::day);
    return std::ranges::adjacent_find(days, {}, &ical::Rule::Weekday::day) == days.end();
}

/// "The 15th", "the last day", "the third Tuesday", or the first one's day.
bool sound_in_months(const ical::Rule& rule)
{
    if (rule.days.size() + rule.month_days.size() > 1) return false;
    if (!rule.days.empty()) {
        const int nth = rule.days.front().nth;
        return nth == -1 || (nth >= 1 && nth <= 5);
    }
    return rule.month_days.empty() || rule.month_days.front() >= -1;
}

bool sound(const ical::Rule& rule)
{
    using Every = ical::Rule::Every;
    if (rule.count.has_value() == rule.until.has_value()) return false;
    if (rule.interval > longest_interval || rule.week_start != 1) return false;
    if (!rule.months.empty() || !rule.positions.empty()) return false;
    if (rule.every == Every::month) return sound_in_months(rule);
    return rule.every != Every::year && rule.month_days.empty() && no_weekday_twice(rule.days);
}

} // namespace

Result<ical::Rule> parse_rule(std::string_view text)
{
    auto rule = ical::parse_rule(text);
    if (!rule || !sound(*rule)) return not_a_rule();
    return *std::move(rule);
}

Result<std::vector<LocalDate>> days_of(const ical::Rule& rule, LocalDate first)
{
    const auto end = first.plus_days(longest_series_days);
    const auto last = rule.until ? rule.until->wall.date() : end;
    if (last > end) return too_long();
    std::vector<LocalDate> days;
    ical::Budget budget{10 * longest_series_days};
    ical::recur(
        rule, first, first, last, budget,
        [&](LocalDate day) {
            days.push_back(day);
            return days.size() <= most_occurrences;
        },
        ical::Start::if_it_fits);
    if (days.size() > most_occurrences) {
        return invalid("rule", "too_many",
            {fmt::format("Une série compte {} rendez-vous au plus.", most_occurrences),
                fmt::format("A series has {} visits at most.", most_occurrences)});
    }
    if (rule.count && static_cast<int>(days.size()) < *rule.count) return too_long();
    if (days.empty()) {
        return invalid("rule", "never",
            {"Cette répétition ne tombe sur aucun jour.",
                "This repetition falls on no day at all."});
    }
    return days;
}

} // namespace clinic::appointments
