#include "platform/core/ical_events.hpp"

#include "platform/core/ical_lines.hpp"

#include <algorithm>

namespace clinic::ical {
namespace {

constexpr std::size_t most_events = 20'000;
constexpr std::size_t most_depth = 6;
constexpr std::size_t most_dates = 5'000; // of one event
constexpr std::size_t most_observances = 500; // of one zone
constexpr std::size_t most_zones = 200;
constexpr std::size_t longest_name = 255;

/// "+0200", "-013000"
std::optional<int> parse_offset(std::string_view text)
{
    if ((text.size() != 5 && text.size() != 7) || (text[0] != '+' && text[0] != '-'))
        return std::nullopt;
    int value[3]{};
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        auto& part = value[(i - 1) / 2];
        part = part * 10 + (text[i] - '0');
    }
    const int seconds = value[0] * 3600 + value[1] * 60 + value[2];
    if (seconds > 24 * 3600) return std::nullopt;
    return text[0] == '-' ? -seconds : seconds;
}

/// Of a zone's rule: many begin theirs in 1601, which is as good as any year before there were summer times.
std::optional<Moment> parse_onset(std::string_view text)
{
    if (text.size() > 4 && text < "1850") return parse_moment("1850" + std::string(text.substr(4)));
    return parse_moment(text);
}

std::optional<ZonedMoment> zoned(const Property& property, std::string_view value)
{
    const auto at = parse_moment(value);
    const auto zone = property.parameter("TZID");
    if (!at || zone.size() > longest_name) return std::nullopt;
    return ZonedMoment{*at, at->utc || at->whole_day ? std::string() : std::string(zone)};
}

class CalendarReader {
public:
    std::expected<WrittenCalendar, BusyFault> read(std::string_view text)
    {
        LineReader lines(text);
        Property property;
        while (!done_ && lines.next(property)) {
            if (!take(property)) return std::unexpected(fault_);
        }
        if (lines.broken() || !done_) return std::unexpected(BusyFault::not_a_calendar);
        return std::move(calendar_);
    }

private:
    bool take(const Property& property)
    {
        if (property.is("BEGIN")) return begin(property.value);
        if (property.is("END")) return end(property.value);
        if (open_.empty()) return false;
        if (inside("VEVENT")) take_of_event(property);
        else if (inside("VTIMEZONE") && property.is("TZID"))
            zone_ = property.value.substr(0, longest_name);
        else if (inside("STANDARD") || inside("DAYLIGHT")) take_of_observance(property);
        return true;
    }

    bool begin(std::string_view name)
    {
        if (open_.empty() != same_word(name, "VCALENDAR") || open_.size() == most_depth)
            return false;
        open_.emplace_back(name);
        if (same_word(name, "VEVENT")) calendar_.events.emplace_back();
        if (same_word(name, "VTIMEZONE")) zone_.clear(), observances_.clear();
        if (in_zone()) observances_.emplace_back();
        if (calendar_.events.size() <= most_events && observances_.size() <= most_observances &&
            calendar_.zones.size() <= most_zones)
            return true;
        fault_ = BusyFault::too_much;
        return false;
    }

    bool end(std::string_view name)
    {
        if (open_.empty() || !same_word(open_.back(), name)) return false;
        if (inside("VTIMEZONE"))
            calendar_.zones.emplace(zone_, std::move(observances_)), observances_ = {};
        open_.pop_back();
        done_ = open_.empty();
        return true;
    }

    [[nodiscard]] bool inside(std::string_view name) const { return same_word(open_.back(), name); }
    [[nodiscard]] bool in_zone() const
    {
        return (inside("STANDARD") || inside("DAYLIGHT")) && open_.size() > 2 &&
               same_word(open_[open_.size() - 2], "VTIMEZONE");
    }

    void take_of_event(const Property& property)
    {
        auto& event = calendar_.events.back();
        if (property.is("UID")) event.uid = property.value.substr(0, longest_name);
        else if (property.is("DTSTART"))
            set(event.start, zoned(property, property.value), event.odd);
        else if (property.is("DTEND")) set(event.end, zoned(property, property.value), event.odd);
        else if (property.is("DURATION"))
            set(event.seconds, parse_duration(property.value), event.odd);
        else if (property.is("RRULE")) set(event.rule, parse_rule(property.value), event.odd);
        else if (property.is("RDATE")) add_all(property, event.more, event.odd);
        else if (property.is("EXDATE")) add_all(property, event.without, event.odd);
        else if (property.is("EXRULE")) event.odd = true;
        else if (property.is("RECURRENCE-ID"))
            set(event.instead_of, zoned(property, property.value), event.odd);
        else if (property.is("STATUS")) event.free |= same_word(property.value, "CANCELLED");
        else if (property.is("TRANSP")) event.free |= same_word(property.value, "TRANSPARENT");
        else if (property.is("X-MICROSOFT-CDO-BUSYSTATUS"))
            event.free |= same_word(property.value, "FREE");
    }

    void take_of_observance(const Property& property)
    {
        if (observances_.empty()) return;
        auto& one = observances_.back();
        if (property.is("DTSTART")) set(one.start, parse_onset(property.value), one.odd);
        else if (property.is("TZOFFSETFROM")) set(one.from, parse_offset(property.value), one.odd);
        else if (property.is("TZOFFSETTO")) set(one.to, parse_offset(property.value), one.odd);
        else if (property.is("RRULE")) set(one.rule, parse_rule(property.value), one.odd);
        else if (property.is("RDATE")) {
            std::vector<ZonedMoment> dates;
            add_all(property, dates, one.odd);
            for (const auto& date : dates) one.more.push_back(date.at);
        }
    }

    /// Said once, and understood.
    template <class T> static void set(std::optional<T>& target, std::optional<T> value, bool& odd)
    {
        odd |= target.has_value() || !value;
        if (value) target = std::move(value);
    }

    static void add_all(const Property& property, std::vector<ZonedMoment>& out, bool& odd)
    {
        auto list = property.value;
        while (out.size() < most_dates) {
            const auto comma = list.find(',');
            auto one = zoned(property, list.substr(0, comma));
            if (!one) break;
            out.push_back(*std::move(one));
            if (comma == list.npos) return;
            list.remove_prefix(comma + 1);
        }
        odd = true;
    }

    WrittenCalendar calendar_;
    std::vector<std::string> open_;
    std::string zone_;
    std::vector<Observance> observances_;
    bool done_ = false;
    BusyFault fault_ = BusyFault::not_a_calendar;
};

} // namespace

std::expected<WrittenCalendar, BusyFault> read_calendar(std::string_view text)
{
    return CalendarReader().read(text);
}

} // namespace clinic::ical
