#include "factors.hpp"

namespace clinic::test {
namespace {

constexpr std::string_view invitation =
    R"({"email":"new@test.example","first_name":"N","last_name":"E","roles":["coach"],"language":"fr"})";

} // namespace

TEST_CASE("step-up: five minutes after the log-in a sensitive act asks who it is, and does nothing "
          "before")
{
    Zoe zoe({Role::admin});
    zoe.clinic->clock.advance_seconds(301);
    const auto before = stored(zoe.clinic);
    const auto refused = zoe.browser.visitor().post("/api/users", invitation);
    CHECK(refused.status == 403);
    CHECK(refused.code() == "step_up_needed");
    CHECK(stored(zoe.clinic) == before);
    CHECK(zoe.browser.visitor().get("/api/users").status == 200); // the rest goes on

    REQUIRE(zoe.step_up(fmt::format(R"("password":"{}")", TestClinic::password)).status == 200);
    CHECK(zoe.browser.visitor().post("/api/users", invitation).status == 201);
    // And so for five minutes, over a renewal too.
    zoe.clinic->clock.advance_seconds(299);
    REQUIRE(zoe.browser.refresh().status == 200);
    CHECK(zoe.browser.visitor().post("/api/auth/totp").status == 200);
    zoe.clinic->clock.advance_seconds(1);
    CHECK(zoe.browser.visitor().post("/api/auth/totp").code() == "step_up_needed");
    REQUIRE(zoe.browser.refresh().status == 200);
    CHECK(zoe.browser.visitor().post("/api/auth/totp").code() == "step_up_needed");
}

TEST_CASE("step-up: by code, recovery code or passkey; each once")
{
    Zoe zoe({Role::admin});
    REQUIRE(zoe.add_app().status == 200);
    Authenticator key;
    REQUIRE(zoe.add_passkey(key).status == 201);
    zoe.clinic->clock.advance_seconds(301);
    const auto code = fmt::format(R"("code":"{}")", zoe.code());
    CHECK(zoe.step_up(code).status == 200);
    CHECK(zoe.browser.visitor().post("/api/auth/totp").status == 200);
    CHECK(zoe.step_up(code).code() == "code_used");
    const auto recovery = fmt::format(R"("recovery_code":"{}")", zoe.codes[0]);
    CHECK(zoe.step_up(recovery).status == 200);
    CHECK(zoe.step_up(recovery).code() == "wrong_code");
    const auto challenge =
        zoe.clinic.stranger().post("/api/auth/passkeys/challenge").json("/challenge");
    ++key.counter;
    const auto passkey = fmt::format(R"("passkey":{})", key.assertion(challenge));
    CHECK(zoe.step_up(passkey).status == 200);
    CHECK(zoe.step_up(passkey).code() == "challenge_over");
}

TEST_CASE("step-up: a wrong answer proves nothing, is noted, and does not end the session")
{
    Zoe zoe({Role::admin});
    zoe.clinic->clock.advance_seconds(301);
    CHECK(zoe.step_up(R"("password":"wrong horse battery")").status == 422);
    CHECK(zoe.step_up(R"("code":"000000")").status == 422);
    CHECK(zoe.step_up(R"("password":"a","code":"000000")").status == 422);
    CHECK(zoe.step_up("").status == 422);
    CHECK(zoe.browser.visitor().post("/api/users", invitation).code() == "step_up_needed");
    CHECK(zoe.browser.me().status == 200);
    zoe.clinic.settle();
    CHECK(std::ranges::count(zoe.clinic.events(), "auth.login_refused") == 2);
}

TEST_CASE("step-up: somebody else's passkey proves nothing")
{
    Zoe zoe({Role::admin});
    Authenticator key;
    REQUIRE(zoe.add_passkey(key).status == 201);
    account(zoe.clinic, "noe@test.example", {Role::admin});
    Browser noe(zoe.clinic);
    REQUIRE(noe.log_in("noe@test.example").status == 200);
    zoe.clinic->clock.advance_seconds(301);
    const auto challenge =
        zoe.clinic.stranger().post("/api/auth/passkeys/challenge").json("/challenge");
    ++key.counter;
    CHECK(
        noe.visitor()
            .post("/api/auth/step-up", fmt::format(R"({{"passkey":{}}})", key.assertion(challenge)))
            .code() == "passkey_refused");
}

TEST_CASE("step-up: one session's proof is not another's")
{
    Zoe zoe({Role::admin});
    Browser other(zoe.clinic);
    REQUIRE(other.log_in("zoe@test.example").status == 200);
    zoe.clinic->clock.advance_seconds(301);
    REQUIRE(zoe.step_up(fmt::format(R"("password":"{}")", TestClinic::password)).status == 200);
    REQUIRE(other.refresh().status == 200);
    CHECK(other.visitor().post("/api/users", invitation).code() == "step_up_needed");
}

TEST_CASE("step-up: the acts that ask for it are these, in the route table")
{
    TestClinic clinic;
    std::vector<std::string> acts;
    for (const auto& route : clinic->router.routes()) {
        if (route.row.step_up || !route.row.step_up_name.empty()) acts.push_back(route.operation);
    }
    for (const std::string act :
        {"users.invite", "users.change", "auth.set_up_totp", "auth.remove_totp",
            "auth.renew_recovery_codes", "auth.passkey_options", "auth.remove_passkey"}) {
        CHECK_MESSAGE(std::ranges::count(acts, act) == 1, act);
    }
}

TEST_CASE(
    "step-up: who is demanded to prove themselves can do nothing else before, whatever they proved")
{
    Zoe zoe({Role::admin});
    zoe.clinic->clock.advance_seconds(10);
    const auto since = zoe.clinic->clock.now();
    zoe.clinic->auth.on_proof_demanded(
        [&zoe, since](UserId who) { return who == zoe.id ? std::optional(since) : std::nullopt; });
    CHECK(zoe.browser.visitor().get("/api/users").code() == "step_up_needed");
    CHECK(zoe.browser.me().status == 200);
    CHECK(zoe.clinic.sign_in(Role::admin).get("/api/users").status == 200);
    zoe.clinic->clock.advance_seconds(1);
    REQUIRE(zoe.step_up(fmt::format(R"("password":"{}")", TestClinic::password)).status == 200);
    CHECK(zoe.browser.visitor().get("/api/users").status == 200);
}

TEST_CASE("step-up: how long a proof counts is a setting")
{
    Zoe zoe({Role::admin}, [](config::Config& config) { config.auth.step_up_minutes = 1; });
    zoe.clinic->clock.advance_seconds(59);
    CHECK(zoe.browser.visitor().post("/api/auth/totp").status == 200);
    zoe.clinic->clock.advance_seconds(1);
    CHECK(zoe.browser.visitor().post("/api/auth/totp").code() == "step_up_needed");
}

} // namespace clinic::test
