#include "platform/core/ical_rule.hpp"

#include "platform/core/ical_lines.hpp"

#include <algorithm>
#include <array>

namespace clinic::ical {
namespace {

constexpr std::int64_t day_seconds = 86'400;

bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in(int year, int month)
{
    constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths.at(static_cast<std::size_t>(month - 1));
}

bool listed(const std::vector<int>& list, int value)
{
    return list.empty() || std::ranges::find(list, value) != list.end();
}

/// The 31st and the last day of the month alike: -1 counts from its end.
bool is_month_day(const std::vector<int>& list, LocalDate date)
{
    const int day = date.day();
    return listed(list, day) ||
           std::ranges::find(list, day - days_in(date.year(), date.month()) - 1) != list.end();
}

bool is_weekday(const std::vector<Rule::Weekday>& days, LocalDate date)
{
    return days.empty() || std::ranges::any_of(days, [&](const Rule::Weekday& wanted) {
        return wanted.day == date.weekday();
    });
}

/// One stretch of days that the rule looks at as a whole, and the days of it that are meant.
class Period {
public:
    Period(const Rule& rule, LocalDate start) : rule_(rule), start_(start) {}

    /// The first day of the k-th.
    [[nodiscard]] LocalDate begin(std::int64_t k) const
    {
        const int n = static_cast<int>(k) * rule_.interval;
        switch (rule_.every) {
        case Rule::Every::day:
            return start_.plus_days(n);
        case Rule::Every::week:
            return start_.plus_days(7 * n - (start_.weekday() - rule_.week_start + 7) % 7);
        case Rule::Every::month: {
            const int month = start_.month() - 1 + n;
            return LocalDate::of(start_.year() + month / 12, month % 12 + 1, 1);
        }
        case Rule::Every::year:
            break;
        }
        return LocalDate::of(start_.year() + n, 1, 1);
    }

    /// The last one that begins on that day or before; none may lie between.
    [[nodiscard]] std::int64_t number_before(LocalDate day) const
    {
        if (day <= start_) return 0;
        const std::int64_t days = day.days - start_.days;
        const std::int64_t months = 12 * (day.year() - start_.year()) + day.month() -
                                    start_.month();
        const std::int64_t units = rule_.every == Rule::Every::day     ? days
                                   : rule_.every == Rule::Every::week  ? days / 7
                                   : rule_.every == Rule::Every::month ? months
                                                                       : months / 12;
        return std::max<std::int64_t>(0, units / rule_.interval - 1);
    }

    [[nodiscard]] std::vector<LocalDate> days(std::int64_t k) const
    {
        const auto first = begin(k);
        std::vector<LocalDate> found;
        switch (rule_.every) {
        case Rule::Every::day:
            if (fits(first) && is_weekday(rule_.days, first)) found.push_back(first);
            break;
        case Rule::Every::week:
            add_week(first, found);
            break;
        case Rule::Every::month:
            add_month(first, found);
            break;
        case Rule::Every::year:
            add_year(first, found);
            break;
        }
        return chosen(std::move(found));
    }

private:
    [[nodiscard]] bool fits(LocalDate date) const
    {
        return listed(rule_.months, date.month()) && is_month_day(rule_.month_days, date);
    }

    void add_week(LocalDate first, std::vector<LocalDate>& found) const
    {
        for (int i = 0; i < 7; ++i) {
            const auto date = first.plus_days(i);
            const bool meant = rule_.days.empty() ? date.weekday() == start_.weekday()
                                                  : is_weekday(rule_.days, date);
            if (meant && fits(date)) found.push_back(date);
        }
    }

    void add_month(LocalDate first, std::vector<LocalDate>& found) const
    {
        const int length = days_in(first.year(), first.month());
        if (!listed(rule_.months, first.month())) return;
        if (rule_.days.empty() && rule_.month_days.empty()) {
            if (start_.day() <= length) found.push_back(first.plus_days(start_.day() - 1));
            return;
        }
        for (int i = 0; i < length; ++i) {
            const auto date = first.plus_days(i);
            if (is_month_day(rule_.month_days, date) && nth_fits(date, i, length))
                found.push_back(date);
        }
    }

    void add_year(LocalDate first, std::vector<LocalDate>& found) const
    {
        const int year = first.year();
        if (rule_.months.empty() && rule_.month_days.empty() && !rule_.days.empty()) {
            const int length = is_leap(year) ? 366 : 365;
            for (int i = 0; i < length; ++i) {
                if (nth_fits(first.plus_days(i), i, length)) found.push_back(first.plus_days(i));
            }
            return;
        }
        const bool all_months = rule_.months.empty() && !rule_.month_days.empty();
        for (int month = 1; month <= 12; ++month) {
            if (!all_months && rule_.months.empty() && month != start_.month()) continue;
            add_month(LocalDate::of(year, month, 1), found);
        }
    }

    /// `index` in a stretch of `length` days: the second Monday, the last Friday.
    [[nodiscard]] bool nth_fits(LocalDate date, int index, int length) const
    {
        return rule_.days.empty() ||
               std::ranges::any_of(rule_.days, [&](const Rule::Weekday& wanted) {
                   if (wanted.day != date.weekday()) return false;
                   return wanted.nth == 0 || wanted.nth == index / 7 + 1 ||
                          wanted.nth == -((length - 1 - index) / 7 + 1);
               });
    }

    [[nodiscard]] std::vector<LocalDate> chosen(std::vector<LocalDate> found) const
    {
        if (rule_.positions.empty()) return found;
        std::vector<LocalDate> some;
        const int size = static_cast<int>(found.size());
        for (int i = 0; i < size; ++i) {
            const auto is_it = [&](int position) {
                return position == i + 1 || position == i - size;
            };
            if (std::ranges::any_of(rule_.positions, is_it))
                some.push_back(found[static_cast<std::size_t>(i)]);
        }
        return some;
    }

    const Rule& rule_;
    LocalDate start_;
};

} // namespace

LocalDate Wall::date() const
{
    const auto days = seconds >= 0 ? seconds / day_seconds
                                   : -((day_seconds - 1 - seconds) / day_seconds);
    return {static_cast<std::int32_t>(days)};
}

std::int64_t Wall::second_of_day() const
{
    return seconds - date().days * day_seconds;
}

bool recur(const Rule& rule, LocalDate start, LocalDate first, LocalDate last, Budget& budget,
    const std::function<bool(LocalDate)>& visit, Start begin)
{
    const bool counts = begin == Start::counts;
    const Period period(rule, start);
    int left = rule.count.value_or(0);
    const auto told = [&](LocalDate date) { return visit(date) && (!rule.count || --left > 0); };
    if (counts && !told(start)) return true;
    // What is counted has to be counted from its begin.
    for (auto k = rule.count ? 0 : period.number_before(first); period.begin(k) <= last; ++k) {
        const auto days = period.days(k);
        if (!budget.spend(1 + static_cast<std::int64_t>(days.size()))) return false;
        for (const auto day : days) {
            if (day < start || (counts && day == start)) continue;
            if (day > last || !told(day)) return true;
        }
    }
    return true;
}

} // namespace clinic::ical
