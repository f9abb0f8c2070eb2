#include "fuzz/targets.hpp"

#include "platform/core/ical.hpp"
#include "platform/core/ical_busy.hpp"

namespace clinic::fuzz {
namespace {

const ical::BusyQuestion& question()
{
    static const ical::BusyQuestion asked{*Instant::parse("2026-01-01T00:00:00Z"),
        *Instant::parse("2028-01-01T00:00:00Z"), *Zone::find("Europe/Paris"), "lilas.example"};
    return asked;
}

/// What is read is in order, apart, and inside the window.
void reading(std::string_view bytes)
{
    const auto busy = ical::busy_times(bytes, question());
    if (!busy) return;
    must(busy->skipped >= 0, "fewer than no events");
    auto last = question().from;
    for (const auto& [from, until] : busy->times) {
        must(from >= last && from < until && until <= question().until, "a time out of order");
        last = until;
    }
}

/// What we write of a stranger's text reads back as one event, at its time.
void writing(std::string_view bytes)
{
    const auto begin = *Instant::parse("2026-03-29T00:30:00Z");
    const ical::Event event{.uid = "x@other.example",
        .starts_at = begin,
        .ends_at = begin.plus_minutes(30),
        .stamp = begin,
        .zone = question().zone,
        .summary = std::string(bytes),
        .location = std::string(bytes),
        .url = std::string(bytes)};
    const auto text = ical::text_of({.name = std::string(bytes), .events = {event}});
    const auto busy = ical::busy_times(text, question());
    must(busy && busy->skipped == 0 && busy->times.size() == 1, "not the event that was written");
    must(busy->times.front() == ical::BusyTime{event.starts_at, event.ends_at}, "another time");
}

} // namespace

void ical(std::string_view bytes)
{
    reading(bytes);
    writing(bytes);
}

} // namespace clinic::fuzz
