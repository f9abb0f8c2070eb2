#include "browser.hpp"

#include <doctest/doctest.h>

#include <thread>

namespace clinic::test {
namespace {

struct SignedIn {
    TestClinic clinic;
    Browser browser{clinic};
    SignedIn()
    {
        account(clinic, "zoe@test.example");
        clinic->clock.set(Clock().now());
        REQUIRE(browser.log_in("zoe@test.example").status == 200);
        (void)clinic.events();
    }
    void later(std::int64_t seconds) { clinic->clock.advance_seconds(seconds); }
};

} // namespace

TEST_CASE("refresh: brings a new access token and a new cookie")
{
    SignedIn at;
    const auto cookie = at.browser.cookie;
    const auto token = at.browser.token;
    at.later(60);
    const auto reply = at.browser.refresh();
    REQUIRE(reply.status == 200);
    CHECK(at.browser.cookie != cookie);
    CHECK(at.browser.token != token);
    CHECK(reply.json("/user/email") == "zoe@test.example");
    CHECK(reply.header("set-cookie")
            .ends_with("; Path=/api/auth; Max-Age=604800; HttpOnly; SameSite=Strict"));
    CHECK(at.browser.me().status == 200);
    CHECK(at.browser.refresh().status == 200);
}

TEST_CASE("refresh: asks for the header that no other site can send")
{
    SignedIn at;
    const auto before = stored(at.clinic);
    const auto reply = at.clinic.stranger()
                           .with("cookie", "monoclinic_refresh=" + at.browser.cookie)
                           .post("/api/auth/refresh");
    CHECK(reply.status == 403);
    CHECK(stored(at.clinic) == before);
    CHECK(at.browser.refresh().status == 200);
}

TEST_CASE("refresh: nothing but a cookie of ours will do")
{
    SignedIn at;
    const auto before = stored(at.clinic);
    for (const std::string& forged :
        {std::string(), std::string("x"), std::string(43, 'A'), at.browser.token,
            at.browser.cookie + "A", at.browser.cookie.substr(1), std::string(5'000, 'A')}) {
        const auto reply = at.browser.refresh_with(forged);
        CHECK(reply.status == 401);
        CHECK(reply.code() == "refresh_invalid");
        CHECK(reply.header("set-cookie") == "");
    }
    CHECK(at.clinic.stranger()
              .with("x-requested-with", "monoclinic")
              .post("/api/auth/refresh")
              .status == 401);
    CHECK(stored(at.clinic) == before);
}

TEST_CASE("refresh: a token used twice ends the whole family")
{
    SignedIn at;
    const auto stolen = at.browser.cookie;
    REQUIRE(at.browser.refresh().status == 200);
    REQUIRE(at.browser.me().status == 200);
    at.later(30);
    CHECK(at.browser.refresh_with(stolen).code() == "refresh_invalid");
    CHECK(at.browser.refresh().code() == "refresh_invalid");
    CHECK(at.browser.me().status == 401);
    at.clinic.settle();
    CHECK(at.clinic.events() == std::vector<std::string>{"auth.login_refused"});
}

TEST_CASE("refresh: a thief who is first is found out by the owner, and the other way round")
{
    SignedIn at;
    Browser thief(at.clinic);
    thief.cookie = at.browser.cookie;
    REQUIRE(thief.refresh().status == 200);
    at.later(600);
    CHECK(at.browser.refresh().status == 401);
    CHECK(thief.me().status == 401);
    CHECK(thief.refresh().status == 401);
}

TEST_CASE("refresh: other sessions of the person live on when one family dies")
{
    SignedIn at;
    Browser phone(at.clinic);
    REQUIRE(phone.log_in("zoe@test.example").status == 200);
    const auto stolen = at.browser.cookie;
    REQUIRE(at.browser.refresh().status == 200);
    at.later(30);
    REQUIRE(at.browser.refresh_with(stolen).status == 401);
    CHECK(phone.me().status == 200);
    CHECK(phone.refresh().status == 200);
}

TEST_CASE("refresh: a second tab that asks at the same moment gets nothing and breaks nothing")
{
    SignedIn at;
    const auto shared = at.browser.cookie;
    REQUIRE(at.browser.refresh().status == 200);
    const auto before = stored(at.clinic);
    const auto second = at.browser.refresh_with(shared);
    CHECK(second.status == 409);
    CHECK(second.code() == "refresh_raced");
    CHECK(second.header("retry-after") == "1");
    CHECK(second.header("set-cookie") == "");
    CHECK(stored(at.clinic) == before);
    CHECK(at.browser.refresh().status == 200);
}

TEST_CASE("refresh: of twenty at once exactly one has a successor, and it works")
{
    SignedIn at;
    const auto shared = at.browser.cookie;
    std::vector<std::thread> tabs;
    std::mutex mutex;
    std::vector<Reply> renewed;
    std::atomic<int> raced{0};
    for (int i = 0; i < 20; ++i) {
        tabs.emplace_back([&] {
            auto reply = Browser(at.clinic).refresh_with(shared);
            if (reply.status == 409) ++raced;
            const std::lock_guard lock(mutex);
            if (reply.status == 200) renewed.push_back(std::move(reply));
        });
    }
    for (auto& tab : tabs) tab.join();
    REQUIRE(renewed.size() == 1);
    CHECK(raced == 19);
    at.browser.keep(renewed.front());
    CHECK(at.browser.me().status == 200);
    CHECK(at.browser.refresh().status == 200);
}

TEST_CASE("refresh: a session ends when it is not used for a week")
{
    SignedIn at;
    at.later(6 * 86'400);
    REQUIRE(at.browser.refresh().status == 200);
    at.later(7 * 86'400);
    CHECK(at.browser.refresh().code() == "refresh_invalid");
}

TEST_CASE("refresh: a session ends after thirty days of use")
{
    SignedIn at;
    for (int week = 0; week < 4; ++week) {
        at.later(6 * 86'400 + 43'200);
        REQUIRE(at.browser.refresh().status == 200);
    }
    at.later(4 * 86'400);
    CHECK(at.browser.refresh().status == 401);
}

TEST_CASE("refresh: an access token is dead after ten minutes")
{
    SignedIn at;
    at.later(599);
    CHECK(at.browser.me().status == 200);
    at.later(2);
    const auto reply = at.browser.me();
    CHECK(reply.status == 401);
    CHECK(reply.code() == "unauthenticated");
    CHECK(reply.header("www-authenticate") == "Bearer");
    CHECK(at.browser.refresh().status == 200);
    CHECK(at.browser.me().status == 200);
}

TEST_CASE("refresh: a kept answer is given again to the same cookie only")
{
    SignedIn at;
    const auto ask = [&](std::string_view cookie) {
        return at.clinic.stranger()
            .with("x-requested-with", "monoclinic")
            .with("idempotency-key", "refresh-1")
            .with("cookie", fmt::format("monoclinic_refresh={}", cookie))
            .post("/api/auth/refresh");
    };
    const auto first = ask(at.browser.cookie);
    REQUIRE(first.status == 200);
    CHECK(ask(at.browser.cookie).body == first.body);
    const auto other = ask("somebody-else");
    CHECK(other.status == 422);
    CHECK(other.header("set-cookie") == "");
}

TEST_CASE("refresh: what expired is cleared away, and the living stay")
{
    SignedIn at;
    const auto first = at.browser.cookie;
    at.later(3 * 86'400);
    Browser fresh(at.clinic);
    REQUIRE(fresh.log_in("zoe@test.example").status == 200);
    at.later(6 * 86'400);
    // The first ended by itself two days ago.
    CHECK(at.clinic->auth.clear_expired() == 1);
    CHECK(fresh.refresh().status == 200);
    CHECK(at.browser.refresh_with(first).status == 401);
    CHECK(at.clinic->auth.clear_expired() == 0);
}

} // namespace clinic::test
