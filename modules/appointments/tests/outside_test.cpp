// A practitioner's calendar elsewhere, read from a real server: its busy times are no slots, and that is all that is kept.

#include "support/surgery.hpp"

#include "platform/http/server.hpp"

#include <atomic>
#include <mutex>

namespace clinic::appointments {

using test::Reply;
using test::Surgery;
using test::Visitor;
namespace {

/// Another service: serves one calendar at /secret.ics, and what else is said to it.
class Elsewhere {
public:
    Elsewhere()
        : server_(
              {.address = "127.0.0.1", .threads = 1},
              [this](http::Request request, http::Respond respond) { respond(answer(request)); },
              [](const http::Request&) { return http::BodyPlan{}; }, {})
    {
        server_.start();
    }
    ~Elsewhere() { server_.stop(); }

    [[nodiscard]] std::string url(std::string_view path = "/secret.ics") const
    {
        return fmt::format("http://127.0.0.1:{}{}", server_.port(), path);
    }
    void give(int status, std::string body, std::string location = {})
    {
        const std::lock_guard lock(mutex_);
        status_ = status, body_ = std::move(body), location_ = std::move(location);
    }
    std::atomic<int> asked = 0;
    std::atomic<int> nothing_new = 0;

private:
    http::Response answer(const http::Request& request)
    {
        ++asked;
        const std::lock_guard lock(mutex_);
        http::Response response;
        if (request.path == "/moved") {
            response.status = 302;
            response.set("location", "/secret.ics");
            return response;
        }
        response.status = status_;
        response.body = body_;
        const auto etag = fmt::format("\"{}\"", std::hash<std::string>()(body_));
        response.set("etag", etag);
        if (!location_.empty()) response.set("location", location_);
        if (status_ == 200 && request.header("if-none-match") == etag) {
            ++nothing_new;
            response.status = 304;
            response.body.clear();
        }
        return response;
    }

    std::mutex mutex_;
    int status_ = 200;
    std::string body_;
    std::string location_;
    http::Server server_;
};

std::string busy_calendar(std::string_view lines)
{
    return fmt::format("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nSUMMARY:Rendez-vous secret\r\n"
                       "{}END:VEVENT\r\nEND:VCALENDAR\r\n",
        lines);
}

/// Tuesday 2 June, 9:00 to 10:00 in Paris: three of the nine slots of the morning.
const std::string one_hour = "DTSTART;TZID=Europe/Paris:20260602T090000\r\nDURATION:PT1H\r\n";

/// A surgery that may read calendars at private addresses, where the tests' are.
struct Connected : Surgery {
    Connected()
        : Surgery("2026-06-01T06:00:00Z",
              [](config::Config& config) { config.booking.private_network = true; })
    {
        elsewhere.give(200, busy_calendar(one_hour));
    }

    [[nodiscard]] std::string path() const
    {
        return fmt::format("/api/availability/{}/outside", practitioner.view());
    }
    Reply set(Visitor& by, const std::string& url)
    {
        return by.put(path(), fmt::format(R"({{"url":"{}"}})", url));
    }
    std::size_t free_on_tuesday()
    {
        return noe
            .get(fmt::format(
                "/api/slots?visit_type_id={}&practitioner_id={}&from=2026-06-02&until=2026-06-02",
                type.view(), practitioner.view()))
            .size();
    }
    Elsewhere elsewhere;
};

} // namespace

TEST_CASE("what is busy elsewhere is no slot here, and nobody books it but staff with a reason")
{
    Connected at;
    CHECK(at.free_on_tuesday() == 9);
    const auto set = at.set(at.doctor, at.elsewhere.url());
    REQUIRE_MESSAGE(set.status == 200, set.body);
    CHECK(set.json("/connected") == "true");
    CHECK(set.json("/host").starts_with("127.0.0.1:"));
    CHECK(set.json("/busy_times") == "1");
    CHECK(set.json("/read_at") == "2026-06-01T06:00:00Z");
    CHECK_FALSE(set.body.contains("secret"));
    CHECK(at.clinic.events() == std::vector<std::string>{"appointments.hours_changed"});
    CHECK(at.free_on_tuesday() == 6);

    const auto before = at.clinic.snapshot();
    const std::string_view nine = "2026-06-02T07:00:00Z";
    CHECK(at.noe.post("/api/appointments", at.wish(nine)).code() == "slot_taken");
    CHECK(at.noe.post("/api/holds", at.wish(nine)).code() == "slot_taken");
    const auto refused = at.desk.post("/api/appointments", at.wish_for(at.mia_id, nine));
    CHECK(refused.json("/errors/0/code") == "blocked");
    CHECK(at.clinic.snapshot() == before);
    const auto forced = at.desk.post(
        "/api/appointments", at.wish_for(at.mia_id, nine, R"(,"override_reason":"Urgence")"));
    CHECK(forced.status == 201);
    const auto visit = at.booked(at.noe_id);
    CHECK(at.desk.post(visit + "/move", R"({"starts_at":"2026-06-02T07:40:00Z"})")
              .json("/errors/0/code") == "blocked");
    CHECK(at.desk
              .post(visit + "/move",
                  R"({"starts_at":"2026-06-02T07:40:00Z","override_reason":"Urgence"})")
              .status == 200);
}

TEST_CASE("its address and its events' words are nowhere in the database")
{
    Connected at;
    REQUIRE(at.set(at.doctor, at.elsewhere.url()).status == 200);
    at.clinic.settle();
    const auto rows = at.clinic.snapshot();
    CHECK_FALSE(rows.contains("secret"));
    CHECK_FALSE(rows.contains("Rendez-vous"));
}

TEST_CASE("its address comes under a new key, and is still read")
{
    Connected at;
    REQUIRE(at.set(at.doctor, at.elsewhere.url()).status == 200);
    CHECK(at.clinic->appointments.seal_anew() == 0);
    crypto::SealingKey::rotate(at.clinic.folder() / "keys");
    REQUIRE(at.clinic->sealing.reload());
    CHECK(at.clinic->appointments.seal_anew() == 1);
    CHECK(at.clinic->appointments.seal_anew() == 0);
    CHECK(at.doctor.post(at.path() + "/read").status == 200);
}

TEST_CASE("it is read again after a quarter of an hour, and only what changed comes over")
{
    Connected at;
    REQUIRE(at.set(at.doctor, at.elsewhere.url()).status == 200);
    at.clinic->appointments.read_outside_calendars();
    CHECK(at.elsewhere.asked == 1);
    at.clinic->clock.advance_seconds(15 * 60);
    at.clinic->appointments.read_outside_calendars();
    CHECK(at.elsewhere.asked == 2);
    CHECK(at.elsewhere.nothing_new == 1);
    at.noe = at.clinic.again(at.noe);
    CHECK(at.free_on_tuesday() == 6);
    at.elsewhere.give(200, busy_calendar("DTSTART;VALUE=DATE:20260602\r\n"));
    at.clinic->clock.advance_seconds(15 * 60);
    at.clinic->appointments.read_outside_calendars();
    at.noe = at.clinic.again(at.noe);
    at.doctor = at.clinic.again(at.doctor);
    CHECK(at.free_on_tuesday() == 0);
    CHECK(at.doctor.get(at.path()).json("/read_at") == "2026-06-01T06:30:00Z");
}

TEST_CASE("a calendar that cannot be read keeps what was known, and says since when and what to do")
{
    Connected at;
    REQUIRE(at.set(at.doctor, at.elsewhere.url()).status == 200);
    for (const auto& [status, body, fault] :
        {std::tuple(404, std::string(), "refused"), std::tuple(500, std::string(), "unreachable"),
            std::tuple(200, std::string("<html>Log in</html>"), "not_a_calendar"),
            std::tuple(200, std::string(2'200'000, 'x'), "too_large")}) {
        at.elsewhere.give(status, body);
        at.clinic->clock.advance_seconds(15 * 60);
        at.clinic->appointments.read_outside_calendars();
        const auto shown = at.clinic.again(at.doctor).with("accept-language", "fr").get(at.path());
        CHECK_MESSAGE(shown.json("/fault") == fault, shown.body);
        CHECK(shown.json("/advice").size() > 20);
        CHECK(shown.json("/read_at") == "2026-06-01T06:00:00Z");
        CHECK(shown.json("/busy_times") == "1");
    }
    at.elsewhere.give(200, busy_calendar(one_hour));
    auto doctor = at.clinic.again(at.doctor);
    const auto read = doctor.post(at.path() + "/read");
    CHECK(read.status == 200);
    CHECK(read.json("/fault").empty());
    CHECK(read.json("/read_at") == "2026-06-01T07:00:00Z");
}

TEST_CASE("an address that gives no calendar is refused with a reason, and not kept")
{
    Connected at;
    const auto before = at.clinic.snapshot();
    CHECK(at.set(at.doctor, "ftp://calendar.example/x.ics").json("/errors/0/code") ==
          "not_an_address");
    CHECK(at.set(at.doctor, "https://me:word@calendar.example/").json("/errors/0/code") ==
          "not_an_address");
    CHECK(at.set(at.doctor, "http://127.0.0.1:1/x.ics").json("/errors/0/code") == "unreachable");
    at.elsewhere.give(200, "<html></html>");
    CHECK(at.set(at.doctor, at.elsewhere.url()).json("/errors/0/code") == "not_a_calendar");
    at.elsewhere.give(302, "", "file:///etc/passwd");
    CHECK(at.set(at.doctor, at.elsewhere.url()).json("/errors/0/code") == "refused");
    at.elsewhere.give(302, "", "/secret.ics");
    CHECK(at.set(at.doctor, at.elsewhere.url()).json("/errors/0/code") == "refused");
    CHECK(at.elsewhere.asked <= 7);
    CHECK(at.clinic.snapshot() == before);
    at.elsewhere.give(200, busy_calendar(one_hour));
    CHECK(at.set(at.doctor, at.elsewhere.url("/moved")).status == 200);
}

TEST_CASE("unless the clinic says so, no private address is read, and none in the clear")
{
    Surgery at;
    Elsewhere elsewhere;
    const auto path = fmt::format("/api/availability/{}/outside", at.practitioner.view());
    const auto set = [&](const std::string& url) {
        return at.doctor.put(path, fmt::format(R"({{"url":"{}"}})", url)).json("/errors/0/code");
    };
    CHECK(set(elsewhere.url()) == "not_an_address");
    CHECK(set("https" + elsewhere.url().substr(4)) == "private_address");
    CHECK(set("webcal" + elsewhere.url().substr(4)) == "private_address");
    CHECK(elsewhere.asked == 0);
}

TEST_CASE("it is for those who plan, and gone with its busy times when it is taken away")
{
    Connected at;
    CHECK(at.set(at.colleague, at.elsewhere.url()).status == 404);
    CHECK(at.set(at.noe, at.elsewhere.url()).status == 403);
    CHECK(at.elsewhere.asked == 0);
    CHECK(at.doctor.get(at.path()).json("/connected") == "false");
    CHECK(at.doctor.post(at.path() + "/read").status == 404);
    CHECK(at.doctor.del(at.path()).status == 404);
    REQUIRE(at.set(at.desk, at.elsewhere.url()).status == 200);
    CHECK(at.free_on_tuesday() == 6);
    CHECK(at.colleague.get(at.path()).status == 404);
    CHECK(at.doctor.del(at.path()).status == 204);
    CHECK(at.free_on_tuesday() == 9);
    CHECK(at.doctor.get(at.path()).json("/connected") == "false");
}

} // namespace clinic::appointments
