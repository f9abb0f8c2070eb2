#include "platform/core/ical.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace clinic::ical {
namespace {

constexpr std::size_t longest_line = 75; // octets, RFC 5545 §3.1

bool is_control(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool inside_character(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

/// RFC 5545 §3.3.11. Control characters could end a line, so they go.
std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += "\\n";
        else if (c == '\\' || c == ';' || c == ',') out.append(1, '\\').append(1, c);
        else if (!is_control(c)) out += c;
    }
    return out;
}

/// A parameter's value in quotes, in which no quote can stand.
std::string in_quotes(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (!is_control(c) && c != '"') out += c;
    }
    return out + '"';
}

/// "20260602T080000" of the wall clock that many minutes east of UTC.
std::string wall(Instant instant, int offset_minutes)
{
    const auto shown = instant.plus_minutes(offset_minutes);
    auto text = Instant{shown.ms - ((shown.ms % 1000) + 1000) % 1000}.text();
    std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == 'Z'; });
    return text;
}

std::string utc(Instant instant)
{
    return wall(instant, 0) + 'Z';
}

/// "+0200", and with seconds nobody counts any more.
std::string offset(int minutes)
{
    const int size = std::abs(minutes);
    return fmt::format("{}{:02}{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

class Lines {
public:
    void add(std::string_view name, std::string_view value)
    {
        const auto whole = fmt::format("{}:{}", name, value);
        std::string_view line = whole;
        std::size_t room = longest_line;
        while (line.size() > room) {
            auto cut = room;
            while (cut > 0 && inside_character(line[cut])) --cut;
            text.append(line.substr(0, cut)).append("\r\n ");
            line.remove_prefix(cut);
            room = longest_line - 1;
        }
        text.append(line).append("\r\n");
    }
    void add_unless_empty(std::string_view name, std::string_view value)
    {
        if (!value.empty()) add(name, value);
    }
    std::string text;
};

/// A change of a zone's clocks.
struct Onset {
    Instant at;
    int before; ///< minutes east of UTC
    int after;
};

/// Somewhere in (from, until] the offset changes, once: to the second.
Instant change_within(const Zone& zone, Instant from, Instant until)
{
    const int before = zone.offset_minutes(from);
    while (until.ms - from.ms > 1000) {
        const Instant middle{(from.ms + (until.ms - from.ms) / 2) / 1000 * 1000};
        (zone.offset_minutes(middle) == before ? from : until) = middle;
    }
    return until;
}

std::vector<Onset> changes(const Zone& zone, Instant from, Instant until)
{
    std::vector<Onset> found;
    for (auto day = from; day < until; day = day.plus_days(1)) {
        const int before = zone.offset_minutes(day);
        const int after = zone.offset_minutes(day.plus_days(1));
        if (before == after) continue;
        found.push_back({change_within(zone, day, day.plus_days(1)), before, after});
    }
    return found;
}

void add_observance(Lines& lines, bool daylight, const Onset& onset)
{
    const std::string_view kind = daylight ? "DAYLIGHT" : "STANDARD";
    lines.add("BEGIN", kind);
    lines.add("DTSTART", wall(onset.at, onset.before));
    lines.add("TZOFFSETFROM", offset(onset.before));
    lines.add("TZOFFSETTO", offset(onset.after));
    lines.add("END", kind);
}

/// From before the first event to after the last, in whole years, so that the text changes once a year at most.
void add_zone(Lines& lines, const Zone& zone, Instant first, Instant last)
{
    const auto start = zone.start_of(LocalDate::of(zone.local(first).date.year() - 1, 1, 1));
    const auto end = zone.start_of(LocalDate::of(zone.local(last).date.year() + 2, 1, 1));
    const int at_start = zone.offset_minutes(start);
    const auto onsets = changes(zone, start, end);
    int least = at_start;
    for (const auto& onset : onsets) least = std::min(least, onset.after);
    lines.add("BEGIN", "VTIMEZONE");
    lines.add("TZID", zone.name());
    add_observance(lines, at_start > least, {start, at_start, at_start});
    for (const auto& onset : onsets) add_observance(lines, onset.after > least, onset);
    lines.add("END", "VTIMEZONE");
}

void add_zones(Lines& lines, const std::vector<Event>& events)
{
    struct Used {
        Zone zone;
        Instant first;
        Instant last;
    };
    std::vector<Used> used;
    for (const auto& event : events) {
        if (!event.zone) continue;
        const auto name = event.zone->name();
        auto known = std::ranges::find_if(
            used, [&](const Used& other) { return other.zone.name() == name; });
        if (known == used.end())
            known = used.insert(used.end(), {*event.zone, event.starts_at, event.ends_at});
        known->first = std::min(known->first, event.starts_at);
        known->last = std::max(known->last, event.ends_at);
    }
    for (const auto& [zone, first, last] : used) add_zone(lines, zone, first, last);
}

/// Whether the zone's clock shows that time twice, on the night when it is put back.
bool comes_twice(const Zone& zone, Instant at)
{
    const int offset = zone.offset_minutes(at);
    return std::ranges::any_of(std::array{-1, 1}, [&](int days) {
        const int other = zone.offset_minutes(at.plus_days(days));
        const auto shown_again = at.plus_minutes(offset - other);
        return other != offset && zone.offset_minutes(shown_again) == other;
    });
}

void add_time(Lines& lines, std::string_view name, Instant at, const std::optional<Zone>& zone)
{
    if (!zone || comes_twice(*zone, at)) return lines.add(name, utc(at));
    lines.add(fmt::format("{};TZID={}", name, zone->name()), wall(at, zone->offset_minutes(at)));
}

std::string_view word(Status status)
{
    switch (status) {
    case Status::confirmed:
        return "CONFIRMED";
    case Status::tentative:
        return "TENTATIVE";
    case Status::cancelled:
        break;
    }
    return "CANCELLED";
}

void add_people(Lines& lines, const Event& event)
{
    if (event.organizer.empty()) return;
    lines.add(fmt::format("ORGANIZER;CN={}", in_quotes(event.organizer_name)),
        "mailto:" + escaped(event.organizer));
    if (event.attendee.empty()) return;
    lines.add("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE",
        "mailto:" + escaped(event.attendee));
}

void add_event(Lines& lines, const Event& event)
{
    lines.add("BEGIN", "VEVENT");
    lines.add("UID", escaped(event.uid));
    lines.add("SEQUENCE", std::to_string(event.sequence));
    lines.add("DTSTAMP", utc(event.stamp));
    if (event.modified) lines.add("LAST-MODIFIED", utc(*event.modified));
    add_time(lines, "DTSTART", event.starts_at, event.zone);
    add_time(lines, "DTEND", event.ends_at, event.zone);
    lines.add("SUMMARY", escaped(event.summary));
    lines.add_unless_empty("LOCATION", escaped(event.location));
    std::string url = event.url;
    std::erase_if(url, is_control);
    lines.add_unless_empty("URL", url);
    add_people(lines, event);
    lines.add("STATUS", word(event.status));
    lines.add("CLASS", "PRIVATE");
    lines.add("TRANSP", event.status == Status::cancelled ? "TRANSPARENT" : "OPAQUE");
    lines.add("END", "VEVENT");
}

} // namespace

std::string text_of(const Calendar& calendar)
{
    Lines lines;
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//Monoclinic//Monoclinic//EN");
    lines.add("CALSCALE", "GREGORIAN");
    lines.add_unless_empty("METHOD", calendar.method);
    if (!calendar.name.empty()) {
        // RFC 7986, and what older readers know instead.
        lines.add("NAME", escaped(calendar.name));
        lines.add("X-WR-CALNAME", escaped(calendar.name));
        lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        lines.add("X-PUBLISHED-TTL", "PT1H");
    }
    add_zones(lines, calendar.events);
    for (const auto& event : calendar.events) add_event(lines, event);
    lines.add("END", "VCALENDAR");
    return std::move(lines.text);
}

std::string plain_host(std::string_view url)
{
    if (const auto scheme = url.find("://"); scheme != url.npos) url.remove_prefix(scheme + 3);
    const auto host = url.substr(0, url.find_first_of(":/"));
    const bool plain = std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    });
    return plain ? std::string(host) : std::string();
}

std::string uid_at(std::string_view id, std::string_view url)
{
    const auto host = plain_host(url);
    return host.empty() ? std::string(id) : fmt::format("{}@{}", id, host);
}

} // namespace clinic::ical
