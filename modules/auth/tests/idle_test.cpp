#include "browser.hpp"

#include <doctest/doctest.h>

namespace clinic::test {
namespace {

struct AtWork {
    TestClinic clinic;
    Browser desk{clinic};
    AtWork()
    {
        account(clinic, "rose@test.example", {Role::receptionist});
        clinic->clock.set(Clock().now());
        REQUIRE(desk.log_in("rose@test.example").status == 200);
    }
    void later(std::int64_t minutes) { clinic->clock.advance_seconds(60 * minutes); }
};

} // namespace

TEST_CASE("idle: staff are logged out after half an hour without an act of theirs")
{
    AtWork at;
    at.later(29);
    REQUIRE(at.desk.refresh().status == 200);
    at.later(29);
    REQUIRE(at.desk.refresh().status == 200);
    at.later(30);
    CHECK(at.desk.refresh().code() == "refresh_invalid");
    CHECK(at.desk.me().status == 401);
}

TEST_CASE("idle: what the page does by itself keeps nobody logged in")
{
    AtWork at;
    for (int minutes = 9; minutes < 30; minutes += 9) {
        at.later(9);
        REQUIRE(
            at.desk.refresh_idle().status == 200); // polling goes on, each call with a good token
        CHECK(at.desk.visitor().post("/api/live/ticket").status == 200);
    }
    at.later(3);
    CHECK(at.desk.refresh_idle().status == 401);
}

TEST_CASE("idle: no access token outlives its session")
{
    AtWork at;
    at.later(25);
    const auto late = at.desk.refresh_idle();
    REQUIRE(late.status == 200);
    CHECK(late.json("/expires_in") == "300");
    at.later(5);
    CHECK(at.desk.me().status == 401);
}

TEST_CASE("idle: a session of staff ends after twelve hours whatever they do")
{
    AtWork at;
    for (int i = 0; i < 28; ++i) {
        at.later(25);
        REQUIRE(at.desk.refresh().status == 200);
    }
    at.later(25);
    CHECK(at.desk.refresh().status == 401);
}

TEST_CASE("idle: the answer says how long it lasts, and patients have longer")
{
    AtWork at;
    CHECK(at.desk.refresh().json("/idle_seconds") == "1800");
    account(at.clinic, "lou@test.example");
    Browser lou(at.clinic);
    CHECK(lou.log_in("lou@test.example").json("/idle_seconds") == "604800");
}

TEST_CASE("idle: a session that ended by itself is told once to who keeps sockets")
{
    AtWork at;
    bus::Bus bus(*at.clinic.database, at.clinic->clock);
    auth::Auth other(
        *at.clinic.database, bus, at.clinic->clock, at.clinic->signing, at.clinic->sealing);
    int told = 0;
    other.on_revoked([&](UserId, SessionId) { ++told; });
    at.later(29);
    other.follow_revocations();
    CHECK(told == 0);
    at.later(2);
    for (int i = 0; i < 3; ++i) other.follow_revocations();
    CHECK(told == 1);
}

TEST_CASE("idle: the time is the configuration's")
{
    TestClinic clinic([](config::Config& config) { config.auth.staff_idle_minutes = 5; });
    account(clinic, "rose@test.example", {Role::receptionist, Role::patient});
    clinic->clock.set(Clock().now());
    Browser rose(clinic);
    CHECK(rose.log_in("rose@test.example").json("/idle_seconds") == "300");
    clinic->clock.advance_seconds(301);
    CHECK(rose.refresh().status == 401);
}

} // namespace clinic::test
