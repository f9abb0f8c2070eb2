#include "mailbox.hpp"

namespace clinic::test {
namespace {

struct Mover : Mailbox {
    UserId zoe = account(clinic, "zoe@test.example");
    Browser laptop{clinic};
    Mover() { REQUIRE(laptop.log_in("zoe@test.example").status == 200); }

    Reply change(std::string_view email, std::string_view password = TestClinic::password)
    {
        return laptop.visitor().post("/api/auth/email/change",
            fmt::format(R"({{"email":"{}","current_password":"{}"}})", email, password));
    }
    Reply confirm(std::string_view token)
    {
        return post("/api/auth/email/confirm", fmt::format(R"({{"token":"{}"}})", token));
    }
    /// The link of the mail that went to the new address, whichever came first.
    std::string link_to(std::string_view address)
    {
        for (const auto& mail : mails()) {
            if (mail.to.front() != address) continue;
            const auto text = mail.part("text/plain");
            const auto at = text.find("/confirm-email?token=");
            if (at != std::string::npos) return text.substr(at + 21, 43);
        }
        return {};
    }
};

} // namespace

TEST_CASE("e-mail change: is confirmed at the new address, and the old one hears of it twice")
{
    Mover at;
    const auto asked = at.change("Zoe@New.example");
    CHECK(asked.status == 202);
    CHECK(at.laptop.me().json("/email") == "zoe@test.example");
    const auto token = at.link_to("zoe@new.example");
    REQUIRE(token.size() == 43);
    CHECK(at.mails().size() == 2);
    CHECK(at.confirm(token).status == 204);
    CHECK(at.laptop.me().json("/email") == "zoe@new.example");
    CHECK(Browser(at.clinic).log_in("zoe@new.example").status == 200);
    CHECK(Browser(at.clinic).log_in("zoe@test.example").status == 401);
    const auto mails = at.mails();
    REQUIRE(mails.size() == 3);
    CHECK(mails.back().to == std::vector<std::string>{"zoe@test.example"});
    CHECK(mails.back().header("Subject") == "Your address has changed");
    CHECK(at.confirm(token).code() == "link_over");
}

TEST_CASE("e-mail change: a link to the old address's password dies with it")
{
    Mover at;
    at.forgot("zoe@test.example");
    const auto reset = at.token("reset-password");
    at.change("zoe@new.example");
    REQUIRE(at.confirm(at.link_to("zoe@new.example")).status == 204);
    CHECK(at.reset(reset).code() == "link_over");
}

TEST_CASE("e-mail change: an address that has an account tells its owner, not who asks")
{
    Mover at;
    account(at.clinic, "max@test.example");
    const auto taken = at.change("max@test.example");
    at.clinic.settle(); // another wish would take back a letter that has not left yet
    const auto fresh = at.change("free@test.example");
    CHECK(taken.status == 202);
    CHECK(taken.body == fresh.body);
    CHECK(at.link_to("max@test.example") == "");
    std::vector<std::string> subjects;
    for (const auto& mail : at.mails()) {
        if (mail.to.front() == "max@test.example") subjects.push_back(mail.header("Subject"));
    }
    CHECK(subjects == std::vector<std::string>{"You have an account already"});
}

TEST_CASE("e-mail change: an address taken meanwhile is not taken twice")
{
    Mover at;
    at.change("free@test.example");
    const auto token = at.link_to("free@test.example");
    account(at.clinic, "free@test.example");
    const auto before = stored(at.clinic);
    CHECK(at.confirm(token).code() == "link_over");
    CHECK(stored(at.clinic) == before);
}

TEST_CASE(
    "e-mail change: what a thief asked for dies when its owner makes the account theirs again")
{
    Mover at;
    auto admin = at.clinic.sign_in(Role::admin);
    const auto path = "/api/users/" + at.zoe.str();
    REQUIRE(at.change("thief@test.example").status == 202);
    const auto stolen = at.link_to("thief@test.example");
    REQUIRE(stolen.size() == 43);
    SUBCASE("by the forgotten password, which the warning advises")
    {
        at.forgot("zoe@test.example");
        REQUIRE(at.reset(at.token("reset-password")).status == 204);
    }
    SUBCASE("by another password")
    {
        REQUIRE(
            at.laptop.visitor()
                .post("/api/auth/password/change",
                    R"({"current_password":"correct horse battery","new_password":"quite another phrase"})")
                .status == 204);
    }
    SUBCASE("by an admin who logs everybody out of it")
    {
        REQUIRE(admin.post(path + "/logout").status == 204);
    }
    SUBCASE("by an admin who disables it for a while")
    {
        REQUIRE(admin.patch(path, R"({"status":"disabled"})").status == 200);
        REQUIRE(admin.patch(path, R"({"status":"active"})").status == 200);
    }
    SUBCASE("by a new password from the command line")
    {
        const auto hash = auth::hash_password(
            "quite another phrase", {.argon2_memory_kib = 8, .argon2_passes = 1});
        REQUIRE(at.clinic->auth.set_password("zoe@test.example", hash));
    }
    at.clinic.settle();
    const auto before = stored(at.clinic);
    CHECK(at.confirm(stolen).code() == "link_over");
    CHECK(stored(at.clinic) == before);
}

TEST_CASE("e-mail change: a link that could not be sent yet is never sent once the account is its "
          "owner's again")
{
    Mover at;
    auto admin = at.clinic.sign_in(Role::admin);
    at.smtp.answer("CONNECT", "421 4.3.2 Closing", 1000);
    REQUIRE(at.change("thief@test.example").status == 202);
    at.clinic.settle();
    REQUIRE(admin.post("/api/users/" + at.zoe.str() + "/logout").status == 204);
    at.smtp.forget_answers();
    at.later(60);
    at.clinic->bus.wake();
    CHECK(at.link_to("thief@test.example") == "");
    CHECK(at.mails().size() == 1); // the warning to the old address
}

TEST_CASE("e-mail change: asks for the password, another address, and mail")
{
    Mover at;
    const auto before = stored(at.clinic);
    CHECK(at.change("zoe@new.example", "not my password").json("/errors/0/pointer") ==
          "/current_password");
    CHECK(at.change("ZOE@test.example").json("/errors/0/code") == "same");
    CHECK(at.change("no address").json("/errors/0/pointer") == "/email");
    CHECK(at.post("/api/auth/email/change", "{}").status == 401);
    CHECK(at.confirm("guess").code() == "link_over");
    CHECK(stored(at.clinic) == before);
    TestClinic silent;
    auto patient = silent.sign_in(Role::patient);
    CHECK(patient
              .post("/api/auth/email/change",
                  R"({"email":"a@test.example","current_password":"correct horse battery"})")
              .code() == "mail_off");
}

} // namespace clinic::test
