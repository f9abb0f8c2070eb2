#include "browser.hpp"
#include "platform/bus/bus.hpp"

#include <doctest/doctest.h>

#include <thread>

namespace clinic::test {
namespace {

struct TwoDevices {
    TestClinic clinic;
    UserId zoe = account(clinic, "zoe@test.example");
    Browser laptop{clinic};
    Browser phone{clinic};
    TwoDevices()
    {
        phone.agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 "
                      "(KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
        REQUIRE(laptop.log_in("zoe@test.example").status == 200);
        REQUIRE(phone.log_in("zoe@test.example").status == 200);
    }
};

/// Another process over the same database, with the same keys.
struct OtherProcess {
    bus::Bus bus;
    auth::Auth auth;
    explicit OtherProcess(TestClinic& clinic)
        : bus(*clinic.database, clinic->clock),
          auth(*clinic.database, bus, clinic->clock, clinic->signing, clinic->sealing)
    {
    }
    [[nodiscard]] bool knows(const std::string& token, Instant now) const
    {
        return auth.authenticator().who(token, now).has_value();
    }
};

} // namespace

TEST_CASE("sessions: each log-in is listed by its device, newest first, and mine is marked")
{
    TwoDevices at;
    const auto list = at.laptop.visitor().get("/api/auth/sessions");
    REQUIRE(list.size() == 2);
    CHECK(list.json("/items/0/device") == "Safari, iPhone");
    CHECK(list.json("/items/0/current") == "false");
    CHECK(list.json("/items/1/device") == "Firefox, Linux");
    CHECK(list.json("/items/1/current") == "true");
    CHECK(list.json("/items/1/address") == "127.0.0.1");
}

TEST_CASE("sessions: a device tells its kind, whatever it sends")
{
    TestClinic clinic;
    account(clinic, "zoe@test.example");
    const std::pair<std::string, std::string> agents[] = {
        {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
         "Chrome/126.0.0.0 Safari/537.36",
            "Chrome, Windows"},
        {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
         "Chrome/126.0.0.0 "
         "Safari/537.36 Edg/126.0.0.0",
            "Edge, Windows"},
        {"Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) "
         "Version/17.5 Safari/605.1.15",
            "Safari, macOS"},
        {"Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
         "Chrome/126.0.0.0 Mobile Safari/537.36",
            "Chrome, Android"},
        {"curl/8.5.0", "curl"},
        {"<script>alert(1)</script>", ""},
        {std::string(3'000, 'a'), std::string(60, 'a')},
        {"", ""},
    };
    for (const auto& [agent, device] : agents) {
        Browser browser(clinic);
        browser.agent = agent;
        REQUIRE(browser.log_in("zoe@test.example").status == 200);
        CHECK(
            browser.visitor().get("/api/auth/sessions?limit=1").json("/items/0/device") == device);
    }
}

TEST_CASE("sessions: come in pages, counted on demand")
{
    TestClinic clinic;
    account(clinic, "zoe@test.example");
    Browser browser(clinic);
    for (int i = 0; i < 5; ++i) REQUIRE(browser.log_in("zoe@test.example").status == 200);
    const auto first = browser.visitor().get("/api/auth/sessions?limit=3&count=true");
    CHECK(first.size() == 3);
    CHECK(first.json("/total") == "5");
    const auto rest = browser.visitor().get(
        "/api/auth/sessions?limit=3&cursor=" + first.json("/next"));
    CHECK(rest.size() == 2);
    CHECK(rest.json("/next") == "");
    CHECK(browser.visitor().get("/api/auth/sessions?cursor=made-up").status == 422);
}

TEST_CASE("sessions: ending one ends its tokens at once, and no other's")
{
    TwoDevices at;
    const auto id = at.laptop.visitor().get("/api/auth/sessions").json("/items/0/id");
    CHECK(at.laptop.visitor().del("/api/auth/sessions/" + id).status == 204);
    CHECK(at.phone.me().status == 401);
    CHECK(at.phone.refresh().status == 401);
    CHECK(at.laptop.me().status == 200);
    CHECK(at.laptop.visitor().get("/api/auth/sessions").size() == 1);
    CHECK(at.laptop.visitor().del("/api/auth/sessions/" + id).status == 404);
}

TEST_CASE("sessions: somebody else's looks like one that is not there, even to an admin")
{
    TwoDevices at;
    auto admin = at.clinic.sign_in(Role::admin);
    const auto id = at.laptop.visitor().get("/api/auth/sessions").json("/items/0/id");
    const auto before = stored(at.clinic);
    const auto foreign = admin.del("/api/auth/sessions/" + id);
    const auto absent = admin.del("/api/auth/sessions/" + SessionId::fresh().str());
    CHECK(foreign.status == 404);
    CHECK(foreign.body == absent.body);
    CHECK(at.clinic.stranger().del("/api/auth/sessions/" + id).status == 401);
    CHECK(at.clinic.stranger().get("/api/auth/sessions").status == 401);
    CHECK(stored(at.clinic) == before);
    CHECK(at.phone.me().status == 200);
}

TEST_CASE("log-out: ends this session and clears the cookie")
{
    TwoDevices at;
    const auto reply = at.laptop.log_out();
    CHECK(reply.status == 204);
    CHECK(reply.header("set-cookie") ==
          "monoclinic_refresh=; Path=/api/auth; Max-Age=0; HttpOnly; SameSite=Strict");
    CHECK(at.laptop.me().status == 401);
    CHECK(at.laptop.refresh().status == 401);
    CHECK(at.phone.me().status == 200);
    CHECK(at.phone.refresh().status == 200);
}

TEST_CASE("log-out: everywhere means everywhere, for this person")
{
    TwoDevices at;
    auto other = at.clinic.sign_in(Role::patient);
    CHECK(at.laptop.log_out(R"({"everywhere":true})").status == 204);
    CHECK(at.laptop.me().status == 401);
    CHECK(at.phone.me().status == 401);
    CHECK(at.phone.refresh().status == 401);
    CHECK(other.get("/api/users/me").status == 200);
}

TEST_CASE("log-out: is not for strangers, nor for other sites")
{
    TwoDevices at;
    const auto before = stored(at.clinic);
    CHECK(at.clinic.stranger()
              .with("x-requested-with", "monoclinic")
              .post("/api/auth/logout")
              .status == 401);
    CHECK(at.laptop.visitor().post("/api/auth/logout").status == 403);
    CHECK(stored(at.clinic) == before);
}

TEST_CASE("revocation: each session is told once to who keeps sockets")
{
    TestClinic clinic;
    OtherProcess other(clinic);
    std::vector<SessionId> told;
    other.auth.on_revoked([&](UserId, SessionId session) { told.push_back(session); });
    account(clinic, "zoe@test.example");
    Browser browser(clinic);
    REQUIRE(browser.log_in("zoe@test.example").status == 200);
    const auto session =
        other.auth.authenticator().who(browser.token, clinic->clock.now())->session;
    browser.log_out();
    for (int i = 0; i < 3; ++i) other.auth.follow_revocations();
    CHECK(told == std::vector{session});
}

TEST_CASE("revocation: another process refuses the token within five seconds")
{
    TwoDevices at;
    OtherProcess other(at.clinic);
    other.auth.start();
    const auto now = at.clinic->clock.now();
    REQUIRE(other.knows(at.laptop.token, now)); // and keeps it as verified
    REQUIRE(other.knows(at.phone.token, now));
    at.laptop.log_out();
    bool refused = false;
    for (int tenths = 0; tenths < 50 && !refused; ++tenths) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        refused = !other.knows(at.laptop.token, now);
    }
    CHECK(refused);
    CHECK(other.knows(at.phone.token, now));
}

TEST_CASE("revocation: a restart does not revive a token")
{
    TwoDevices at;
    at.laptop.log_out();
    OtherProcess restarted(at.clinic);
    restarted.auth.start();
    CHECK_FALSE(restarted.knows(at.laptop.token, at.clinic->clock.now()));
    CHECK(restarted.knows(at.phone.token, at.clinic->clock.now()));
}

TEST_CASE("revocation: setting the clock back does not revive a token")
{
    TwoDevices at;
    const auto start = Clock().now();
    at.clinic->clock.set(start);
    Browser browser(at.clinic);
    REQUIRE(browser.log_in("zoe@test.example").status == 200);
    browser.log_out();
    at.clinic->clock.advance_seconds(3'600);
    at.clinic->auth.follow_revocations();
    at.clinic->auth.clear_expired();
    at.clinic->clock.set(start);
    CHECK(browser.me().status == 401);
}

TEST_CASE("password change: the new one counts, and every other session ends")
{
    TwoDevices at;
    const auto reply = at.laptop.visitor().post("/api/auth/password/change",
        R"({"current_password":"correct horse battery","new_password":"quite another phrase"})");
    CHECK(reply.status == 204);
    CHECK(at.laptop.me().status == 200);
    CHECK(at.laptop.refresh().status == 200);
    CHECK(at.phone.me().status == 401);
    CHECK(at.phone.refresh().status == 401);
    CHECK(Browser(at.clinic).log_in("zoe@test.example").status == 401);
    CHECK(Browser(at.clinic).log_in("zoe@test.example", "quite another phrase").status == 200);
}

TEST_CASE("password change: refusals name the field and change nothing")
{
    TwoDevices at;
    const auto before = stored(at.clinic);
    const auto change = [&](std::string_view current, std::string_view fresh) {
        return at.laptop.visitor().post("/api/auth/password/change",
            fmt::format(R"({{"current_password":"{}","new_password":"{}"}})", current, fresh));
    };
    const auto wrong = change("not my password", "quite another phrase");
    CHECK(wrong.status == 422);
    CHECK(wrong.json("/errors/0/pointer") == "/current_password");
    CHECK(wrong.json("/errors/0/code") == "wrong");
    CHECK(change(TestClinic::password, "short").json("/errors/0/pointer") == "/new_password");
    CHECK(change(TestClinic::password, "Motdepasse2024!").json("/errors/0/code") == "common");
    CHECK(at.clinic.stranger().post("/api/auth/password/change", "{}").status == 401);
    CHECK(stored(at.clinic) == before);
    CHECK(at.phone.me().status == 200);
}

} // namespace clinic::test
