// What an account's owner hears by mail of ways into it that come and go.

#include "factors.hpp"
#include "support/smtp_server.hpp"

namespace clinic::test {
namespace {

/// Zoé, who reads her mail.
struct Reader {
    SmtpServer smtp;
    Zoe zoe{{Role::patient}, [this](config::Config& config) {
                config.smtp.url = smtp.url();
                config.smtp.starttls = "off";
            }};

    /// How many mails of the change she has by now.
    int told(std::string_view subject = "The security of your account has changed")
    {
        zoe.clinic.settle();
        int count = 0;
        for (const auto& mail : smtp.mails()) {
            if (mail.header("Subject") != subject) continue;
            CHECK(mail.to == std::vector<std::string>{"zoe@test.example"});
            ++count;
        }
        return count;
    }
};

} // namespace

TEST_CASE("told by mail: an app and a passkey that come and go, and new recovery codes")
{
    Reader at;
    REQUIRE(at.zoe.add_app().status == 200);
    CHECK(at.told() == 1);
    CHECK(at.smtp.mails().back().part("text/plain").contains("/account/security"));
    REQUIRE(at.zoe.add_passkey(Authenticator()).status == 201);
    CHECK(at.told() == 2);
    auto visitor = at.zoe.browser.visitor();
    REQUIRE(visitor.post("/api/auth/recovery-codes").status == 200);
    CHECK(at.told() == 3);
    REQUIRE(visitor.del("/api/auth/totp").status == 204);
    CHECK(at.told() == 4);
    const auto id = visitor.get("/api/auth/factors").json("/passkeys/0/id");
    REQUIRE(visitor.del("/api/auth/passkeys/" + id).status == 204);
    CHECK(at.told() == 5);
}

TEST_CASE("told by mail: an API key that comes and goes")
{
    Reader at;
    auto visitor = at.zoe.browser.visitor();
    const auto made = visitor.post(
        "/api/auth/api-keys", R"({"name":"Labo","scopes":["appointments:read"],"days":1})");
    REQUIRE_MESSAGE(made.status == 201, made.body);
    CHECK(at.told() == 1);
    REQUIRE(visitor.del("/api/auth/api-keys/" + made.json("/id")).status == 204);
    CHECK(at.told() == 2);
}

TEST_CASE("told by mail: an API key that an admin revokes")
{
    Reader at;
    const auto made = at.zoe.browser.visitor().post(
        "/api/auth/api-keys", R"({"name":"Labo","scopes":["appointments:read"],"days":1})");
    REQUIRE_MESSAGE(made.status == 201, made.body);
    auto boss = at.zoe.clinic.sign_in(Role::admin);
    CHECK(at.told() == 1);
    REQUIRE(
        boss.del("/api/users/" + at.zoe.id.str() + "/api-keys/" + made.json("/id")).status == 204);
    CHECK(at.told() == 2);
}

TEST_CASE("told by mail: a passkey that seems to have a copy, once")
{
    Reader at;
    Authenticator key;
    key.counter = 5;
    REQUIRE(at.zoe.add_passkey(key).status == 201);
    CHECK(at.told() == 1);
    CHECK(at.zoe.log_in_by(key).code() == "passkey_cloned");
    CHECK(at.told() == 2);
    CHECK(at.zoe.log_in_by(key).code() == "passkey_cloned");
    CHECK(at.told() == 2);
}

TEST_CASE("told by mail: ten wrong codes in a row after the right password, once")
{
    Reader at;
    REQUIRE(at.zoe.add_app().status == 200);
    for (int i = 1; i <= 12; ++i) {
        CHECK(at.zoe.answer_code(at.zoe.challenge(), "000000").code() == "wrong_code");
        CHECK(at.told("Somebody is trying to enter your account") == (i < 10 ? 0 : 1));
        at.zoe.clinic->clock.advance_seconds(600);
    }
}

TEST_CASE("told by mail: nothing of what was refused")
{
    Reader at;
    (void)at.zoe.browser.visitor().post("/api/auth/totp");
    CHECK(at.zoe.confirm("000000").status == 422);
    CHECK(at.zoe.browser.visitor().del("/api/auth/totp").status == 404);
    CHECK(at.told() == 0);
}

} // namespace clinic::test
