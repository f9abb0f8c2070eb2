#include "platform/core/holiday.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace clinic {
namespace {

constexpr std::string_view between_names = " / ";

/// What stands before the next space; `text` keeps what stands behind it.
std::string_view word(std::string_view& text)
{
    const auto end = std::min(text.find(' '), text.size());
    const auto first = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return first;
}

bool is_capital(char c)
{
    return 'A' <= c && c <= 'Z';
}

Text names(std::string_view text)
{
    const auto slash = text.find(between_names);
    const std::string french(text.substr(0, slash));
    if (slash == std::string_view::npos) return {french, french};
    return {french, std::string(text.substr(slash + between_names.size()))};
}

} // namespace

std::optional<WrittenHoliday> WrittenHoliday::parse(std::string_view text)
{
    const auto country = word(text);
    const auto day = word(text);
    if (country.size() != 2 || !std::ranges::all_of(country, is_capital)) return std::nullopt;
    const bool once = day.size() > 5;
    // A leap year stands for all of them.
    const auto date = LocalDate::parse(once ? std::string(day) : fmt::format("2000-{}", day));
    auto name = names(text);
    if (!date || name.fr.empty() || name.en.empty()) return std::nullopt;
    return WrittenHoliday{std::string(country), once ? std::optional(date->year()) : std::nullopt,
        date->text().substr(5), std::move(name)};
}

std::optional<LocalDate> WrittenHoliday::in(int of_year) const
{
    if (year.value_or(of_year) != of_year) return std::nullopt;
    return LocalDate::parse(fmt::format("{:04}-{}", of_year, month_and_day));
}

} // namespace clinic
