#include "platform/core/time.hpp"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace clinic {

namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

date::sys_days sys_days(LocalDate day)
{
    return date::sys_days(date::days(day.days));
}
date::year_month_day civil(LocalDate day)
{
    return sys_days(day);
}

date::sys_time<milliseconds> sys_time(Instant instant)
{
    return date::sys_time<milliseconds>(milliseconds(instant.ms));
}
template <class Duration>
Instant instant_of(date::sys_time<Duration> time)
{
    return {std::chrono::duration_cast<milliseconds>(time.time_since_epoch()).count()};
}

date::local_time<minutes> wall_clock(LocalDate day, LocalTime time)
{
    return date::local_days(date::days(day.days)) + minutes(time.minutes);
}

std::optional<LocalDate> checked_date(int year, int month, int day)
{
    const auto civil = date::year(year) / date::month(static_cast<unsigned>(month)) /
                       date::day(static_cast<unsigned>(day));
    if (!civil.ok()) return std::nullopt;
    return LocalDate{date::sys_days(civil).time_since_epoch().count()};
}

/// Reads fixed-width text from left to right; once something is wrong, it stays wrong.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    int number(std::size_t width)
    {
        int value = 0;
        for (std::size_t i = 0; i < width; ++i) value = value * 10 + digit();
        return value;
    }
    char one_of(std::string_view choices)
    {
        if (rest_.empty() || choices.find(rest_.front()) == std::string_view::npos) {
            good_ = false;
            return '\0';
        }
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }
    int digit() { return std::max(0, one_of("0123456789") - '0'); }
    [[nodiscard]] bool next_is(std::string_view choices) const
    {
        return !rest_.empty() && choices.find(rest_.front()) != std::string_view::npos;
    }
    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] bool finished() const { return good_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool good_ = true;
};

/// ".123456789" → milliseconds, cut off and not rounded; nothing when there is no fraction.
int scan_fraction(Scanner& scan)
{
    if (!scan.next_is(".")) return 0;
    scan.one_of(".");
    int ms = scan.digit() * 100;
    int weight = 10;
    for (int more = 0; more < 8 && scan.next_is("0123456789"); ++more) {
        ms += scan.digit() * weight;
        weight /= 10;
    }
    return ms;
}

/// "Z", "+02:00", "-03:30" → minutes east of UTC, or nothing.
std::optional<int> scan_offset(Scanner& scan)
{
    const char sign = scan.one_of("Zz+-");
    if (sign == 'Z' || sign == 'z') return 0;
    const int hours = scan.number(2);
    scan.one_of(":");
    const int rest = scan.number(2);
    if (!scan.good() || hours > 23 || rest > 59) return std::nullopt;
    return (sign == '-' ? -1 : 1) * (hours * 60 + rest);
}

struct ScannedDate {
    int year, month, day;
};
ScannedDate scan_date(Scanner& scan)
{
    const int year = scan.number(4);
    scan.one_of("-");
    const int month = scan.number(2);
    scan.one_of("-");
    return {year, month, scan.number(2)};
}

const date::time_zone& tz(const void* zone)
{
    return *static_cast<const date::time_zone*>(zone);
}

}

std::string Instant::text() const
{
    const auto days = date::floor<date::days>(sys_time(*this));
    const date::year_month_day day = days;
    const auto of_day = (sys_time(*this) - days).count();
    auto text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(day.year()),
        static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()), of_day / 3'600'000,
        of_day / 60'000 % 60, of_day / 1000 % 60);
    if (of_day % 1000 != 0) text += fmt::format(".{:03}", of_day % 1000);
    text += 'Z';
    return text;
}

std::optional<Instant> Instant::parse(std::string_view text)
{
    Scanner scan(text);
    const auto [year, month, day] = scan_date(scan);
    scan.one_of("Tt");
    const int hour = scan.number(2);
    scan.one_of(":");
    const int minute = scan.number(2);
    scan.one_of(":");
    const int second = scan.number(2);
    const int ms = scan_fraction(scan);
    const auto offset = scan_offset(scan);
    const auto date = checked_date(year, month, day);
    if (!scan.finished() || !offset || !date || year < 1900) return std::nullopt;
    if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
    const std::int64_t of_day = (hour * 60 + minute - *offset) * 60 + second;
    return Instant{(date->days * std::int64_t{86'400} + of_day) * 1000 + ms};
}

int LocalDate::weekday() const
{
    return static_cast<int>(date::weekday(sys_days(*this)).iso_encoding());
}
int LocalDate::year() const
{
    return static_cast<int>(civil(*this).year());
}
int LocalDate::month() const
{
    return static_cast<int>(static_cast<unsigned>(civil(*this).month()));
}
int LocalDate::day() const
{
    return static_cast<int>(static_cast<unsigned>(civil(*this).day()));
}

std::string LocalDate::text() const
{
    return fmt::format("{:04}-{:02}-{:02}", year(), month(), day());
}

std::optional<LocalDate> LocalDate::parse(std::string_view text)
{
    Scanner scan(text);
    const auto [year, month, day] = scan_date(scan);
    if (!scan.finished() || year < 1850) return std::nullopt;
    return checked_date(year, month, day);
}

LocalDate LocalDate::of(int year, int month, int day)
{
    const auto date = checked_date(year, month, day);
    if (!date) throw std::invalid_argument("there is no such day");
    return *date;
}

std::string LocalTime::text() const
{
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::optional<LocalTime> LocalTime::parse(std::string_view text)
{
    Scanner scan(text);
    const int hour = scan.number(2);
    scan.one_of(":");
    const int minute = scan.number(2);
    const int minutes = hour * 60 + minute;
    if (!scan.finished() || minute > 59 || minutes > 1440) return std::nullopt;
    return LocalTime{minutes};
}

std::optional<Zone> Zone::find(std::string_view name)
{
    try {
        return Zone(date::locate_zone(std::string(name)));
    } catch (const std::runtime_error&) {
        return std::nullopt;
    }
}

std::string Zone::name() const
{
    return tz(zone_).name();
}

LocalMoment Zone::local(Instant instant) const
{
    const auto local = date::floor<minutes>(tz(zone_).to_local(sys_time(instant)));
    const auto day = date::floor<date::days>(local);
    return {{static_cast<std::int32_t>(day.time_since_epoch().count())},
        {static_cast<std::int32_t>((local - day).count())}};
}

std::optional<Instant> Zone::instant(LocalDate date, LocalTime time) const
{
    const auto wall = wall_clock(date, time);
    const auto info = tz(zone_).get_info(wall);
    if (info.result == date::local_info::nonexistent) return std::nullopt;
    return instant_of(date::sys_time<minutes>(wall.time_since_epoch()) - info.first.offset);
}

Instant Zone::start_of(LocalDate date) const
{
    const auto midnight = instant(date, LocalTime{0});
    if (midnight) return *midnight;
    // Midnight is skipped: the day begins where the clock lands.
    return instant_of(tz(zone_).get_info(wall_clock(date, LocalTime{0})).first.end);
}

int Zone::offset_minutes(Instant instant) const
{
    const auto offset = tz(zone_).get_info(sys_time(instant)).offset;
    return static_cast<int>(std::chrono::floor<minutes>(offset).count());
}

Instant Clock::now() const
{
    const auto fixed = fixed_.load(std::memory_order_relaxed);
    if (fixed != running) return {fixed};
    return instant_of(date::floor<milliseconds>(std::chrono::system_clock::now()));
}

}
