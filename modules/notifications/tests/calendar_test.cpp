#include "../src/breaker.hpp"
#include "../src/calendar.hpp"
#include "../src/dates.hpp"
#include "../src/tickets.hpp"

#include <doctest/doctest.h>

namespace clinic::notifications {
namespace {

std::string said(const char* instant, const char* zone, Language language)
{
    return phrase(Zone::find(zone)->local(*Instant::parse(instant)), language);
}

CalendarEntry entry()
{
    return {"visit@lilas.example", 3, false, *Instant::parse("2026-06-02T08:00:00Z"),
        *Instant::parse("2026-06-02T08:20:00Z"), *Instant::parse("2026-06-01T06:00:00.250Z"),
        "Rendez-vous, Cabinet", "1 rue des Lilas, 75020 Paris", "https://lilas.example/my-visits",
        "Clinique", "rdv@lilas.example", "noe@mail.example"};
}

} // namespace

TEST_CASE(
    "a date is said as people say it, in the zone of the site, on both sides of a change of clocks")
{
    CHECK(said("2026-06-02T08:00:00Z", "Europe/Paris", Language::fr) == "mardi 2 juin à 10:00");
    CHECK(said("2026-06-02T08:00:00Z", "Europe/Paris", Language::en) == "Tuesday 2 June at 10:00");
    CHECK(said("2026-06-02T08:00:00Z", "Indian/Reunion", Language::fr) == "mardi 2 juin à 12:00");
    CHECK(said("2026-02-01T08:00:00Z", "Europe/Paris", Language::fr) ==
          "dimanche 1er février à 09:00");
    CHECK(said("2026-03-29T00:59:00Z", "Europe/Paris", Language::fr) == "dimanche 29 mars à 01:59");
    CHECK(said("2026-03-29T01:00:00Z", "Europe/Paris", Language::fr) == "dimanche 29 mars à 03:00");
    CHECK(
        said("2026-10-25T00:30:00Z", "Europe/Paris", Language::en) == "Sunday 25 October at 02:30");
    CHECK(
        said("2026-10-25T01:30:00Z", "Europe/Paris", Language::en) == "Sunday 25 October at 02:30");
    CHECK(said("2026-12-31T23:30:00Z", "Europe/Paris", Language::fr) ==
          "vendredi 1er janvier à 00:30");
}

TEST_CASE("a calendar entry is told in UTC, with what RFC 5546 asks of a request")
{
    const auto ics = to_ics(entry());
    for (const auto* line : {"BEGIN:VCALENDAR\r\n", "VERSION:2.0\r\n", "METHOD:REQUEST\r\n",
             "UID:visit@lilas.example\r\n", "SEQUENCE:3\r\n", "DTSTAMP:20260601T060000Z\r\n",
             "DTSTART:20260602T080000Z\r\n", "DTEND:20260602T082000Z\r\n", "STATUS:CONFIRMED\r\n",
             "SUMMARY:Rendez-vous\\, Cabinet\r\n", "END:VCALENDAR\r\n"}) {
        CHECK_MESSAGE(ics.find(line) != ics.npos, line);
    }
    CHECK(ics.find("ORGANIZER;CN=\"Clinique\":mailto:rdv@lilas.example") != ics.npos);
    auto gone = entry();
    gone.cancelled = true;
    CHECK(to_ics(gone).find("METHOD:CANCEL\r\n") != std::string::npos);
    CHECK(to_ics(gone).find("STATUS:CANCELLED\r\n") != std::string::npos);
}

TEST_CASE(
    "nothing in a calendar entry starts a line of its own, and no line is longer than 75 octets")
{
    auto hostile = entry();
    hostile.summary = "a\r\nATTENDEE:mailto:evil@example.org\nb;c,d\\e";
    hostile.organizer_name = "x\":evil\r\nX-EVIL:1";
    hostile.location.clear();
    for (int i = 0; i < 60; ++i) hostile.location += "é€";
    const auto ics = to_ics(hostile);
    CHECK(ics.find("\nATTENDEE:") == ics.npos);
    CHECK(ics.find("\nX-EVIL") == ics.npos);
    CHECK(ics.find("SUMMARY:a\\nATTENDEE:mailto:evil@example.org\\nb\\;c\\,d\\\\e") != ics.npos);
    for (std::size_t at = 0; at < ics.size();) {
        const auto end = ics.find("\r\n", at);
        CHECK(end - at <= 75);
        CHECK(text::is_utf8(ics.substr(at, end - at)));
        at = end + 2;
    }
}

TEST_CASE("a ticket opens once, for 30 seconds, and not after its session has ended")
{
    Tickets tickets;
    const Instant now{1'000'000};
    const http::Principal holder{UserId::fresh(), SessionId::fresh(), "Camille", 5, Language::fr};
    const auto ticket = tickets.issue(holder, now);
    CHECK(ticket.size() == 43); // 256 bits
    CHECK_FALSE(tickets.take("made up", now));
    const auto taken = tickets.take(ticket, now.plus_seconds(29));
    REQUIRE(taken);
    CHECK(taken->user == holder.user.view());
    CHECK(taken->session == holder.session.view());
    CHECK(taken->roles == 5);
    CHECK_FALSE(tickets.take(ticket, now.plus_seconds(29)));
    CHECK_FALSE(tickets.take(tickets.issue(holder, now), now.plus_seconds(30)));
    const auto late = tickets.issue(holder, now);
    tickets.forget_session(holder.session.view());
    CHECK_FALSE(tickets.take(late, now));
}

TEST_CASE("after three misses nobody tries for half a minute, then one tries for all")
{
    Breaker breaker;
    Instant now{0};
    for (int i = 0; i < 3; ++i) {
        CHECK(breaker.allows(now));
        breaker.missed(now);
    }
    CHECK_FALSE(breaker.allows(now.plus_seconds(29)));
    CHECK(breaker.allows(now.plus_seconds(30)));
    CHECK_FALSE(breaker.allows(now.plus_seconds(31)));
    breaker.reached();
    CHECK(breaker.allows(now.plus_seconds(31)));
}

} // namespace clinic::notifications
