#include "platform/core/ical.hpp"
#include "platform/core/text.hpp"

#include <doctest/doctest.h>

namespace clinic::ical {
namespace {

Instant at(const char* text)
{
    return *Instant::parse(text);
}

Event invitation()
{
    return {.uid = "visit@lilas.example",
        .sequence = 3,
        .starts_at = at("2026-06-02T08:00:00Z"),
        .ends_at = at("2026-06-02T08:20:00Z"),
        .stamp = at("2026-06-01T06:00:00.250Z"),
        .summary = "Rendez-vous, Cabinet",
        .location = "1 rue des Lilas, 75020 Paris",
        .url = "https://lilas.example/my-visits",
        .organizer_name = "Clinique",
        .organizer = "rdv@lilas.example",
        .attendee = "noe@mail.example"};
}

Event visit(const char* starts, const char* zone)
{
    const auto from = at(starts);
    return {.uid = "visit@lilas.example",
        .starts_at = from,
        .ends_at = from.plus_minutes(30),
        .stamp = at("2026-01-05T09:00:00Z"),
        .modified = at("2026-01-05T09:00:00Z"),
        .zone = Zone::find(zone),
        .summary = "Rendez-vous"};
}

std::string written(const Event& event)
{
    return text_of({.events = {event}});
}

bool has(const std::string& ics, const std::string& line)
{
    return ics.contains("\r\n" + line + "\r\n");
}

} // namespace

TEST_CASE("an invitation is told in UTC, with what RFC 5546 asks of a request")
{
    const auto ics = text_of({.method = "REQUEST", .events = {invitation()}});
    CHECK(ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    CHECK(ics.ends_with("\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"));
    for (const auto* line : {"METHOD:REQUEST", "UID:visit@lilas.example", "SEQUENCE:3",
             "DTSTAMP:20260601T060000Z", "DTSTART:20260602T080000Z", "DTEND:20260602T082000Z",
             "STATUS:CONFIRMED", "SUMMARY:Rendez-vous\\, Cabinet", "TRANSP:OPAQUE",
             "ORGANIZER;CN=\"Clinique\":mailto:rdv@lilas.example"}) {
        CHECK_MESSAGE(has(ics, line), line);
    }
    CHECK_FALSE(ics.contains("VTIMEZONE"));
    auto gone = invitation();
    gone.status = Status::cancelled;
    const auto cancelled = text_of({.method = "CANCEL", .events = {gone}});
    CHECK(has(cancelled, "METHOD:CANCEL"));
    CHECK(has(cancelled, "STATUS:CANCELLED"));
    CHECK(has(cancelled, "TRANSP:TRANSPARENT"));
}

TEST_CASE("nothing in an event starts a line of its own, and no line is longer than 75 octets")
{
    auto hostile = invitation();
    hostile.summary = "a\r\nATTENDEE:mailto:evil@example.org\nb;c,d\\e";
    hostile.organizer_name = "x\":evil\r\nX-EVIL:1";
    hostile.url = "https://lilas.example/\r\nX-EVIL:2";
    hostile.uid = "u\r\nX-EVIL:3";
    for (int i = 0; i < 60; ++i) hostile.location += "é€";
    const auto ics = text_of({.method = "REQUEST", .name = "N\r\nX-EVIL:4", .events = {hostile}});
    CHECK_FALSE(ics.contains("\nATTENDEE:"));
    CHECK_FALSE(ics.contains("\nX-EVIL"));
    CHECK(ics.contains("SUMMARY:a\\nATTENDEE:mailto:evil@example.org\\nb\\;c\\,d\\\\e"));
    for (std::size_t from = 0; from < ics.size();) {
        const auto end = ics.find("\r\n", from);
        CHECK(end - from <= 75);
        CHECK(text::is_utf8(ics.substr(from, end - from)));
        from = end + 2;
    }
}

TEST_CASE("times are told on the site's wall clock, with the zone's changes beside them")
{
    const auto ics = written(visit("2026-06-02T08:00:00Z", "Europe/Paris"));
    CHECK(has(ics, "DTSTART;TZID=Europe/Paris:20260602T100000"));
    CHECK(has(ics, "DTEND;TZID=Europe/Paris:20260602T103000"));
    CHECK(has(ics, "LAST-MODIFIED:20260105T090000Z"));
    CHECK(ics.contains("BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\n"
                       "TZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n"));
    CHECK(ics.contains("BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\n"
                       "TZOFFSETTO:+0100\r\nEND:STANDARD\r\n"));
    const auto quebec = written(visit("2026-06-02T08:00:00Z", "America/Toronto"));
    CHECK(quebec.contains("BEGIN:DAYLIGHT\r\nDTSTART:20260308T020000\r\nTZOFFSETFROM:-0500\r\n"
                          "TZOFFSETTO:-0400\r\n"));
    const auto reunion = written(visit("2026-06-02T08:00:00Z", "Indian/Reunion"));
    CHECK(reunion.contains("TZOFFSETTO:+0400"));
    CHECK_FALSE(reunion.contains("DAYLIGHT"));
    CHECK(has(written(visit("2026-06-02T08:00:00Z", "Africa/Tunis")),
        "DTSTART;TZID=Africa/Tunis:20260602T090000"));
}

TEST_CASE("an hour that comes twice is told in UTC, all others by the wall clock")
{
    const auto before = written(visit("2026-10-24T23:15:00Z", "Europe/Paris"));
    CHECK(has(before, "DTSTART;TZID=Europe/Paris:20261025T011500"));
    const auto first = written(visit("2026-10-25T00:15:00Z", "Europe/Paris"));
    CHECK(has(first, "DTSTART:20261025T001500Z"));
    CHECK(has(first, "DTEND:20261025T004500Z"));
    const auto after = written(visit("2026-10-25T02:00:00Z", "Europe/Paris"));
    CHECK(has(after, "DTSTART;TZID=Europe/Paris:20261025T030000"));
    const auto second = written(visit("2026-10-25T01:15:00Z", "Europe/Paris"));
    CHECK(has(second, "DTSTART:20261025T011500Z"));
    CHECK(has(second, "DTEND:20261025T014500Z"));
    const auto spring = written(visit("2026-03-29T00:45:00Z", "Europe/Paris"));
    CHECK(has(spring, "DTSTART;TZID=Europe/Paris:20260329T014500"));
    CHECK(has(spring, "DTEND;TZID=Europe/Paris:20260329T031500"));
}

TEST_CASE("events of two zones bring both, each once")
{
    const auto ics = text_of({.name = "Agenda",
        .events = {visit("2026-06-02T08:00:00Z", "Europe/Paris"),
            visit("2026-06-03T08:00:00Z", "Indian/Reunion"),
            visit("2026-06-04T08:00:00Z", "Europe/Paris")}});
    const auto once = [&](const std::string& line) {
        const auto found = ics.find(line);
        return found != ics.npos && ics.find(line, found + 1) == ics.npos;
    };
    CHECK(once("\r\nTZID:Europe/Paris\r\n"));
    CHECK(once("\r\nTZID:Indian/Reunion\r\n"));
    CHECK(has(ics, "X-WR-CALNAME:Agenda"));
}

TEST_CASE("a visit is named by its id and the house that keeps it")
{
    CHECK(uid_at("7", "https://lilas.example:8443/x") == "7@lilas.example");
    CHECK(uid_at("7", "http://[::1]:8080") == "7");
    CHECK(plain_host("").empty());
}

} // namespace clinic::ical
