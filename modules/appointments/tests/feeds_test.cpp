// Calendars by a secret address: what they tell, to whom, and for how long.

#include "support/surgery.hpp"

#include "../src/calendars.hpp"

namespace clinic::appointments {

using test::Reply;
using test::Surgery;
using test::Visitor;
namespace {

Reply made(Visitor& by, std::string_view kind)
{
    return by.post("/api/calendar-feeds", fmt::format(R"({{"kind":"{}"}})", kind));
}

Reply read(Surgery& at, const std::string& path)
{
    return at.clinic.stranger().get(path);
}

bool has(const Reply& reply, const std::string& line)
{
    return reply.body.contains("\r\n" + line + "\r\n");
}

/// The unfolded value of the first line of that name.
std::string value_of(const Reply& reply, const std::string& name)
{
    const auto at = reply.body.find("\r\n" + name + ":");
    if (at == reply.body.npos) return {};
    const auto from = at + name.size() + 3;
    return reply.body.substr(from, reply.body.find("\r\n", from) - from);
}

int count(const Reply& reply, std::string_view what)
{
    int found = 0;
    for (auto at = reply.body.find(what); at != reply.body.npos; at = reply.body.find(what, at + 1))
        ++found;
    return found;
}

} // namespace

TEST_CASE("a practitioner's calendar shows who comes by initials, and nothing that tells why")
{
    Surgery at;
    const auto reply = at.desk.post(
        "/api/appointments", at.wish_for(at.noe_id, "2026-06-02T08:00:00Z",
                                 R"(,"reason":"Cancer du sein","note":"VIP")"));
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    const auto feed = made(at.doctor, "practitioner");
    REQUIRE_MESSAGE(feed.status == 201, feed.body);
    CHECK(feed.header("cache-control") == "no-store");
    const auto path = feed.json("/path");
    CHECK(path.starts_with("/calendar/"));
    CHECK(path.size() == std::string("/calendar/.ics").size() + 43); // 256 bits

    const auto calendar = read(at, path);
    REQUIRE(calendar.status == 200);
    CHECK(calendar.header("content-type") == "text/calendar; charset=utf-8");
    CHECK(has(calendar, "UID:" + reply.json("/id") + "@127.0.0.1"));
    CHECK(has(calendar, "SEQUENCE:0"));
    CHECK(has(calendar, "DTSTAMP:20260601T060000Z"));
    CHECK(has(calendar, "LAST-MODIFIED:20260601T060000Z"));
    CHECK(has(calendar, "DTSTART;TZID=Europe/Paris:20260602T100000"));
    CHECK(has(calendar, "DTEND;TZID=Europe/Paris:20260602T102000"));
    CHECK(has(calendar, "SUMMARY:Appointment D. N."));
    CHECK(has(calendar, "LOCATION:1 rue des Lilas\\, 75020 Paris"));
    CHECK(has(calendar, "TZID:Europe/Paris"));
    for (const auto* word : {"Cancer", "VIP", "Consultation", "Durand", "Noé", "Martin"})
        CHECK_MESSAGE(!calendar.body.contains(word), word);
}

TEST_CASE("a patient's calendar shows their own visits alone, a colleague's none of ours")
{
    Surgery at;
    (void)at.booked(at.noe_id);
    (void)at.booked(at.mia_id, "2026-06-02T09:00:00Z");
    const auto own = read(at, made(at.noe, "patient").json("/path"));
    CHECK(count(own, "BEGIN:VEVENT") == 1);
    CHECK(has(own, "SUMMARY:Appointment\\, Cabinet des Lilas"));
    CHECK(has(own, "DTSTART;TZID=Europe/Paris:20260602T100000"));
    CHECK(count(read(at, made(at.doctor, "practitioner").json("/path")), "BEGIN:VEVENT") == 2);
    CHECK(count(read(at, made(at.colleague, "practitioner").json("/path")), "BEGIN:VEVENT") == 0);
}

TEST_CASE("a moved visit keeps its name and says that it changed; a cancelled one stays a month")
{
    Surgery at;
    const auto visit = at.booked(at.noe_id);
    const auto path = made(at.noe, "patient").json("/path");
    const auto uid = value_of(read(at, path), "UID");
    at.clinic->clock.advance_seconds(60);
    REQUIRE(at.desk.post(visit + "/move", R"({"starts_at":"2026-06-03T08:00:00Z"})").status == 200);
    const auto moved = read(at, path);
    CHECK(value_of(moved, "UID") == uid);
    CHECK(has(moved, "SEQUENCE:1"));
    CHECK(has(moved, "LAST-MODIFIED:20260601T060100Z"));
    CHECK(has(moved, "DTSTART;TZID=Europe/Paris:20260603T100000"));
    at.clinic->clock.advance_seconds(60);
    REQUIRE(at.noe.del(visit).status == 200);
    const auto gone = read(at, path);
    CHECK(value_of(gone, "UID") == uid);
    CHECK(has(gone, "SEQUENCE:2"));
    CHECK(has(gone, "STATUS:CANCELLED"));
    CHECK(has(gone, "TRANSP:TRANSPARENT"));
    at.clinic->clock.advance_seconds(std::int64_t{29} * 86'400);
    CHECK(count(read(at, path), "BEGIN:VEVENT") == 1);
    at.clinic->clock.advance_seconds(std::int64_t{2} * 86'400);
    CHECK(count(read(at, path), "BEGIN:VEVENT") == 0);
}

TEST_CASE("an unchanged calendar is not sent twice")
{
    Surgery at;
    (void)at.booked(at.noe_id);
    const auto path = made(at.noe, "patient").json("/path");
    const auto first = read(at, path);
    const auto etag = first.header("etag");
    REQUIRE(!etag.empty());
    at.clinic->clock.advance_seconds(300);
    const auto again = at.clinic.stranger().with("if-none-match", etag).get(path);
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    (void)at.booked(at.noe_id, "2026-06-02T09:00:00Z");
    const auto changed = at.clinic.stranger().with("if-none-match", etag).get(path);
    CHECK(changed.status == 200);
    CHECK(changed.header("etag") != etag);
}

TEST_CASE("an address ends when it is renewed or taken back, and then looks as if it never was")
{
    Surgery at;
    const auto feed = made(at.doctor, "practitioner");
    const auto path = feed.json("/path");
    const auto one = "/api/calendar-feeds/" + feed.json("/feed/id");
    CHECK(at.doctor.get("/api/calendar-feeds").size() == 1);
    CHECK_FALSE(at.doctor.get("/api/calendar-feeds").body.contains(path.substr(10, 43)));
    CHECK(made(at.doctor, "practitioner").code() == "feed_exists");

    const auto renewed = at.doctor.post(one + "/renew");
    REQUIRE(renewed.status == 200);
    const auto unknown = read(at, "/calendar/" + std::string(43, 'A') + ".ics");
    CHECK(unknown.status == 404);
    CHECK(read(at, path).status == 404);
    CHECK(read(at, path).body == unknown.body);
    CHECK(read(at, renewed.json("/path")).status == 200);

    CHECK(at.colleague.del(one).status == 404);
    CHECK(at.colleague.post(one + "/renew").status == 404);
    CHECK(read(at, renewed.json("/path")).status == 200);
    CHECK(at.doctor.del(one).status == 204);
    CHECK(at.doctor.del(one).status == 404);
    CHECK(read(at, renewed.json("/path")).body == unknown.body);
    CHECK(read(at, "/calendar/.ics").status == 404);
    CHECK(read(at, "/calendar/" + std::string(200, 'A') + ".ics").status != 200);
}

TEST_CASE("who has no such calendar makes none; who loses the right loses the calendar")
{
    Surgery at;
    const auto before = at.clinic.snapshot();
    CHECK(made(at.noe, "practitioner").json("/errors/0/code") == "not_yours");
    CHECK(made(at.desk, "patient").json("/errors/0/code") == "not_yours");
    CHECK(made(at.desk, "neither").status == 422);
    auto stranger = at.clinic.stranger();
    CHECK(made(stranger, "patient").status == 401);
    CHECK(at.clinic.snapshot() == before);

    const auto path = made(at.doctor, "practitioner").json("/path");
    CHECK(read(at, path).status == 200);
    const auto account = "/api/users/" + at.doctor.user().str();
    const auto version = at.admin.get(account).header("etag");
    const auto disabled =
        at.admin.with("if-match", version).patch(account, R"({"status":"disabled"})");
    REQUIRE_MESSAGE(disabled.status == 200, disabled.body);
    CHECK(read(at, path).status == 404);
}

TEST_CASE("the secret is nowhere but in the answer that made it")
{
    Surgery at;
    const auto path = made(at.doctor, "practitioner").json("/path");
    const auto token = path.substr(10, 43);
    CHECK(read(at, path).status == 200);
    at.clinic.settle();
    CHECK_FALSE(at.clinic.snapshot().contains(token));
}

TEST_CASE("a calendar that is read too often is asked to wait")
{
    Surgery at;
    const auto path = made(at.noe, "patient").json("/path");
    Reply reply;
    for (int i = 0; i < 31; ++i) reply = read(at, path);
    CHECK(reply.status == 429);
    CHECK(!reply.header("retry-after").empty());
    CHECK(read(at, made(at.doctor, "practitioner").json("/path")).status == 200);
}

TEST_CASE("initials are one letter a word, whatever the letter")
{
    CHECK(initials("Durand Alex") == "D. A.");
    CHECK(initials("Le Goff Éloïse") == "L. G. É.");
    CHECK(initials("Durand-Roux Anne") == "D. R. A.");
    CHECK(initials("") == "");
    CHECK(initials(" 山田 太郎 ") == "山. 太.");
}

} // namespace clinic::appointments
