// Moments, durations and recurrence rules as they are written.

#include "platform/core/ical_lines.hpp"
#include "platform/core/ical_rule.hpp"

#include <algorithm>
#include <array>

namespace clinic::ical {
namespace {

constexpr int most_items = 400;

/// Digits only; at most nine.
std::optional<int> number(std::string_view text)
{
    if (text.empty() || text.size() > 9) return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<int> signed_number(std::string_view text)
{
    const bool minus = text.starts_with('-');
    if (minus || text.starts_with('+')) text.remove_prefix(1);
    const auto size = number(text);
    if (!size) return std::nullopt;
    return minus ? -*size : *size;
}

std::optional<LocalDate> parse_day(std::string_view text)
{
    const auto year = number(text.substr(0, 4));
    const auto month = number(text.substr(4, 2));
    const auto day = number(text.substr(6, 2));
    if (!year || !month || !day || *year < 1850 || *year > 2200) return std::nullopt;
    return LocalDate::parse(std::string(text.substr(0, 4))
            .append("-")
            .append(text.substr(4, 2))
            .append("-")
            .append(text.substr(6, 2)));
}

std::optional<std::int64_t> parse_time(std::string_view text)
{
    const auto hour = number(text.substr(0, 2));
    const auto minute = number(text.substr(2, 2));
    const auto second = number(text.substr(4, 2));
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
        return std::nullopt;
    return *hour * 3600 + *minute * 60 + std::min(*second, 59);
}

/// "A,B" and so on to `take`, which answers whether it was one.
template <class F> bool each(std::string_view list, F&& take)
{
    for (int i = 0; i < most_items; ++i) {
        const auto comma = list.find(',');
        if (!take(list.substr(0, comma))) return false;
        if (comma == list.npos) return true;
        list.remove_prefix(comma + 1);
    }
    return false;
}

std::optional<int> parse_weekday(std::string_view text)
{
    constexpr std::array<std::string_view, 7> names{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (same_word(text, names.at(i))) return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

bool add_weekday(std::string_view text, Rule& rule)
{
    if (text.size() < 2) return false;
    const auto day = parse_weekday(text.substr(text.size() - 2));
    const auto before = text.substr(0, text.size() - 2);
    const auto nth = before.empty() ? std::optional(0) : signed_number(before);
    if (!day || !nth || *nth < -53 || *nth > 53 || (*nth == 0 && !before.empty())) return false;
    rule.days.push_back({*nth, *day});
    return true;
}

bool add_numbers(std::string_view list, int most, std::vector<int>& out)
{
    return each(list, [&](std::string_view text) {
        const auto value = signed_number(text);
        if (!value || *value == 0 || *value < -most || *value > most) return false;
        out.push_back(*value);
        return true;
    });
}

std::optional<Rule::Every> parse_every(std::string_view text)
{
    if (same_word(text, "DAILY")) return Rule::Every::day;
    if (same_word(text, "WEEKLY")) return Rule::Every::week;
    if (same_word(text, "MONTHLY")) return Rule::Every::month;
    if (same_word(text, "YEARLY")) return Rule::Every::year;
    return std::nullopt;
}

bool set_interval(std::string_view text, Rule& rule)
{
    const auto value = number(text);
    if (!value || *value < 1 || *value > 10'000) return false;
    rule.interval = *value;
    return true;
}

bool set_week_start(std::string_view text, Rule& rule)
{
    const auto day = parse_weekday(text);
    if (day) rule.week_start = *day;
    return day.has_value();
}

/// False for what is not understood.
bool take_part(std::string_view name, std::string_view value, Rule& rule)
{
    if (same_word(name, "FREQ")) return true; // read before
    if (same_word(name, "INTERVAL")) return set_interval(value, rule);
    if (same_word(name, "COUNT")) return (rule.count = number(value)).value_or(0) > 0;
    if (same_word(name, "UNTIL")) return (rule.until = parse_moment(value)).has_value();
    if (same_word(name, "WKST")) return set_week_start(value, rule);
    if (same_word(name, "BYDAY"))
        return each(value, [&](std::string_view text) { return add_weekday(text, rule); });
    if (same_word(name, "BYMONTHDAY")) return add_numbers(value, 31, rule.month_days);
    if (same_word(name, "BYMONTH")) return add_numbers(value, 12, rule.months);
    if (same_word(name, "BYSETPOS")) return add_numbers(value, 366, rule.positions);
    return false;
}

template <class F> bool each_part(std::string_view text, F&& take)
{
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        const auto part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto equals = part.find('=');
        if (part.empty()) continue;
        if (equals == part.npos || !take(part.substr(0, equals), part.substr(equals + 1)))
            return false;
    }
    return true;
}

/// The number before each letter of "1D2H", with the seconds that the letter stands for.
std::optional<std::int64_t> parse_units(std::string_view text, bool of_day)
{
    std::int64_t total = 0;
    while (!text.empty()) {
        const auto letter = text.find_first_not_of("0123456789");
        const auto count = letter == text.npos ? std::nullopt : number(text.substr(0, letter));
        if (!count) return std::nullopt;
        const char unit = text[letter];
        const std::int64_t size = !of_day && unit == 'W'   ? 604'800
                                  : !of_day && unit == 'D' ? 86'400
                                  : of_day && unit == 'H'  ? 3600
                                  : of_day && unit == 'M'  ? 60
                                  : of_day && unit == 'S'  ? 1
                                                           : 0;
        if (size == 0) return std::nullopt;
        total += *count * size;
        text.remove_prefix(letter + 1);
    }
    return total;
}

} // namespace

std::optional<Moment> parse_moment(std::string_view text)
{
    const bool utc = text.ends_with('Z');
    if (utc) text.remove_suffix(1);
    if (text.size() != 8 && (text.size() != 15 || text[8] != 'T')) return std::nullopt;
    const auto day = parse_day(text);
    if (!day) return std::nullopt;
    if (text.size() == 8)
        return utc ? std::nullopt : std::optional(Moment{Wall::of(*day, 0), true, false});
    const auto second = parse_time(text.substr(9));
    if (!second) return std::nullopt;
    return Moment{Wall::of(*day, *second), false, utc};
}

std::optional<std::int64_t> parse_duration(std::string_view text)
{
    const bool minus = text.starts_with('-');
    if (minus || text.starts_with('+')) text.remove_prefix(1);
    if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
    text.remove_prefix(1);
    const auto t = std::min(text.find('T'), text.size());
    const auto days = parse_units(text.substr(0, t), false);
    const auto rest = parse_units(t < text.size() ? text.substr(t + 1) : "", true);
    if (!days || !rest) return std::nullopt;
    return minus ? -(*days + *rest) : *days + *rest;
}

std::optional<Rule> parse_rule(std::string_view text)
{
    Rule rule;
    bool known = false;
    std::vector<std::string_view> seen;
    const bool read = each_part(text, [&](std::string_view name, std::string_view value) {
        // No part may come twice (RFC 5545 §3.3.10).
        if (std::ranges::any_of(seen, [&](auto one) { return same_word(one, name); })) return false;
        seen.push_back(name);
        if (!same_word(name, "FREQ")) return take_part(name, value, rule);
        const auto every = parse_every(value);
        if (every) rule.every = *every;
        known = every.has_value();
        return known;
    });
    const bool ordinal = std::ranges::any_of(
        rule.days, [](const Rule::Weekday& day) { return day.nth != 0; });
    const bool in_weeks = rule.every == Rule::Every::day || rule.every == Rule::Every::week;
    if (!read || !known || (ordinal && in_weeks)) return std::nullopt;
    if (std::ranges::any_of(rule.months, [](int month) { return month < 1; })) return std::nullopt;
    return rule;
}

} // namespace clinic::ical
