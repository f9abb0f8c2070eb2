// What a program asks of places: where calendars are, what there is of them, one event.

#include "dav.hpp"

#include "dav_sync.hpp"
#include "store_calendars.hpp"

#include "platform/crypto/bytes.hpp"

#include <fmt/format.h>

namespace clinic::appointments {
namespace {

constexpr std::string_view root_href = "/caldav/";
constexpr std::string_view event_type = "text/calendar; charset=utf-8; component=VEVENT";

std::string home_href(UserId owner)
{
    return fmt::format("{}{}/", root_href, owner.view());
}

std::string href(std::string_view path)
{
    return fmt::format("<D:href>{}</D:href>", dav::escaped(path));
}

std::string etag_of(std::string_view text)
{
    return crypto::hex(crypto::blake2b(text)).substr(0, 32);
}

/// Depth (RFC 4918 §10.2); nothing said is the place alone.
bool with_members(http::Context& cx)
{
    const auto depth = cx.request().header("depth");
    return !depth.empty() && depth != "0";
}

std::unexpected<Problem> not_xml()
{
    return refuse(Refusal::malformed, "not_xml",
        {"Cette demande n’est pas du XML que cet agenda lit.",
            "This request is not XML that this calendar reads."});
}

/// The request's body; without one, all properties (RFC 4918 §9.1).
Result<dav::Wanted> wanted_of(const std::string& xml)
{
    if (xml.empty()) return dav::Wanted{.all = true};
    const auto request = dav::read_xml(xml);
    if (!request || request->name != "DAV:|propfind") return not_xml();
    return dav::wanted_of(*request);
}

http::Markup options(http::Context& cx)
{
    cx.answer_with("dav", "1, 3, calendar-access");
    cx.answer_with("allow", "OPTIONS, GET, HEAD, PROPFIND, REPORT");
    return {};
}

} // namespace

std::vector<CalendarKind> Dav::kinds(const http::Principal& owner) const
{
    std::vector<CalendarKind> found;
    for (const auto kind : {CalendarKind::practitioner, CalendarKind::patient}) {
        if (access_.calendar_subject(owner.user, owner.roles, kind)) found.push_back(kind);
    }
    return found;
}

Result<Dav::Opened> Dav::open(
    http::Context& cx, UserId owner, std::string_view calendar, bool read) const
{
    const auto& user = cx.user();
    CalendarKind kind{};
    if (owner != user.user || !api::unspell(calendar, kind)) return not_found();
    auto subject = access_.calendar_subject(user.user, user.roles, kind);
    if (!subject) return not_found();
    Opened opened{{kind, *std::move(subject), user.language},
        fmt::format("{}{}/", home_href(owner), api::spell(kind)), {}};
    opened.visits = store::calendar_visits(cx.tx, opened.whose, CalendarWindow::at(cx.now));
    if (read) cx.subject("calendar", opened.whose.subject_id);
    return opened;
}

dav::Properties Dav::about_home(const http::Principal& owner) const
{
    const auto home = home_href(owner.user);
    return {{"DAV:|resourcetype", "<D:collection/><D:principal/>"},
        {"DAV:|displayname", dav::escaped(owner.name)}, {"DAV:|current-user-principal", href(home)},
        {"DAV:|principal-URL", href(home)}, {"DAV:|principal-collection-set", href(root_href)},
        {"DAV:|owner", href(home)},
        {"DAV:|current-user-privilege-set", "<D:privilege><D:read/></D:privilege>"},
        {"urn:ietf:params:xml:ns:caldav|calendar-home-set", href(home)}};
}

dav::Properties Dav::about_calendar(const Opened& opened, Instant now) const
{
    const auto digest = dav::digest_of(opened.visits);
    const auto home = opened.href.substr(0, opened.href.rfind('/', opened.href.size() - 2) + 1);
    const auto report = [](std::string_view name) {
        return fmt::format(
            "<D:supported-report><D:report>{}</D:report></D:supported-report>", name);
    };
    return {{"DAV:|resourcetype", "<D:collection/><C:calendar/>"},
        {"DAV:|displayname", dav::escaped(writer_.name(opened.whose))},
        {"DAV:|current-user-principal", href(home)}, {"DAV:|owner", href(home)},
        {"DAV:|current-user-privilege-set", "<D:privilege><D:read/></D:privilege>"},
        {"DAV:|getcontenttype", std::string(event_type)},
        {"DAV:|sync-token", dav::SyncToken{digest, now}.text()},
        {"DAV:|supported-report-set", report("<C:calendar-query/>") +
                                          report("<C:calendar-multiget/>") +
                                          report("<D:sync-collection/>")},
        {"urn:ietf:params:xml:ns:caldav|supported-calendar-component-set",
            R"(<C:comp name="VEVENT"/>)"},
        {"urn:ietf:params:xml:ns:caldav|supported-calendar-data",
            R"(<C:calendar-data content-type="text/calendar" version="2.0"/>)"},
        {"http://calendarserver.org/ns/|getctag", digest}};
}

std::string Dav::text_of(const CalendarOf& whose, const CalendarVisit& visit) const
{
    return ical::text_of({.events = {writer_.event(whose, visit)}});
}

void Dav::add_event(dav::Multistatus& out, const dav::Wanted& wanted, const Opened& opened,
    const CalendarVisit& visit, bool with_data) const
{
    const auto text = text_of(opened.whose, visit);
    dav::Properties known{{"DAV:|resourcetype", ""}, {"DAV:|getetag", '"' + etag_of(text) + '"'},
        {"DAV:|getcontenttype", std::string(event_type)},
        {"DAV:|getcontentlength", std::to_string(text.size())}};
    // RFC 4791 §9.6: only reports give it.
    if (with_data)
        known.emplace_back("urn:ietf:params:xml:ns:caldav|calendar-data", dav::escaped(text));
    out.add(fmt::format("{}{}.ics", opened.href, visit.id.view()), wanted, known);
}

Result<http::Markup> Dav::dav_begin(http::Context& cx, const http::NoInput&)
{
    cx.answer_with("location", std::string(root_href));
    return http::Markup{};
}

Result<http::Markup> Dav::dav_look_up(http::Context& cx, const DavRoot&)
{
    return dav_begin(cx, {});
}

Result<http::Markup> Dav::dav_root(http::Context& cx, const DavRoot& in)
{
    const auto wanted = wanted_of(in.xml);
    if (!wanted) return std::unexpected(wanted.error());
    dav::Multistatus out;
    out.add(root_href, *wanted,
        {{"DAV:|resourcetype", "<D:collection/>"},
            {"DAV:|current-user-principal", href(home_href(cx.user().user))},
            {"DAV:|principal-collection-set", href(root_href)}});
    if (with_members(cx)) out.add(home_href(cx.user().user), *wanted, about_home(cx.user()));
    return http::Markup{out.text()};
}

Result<http::Markup> Dav::dav_home(http::Context& cx, const DavHome& in)
{
    if (in.owner_id != cx.user().user) return not_found();
    const auto wanted = wanted_of(in.xml);
    if (!wanted) return std::unexpected(wanted.error());
    dav::Multistatus out;
    out.add(home_href(in.owner_id), *wanted, about_home(cx.user()));
    if (!with_members(cx)) return http::Markup{out.text()};
    for (const auto kind : kinds(cx.user())) {
        const auto opened = open(cx, in.owner_id, api::spell(kind), false);
        if (opened) out.add(opened->href, *wanted, about_calendar(*opened, cx.now));
    }
    return http::Markup{out.text()};
}

Result<http::Markup> Dav::dav_calendar(http::Context& cx, const DavCollection& in)
{
    const bool members = with_members(cx);
    const auto opened = open(cx, in.owner_id, in.calendar, members);
    if (!opened) return std::unexpected(opened.error());
    const auto wanted = wanted_of(in.xml);
    if (!wanted) return std::unexpected(wanted.error());
    dav::Multistatus out;
    out.add(opened->href, *wanted, about_calendar(*opened, cx.now));
    if (members) {
        for (const auto& visit : opened->visits) add_event(out, *wanted, *opened, visit, false);
    }
    return http::Markup{out.text()};
}

Result<http::File> Dav::dav_event(http::Context& cx, const DavEntry& in)
{
    const auto opened = open(cx, in.owner_id, in.calendar, true);
    if (!opened) return std::unexpected(opened.error());
    const auto visit = std::ranges::find(opened->visits, in.visit_id, &CalendarVisit::id);
    if (visit == opened->visits.end()) return not_found();
    auto text = text_of(opened->whose, *visit);
    const auto etag = etag_of(text);
    auto file = http::File::of(
        std::move(text), std::string(event_type), fmt::format("{}.ics", in.visit_id.view()), false);
    file.etag = etag;
    return file;
}

Result<http::Markup> Dav::dav_root_options(http::Context& cx, const http::NoInput&)
{
    return options(cx);
}

Result<http::Markup> Dav::dav_home_options(http::Context& cx, const DavHome& in)
{
    if (in.owner_id != cx.user().user) return not_found();
    return options(cx);
}

Result<http::Markup> Dav::dav_calendar_options(http::Context& cx, const DavCollection& in)
{
    CalendarKind kind{};
    const bool own = in.owner_id == cx.user().user && api::unspell(in.calendar, kind) &&
                     access_.calendar_subject(cx.user().user, cx.user().roles, kind);
    if (!own) return not_found();
    return options(cx);
}

} // namespace clinic::appointments
