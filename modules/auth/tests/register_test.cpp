#include "mailbox.hpp"

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

TEST_CASE("register: the account begins when its address is proven by the mail's link")
{
    Mailbox at;
    (void)at.clinic.events();
    const auto asked = at.register_as("Lou@Test.example");
    CHECK(asked.status == 202);
    CHECK(asked.body == R"({"mail":true})");
    CHECK(at.count("auth_users") == 0);
    const auto token = at.token("verify-email");
    REQUIRE(token.size() == 43); // 256 bits
    CHECK(at.smtp.mails().back().to == std::vector<std::string>{"lou@test.example"});
    CHECK(at.smtp.mails().back().header("Subject") == "Confirmez votre adresse");
    CHECK_FALSE(at.clinic.snapshot().contains(token));
    CHECK_FALSE(at.clinic.snapshot().contains(TestClinic::password));
    CHECK(Browser(at.clinic).log_in("lou@test.example").status == 401);

    Browser browser(at.clinic);
    const auto begun = browser.keep(at.verify(token));
    REQUIRE(begun.status == 201);
    CHECK(begun.json("/user/roles") == R"(["patient"])");
    CHECK(begun.json("/user/phone") == "06 12 34 56 78");
    CHECK(browser.me().json("/email") == "lou@test.example");
    CHECK(browser.refresh().status == 200);
    at.clinic.settle();
    const auto events = at.clinic.events();
    CHECK(std::ranges::find(events, "auth.registered") != events.end());
    CHECK(at.count("auth_registrations") == 0);
    CHECK(browser.visitor().get("/api/patients/me").json("/birth_date") == "1990-05-17");
}

TEST_CASE("register: an address that has an account gets the same answer, and its owner a word")
{
    Mailbox at;
    account(at.clinic, "zoe@test.example");
    const auto fresh = at.register_as("lou@test.example");
    at.clinic.settle(); // two mails at once may arrive in any order
    const auto taken = at.register_as("ZOE@test.example");
    CHECK(taken.status == fresh.status);
    CHECK(taken.body == fresh.body);
    CHECK(taken.headers == fresh.headers);
    const auto mails = at.mails();
    REQUIRE(mails.size() == 2);
    CHECK(mails[1].to == std::vector<std::string>{"zoe@test.example"});
    CHECK(mails[1].header("Subject") == "You have an account already");
    CHECK(at.token("verify-email") == "");
    CHECK(at.count("auth_users") == 1);
    CHECK(Browser(at.clinic).log_in("zoe@test.example").status == 200);
}

TEST_CASE(
    "register: a stranger's registration with my address opens nothing, and takes it from nobody")
{
    Mailbox at;
    at.register_as("lou@test.example", "the stranger's own phrase");
    const auto token = at.token("verify-email");
    at.later(60);
    at.register_as("lou@test.example");
    CHECK(at.mails().size() == 1); // the link that is out serves both
    CHECK(at.verify(token, "neither of the two").json("/errors/0/pointer") == "/password");
    REQUIRE(at.verify(token).status == 201);
    CHECK(Browser(at.clinic).log_in("lou@test.example", "the stranger's own phrase").status == 401);
    CHECK(Browser(at.clinic).log_in("lou@test.example").status == 200);
}

TEST_CASE("register: a link is good once, for half an hour, for what it is")
{
    Mailbox at;
    at.register_as("lou@test.example");
    const auto first = at.token("verify-email");
    at.later(29 * 60);
    CHECK(at.resend("lou@test.example").status == 202);
    const auto second = at.token("verify-email");
    CHECK(second != first);
    at.later(60);
    CHECK(at.verify(first).code() == "link_over");
    CHECK(at.reset(second).code() == "link_over");
    CHECK(at.verify("guess").code() == "link_over");
    REQUIRE(at.verify(second).status == 201);
    const auto before = stored(at.clinic);
    CHECK(at.verify(second).status == 404);
    CHECK(stored(at.clinic) == before);
}

TEST_CASE("register: of ten uses of a link at once one begins the account")
{
    Mailbox at;
    at.register_as("lou@test.example");
    const auto token = at.token("verify-email");
    std::vector<std::thread> people;
    std::atomic<int> made{0}, over{0};
    for (int i = 0; i < 10; ++i) {
        people.emplace_back([&] {
            const auto reply = at.verify(token);
            if (reply.status == 201) ++made;
            if (reply.code() == "link_over") ++over;
        });
    }
    for (auto& person : people) person.join();
    CHECK(made == 1);
    CHECK(over == 9);
}

TEST_CASE("register: the link is sent again to who waits, and to nobody else")
{
    Mailbox at;
    CHECK(at.resend("nobody@test.example").body == R"({"mail":true})");
    CHECK(at.mails().empty());
    CHECK(at.count("auth_letters") == 0); // nothing is kept of an address that is nobody's
    at.register_as("lou@test.example", TestClinic::password, "en");
    REQUIRE(at.mails().size() == 1);
    CHECK(at.resend("lou@test.example").status == 202);
    CHECK(at.mails().size() == 1);
    at.later(11 * 60);
    CHECK(at.resend("lou@test.example").status == 202);
    CHECK(at.mails().size() == 2);
    CHECK(at.verify(at.token("verify-email")).status == 201);
}

TEST_CASE("register: the link is made of the configured address, whatever the request says")
{
    Mailbox at;
    at.clinic.stranger()
        .with("host", "evil.example")
        .with("x-forwarded-host", "evil.example")
        .with("origin", "https://evil.example")
        .post("/api/auth/register", body());
    const auto mails = at.mails();
    REQUIRE(mails.size() == 1);
    for (const auto& part : mails[0].parts()) CHECK_FALSE(part.body.contains("evil"));
    CHECK(at.token("verify-email").size() == 43);
}

TEST_CASE("register: what is not proven within a day is forgotten")
{
    Mailbox at;
    at.register_as("lou@test.example");
    REQUIRE(at.token("verify-email") != "");
    at.later(2 * 86'400);
    CHECK(at.clinic->auth.clear_expired() == 3);
    CHECK(at.count("auth_registrations") == 0);
}

TEST_CASE("register: without mail the account begins at once, and is entered by logging in")
{
    TestClinic clinic;
    const auto first = clinic.stranger().post("/api/auth/register", body());
    CHECK(first.status == 202);
    CHECK(first.body == R"({"mail":false})");
    Browser browser(clinic);
    REQUIRE(browser.log_in("lou@test.example").status == 200);
    CHECK(browser.me().json("/first_name") == "Lou");
    const auto again = clinic.stranger().post(
        "/api/auth/register", body("", "LOU@test.EXAMPLE", "another phrase here"));
    CHECK(again.body == first.body);
    CHECK(Browser(clinic).log_in("lou@test.example", "another phrase here").status == 401);
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
    CHECK(field(body("", "l@test.example", "Petit Lou 1990")) == "/password");
    CHECK(field(body(R"(,"birth_date":"2190-01-01")")) == "/birth_date");
    CHECK(field(body(R"(,"phone":"call me")")) == "/phone");
    CHECK(field(body("", "no address")) == "/email");
    CHECK(stored(clinic) == before);
}

TEST_CASE("register: twenty at once with one address make one account")
{
    TestClinic clinic;
    std::vector<std::thread> people;
    std::atomic<int> told{0};
    for (int i = 0; i < 20; ++i) {
        people.emplace_back([&] {
            if (clinic.stranger().post("/api/auth/register", body()).status == 202) ++told;
        });
    }
    for (auto& person : people) person.join();
    CHECK(told == 20);
    CHECK(clinic.database->read_now([](db::Tx& tx) {
        return tx.value<std::int64_t>("SELECT COUNT(*) FROM auth_users");
    }) == 1);
}

} // namespace clinic::test
