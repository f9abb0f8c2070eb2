// Calendars over CalDAV, asked as phones ask.

#include "support/surgery.hpp"

#include "platform/crypto/bytes.hpp"

#include "../src/dav_xml.hpp"

namespace clinic::appointments {

using http::Method;
using test::Reply;
using test::Surgery;
using test::Visitor;
namespace {

/// A program with an API key of somebody's.
struct Program {
    Surgery& at;
    std::string key;
    std::string user;

    Program(Surgery& surgery, Visitor& owner, std::string_view scopes = R"(["calendar:read"])")
        : at(surgery), user(owner.user().str())
    {
        const auto made = owner.post("/api/auth/api-keys",
            fmt::format(R"({{"name":"Téléphone","scopes":{},"days":90}})", scopes));
        REQUIRE_MESSAGE(made.status == 201, made.body);
        key = made.json("/key");
    }
    [[nodiscard]] std::string home() const { return "/caldav/" + user + "/"; }

    Reply send(Method method, const std::string& path, const std::string& xml = {},
        const std::string& depth = "0") const
    {
        auto stranger = at.clinic.stranger();
        stranger.with("authorization", "Basic " + crypto::base64("somebody:" + key));
        stranger.with("depth", depth);
        if (!xml.empty()) stranger.with("content-type", "text/xml; charset=utf-8");
        return stranger.send(method, path, xml);
    }
    Reply sync(const std::string& path, const std::string& token = {}) const
    {
        return send(Method::report, path,
            fmt::format(
                R"(<d:sync-collection xmlns:d="DAV:"><d:sync-token>{}</d:sync-token>)"
                R"(<d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>)",
                token));
    }
};

std::string asking_for(std::string_view properties)
{
    return fmt::format(
        R"(<?xml version="1.0"?><a:propfind xmlns:a="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" )"
        R"(xmlns:s="http://calendarserver.org/ns/"><a:prop>{}</a:prop></a:propfind>)",
        properties);
}

std::string query(std::string_view range)
{
    return fmt::format(
        R"(<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/>)"
        R"(<c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">)"
        R"({}</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>)",
        range);
}

/// The text between the first of these.
std::string between(const Reply& reply, std::string_view open, std::string_view close)
{
    const auto from = reply.body.find(open);
    if (from == reply.body.npos) return {};
    const auto start = from + open.size();
    return reply.body.substr(start, reply.body.find(close, start) - start);
}

int count(const Reply& reply, std::string_view what)
{
    int found = 0;
    for (auto at = reply.body.find(what); at != reply.body.npos; at = reply.body.find(what, at + 1))
        ++found;
    return found;
}

std::string id_of(const std::string& visit)
{
    return visit.substr(visit.rfind('/') + 1);
}

std::string token_of(const Reply& reply)
{
    return between(reply, "<D:sync-token>", "</D:sync-token>");
}

} // namespace

TEST_CASE("a program finds its way from the host's name to the calendars of its owner")
{
    Surgery at;
    const Program phone(at, at.doctor);
    const auto moved = phone.send(Method::propfind, "/.well-known/caldav");
    CHECK(moved.status == 301);
    CHECK(moved.header("location") == "/caldav/");
    CHECK(at.clinic.stranger().get("/.well-known/caldav").status == 301);
    const auto root = phone.send(
        Method::propfind, "/caldav/", asking_for("<a:current-user-principal/>"));
    CHECK(root.status == 207);
    CHECK(root.header("content-type") == "application/xml; charset=utf-8");
    CHECK(root.body.contains("<D:current-user-principal><D:href>" + phone.home() + "</D:href>"));
    const auto home = phone.send(
        Method::propfind, phone.home(), asking_for("<c:calendar-home-set/><a:nothing/>"));
    CHECK(home.body.contains("<C:calendar-home-set><D:href>" + phone.home() + "</D:href>"));
    CHECK(home.body.contains("<D:prop><D:nothing/></D:prop><D:status>HTTP/1.1 404 Not Found"));
    const auto list = phone.send(Method::propfind, phone.home(),
        asking_for("<a:resourcetype/><a:displayname/><s:getctag/><a:sync-token/>"), "1");
    CHECK(count(list, "<D:response>") == 2);
    CHECK(list.body.contains("<D:href>" + phone.home() + "practitioner/</D:href>"));
    CHECK(list.body.contains("<D:collection/><C:calendar/>"));
    CHECK(phone.send(Method::propfind, "/caldav", asking_for("<a:resourcetype/>")).status == 207);
    const auto options = phone.send(Method::options, phone.home() + "practitioner/");
    CHECK(options.status == 204);
    CHECK(options.header("dav").contains("calendar-access"));
}

TEST_CASE("events are found by time and by name, each with the ETag that it is fetched with")
{
    Surgery at;
    const auto first = at.booked(at.noe_id);
    const auto second = at.booked(at.mia_id, "2026-06-05T08:00:00Z");
    const Program phone(at, at.doctor);
    const auto calendar = phone.home() + "practitioner/";
    const auto all = phone.send(Method::report, calendar, query(""), "1");
    CHECK(all.status == 207);
    CHECK(count(all, "BEGIN:VEVENT") == 2);
    CHECK(all.body.contains("SUMMARY:Appointment D. N."));
    CHECK_FALSE(all.body.contains("METHOD:"));
    const auto some = phone.send(Method::report, calendar,
        query(R"(<c:time-range start="20260605T000000Z" end="20260606T000000Z"/>)"), "1");
    CHECK(count(some, "BEGIN:VEVENT") == 1);
    CHECK(some.body.contains(id_of(second)));
    CHECK(
        count(phone.send(Method::report, calendar,
                  query(R"(<c:time-range start="20260602T082000Z" end="20260605T080000Z"/>)"), "1"),
            "BEGIN:VEVENT") == 0);

    const auto listed = phone.send(Method::propfind, calendar, asking_for("<a:getetag/>"), "1");
    CHECK(count(listed, "<D:getetag>") == 2);
    CHECK_FALSE(listed.body.contains("BEGIN:VEVENT"));
    const auto etag = between(some, "<D:getetag>", "</D:getetag>");
    const auto event = phone.send(Method::get, calendar + id_of(second) + ".ics");
    CHECK(event.status == 200);
    CHECK(event.header("content-type").starts_with("text/calendar"));
    CHECK(event.header("etag") == etag);
    CHECK(event.body.contains("UID:" + id_of(second)));
    CHECK(phone.send(Method::get, calendar + AppointmentId::fresh().str() + ".ics").status == 404);

    const auto multi = phone.send(Method::report, calendar,
        fmt::format(
            R"(<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop>)"
            R"(<D:getetag/><C:calendar-data/></D:prop><D:href>{0}{1}.ics</D:href>)"
            R"(<D:href>https://lilas.example{0}{2}.ics</D:href><D:href>/elsewhere.ics</D:href></C:calendar-multiget>)",
            calendar, id_of(first), AppointmentId::fresh().view()));
    CHECK(count(multi, "BEGIN:VEVENT") == 1);
    CHECK(count(multi, "<D:status>HTTP/1.1 404 Not Found") == 2);
}

TEST_CASE("what is new since the last time is told, and what has left the calendar")
{
    Surgery at;
    const auto first = at.booked(at.noe_id);
    const auto second = at.booked(at.mia_id, "2026-06-05T08:00:00Z");
    const Program phone(at, at.doctor);
    const auto calendar = phone.home() + "practitioner/";
    at.clinic->clock.advance_seconds(180);
    const auto whole = phone.sync(calendar);
    CHECK(count(whole, "<D:response>") == 2);
    const auto token = token_of(whole);
    at.clinic->clock.advance_seconds(180);
    CHECK(count(phone.sync(calendar, token), "<D:response>") == 0);

    REQUIRE(at.desk.post(first + "/confirm").status == 200);
    const auto confirmed = phone.sync(calendar, token);
    CHECK(count(confirmed, "<D:response>") == 1);
    CHECK(confirmed.body.contains(id_of(first)));
    at.clinic->clock.advance_seconds(180);
    const auto quiet = phone.sync(calendar, token_of(confirmed));
    CHECK(count(quiet, "<D:response>") == 0);
    REQUIRE(at.desk
                .post(second + "/move",
                    fmt::format(R"({{"starts_at":"2026-06-05T08:00:00Z","practitioner_id":"{}"}})",
                        at.other_practitioner.view()))
                .status == 200);
    const auto left = phone.sync(calendar, token_of(quiet));
    CHECK(count(left, "<D:response>") == 1);
    CHECK(left.body.contains(id_of(second) + ".ics</D:href><D:status>HTTP/1.1 404 Not Found"));
    CHECK(phone.sync(calendar, "urn:somebody:else").status == 403);
    CHECK(phone.sync(calendar, "urn:somebody:else").body.contains("<D:valid-sync-token/>"));

    REQUIRE(at.admin.del(first).status == 200);
    const auto cancelled = token_of(phone.sync(calendar));
    at.clinic->clock.advance_seconds(std::int64_t{29} * 86'400);
    CHECK(count(phone.sync(calendar, cancelled), "<D:response>") == 0);
    at.clinic->clock.advance_seconds(86'400 - 600);
    const auto old = phone.sync(calendar, cancelled);
    CHECK(count(old, "<D:response>") == 0);
    at.clinic->clock.advance_seconds(2 * 86'400);
    CHECK(phone.sync(calendar, cancelled).status == 403); // too long ago to know
    const auto aged = phone.sync(calendar, token_of(old));
    CHECK(aged.body.contains(id_of(first) + ".ics</D:href><D:status>HTTP/1.1 404 Not Found"));
}

TEST_CASE("only a key that was made for it opens the calendar, and only its owner's")
{
    Surgery at;
    (void)at.booked(at.noe_id);
    const Program phone(at, at.doctor);
    const auto calendar = phone.home() + "practitioner/";
    auto stranger = at.clinic.stranger();
    const auto asked = stranger.send(Method::propfind, "/caldav/", {});
    CHECK(asked.status == 401);
    CHECK(asked.header("www-authenticate").starts_with("Basic realm="));
    const auto with = [&](const std::string& credentials) {
        return at.clinic.stranger()
            .with("authorization", "Basic " + credentials)
            .send(Method::propfind, "/caldav/", {})
            .status;
    };
    CHECK(with(crypto::base64(":" + phone.key)) == 207);
    CHECK(with(crypto::base64("doctor:" + phone.key + "x")) == 401);
    CHECK(with(crypto::base64(phone.key)) == 401);
    CHECK(with("%%%") == 401);
    CHECK(with(crypto::base64("doctor:" + at.doctor.token())) == 401); // a person's token is no key
    // Elsewhere the password is no way in.
    CHECK(phone.send(Method::get, "/api/appointments").status == 401);
    const Program other(at, at.doctor, R"(["appointments:read"])");
    CHECK(other.send(Method::propfind, "/caldav/").status == 403);
    CHECK(at.clinic.stranger()
              .with("authorization", "Bearer " + phone.key)
              .get("/api/appointments")
              .status == 403);

    const Program foreign(at, at.colleague);
    const auto absent = foreign.send(
        Method::propfind, "/caldav/" + UserId::fresh().str() + "/practitioner/");
    CHECK(foreign.send(Method::propfind, calendar).status == 404);
    CHECK(foreign.send(Method::propfind, calendar).body == absent.body);
    CHECK(foreign.send(Method::report, calendar, query("")).status == 404);
    CHECK(phone.send(Method::propfind, phone.home() + "patient/").status == 404);
    CHECK(phone.send(Method::propfind, phone.home() + "other/").status == 404);
    const Program own(at, at.noe);
    CHECK(count(own.send(Method::report, own.home() + "patient/", query(""), "1"),
              "BEGIN:VEVENT") == 1);
}

TEST_CASE("what is not asked in the calendar's words is refused")
{
    Surgery at;
    const Program phone(at, at.doctor);
    const auto calendar = phone.home() + "practitioner/";
    CHECK(phone.send(Method::report, calendar).status == 400);
    CHECK(phone.send(Method::report, calendar, "<a").status == 400);
    CHECK(phone.send(Method::propfind, calendar, "<a/>").status == 400);
    CHECK(phone
            .send(Method::report, calendar,
                R"(<x:free-busy-query xmlns:x="urn:ietf:params:xml:ns:caldav"/>)")
            .body.contains("<D:supported-report/>"));
    CHECK(phone.send(Method::report, calendar, query(R"(<c:prop-filter name="UID"/>)"))
            .body.contains("<C:supported-filter/>"));
    CHECK(phone.send(Method::report, calendar, query(R"(<c:time-range start="soon"/>)")).status ==
          403);
    CHECK(phone.send(Method::put, calendar + AppointmentId::fresh().str() + ".ics").status == 405);
    auto stranger = at.clinic.stranger();
    stranger.with("authorization", "Basic " + crypto::base64(":" + phone.key));
    stranger.with("content-type", "application/json");
    CHECK(stranger.send(Method::propfind, "/caldav/", "{}").status == 415);
}

TEST_CASE("XML is read with limits, and without entities of its own")
{
    const auto read = dav::read_xml(R"(<a xmlns="DAV:" k="1"><b>x &amp; y</b><b/></a>)");
    REQUIRE(read);
    CHECK(read->name == "DAV:|a");
    CHECK(read->attribute("k") == "1");
    CHECK(read->child("DAV:|b")->text == "x & y");
    CHECK(read->children.size() == 2);
    CHECK_FALSE(dav::read_xml(R"(<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>)"));
    CHECK_FALSE(dav::read_xml("<a>&b;</a>"));
    CHECK_FALSE(dav::read_xml("<a></b>"));
    CHECK_FALSE(dav::read_xml(""));
    std::string deep;
    for (int i = 0; i < 21; ++i) deep += "<a>";
    for (int i = 0; i < 21; ++i) deep += "</a>";
    CHECK_FALSE(dav::read_xml(deep));
    CHECK(dav::read_xml(deep.substr(3, deep.size() - 7)));
    std::string wide = "<a>";
    for (int i = 0; i < 3000; ++i) wide += "<b/>";
    CHECK_FALSE(dav::read_xml(wide + "</a>"));
    CHECK(dav::escaped("<&\">") == "&lt;&amp;&quot;&gt;");
}

} // namespace clinic::appointments
