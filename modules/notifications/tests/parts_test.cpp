#include "../src/breaker.hpp"
#include "../src/dates.hpp"
#include "../src/tickets.hpp"

#include <doctest/doctest.h>

namespace clinic::notifications {
namespace {

std::string said(const char* instant, const char* zone, Language language)
{
    return phrase(Zone::find(zone)->local(*Instant::parse(instant)), language);
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
