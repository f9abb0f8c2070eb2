#include "factors.hpp"
#include "openid_provider.hpp"

#include "platform/core/secret.hpp"

#include <chrono>
#include <thread>

namespace clinic::test {
namespace {

struct Federated {
    OpenIdServer provider;
    TestClinic clinic;
    UserId zoe;
    std::string cookie{};

    explicit Federated(std::string algorithm = "ES256")
        : provider(std::move(algorithm)), clinic([this](config::Config& config) {
              config.oidc.issuer = provider.issuer;
              config.oidc.client_id = "monoclinic-test";
              config.oidc.client_secret = Secret("s+cret");
              config.oidc.private_network = true;
          })
    {
        clinic->clock.set(*Instant::parse("2026-06-01T08:00:00Z"));
        provider.now = clinic->clock.now().ms / 1000;
        zoe = account(clinic, "zoe@test.example", {Role::practitioner});
    }
    /// Where the browser is sent.
    std::string begin()
    {
        const auto reply = clinic.stranger().post("/api/auth/oidc/start");
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        const auto set = reply.header("set-cookie");
        cookie = set.substr(0, set.find(';'));
        return reply.json("/url");
    }
    Reply finish(std::string_view code, std::string_view state)
    {
        return clinic.stranger()
            .with("cookie", cookie)
            .post("/api/auth/oidc/finish",
                fmt::format(R"({{"code":"{}","state":"{}"}})", code, state));
    }
    Reply log_in()
    {
        const auto code = provider.agree(begin());
        return finish(code, provider.asked("state"));
    }
};

} // namespace

TEST_CASE("openid: who has an account here logs in with the provider, by any of three algorithms")
{
    for (const std::string algorithm : {"RS256", "ES256", "EdDSA"}) {
        INFO(algorithm);
        Federated at(algorithm);
        const auto reply = at.log_in();
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        CHECK(reply.json("/user/email") == "zoe@test.example");
        CHECK(Visitor(at.clinic, reply.json("/access_token"), at.zoe)
                  .get("/api/auth/sessions")
                  .status == 200);
    }
}

TEST_CASE("openid: the browser is sent with PKCE, state and nonce, none of them in the database")
{
    Federated at;
    const auto url = at.begin();
    CHECK(url.starts_with(at.provider.issuer + "/authorize?response_type=code&"));
    (void)at.provider.agree(url);
    CHECK(at.provider.asked("client_id") == "monoclinic-test");
    CHECK(at.provider.asked("redirect_uri") == "http://127.0.0.1:8080/login/callback");
    CHECK(at.provider.asked("scope") == "openid email");
    CHECK(at.provider.asked("code_challenge_method") == "S256");
    CHECK(at.provider.asked("code_challenge").size() == 43);
    CHECK(at.provider.asked("state").size() == 43);
    CHECK(at.provider.asked("nonce").size() == 43);
    const auto all = at.clinic.snapshot();
    CHECK_FALSE(all.contains(at.provider.asked("state")));
    CHECK_FALSE(all.contains(at.cookie.substr(at.cookie.find('=') + 1)));
}

TEST_CASE("openid: no account is made, and none opened by an address that is not verified")
{
    Federated at;
    at.provider.email = "nobody@test.example";
    CHECK(at.log_in().code() == "no_account");
    at.provider.email = "zoe@test.example";
    for (const std::string doubt : {"false", "null", "\"no\"", "1"}) {
        at.provider.verified = doubt;
        CHECK(at.log_in().code() == "no_account");
    }
    at.provider.verified = "\"true\"";
    CHECK(at.log_in().status == 200);
    auto admin = at.clinic.sign_in(Role::admin);
    REQUIRE(admin.patch("/api/users/" + at.zoe.str(), R"({"status":"disabled"})").status == 200);
    CHECK(at.log_in().code() == "no_account");
}

TEST_CASE("openid: the address may be told beside the token, for the same person")
{
    Federated at;
    at.provider.email_in_token = false;
    CHECK(at.log_in().status == 200);
    at.provider.verified = "false";
    CHECK(at.log_in().code() == "no_account");
    at.provider.verified = "true";
    at.provider.userinfo_subject = "u2";
    CHECK(at.log_in().code() == "no_account");
}

TEST_CASE("openid: a token that is not ours, not now, or not signed opens nothing")
{
    const std::pair<std::string, void (*)(OpenIdServer&)> lies[] = {
        {"another issuer", [](OpenIdServer& p) { p.claimed_issuer = "https://evil.example"; }},
        {"another audience", [](OpenIdServer& p) { p.audience = R"("somebody")"; }},
        {"several audiences", [](OpenIdServer& p) { p.audience = R"(["monoclinic-test","x"])"; }},
        {"for another party", [](OpenIdServer& p) { p.more_claims = R"(,"azp":"somebody")"; }},
        {"another nonce", [](OpenIdServer& p) { p.nonce = "x"; }},
        {"expired", [](OpenIdServer& p) { p.lives = -61; }},
        {"issued tomorrow", [](OpenIdServer& p) { p.now += 86'400; }},
        {"a spoilt signature", [](OpenIdServer& p) { p.spoils_signature = true; }},
        {"no algorithm", [](OpenIdServer& p) { p.header_algorithm = "none"; }},
        {"HMAC", [](OpenIdServer& p) { p.header_algorithm = "HS256"; }},
        {"RSA by an EC key", [](OpenIdServer& p) { p.header_algorithm = "RS256"; }},
        {"a key that is not published", [](OpenIdServer& p) { p.publishes_key = false; }},
    };
    for (const auto& [name, lie] : lies) {
        INFO(name);
        Federated at;
        lie(at.provider);
        const auto reply = at.log_in();
        CHECK(reply.status == 401);
        CHECK(reply.code() == "provider_refused");
    }
}

TEST_CASE("openid: what begins in one browser ends there, once, and in ten minutes")
{
    Federated at;
    const auto code = at.provider.agree(at.begin());
    const auto state = at.provider.asked("state");
    const auto cookie = std::exchange(at.cookie, "monoclinic_oidc=" + crypto::random_token());
    CHECK(at.finish(code, state).code() == "provider_refused"); // somebody else's browser
    at.cookie = cookie;
    CHECK(at.finish(code, state).code() == "provider_refused"); // the state is spent
    const auto again = at.provider.agree(at.begin());
    CHECK(at.finish(again, "made-up").code() == "provider_refused");
    CHECK(at.finish("made-up", at.provider.asked("state")).code() == "provider_refused");
    const auto late = at.provider.agree(at.begin());
    at.clinic->clock.advance_seconds(600);
    CHECK(at.finish(late, at.provider.asked("state")).code() == "provider_refused");
}

TEST_CASE(
    "openid: keys and addresses are kept, and looked at anew when the provider changes its keys")
{
    Federated at;
    REQUIRE(at.log_in().status == 200);
    REQUIRE(at.log_in().status == 200);
    CHECK(at.provider.discoveries == 1);
    CHECK(at.provider.key_reads == 1);
    at.provider.key = ProviderKey("ES256", "k2");
    at.clinic->clock.advance_seconds(61);
    at.provider.now += 61;
    CHECK(at.log_in().status == 200);
    CHECK(at.provider.key_reads == 2);
    // A flood of unknown keys is no flood of look-ups.
    at.provider.publishes_key = false;
    at.provider.key = ProviderKey("ES256", "k3");
    for (int i = 0; i < 5; ++i) CHECK(at.log_in().status == 401);
    CHECK(at.provider.key_reads == 2);
}

TEST_CASE("openid: a provider that did not answer is left alone for half a minute")
{
    Federated at;
    at.provider.answers = false;
    const auto click = [&] { return at.clinic.stranger().post("/api/auth/oidc/start"); };
    for (int i = 0; i < 5; ++i) CHECK(click().code() == "provider_unreachable");
    CHECK(at.provider.discoveries == 1);
    at.provider.answers = true;
    at.clinic->clock.advance_seconds(29);
    CHECK(click().status == 503);
    CHECK(at.provider.discoveries == 1);
    at.clinic->clock.advance_seconds(2);
    CHECK(click().status == 200);
    CHECK(at.provider.discoveries == 2);
}

TEST_CASE(
    "openid: many who click at once ask once, and a provider that hangs holds up no other log-in")
{
    Federated at;
    std::atomic<int> sent = 0;
    std::vector<std::jthread> clicks;
    {
        const std::lock_guard hanging(at.provider.door);
        for (int i = 0; i < 8; ++i) {
            clicks.emplace_back([&] {
                if (at.clinic.stranger().post("/api/auth/oidc/start").status == 200) ++sent;
            });
        }
        while (at.provider.discoveries == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        CHECK(Browser(at.clinic).log_in("zoe@test.example").status == 200);
        CHECK(sent == 0);
    }
    clicks.clear();
    CHECK(sent == 8);
    CHECK(at.provider.discoveries == 1);
}

TEST_CASE("openid: a document that speaks for another issuer is not believed")
{
    Federated at;
    at.provider.document_issuer = "https://elsewhere.example";
    const auto reply = at.clinic.stranger().post("/api/auth/oidc/start");
    CHECK(reply.status == 503);
    CHECK(reply.code() == "provider_unreachable");
}

TEST_CASE("openid: an account with a second factor is asked for it all the same")
{
    Federated at;
    Browser browser(at.clinic);
    REQUIRE(browser.log_in("zoe@test.example").status == 200);
    const auto secret = from_base32(browser.visitor().post("/api/auth/totp").json("/secret"));
    const auto step = static_cast<std::uint64_t>(at.clinic->clock.now().ms / 30'000);
    REQUIRE(browser.visitor()
                .post("/api/auth/totp/confirm",
                    fmt::format(R"({{"code":"{}"}})", crypto::hotp(secret, step)))
                .status == 200);
    const auto reply = at.log_in();
    CHECK(reply.status == 200);
    CHECK(reply.json("/access_token") == "");
    CHECK(reply.json("/second_factor_required/challenge") != "");
}

TEST_CASE(
    "openid: without a provider there is none, and private addresses are asked only when allowed")
{
    TestClinic clinic;
    CHECK(clinic.stranger().get("/api/auth/oidc").json("/enabled") == "false");
    CHECK(clinic.stranger().post("/api/auth/oidc/start").status == 404);
    CHECK(clinic.stranger().post("/api/auth/oidc/finish", R"({"code":"a","state":"b"})").status ==
          404);
    OpenIdServer provider;
    TestClinic strict([&](config::Config& config) {
        config.oidc.issuer = provider.issuer;
        config.oidc.client_id = "monoclinic-test";
    });
    CHECK(strict.stranger().get("/api/auth/oidc").json("/label") == "127.0.0.1");
    CHECK(strict.stranger().post("/api/auth/oidc/start").status == 503);
    CHECK(provider.discoveries == 0);
}

} // namespace clinic::test
