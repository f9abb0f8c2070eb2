// What a program asks of a calendar: what lies in a time, some events by name, what is new (RFC 4791 §7, RFC 6578).

#include "dav.hpp"

#include "dav_sync.hpp"
#include "store_calendars.hpp"

#include "platform/core/ical_rule.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

namespace clinic::appointments {
namespace {

constexpr std::string_view caldav = "urn:ietf:params:xml:ns:caldav|";
constexpr std::size_t most_hrefs = 2000;

std::string named(std::string_view local)
{
    return std::string(caldav).append(local);
}

std::unexpected<Problem> not_a_report()
{
    return refuse(Refusal::malformed, "not_a_report",
        {"Cet agenda ne connaît pas cette demande.", "This calendar does not know this request."});
}

http::Markup forbidden_by(std::string_view condition)
{
    return {dav::error(condition), 403};
}

/// A stretch of time, end excluded; open where nothing is said.
struct TimeRange {
    Instant from{INT64_MIN};
    Instant until{INT64_MAX};

    [[nodiscard]] bool touches(const CalendarVisit& visit) const
    {
        return visit.starts_at < until && visit.ends_at > from;
    }
};

bool set_end(std::string_view text, Instant& end)
{
    if (text.empty()) return true;
    const auto moment = ical::parse_moment(text);
    if (!moment || !moment->utc) return false;
    end = {moment->wall.seconds * 1000};
    return true;
}

/// What a filter lets through: nothing, a time's events, or not understood.
struct Filter {
    bool understood = true;
    bool nothing = false;
    TimeRange time{};
};

/// <filter><comp-filter VCALENDAR><comp-filter VEVENT><time-range/>: the one shape that calendars are asked in.
Filter filter_of(const dav::Element& report)
{
    Filter filter;
    const auto* outer = report.child(named("filter"));
    const auto* calendar = outer != nullptr ? outer->child(named("comp-filter")) : nullptr;
    if (calendar == nullptr) return filter;
    if (calendar->attribute("name") != "VCALENDAR") return filter.nothing = true, filter;
    const auto* event = calendar->child(named("comp-filter"));
    if (event == nullptr) return filter.understood = calendar->children.empty(), filter;
    if (event->attribute("name") != "VEVENT") return filter.nothing = true, filter;
    for (const auto& child : event->children) {
        const bool range = child.name == named("time-range");
        filter.understood &= range && set_end(child.attribute("start"), filter.time.from) &&
                             set_end(child.attribute("end"), filter.time.until);
    }
    return filter;
}

std::optional<AppointmentId> visit_of(std::string_view href, std::string_view collection)
{
    constexpr std::string_view ending = ".ics";
    // Some programs write the whole address.
    if (const auto scheme = href.find("://"); scheme != href.npos) {
        const auto path = href.find('/', scheme + 3);
        href = path == href.npos ? std::string_view() : href.substr(path);
    }
    if (!href.starts_with(collection) || !href.ends_with(ending)) return std::nullopt;
    href.remove_prefix(collection.size());
    href.remove_suffix(ending.size());
    return AppointmentId::parse(href);
}

std::string trimmed(std::string_view text)
{
    return text::trimmed(text);
}

} // namespace

Result<http::Markup> Dav::dav_report(http::Context& cx, const DavCollection& in)
{
    const auto opened = open(cx, in.owner_id, in.calendar, true);
    if (!opened) return std::unexpected(opened.error());
    const auto report = dav::read_xml(in.xml);
    if (!report) return not_a_report();
    if (report->name == named("calendar-query")) return query(*opened, *report);
    if (report->name == named("calendar-multiget")) return multiget(*opened, *report);
    if (report->name == "DAV:|sync-collection") return synchronise(cx, *opened, *report);
    return forbidden_by("<D:supported-report/>");
}

Result<http::Markup> Dav::query(const Opened& opened, const dav::Element& report) const
{
    const auto filter = filter_of(report);
    if (!filter.understood) return forbidden_by("<C:supported-filter/>");
    const auto wanted = dav::wanted_of(report);
    dav::Multistatus out;
    for (const auto& visit : opened.visits) {
        if (!filter.nothing && filter.time.touches(visit))
            add_event(out, wanted, opened, visit, true);
    }
    return http::Markup{out.text()};
}

Result<http::Markup> Dav::multiget(const Opened& opened, const dav::Element& report) const
{
    const auto wanted = dav::wanted_of(report);
    std::unordered_map<std::string_view, const CalendarVisit*> by_id;
    for (const auto& visit : opened.visits) by_id.emplace(visit.id.view(), &visit);
    dav::Multistatus out;
    std::size_t asked = 0;
    for (const auto& child : report.children) {
        if (child.name != "DAV:|href") continue;
        if (++asked > most_hrefs) return not_a_report();
        const auto href = trimmed(child.text);
        const auto id = visit_of(href, opened.href);
        const auto found = id ? by_id.find(id->view()) : by_id.end();
        if (found == by_id.end()) out.add_missing(href);
        else add_event(out, wanted, opened, *found->second, true);
    }
    return http::Markup{out.text()};
}

Result<http::Markup> Dav::synchronise(
    http::Context& cx, const Opened& opened, const dav::Element& report) const
{
    const auto* said = report.child("DAV:|sync-token");
    const auto text = said != nullptr ? trimmed(said->text) : std::string();
    const auto last = dav::SyncToken::parse(text, cx.now);
    if (!text.empty() && !last) return forbidden_by("<D:valid-sync-token/>");
    const auto wanted = dav::wanted_of(report);
    const dav::SyncToken token{dav::digest_of(opened.visits), cx.now};
    dav::Multistatus out;
    // Nothing but the hour is new: all the same, what has left the calendar by growing old is told.
    const bool same = last && last->digest == token.digest;
    for (const auto& visit : opened.visits) {
        const bool fresh = !last || visit.changed_at > dav::since(*last) ||
                           visit.starts_at >= CalendarWindow::at(last->at).until;
        if (!same && fresh) add_event(out, wanted, opened, visit, true);
    }
    if (last && !same) {
        const auto left = store::left_calendar(cx.tx, opened.whose, dav::since(*last),
            CalendarWindow::at(last->at), CalendarWindow::at(cx.now));
        for (const auto& id : left) {
            const auto there = std::ranges::find(opened.visits, id, &CalendarVisit::id);
            if (there == opened.visits.end())
                out.add_missing(fmt::format("{}{}.ics", opened.href, id.view()));
        }
    }
    return http::Markup{out.text(token.text())};
}

} // namespace clinic::appointments
