#include "calendar.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace clinic::notifications {
namespace {

constexpr std::size_t longest_line = 75; // octets, RFC 5545 §3.1

/// RFC 5545 §3.3.11. Control characters could end a line, so they go.
std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += "\\n";
        else if (c == '\\' || c == ';' || c == ',') out.append(1, '\\').append(1, c);
        else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
    }
    return out;
}

/// A parameter's value in quotes, in which no quote can stand.
std::string in_quotes(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f && c != '"') out += c;
    }
    return out + '"';
}

/// "20260602T080000Z"
std::string utc(Instant instant)
{
    auto text = Instant{instant.ms - instant.ms % 1000}.text();
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

bool inside_character(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

void add_line(std::string& ics, std::string_view line)
{
    std::size_t room = longest_line;
    while (line.size() > room) {
        auto cut = room;
        while (cut > 0 && inside_character(line[cut])) --cut;
        ics.append(line.substr(0, cut)).append("\r\n ");
        line.remove_prefix(cut);
        room = longest_line - 1;
    }
    ics.append(line).append("\r\n");
}

void add_begin(std::string& ics, std::string_view method)
{
    for (const auto line : {"BEGIN:VCALENDAR", "VERSION:2.0",
             "PRODID:-//Monoclinic//Monoclinic//EN", "CALSCALE:GREGORIAN"}) {
        add_line(ics, line);
    }
    add_line(ics, fmt::format("METHOD:{}", method));
}

void add_event(std::string& ics, const CalendarEntry& entry, bool with_attendee)
{
    const auto line = [&](std::string_view name, std::string_view value) {
        add_line(ics, fmt::format("{}:{}", name, value));
    };
    line("BEGIN", "VEVENT");
    line("UID", entry.uid);
    line("SEQUENCE", std::to_string(entry.sequence));
    line("DTSTAMP", utc(entry.written_at));
    line("DTSTART", utc(entry.starts_at));
    line("DTEND", utc(entry.ends_at));
    line("SUMMARY", escaped(entry.summary));
    line("LOCATION", escaped(entry.location));
    line("URL", entry.url);
    line(fmt::format("ORGANIZER;CN={}", in_quotes(entry.organizer_name)),
        "mailto:" + entry.organizer);
    if (with_attendee)
        line("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE",
            "mailto:" + entry.attendee);
    line("STATUS", entry.cancelled ? "CANCELLED" : "CONFIRMED");
    line("CLASS", "PRIVATE");
    line("TRANSP", "OPAQUE");
    line("END", "VEVENT");
}

} // namespace

std::string_view method_of(const CalendarEntry& entry)
{
    return entry.cancelled ? "CANCEL" : "REQUEST";
}

std::string to_ics(const CalendarEntry& entry)
{
    std::string ics;
    add_begin(ics, method_of(entry));
    add_event(ics, entry, true);
    add_line(ics, "END:VCALENDAR");
    return ics;
}

std::string to_published_ics(std::span<const CalendarEntry> entries)
{
    std::string ics;
    add_begin(ics, "PUBLISH");
    for (const auto& entry : entries) add_event(ics, entry, false);
    add_line(ics, "END:VCALENDAR");
    return ics;
}

} // namespace clinic::notifications
