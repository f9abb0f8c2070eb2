#include "browser.hpp"

#include <doctest/doctest.h>

namespace clinic::test {
namespace {

std::string token_of(const std::optional<std::string>& link)
{
    REQUIRE(link);
    return link->substr(link->find("token=") + 6);
}

std::string body(std::string_view token, std::string_view password = TestClinic::password)
{
    return fmt::format(
        R"({{"token":"{}","email":"Boss@Test.example","password":"{}","first_name":"Ada",
        "last_name":"Martin","language":"fr"}})",
        token, password);
}

} // namespace

TEST_CASE("set-up: the link of the first start makes the first admin, who is signed in")
{
    TestClinic clinic;
    auto stranger = clinic.stranger();
    CHECK(stranger.get("/api/auth/setup").json("/needed") == "true");
    const auto link = clinic->auth.setup_link("https://clinic.example");
    CHECK(link->starts_with("https://clinic.example/setup?token="));
    Browser browser(clinic);
    const auto reply = browser.keep(stranger.post("/api/auth/setup", body(token_of(link))));
    REQUIRE(reply.status == 201);
    CHECK(reply.json("/user/roles") == R"(["admin"])");
    CHECK(reply.json("/user/email") == "boss@test.example");
    CHECK(reply.json("/user/status") == "active");
    CHECK(browser.visitor().get("/api/users").size() == 1);
    CHECK(browser.refresh().status == 200);
    CHECK(stranger.get("/api/auth/setup").json("/needed") == "false");
}

TEST_CASE("set-up: the link is good once, and there is none when there is an admin")
{
    TestClinic clinic;
    const auto token = token_of(clinic->auth.setup_link(""));
    REQUIRE(clinic.stranger().post("/api/auth/setup", body(token)).status == 201);
    const auto before = stored(clinic);
    const auto again = clinic.stranger().post("/api/auth/setup", body(token));
    CHECK(again.status == 409);
    CHECK(again.code() == "setup_done");
    CHECK_FALSE(clinic->auth.setup_link(""));
    CHECK(stored(clinic) == before);
}

TEST_CASE("set-up: a new start ends the link before, and its hash alone is stored")
{
    TestClinic clinic;
    const auto old = token_of(clinic->auth.setup_link(""));
    const auto fresh = token_of(clinic->auth.setup_link(""));
    CHECK_FALSE(clinic.snapshot().contains(fresh));
    CHECK(clinic.stranger().post("/api/auth/setup", body(old)).code() == "setup_token");
    CHECK(clinic.stranger().post("/api/auth/setup", body(fresh)).status == 201);
}

TEST_CASE("set-up: refusals change nothing, and the link stays good")
{
    TestClinic clinic;
    const auto token = token_of(clinic->auth.setup_link(""));
    const auto before = stored(clinic);
    CHECK(clinic.stranger().post("/api/auth/setup", body("guess")).status == 403);
    CHECK(clinic.stranger().post("/api/auth/setup", body(token, "password123")).status == 422);
    CHECK(clinic.stranger().post("/api/auth/setup", R"({"token":"x"})").size("/errors") == 5);
    CHECK(stored(clinic) == before);
    CHECK(clinic.stranger().post("/api/auth/setup", body(token)).status == 201);
}

TEST_CASE("set-up: a patient who registers first is no admin and ends no link")
{
    TestClinic clinic;
    const auto token = token_of(clinic->auth.setup_link(""));
    REQUIRE(clinic.stranger()
                .post("/api/auth/register", R"({"email":"p@test.example",
        "password":"correct horse battery","first_name":"P","last_name":"Q","language":"fr"})")
                .status == 202);
    CHECK(clinic.stranger().get("/api/auth/setup").json("/needed") == "true");
    CHECK(clinic.stranger().post("/api/auth/setup", body(token)).status == 201);
}

} // namespace clinic::test
