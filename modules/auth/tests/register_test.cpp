#include "browser.hpp"

#include <doctest/doctest.h>

#include <thread>

namespace clinic::test {
namespace {

std::string body(std::string_view more = "", std::string_view email = "Lou@Test.example",
    std::string_view password = TestClinic::password)
{
    return fmt::format(R"({{"email":"{}","password":"{}","first_name":" Lou ","last_name":"Petit",
        "language":"fr"{}}})",
        email, password, more);
}

} // namespace

TEST_CASE("register: makes a patient's account, signs in, and tells it")
{
    TestClinic clinic;
    (void)clinic.events();
    Browser browser(clinic);
    const auto reply = browser.keep(clinic.stranger().post(
        "/api/auth/register", body(R"(,"birth_date":"1990-05-17","phone":"+33 6 12 34 56 78")")));
    REQUIRE(reply.status == 201);
    CHECK(reply.json("/user/roles") == R"(["patient"])");
    CHECK(reply.json("/user/first_name") == "Lou");
    CHECK(reply.json("/user/phone") == "+33 6 12 34 56 78");
    CHECK(browser.me().json("/email") == "lou@test.example");
    CHECK(browser.refresh().status == 200);
    clinic.settle();
    CHECK(clinic.events().front() == "auth.registered");
}

TEST_CASE("register: an address can have one account, in whatever capitals")
{
    TestClinic clinic;
    REQUIRE(clinic.stranger().post("/api/auth/register", body()).status == 201);
    const auto before = stored(clinic);
    const auto reply = clinic.stranger().post("/api/auth/register", body("", "LOU@test.EXAMPLE"));
    CHECK(reply.status == 409);
    CHECK(reply.code() == "email_taken");
    CHECK(stored(clinic) == before);
}

TEST_CASE("register: nobody gives themselves a role, an id or a status")
{
    TestClinic clinic;
    const auto before = stored(clinic);
    for (const auto* more :
        {R"(,"roles":["admin"])", R"(,"id":"01938d0a-7c7b-7c3e-9b1f-2a4d5e6f7a8b")",
            R"(,"status":"active")", R"(,"version":9)"}) {
        const auto reply = clinic.stranger().post("/api/auth/register", body(more));
        CHECK(reply.status == 422);
        CHECK(reply.json("/errors/0/code") == "unknown");
    }
    CHECK(stored(clinic) == before);
}

TEST_CASE("register: weak passwords and impossible facts are refused by field")
{
    TestClinic clinic;
    const auto before = stored(clinic);
    const auto field = [&](const std::string& text) {
        const auto reply = clinic.stranger().post("/api/auth/register", text);
        CHECK(reply.status == 422);
        return reply.json("/errors/0/pointer");
    };
    CHECK(field(body("", "lou@test.example", "azertyuiop")) == "/password");
    CHECK(field(body("", "lou.petit@test.example", "lou.petit 1990")) == "/password");
    CHECK(field(body(R"(,"birth_date":"2190-01-01")")) == "/birth_date");
    CHECK(field(body(R"(,"phone":"call me")")) == "/phone");
    CHECK(field(body("", "no address")) == "/email");
    CHECK(stored(clinic) == before);
}

TEST_CASE("register: twenty at once with one address make one account")
{
    TestClinic clinic;
    std::vector<std::thread> people;
    std::atomic<int> made{0}, taken{0};
    for (int i = 0; i < 20; ++i) {
        people.emplace_back([&] {
            const auto reply = clinic.stranger().post("/api/auth/register", body());
            if (reply.status == 201) ++made;
            if (reply.code() == "email_taken") ++taken;
        });
    }
    for (auto& person : people) person.join();
    CHECK(made == 1);
    CHECK(taken == 19);
}

} // namespace clinic::test
