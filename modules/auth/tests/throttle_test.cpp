#include "browser.hpp"

#include <doctest/doctest.h>

namespace clinic::test {
namespace {

/// Tries from anywhere, at a clock that stands still.
struct Door {
    TestClinic clinic;
    Door()
    {
        account(clinic, "zoe@test.example");
        clinic->clock.set(Clock().now());
    }
    Reply attempt(std::string_view email, std::string_view password,
        std::string address = "198.51.100.9", std::string_view cookie = {})
    {
        http::Request request;
        request.method = http::Method::post;
        request.path = "/api/auth/login";
        request.headers = {{"content-type", "application/json"}};
        if (!cookie.empty())
            request.headers.emplace_back("cookie", fmt::format("monoclinic_device={}", cookie));
        request.body = fmt::format(R"({{"email":"{}","password":"{}"}})", email, password);
        request.address = std::move(address);
        return clinic.send(std::move(request));
    }
    Reply wrong(std::string_view email = "zoe@test.example", std::string address = "198.51.100.9")
    {
        return attempt(email, "wrong horse battery", std::move(address));
    }
    Reply right(std::string address = "198.51.100.9", std::string_view cookie = {})
    {
        return attempt("zoe@test.example", TestClinic::password, std::move(address), cookie);
    }
    static std::string device_of(const Reply& reply)
    {
        for (const auto& [name, value] : reply.headers) {
            if (name == "set-cookie" && value.starts_with("monoclinic_device="))
                return value.substr(18, value.find(';') - 18);
        }
        return {};
    }
};

} // namespace

TEST_CASE("throttle: five wrong passwords are free, then the pauses double")
{
    Door at;
    for (int i = 0; i < 5; ++i) CHECK(at.wrong().status == 401);
    std::vector<std::string> pauses;
    for (int i = 0; i < 5; ++i) {
        const auto refused = at.wrong();
        CHECK(refused.status == 429);
        CHECK(refused.code() == "too_many_tries");
        pauses.push_back(refused.header("retry-after"));
        at.clinic->clock.advance_seconds(std::stoi(pauses.back()));
        CHECK(at.wrong().status == 401);
    }
    CHECK(pauses == std::vector<std::string>{"1", "2", "4", "8", "16"});
}

TEST_CASE("throttle: while one waits even the right password is not looked at")
{
    Door at;
    for (int i = 0; i < 5; ++i) CHECK(at.wrong().status == 401);
    CHECK(at.right().status == 429);
    at.clinic->clock.advance_seconds(1);
    CHECK(at.right().status == 200);
    CHECK(at.wrong().status == 401); // and the count begins anew
}

TEST_CASE("throttle: an account that does not exist is counted like any other")
{
    Door at;
    for (int i = 0; i < 5; ++i) {
        const auto known = at.wrong();
        const auto unknown = at.wrong("nobody@test.example");
        CHECK(known.status == unknown.status);
        CHECK(known.body == unknown.body);
    }
    const auto known = at.wrong();
    const auto unknown = at.wrong("nobody@test.example");
    CHECK(known.status == 429);
    CHECK(unknown.status == 429);
    CHECK(known.body == unknown.body);
    CHECK(known.headers == unknown.headers);
    CHECK_FALSE(at.clinic.snapshot().contains("nobody@test.example"));
}

TEST_CASE("throttle: a stranger's failures slow neither another place nor a browser known here")
{
    Door at;
    const auto device = Door::device_of(at.right("203.0.113.5"));
    REQUIRE(device.size() == 43);
    for (int i = 0; i < 5; ++i) CHECK(at.wrong().status == 401);
    CHECK(at.right().status == 429);
    CHECK(at.right("203.0.113.5").status == 200);
    // The attacker sits in the same house: the known browser is not slowed.
    CHECK(at.right("198.51.100.9", device).status == 200);
    // Another account's browser is a stranger.
    account(at.clinic, "max@test.example");
    const auto other = Door::device_of(
        at.attempt("max@test.example", TestClinic::password, "203.0.113.6"));
    REQUIRE(other != "");
    CHECK(at.right("198.51.100.9", other).status == 429);
}

TEST_CASE("throttle: an attack from everywhere slows strangers a little, known browsers not at all")
{
    Door at;
    const auto device = Door::device_of(at.right("203.0.113.5"));
    for (int i = 0; i < 101; ++i) {
        at.wrong("zoe@test.example", fmt::format("192.0.2.{}", i));
        at.clinic->clock.advance_seconds(i < 100 ? 0 : 2);
    }
    for (int i = 0; i < 12; ++i) {
        at.clinic->clock.advance_seconds(61);
        CHECK(at.wrong("zoe@test.example", fmt::format("192.0.2.{}", 110 + i)).status == 401);
    }
    const auto stranger = at.right("203.0.113.77");
    CHECK(stranger.status == 429);
    CHECK(std::stoi(stranger.header("retry-after")) <= 60);
    CHECK(at.right("203.0.113.78", device).status == 200);
}

TEST_CASE("throttle: a house with IPv6 is one source")
{
    Door at;
    for (int i = 0; i < 5; ++i)
        CHECK(at.wrong("zoe@test.example", fmt::format("2001:db8:1:2::{}", i)).status == 401);
    CHECK(at.wrong("zoe@test.example", "2001:db8:1:2:ffff::9").status == 429);
    CHECK(at.wrong("zoe@test.example", "2001:db8:1:3::1").status == 401);
}

TEST_CASE("throttle: failures are forgotten after a day, and not by a restart")
{
    Door at;
    for (int i = 0; i < 5; ++i) CHECK(at.wrong().status == 401);
    // What is counted lies in the database: another process over it would count on.
    CHECK(at.clinic.database->read_now([](db::Tx& tx) {
        return tx.value<std::int64_t>("SELECT MAX(failures) FROM auth_login_failures");
    }) == 5);
    at.clinic->clock.advance_seconds(25 * 3600);
    for (int i = 0; i < 5; ++i) CHECK(at.wrong().status == 401);
    CHECK(at.wrong().status == 429);
    at.clinic->clock.advance_seconds(25 * 3600);
    CHECK(at.clinic->auth.clear_expired() >= 2);
}

TEST_CASE("throttle: somebody at an open screen cannot guess its owner's password for long")
{
    Door at;
    Browser zoe(at.clinic);
    REQUIRE(zoe.log_in("zoe@test.example").status == 200);
    const auto change = [&] {
        return zoe.visitor().post("/api/auth/password/change",
            R"({"current_password":"a guess or other","new_password":"quite another phrase"})");
    };
    for (int i = 0; i < 5; ++i) CHECK(change().status == 422);
    CHECK(change().status == 429);
}

} // namespace clinic::test
