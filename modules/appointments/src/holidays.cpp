#include "holidays.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace clinic::appointments {
namespace {

enum class Part { mainland, alsace_moselle, guadeloupe, martinique, guyane, reunion, mayotte };

struct Territory {
    std::string_view country;
    std::string_view postal_prefix;
    Part part;
};
constexpr std::array territories{
    Territory{"GP", "971", Part::guadeloupe},
    Territory{"MQ", "972", Part::martinique},
    Territory{"GF", "973", Part::guyane},
    Territory{"RE", "974", Part::reunion},
    Territory{"YT", "976", Part::mayotte},
    Territory{"", "57", Part::alsace_moselle},
    Territory{"", "67", Part::alsace_moselle},
    Territory{"", "68", Part::alsace_moselle},
};

std::optional<Part> part_of(const Region& region)
{
    const bool france = region.country == "FR";
    for (const auto& [country, prefix, part] : territories) {
        if (region.country == country || (france && region.postal_code.starts_with(prefix)))
            return part;
    }
    return france ? std::optional(Part::mainland) : std::nullopt;
}

void add_local(Part part, int year, LocalDate easter_sunday, std::vector<Holiday>& days)
{
    const Text abolition{"Abolition de l’esclavage", "Abolition of slavery"};
    const auto on = [&](int month, int day) {
        days.push_back({LocalDate::of(year, month, day), abolition});
    };
    switch (part) {
    case Part::mainland:
        break;
    case Part::alsace_moselle:
        days.push_back({easter_sunday.plus_days(-2), {"Vendredi saint", "Good Friday"}});
        days.push_back({LocalDate::of(year, 12, 26), {"Saint-Étienne", "St Stephen’s Day"}});
        break;
    case Part::guadeloupe:
        return on(5, 27);
    case Part::martinique:
        return on(5, 22);
    case Part::guyane:
        return on(6, 10);
    case Part::reunion:
        return on(12, 20);
    case Part::mayotte:
        return on(4, 27);
    }
}

} // namespace

LocalDate easter(int year)
{
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int g = (8 * b + 13) / 25;
    const int h = (19 * a + b - b / 4 - g + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 19 * l) / 433;
    const int month = (h + l - 7 * m + 90) / 25;
    const int day = (h + l - 7 * m + 33 * month + 19) % 32;
    return LocalDate::of(year, month, day);
}

namespace {

/// Computed, and in no order.
std::vector<Holiday> of_france(Part part, int year)
{
    const auto sunday = easter(year);
    std::vector<Holiday> days{{LocalDate::of(year, 1, 1), {"Jour de l’an", "New Year’s Day"}},
        {sunday.plus_days(1), {"Lundi de Pâques", "Easter Monday"}},
        {LocalDate::of(year, 5, 1), {"Fête du travail", "Labour Day"}},
        {LocalDate::of(year, 5, 8), {"Victoire 1945", "Victory Day 1945"}},
        {sunday.plus_days(39), {"Ascension", "Ascension Day"}},
        {sunday.plus_days(50), {"Lundi de Pentecôte", "Whit Monday"}},
        {LocalDate::of(year, 7, 14), {"Fête nationale", "National Day"}},
        {LocalDate::of(year, 8, 15), {"Assomption", "Assumption Day"}},
        {LocalDate::of(year, 11, 1), {"Toussaint", "All Saints’ Day"}},
        {LocalDate::of(year, 11, 11), {"Armistice 1918", "Armistice Day 1918"}},
        {LocalDate::of(year, 12, 25), {"Noël", "Christmas Day"}}};
    add_local(part, year, sunday, days);
    return days;
}

} // namespace

Holidays::Holidays(const std::vector<std::string>& written)
{
    for (const auto& text : written) {
        auto holiday = WrittenHoliday::parse(text);
        if (!holiday) throw std::invalid_argument("no holiday: " + text);
        written_.push_back(*std::move(holiday));
    }
}

std::vector<Holiday> Holidays::of(const Region& region, int year) const
{
    const auto part = part_of(region);
    auto days = part ? of_france(*part, year) : std::vector<Holiday>();
    for (const auto& holiday : written_) {
        const auto day = holiday.in(year);
        if (day && holiday.country == region.country) days.push_back({*day, holiday.name});
    }
    std::ranges::stable_sort(days, {}, &Holiday::day);
    return days;
}

std::vector<Holiday> Holidays::between(const Region& region, LocalDate first, LocalDate last) const
{
    std::vector<Holiday> found;
    for (int year = first.year(); year <= last.year(); ++year) {
        for (auto& holiday : of(region, year)) {
            if (first <= holiday.day && holiday.day <= last) found.push_back(std::move(holiday));
        }
    }
    return found;
}

Region region_of(const clinics::Site& site)
{
    return {site.address.country, site.address.postal_code};
}

} // namespace clinic::appointments
