#include "dates.hpp"

#include <array>
#include <fmt/format.h>
#include <string_view>

namespace clinic::notifications {
namespace {

using Names = std::array<std::string_view, 12>;

constexpr std::array<std::string_view, 7> weekdays_fr{
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"};
constexpr std::array<std::string_view, 7> weekdays_en{
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr Names months_fr{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
    "septembre", "octobre", "novembre", "décembre"};
constexpr Names months_en{"January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"};

} // namespace

std::string phrase(const LocalMoment& moment, Language language, bool year)
{
    const auto weekday = static_cast<std::size_t>(moment.date.weekday() - 1);
    const auto month = static_cast<std::size_t>(moment.date.month() - 1);
    const int day = moment.date.day();
    const auto of_year = year ? fmt::format(" {}", moment.date.year()) : std::string();
    if (language == Language::en) {
        return fmt::format("{} {} {}{} at {}", weekdays_en[weekday], day, months_en[month], of_year,
            moment.time.text());
    }
    return fmt::format("{} {}{} {}{} à {}", weekdays_fr[weekday], day, day == 1 ? "er" : "",
        months_fr[month], of_year, moment.time.text());
}

std::string phrase(const Money& amount, Language language)
{
    auto text = amount.text();
    if (language == Language::en) return text;
    const auto blank = text.find(' ');
    if (const auto dot = text.find('.'); dot < blank) text[dot] = ',';
    const bool euros = amount.currency == "EUR";
    // A no-break space keeps the amount and its currency together.
    return text.substr(0, blank) + "\u00A0" + (euros ? "€" : text.substr(blank + 1));
}

} // namespace clinic::notifications
