#include "browser.hpp"

#include <doctest/doctest.h>

#include <thread>

namespace clinic::test {
namespace {

std::string stored_hash(TestClinic& clinic, std::string_view email)
{
    return clinic.database->read_now([&](db::Tx& tx) {
        return tx.value<std::string>(
            "SELECT password_hash FROM auth_users WHERE email = :email", email);
    });
}

} // namespace

TEST_CASE("log-in: gives an access token, the account, and a cookie that no script can read")
{
    TestClinic clinic;
    account(clinic, "zoe@test.example", {Role::coach, Role::practitioner});
    Browser browser(clinic);
    const auto reply = browser.log_in("zoe@test.example");
    REQUIRE(reply.status == 200);
    CHECK(reply.json("/token_type") == "Bearer");
    CHECK(reply.json("/expires_in") == "600");
    CHECK(reply.json("/user/email") == "zoe@test.example");
    CHECK(reply.json("/user/roles") == R"(["coach","practitioner"])");
    CHECK(reply.json("/user/last_login_at") != "");
    CHECK(reply.json("/user/password_hash") == "");
    CHECK(reply.header("cache-control") == "no-store");
    CHECK(reply.header("set-cookie") ==
          "monoclinic_refresh=" + browser.cookie +
              "; Path=/api/auth; Max-Age=1800; HttpOnly; SameSite=Strict");
    CHECK(browser.cookie.size() == 43); // 256 bits
    CHECK(browser.me().json("/first_name") == "Zoé");
}

TEST_CASE("log-in: over TLS the cookie never travels without it")
{
    TestClinic clinic;
    account(clinic, "zoe@test.example");
    http::Request request;
    request.method = http::Method::post;
    request.path = "/api/auth/login";
    request.headers = {{"content-type", "application/json"}};
    request.body = R"({"email":"zoe@test.example","password":"correct horse battery"})";
    request.address = "192.0.2.7";
    request.secure = true;
    CHECK(clinic.send(request).header("set-cookie").ends_with("; Secure"));
}

TEST_CASE("log-in: neither token lies in the database")
{
    TestClinic clinic;
    account(clinic, "zoe@test.example");
    Browser browser(clinic);
    REQUIRE(browser.log_in("zoe@test.example").status == 200);
    const auto all = clinic.snapshot();
    CHECK_FALSE(all.contains(browser.cookie));
    CHECK_FALSE(all.contains(browser.token));
    CHECK_FALSE(all.contains(TestClinic::password));
}

TEST_CASE("log-in: an e-mail address is the same in capitals")
{
    TestClinic clinic;
    account(clinic, "Zoe.L@Test.Example");
    CHECK(Browser(clinic).log_in("zoe.l@test.example").status == 200);
    CHECK(Browser(clinic).log_in("ZOE.L@TEST.EXAMPLE").status == 200);
}

TEST_CASE("log-in: a password is the same however the keyboard put its accents")
{
    TestClinic clinic;
    auto browser = Browser(clinic);
    const auto body = [](std::string_view password) {
        return fmt::format(R"({{"email":"e@test.example","password":"{}","first_name":"É",
            "last_name":"L","language":"fr"}})",
            password);
    };
    REQUIRE(
        clinic.stranger().post("/api/auth/register", body("caf\u00e9 au lait du matin")).status ==
        202);
    CHECK(browser.log_in("e@test.example", "cafe\u0301 au lait du matin").status == 200);
}

TEST_CASE("log-in: a wrong password and an unknown address look the same, and change nothing")
{
    TestClinic clinic;
    account(clinic, "zoe@test.example");
    const auto before = stored(clinic);
    const auto wrong = Browser(clinic).log_in("zoe@test.example", "wrong horse battery");
    const auto unknown = Browser(clinic).log_in("nobody@test.example");
    CHECK(wrong.status == 401);
    CHECK(wrong.code() == "bad_credentials");
    CHECK(wrong.header("set-cookie") == "");
    CHECK(wrong.body == unknown.body);
    CHECK(wrong.headers == unknown.headers);
    CHECK(stored(clinic) == before);
}

TEST_CASE("log-in: refusals speak the language that was asked for")
{
    TestClinic clinic;
    const auto* const body = R"({"email":"a@test.example","password":"x"})";
    CHECK(clinic.stranger()
              .with("accept-language", "fr-FR,fr;q=0.9")
              .post("/api/auth/login", body)
              .json("/detail") == "L’adresse e-mail ou le mot de passe n’est pas le bon.");
    CHECK(clinic.stranger()
              .with("accept-language", "en-GB")
              .post("/api/auth/login", body)
              .json("/detail") == "The e-mail address or the password is not right.");
}

TEST_CASE("log-in: all that is wrong with the body is told at once")
{
    TestClinic clinic;
    const auto reply = clinic.stranger().post("/api/auth/login", R"({"email":"zoe","admin":true})");
    CHECK(reply.status == 422);
    CHECK(reply.size("/errors") == 3);
    CHECK(clinic.stranger().post("/api/auth/login", "{").status == 400);
}

TEST_CASE("log-in: a disabled account is told so only to who knows its password")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    const auto id = account(clinic, "zoe@test.example");
    REQUIRE(admin.patch("/api/users/" + id.str(), R"({"status":"disabled"})").status == 200);
    const auto before = stored(clinic);
    CHECK(Browser(clinic).log_in("zoe@test.example", "wrong horse battery").code() ==
          "bad_credentials");
    const auto reply = Browser(clinic).log_in("zoe@test.example");
    CHECK(reply.status == 403);
    CHECK(reply.code() == "account_disabled");
    CHECK(stored(clinic) == before);
}

TEST_CASE("log-in: an invited account has no password to guess")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    REQUIRE(admin
                .post("/api/users", R"({"email":"new@test.example","first_name":"N","last_name":"E",
        "roles":["coach"],"language":"fr"})")
                .status == 201);
    CHECK(
        Browser(clinic).log_in("new@test.example", "anything at all").code() == "bad_credentials");
}

TEST_CASE("log-in: a hash of another cost is made anew")
{
    TestClinic clinic;
    auth::Options dear;
    dear.argon2_memory_kib = 64;
    dear.argon2_passes = 2;
    REQUIRE(clinic->auth.create_user({.email = "old@test.example",
        .first_name = "O",
        .last_name = "L",
        .roles = {Role::patient},
        .password_hash = auth::hash_password(TestClinic::password, dear)}));
    CHECK(stored_hash(clinic, "old@test.example").contains("m=64,t=2"));
    REQUIRE(Browser(clinic).log_in("old@test.example").status == 200);
    CHECK(stored_hash(clinic, "old@test.example").contains("m=8,t=1"));
    CHECK(Browser(clinic).log_in("old@test.example").status == 200);
}

TEST_CASE("log-in: several at once of an account whose hash is of another cost all come in")
{
    TestClinic clinic;
    auth::Options dear; // long enough that they are under way together
    dear.argon2_memory_kib = 16 * 1024;
    dear.argon2_passes = 2;
    REQUIRE(clinic->auth.create_user({.email = "old@test.example",
        .first_name = "O",
        .last_name = "L",
        .roles = {Role::patient},
        .password_hash = auth::hash_password(TestClinic::password, dear)}));
    std::vector<std::thread> browsers;
    std::atomic<int> inside = 0;
    for (int i = 0; i < 6; ++i) {
        browsers.emplace_back([&] {
            Browser browser(clinic);
            const auto reply = browser.log_in("old@test.example");
            inside += reply.status == 200 && browser.me().status == 200 ? 1 : 0;
        });
    }
    for (auto& browser : browsers) browser.join();
    CHECK(inside == 6);
    CHECK(stored_hash(clinic, "old@test.example").contains("m=8,t=1"));
    clinic.settle();
    CHECK(clinic.database->read_now([](db::Tx& tx) {
        return tx.value<std::int64_t>("SELECT COUNT(*) FROM auth_login_failures");
    }) == 0);
}

TEST_CASE("log-in: of a flood the surplus is sent away at once, and a session goes on beside it")
{
    TestClinic clinic([](config::Config& config) { config.auth.argon2_memory_kib = 16 * 1024; });
    account(clinic, "zoe@test.example");
    Browser zoe(clinic);
    REQUIRE(zoe.log_in("zoe@test.example").status == 200);
    std::vector<std::thread> people;
    std::atomic<int> refused{0}, away{0};
    for (int i = 0; i < 200; ++i) {
        people.emplace_back([&, i] {
            const auto reply = Browser(clinic).log_in(fmt::format("nobody{}@test.example", i));
            if (reply.status == 401) ++refused;
            if (reply.status == 503 && reply.header("retry-after") == "2") ++away;
        });
    }
    CHECK(zoe.refresh().status == 200);
    for (auto& person : people) person.join();
    CHECK(away > 100);
    CHECK(refused + away == 200);
}

TEST_CASE("log-in: tries from one address are few a minute")
{
    TestClinic clinic([](config::Config& config) { config.limits.login_per_minute = 3; });
    for (int i = 0; i < 3; ++i) CHECK(Browser(clinic).log_in("nobody@test.example").status == 401);
    const auto reply = Browser(clinic).log_in("nobody@test.example");
    CHECK(reply.status == 429);
    CHECK(reply.header("retry-after") != "");
    CHECK(clinic.stranger().get("/api/auth/setup").status == 200);
}

TEST_CASE("log-in: neighbours behind one address do not shut out who is in")
{
    TestClinic clinic([](config::Config& config) { config.limits.login_per_minute = 3; });
    account(clinic, "zoe@test.example");
    Browser zoe(clinic);
    REQUIRE(zoe.log_in("zoe@test.example").status == 200);
    for (int i = 0; i < 3; ++i) (void)Browser(clinic).log_in("nobody@test.example");
    CHECK(Browser(clinic).log_in("nobody@test.example").status == 429);
    const auto reply = zoe.visitor().post("/api/auth/password/change",
        R"({"current_password":"not this one at all","new_password":"another horse battery"})");
    CHECK(reply.status == 422);
}

TEST_CASE("log-in: the same log-in sent again with its key opens one session")
{
    TestClinic clinic;
    account(clinic, "zoe@test.example");
    const auto* const body = R"({"email":"zoe@test.example","password":"correct horse battery"})";
    const auto first =
        clinic.stranger().with("idempotency-key", "k1").post("/api/auth/login", body);
    const auto again =
        clinic.stranger().with("idempotency-key", "k1").post("/api/auth/login", body);
    REQUIRE(first.status == 200);
    CHECK(again.body == first.body);
    CHECK(again.header("set-cookie") == first.header("set-cookie"));
    CHECK(clinic.database->read_now([](db::Tx& tx) {
        return tx.value<std::int64_t>("SELECT COUNT(*) FROM auth_sessions");
    }) == 1);
}

} // namespace clinic::test
