#include "recurrence.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <string>

namespace clinic::appointments {
namespace {

constexpr std::array<std::string_view, 7> weekday_names{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr int longest_interval = 99;

std::unexpected<Problem> not_a_rule()
{
    return invalid("rule", "rule",
        {"Cette répétition n’est pas comprise. Exemple : FREQ=WEEKLY;BYDAY=TU;COUNT=10.",
            "This repetition is not understood. Example: FREQ=WEEKLY;BYDAY=TU;COUNT=10."});
}

std::optional<int> number(std::string_view text, int low, int high)
{
    if (text.starts_with('+')) text.remove_prefix(1);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (!whole || value < low || value > high) return std::nullopt;
    return value;
}

std::optional<int> weekday(std::string_view name)
{
    const auto at = std::ranges::find(weekday_names, name);
    if (at == weekday_names.end()) return std::nullopt;
    return static_cast<int>(at - weekday_names.begin()) + 1;
}

/// "20261231" or "20261231T225959Z"
std::optional<LocalDate> day(std::string_view text)
{
    const bool moment = text.size() == 16 && text[8] == 'T' && text[15] == 'Z';
    if (text.size() != 8 && !moment) return std::nullopt;
    if (moment && !number(text.substr(9, 6), 0, 235959)) return std::nullopt;
    return LocalDate::parse(
        fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)));
}

std::vector<std::string_view> parts(std::string_view text, char between)
{
    std::vector<std::string_view> found;
    for (auto at = text.find(between); at != text.npos; at = text.find(between)) {
        found.push_back(text.substr(0, at));
        text.remove_prefix(at + 1);
    }
    found.push_back(text);
    return found;
}

bool read_frequency(Recurrence& rule, std::string_view value)
{
    constexpr std::array<std::string_view, 3> names{"DAILY", "WEEKLY", "MONTHLY"};
    const auto at = std::ranges::find(names, value);
    if (at == names.end()) return false;
    rule.frequency = static_cast<Frequency>(at - names.begin());
    return true;
}

/// "MO,WE", or a single "3TU", "-1FR".
bool read_by_day(Recurrence& rule, std::string_view value)
{
    for (const auto one : parts(value, ',')) {
        if (one.size() < 2) return false;
        const auto named = weekday(one.substr(one.size() - 2));
        const auto which = one.substr(0, one.size() - 2);
        if (!named) return false;
        if (which.empty()) {
            rule.weekdays.push_back(*named);
            continue;
        }
        const auto nth = number(which, -1, 5);
        if (!nth || *nth == 0 || rule.nth != 0) return false;
        rule.nth = *nth;
        rule.nth_weekday = *named;
    }
    std::ranges::sort(rule.weekdays);
    return std::ranges::adjacent_find(rule.weekdays) == rule.weekdays.end();
}

bool read_part(Recurrence& rule, std::string_view name, std::string_view value)
{
    if (name == "FREQ") return read_frequency(rule, value);
    if (name == "BYDAY") return read_by_day(rule, value);
    if (name == "COUNT") return (rule.count = number(value, 1, 9999)).has_value();
    if (name == "UNTIL") return (rule.until = day(value)).has_value();
    if (name == "BYMONTHDAY")
        return (rule.month_day = number(value, -1, 31)).has_value() && rule.month_day != 0;
    if (name == "INTERVAL")
        return (rule.interval = number(value, 1, longest_interval).value_or(0)) > 0;
    return name == "WKST" && value == "MO";
}

/// Which parts go together.
bool sound(const Recurrence& rule)
{
    if (rule.count.has_value() == rule.until.has_value()) return false;
    if (rule.frequency != Frequency::monthly) return rule.nth == 0 && !rule.month_day;
    return rule.weekdays.empty() && (rule.nth == 0 || !rule.month_day);
}

int months_since_zero(LocalDate date)
{
    return date.year() * 12 + date.month();
}

bool on_month_day(LocalDate date, int wanted)
{
    if (wanted == -1) return date.plus_days(1).day() == 1;
    return date.day() == wanted;
}

bool on_nth_weekday(const Recurrence& rule, LocalDate date)
{
    if (date.weekday() != rule.nth_weekday) return false;
    if (rule.nth == -1) return date.plus_days(7).month() != date.month();
    return (date.day() - 1) / 7 + 1 == rule.nth;
}

bool among(const std::vector<int>& weekdays, LocalDate date)
{
    return std::ranges::find(weekdays, date.weekday()) != weekdays.end();
}

bool falls_on(const Recurrence& rule, LocalDate first, LocalDate date)
{
    switch (rule.frequency) {
    case Frequency::daily:
        return (date.days - first.days) % rule.interval == 0 &&
               (rule.weekdays.empty() || among(rule.weekdays, date));
    case Frequency::weekly: {
        const auto monday = first.plus_days(1 - first.weekday());
        const bool due = (date.days - monday.days) / 7 % rule.interval == 0;
        return due && (rule.weekdays.empty() ? date.weekday() == first.weekday()
                                             : among(rule.weekdays, date));
    }
    case Frequency::monthly:
        if ((months_since_zero(date) - months_since_zero(first)) % rule.interval != 0) return false;
        if (rule.nth != 0) return on_nth_weekday(rule, date);
        return on_month_day(date, rule.month_day.value_or(first.day()));
    }
    return false;
}

std::unexpected<Problem> too_long()
{
    return invalid("rule", "too_long",
        {"Une série dure deux ans au plus : terminez-la plus tôt.",
            "A series goes on for two years at most: end it earlier."});
}

} // namespace

Result<Recurrence> parse_rule(std::string_view text)
{
    std::string capitals(text);
    for (char& c : capitals) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    Recurrence rule;
    std::vector<std::string_view> seen;
    for (const auto part : parts(capitals, ';')) {
        const auto equals = part.find('=');
        if (equals == part.npos) return not_a_rule();
        const auto name = part.substr(0, equals);
        if (std::ranges::find(seen, name) != seen.end()) return not_a_rule();
        seen.push_back(name);
        if (!read_part(rule, name, part.substr(equals + 1))) return not_a_rule();
    }
    if (std::ranges::find(seen, "FREQ") == seen.end() || !sound(rule)) return not_a_rule();
    return rule;
}

Result<std::vector<LocalDate>> days_of(const Recurrence& rule, LocalDate first)
{
    std::vector<LocalDate> days;
    const auto end = first.plus_days(longest_series_days);
    const auto last = std::min(rule.until.value_or(end), end);
    if (rule.until && *rule.until > end) return too_long();
    for (auto date = first; date <= last; date = date.plus_days(1)) {
        if (rule.count && static_cast<int>(days.size()) == *rule.count) return days;
        if (!falls_on(rule, first, date)) continue;
        if (days.size() == most_occurrences) {
            return invalid("rule", "too_many",
                {fmt::format("Une série compte {} rendez-vous au plus.", most_occurrences),
                    fmt::format("A series has {} visits at most.", most_occurrences)});
        }
        days.push_back(date);
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
