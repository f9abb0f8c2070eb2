#include "mailbox.hpp"

namespace clinic::test {
namespace {

struct Forgetful : Mailbox {
    UserId zoe = account(clinic, "zoe@test.example");
    Browser laptop{clinic};
    Forgetful() { REQUIRE(laptop.log_in("zoe@test.example").status == 200); }
};

} // namespace

TEST_CASE("forgotten password: the link chooses a new one, ends every session, and says so by mail")
{
    Forgetful at;
    CHECK(at.forgot("Zoe@Test.example").body == R"({"mail":true})");
    CHECK(at.mails().back().header("Subject") == "Choose a new password");
    const auto token = at.token("reset-password");
    REQUIRE(token.size() == 43);
    CHECK_FALSE(at.clinic.snapshot().contains(token));
    CHECK(at.reset(token).status == 204);
    CHECK(at.laptop.me().status == 401);
    CHECK(at.laptop.refresh().status == 401);
    CHECK(Browser(at.clinic).log_in("zoe@test.example").status == 401);
    CHECK(Browser(at.clinic).log_in("zoe@test.example", "quite another phrase").status == 200);
    CHECK(at.mails().size() == 2);
    CHECK(at.mails().back().header("Subject") == "Your password has changed");
    CHECK(at.reset(token).code() == "link_over");
}

TEST_CASE("forgotten password: the answer is the same whoever is asked for")
{
    Forgetful at;
    auto admin = at.clinic.sign_in(Role::admin);
    const auto gone = account(at.clinic, "gone@test.example");
    REQUIRE(admin.patch("/api/users/" + gone.str(), R"({"status":"disabled"})").status == 200);
    const auto known = at.forgot("zoe@test.example");
    const auto unknown = at.forgot("nobody@test.example");
    const auto disabled = at.forgot("gone@test.example");
    CHECK(known.status == 202);
    for (const auto& other : {unknown, disabled}) {
        CHECK(other.status == known.status);
        CHECK(other.body == known.body);
        CHECK(other.headers == known.headers);
    }
    CHECK(at.mails().size() == 1);
    CHECK_FALSE(at.clinic.snapshot().contains("nobody@test.example"));
}

TEST_CASE("forgotten password: who asks again and again fills no mailbox and spoils no link")
{
    Forgetful at;
    for (int i = 0; i < 5; ++i) CHECK(at.forgot("zoe@test.example").status == 202);
    REQUIRE(at.mails().size() == 1);
    const auto token = at.token("reset-password");
    at.later(11 * 60);
    CHECK(at.forgot("zoe@test.example").status == 202);
    CHECK(at.mails().size() == 2);
    const auto second = at.token("reset-password");
    CHECK(at.reset(token).status == 204);
    CHECK(at.reset(second).code() == "link_over"); // it died with the other
    CHECK(at.mails().size() == 3); // that the password has changed
    at.later(60);
    CHECK(at.forgot("zoe@test.example").status == 202);
    CHECK(at.token("reset-password") != ""); // none is out: this one is sent at once
}

TEST_CASE("forgotten password: a link that is late, foreign or of an account that moved is over")
{
    Forgetful at;
    at.forgot("zoe@test.example");
    const auto token = at.token("reset-password");
    CHECK(at.reset("guess").code() == "link_over");
    SUBCASE("late")
    {
        at.later(30 * 60);
    }
    SUBCASE("the account is disabled since")
    {
        auto admin = at.clinic.sign_in(Role::admin);
        REQUIRE(
            admin.patch("/api/users/" + at.zoe.str(), R"({"status":"disabled"})").status == 200);
    }
    const auto before = stored(at.clinic);
    CHECK(at.reset(token).code() == "link_over");
    CHECK(stored(at.clinic) == before);
}

TEST_CASE("forgotten password: a weak one is refused and the link stays good")
{
    Forgetful at;
    at.forgot("zoe@test.example");
    const auto token = at.token("reset-password");
    const auto before = stored(at.clinic);
    CHECK(at.reset(token, "azertyuiop").json("/errors/0/code") == "common");
    CHECK(at.reset(token, "Zoé Lefèvre 1").json("/errors/0/code") == "contains_name");
    CHECK(stored(at.clinic) == before);
    CHECK(at.reset(token).status == 204);
}

TEST_CASE("forgotten password: a server that is down for long sends no late link")
{
    Forgetful at;
    at.smtp.answer("CONNECT", "421 4.3.2 Closing", 1000);
    at.forgot("zoe@test.example");
    at.clinic.settle();
    at.smtp.forget_answers();
    at.later(31 * 60);
    at.clinic->bus.wake();
    CHECK(at.mails().empty());
}

TEST_CASE("password change: word of it goes to the account's address")
{
    Forgetful at;
    REQUIRE(
        at.laptop.visitor()
            .post("/api/auth/password/change",
                R"({"current_password":"correct horse battery","new_password":"quite another phrase"})")
            .status == 204);
    CHECK(at.mails().back().header("Subject") == "Your password has changed");
}

} // namespace clinic::test
