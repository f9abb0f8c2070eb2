#include "factors.hpp"

namespace clinic::test {

TEST_CASE("passkeys: added, it logs in by itself, without a name or a password")
{
    for (const auto algorithm :
        {Authenticator::Algorithm::es256, Authenticator::Algorithm::eddsa}) {
        Zoe zoe;
        Authenticator key(algorithm);
        const auto options = zoe.browser.visitor().post("/api/auth/passkeys/options");
        CHECK(options.json("/rp_id") == "127.0.0.1");
        CHECK(options.json("/algorithms") == "[-8,-7]");
        const auto added = zoe.browser.visitor().post(
            "/api/auth/passkeys", key.registration(options.json("/challenge")));
        REQUIRE_MESSAGE(added.status == 201, added.body);
        CHECK(added.size("/recovery_codes") == 10);
        CHECK(zoe.browser.visitor().post("/api/auth/passkeys/options").json("/exclude/0") ==
              key.credential_id());

        ++key.counter;
        const auto reply = zoe.log_in_by(key);
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        CHECK(reply.json("/user/email") == "zoe@test.example");
        CHECK(zoe.browser.me().status == 200);
        const auto mine = zoe.browser.visitor().get("/api/auth/factors");
        CHECK(mine.json("/passkeys/0/name") == "Clé");
        CHECK(mine.json("/passkeys/0/last_used_at") == "2026-06-01T08:00:00Z");
    }
}

TEST_CASE("passkeys: as the second step after the password")
{
    Zoe zoe;
    Authenticator key;
    REQUIRE(zoe.add_passkey(key).status == 201);
    const auto asked = zoe.ask();
    CHECK(asked.json("/second_factor_required/methods") == R"(["passkey","recovery_code"])");
    CHECK(asked.json("/second_factor_required/passkeys/0") == key.credential_id());
    const auto challenge = asked.json("/second_factor_required/challenge");
    ++key.counter;
    const auto answer = fmt::format(R"("passkey":{})", key.assertion(challenge));
    CHECK(zoe.answer(challenge, answer).status == 200);
    // Neither the challenge nor what was signed over it is good again.
    CHECK(zoe.answer(challenge, answer).code() == "challenge_over");
    CHECK(zoe.answer(zoe.challenge(), answer).code() == "passkey_refused");
}

TEST_CASE("passkeys: one whose counter does not grow is refused, marked and told of")
{
    Zoe zoe;
    Authenticator key;
    key.counter = 5;
    REQUIRE(zoe.add_passkey(key).status == 201);
    ++key.counter;
    REQUIRE(zoe.log_in_by(key).status == 200);
    const auto clone = zoe.log_in_by(key); // 6 again
    CHECK(clone.status == 401);
    CHECK(clone.code() == "passkey_cloned");
    zoe.clinic.settle();
    CHECK(zoe.browser.visitor().get("/api/auth/factors").json("/passkeys/0/cloned_at") != "");
    // From now on not even a grown counter helps.
    key.counter = 100;
    CHECK(zoe.log_in_by(key).code() == "passkey_cloned");
}

TEST_CASE("passkeys: a copy of the only one does not make the password enough: a recovery code is "
          "asked for")
{
    std::vector<Role> roles{Role::patient};
    SUBCASE("of a patient") {}
    SUBCASE("of staff, who must have a second factor")
    {
        roles = {Role::practitioner};
    }
    Zoe zoe(
        roles, [](config::Config& config) { config.auth.second_factor = "required_for_staff"; });
    Authenticator key;
    key.counter = 5;
    const auto added = zoe.add_passkey(key);
    REQUIRE(added.status == 201);
    CHECK(zoe.log_in_by(key).code() == "passkey_cloned");
    const auto asked = zoe.ask();
    CHECK(asked.json("/access_token") == "");
    CHECK(asked.json("/second_factor_required/methods") == R"(["recovery_code"])");
    CHECK(zoe.answer(asked.json("/second_factor_required/challenge"), R"("recovery_code":"AAAA")")
              .code() == "wrong_code");
    REQUIRE(zoe.answer(asked.json("/second_factor_required/challenge"),
                   fmt::format(R"("recovery_code":"{}")", added.json("/recovery_codes/0")))
                .status == 200);
    CHECK(zoe.browser.me().status == 200);
    REQUIRE(zoe.add_app().status == 200); // and all is well again
    CHECK(zoe.browser.visitor().get("/api/auth/sessions").status == 200);
}

TEST_CASE("passkeys: with the only one refused and no recovery code left, nothing but a reset of "
          "the factors opens the account")
{
    Zoe zoe({Role::patient});
    Authenticator key;
    key.counter = 5;
    const auto added = zoe.add_passkey(key);
    REQUIRE(added.status == 201);
    CHECK(zoe.log_in_by(key).code() == "passkey_cloned");
    for (int i = 0; i < 10; ++i) {
        const auto code = added.json(fmt::format("/recovery_codes/{}", i));
        REQUIRE(zoe.answer(zoe.challenge(), fmt::format(R"("recovery_code":"{}")", code)).status ==
                200);
        zoe.clinic->clock.advance_seconds(120);
    }
    CHECK(zoe.ask().code() == "second_factor_lost");
    CHECK(zoe.clinic->auth.reset_factors("nobody@test.example").error().code == "no_account");
    REQUIRE(zoe.clinic->auth.reset_factors("Zoe@test.example"));
    CHECK(zoe.browser.me().status == 401);
    CHECK(zoe.ask().json("/access_token") != "");
}

TEST_CASE("passkeys: its owner, who is inside, removes a refused one and with it the second step")
{
    Zoe zoe({Role::patient});
    Authenticator key;
    key.counter = 5;
    REQUIRE(zoe.add_passkey(key).status == 201);
    CHECK(zoe.log_in_by(key).code() == "passkey_cloned");
    const auto id = zoe.browser.visitor().get("/api/auth/factors").json("/passkeys/0/id");
    REQUIRE(zoe.browser.visitor().del("/api/auth/passkeys/" + id).status == 204);
    CHECK(zoe.ask().json("/access_token") != "");
}

TEST_CASE("passkeys: one that does not count is taken as it is")
{
    Zoe zoe;
    Authenticator key;
    key.counter = 0;
    REQUIRE(zoe.add_passkey(key).status == 201);
    CHECK(zoe.log_in_by(key).status == 200);
    CHECK(zoe.log_in_by(key).status == 200);
}

TEST_CASE("passkeys: what an honest authenticator would not write is not registered")
{
    const std::pair<std::string, void (*)(Authenticator&)> lies[] = {
        {"another site", [](Authenticator& a) { a.origin = "https://evil.example"; }},
        {"another port", [](Authenticator& a) { a.origin = "http://127.0.0.1:8081"; }},
        {"within another site", [](Authenticator& a) { a.cross_origin = true; }},
        {"another party", [](Authenticator& a) { a.rp_id = "evil.example"; }},
        {"an assertion", [](Authenticator& a) { a.type = "webauthn.get"; }},
        {"nobody present", [](Authenticator& a) { a.flags = 0x04; }},
        {"nobody verified", [](Authenticator& a) { a.flags = 0x01; }},
        {"extensions that are not there", [](Authenticator& a) { a.flags = 0x85; }},
        {"another format", [](Authenticator& a) { a.format = "android-safetynet"; }},
        {"a statement with none", [](Authenticator& a) { a.statement = "\xA1\x61x\x01"; }},
        {"packed without a signature", [](Authenticator& a) { a.format = "packed"; }},
        {"a statement that is no map", [](Authenticator& a) { a.statement = "\x01"; }},
    };
    for (const auto& [name, lie] : lies) {
        INFO(name);
        Zoe zoe;
        Authenticator key;
        lie(key);
        const auto reply = zoe.add_passkey(key);
        CHECK(reply.status == 422);
        CHECK(zoe.browser.visitor().get("/api/auth/factors").size("/passkeys") == 0);
    }
}

TEST_CASE("passkeys: a lying or foreign assertion opens nothing")
{
    Zoe zoe;
    Authenticator key;
    REQUIRE(zoe.add_passkey(key).status == 201);
    const std::pair<std::string, void (*)(Authenticator&)> lies[] = {
        {"another site", [](Authenticator& a) { a.origin = "https://evil.example"; }},
        {"another party", [](Authenticator& a) { a.rp_id = "evil.example"; }},
        {"a registration", [](Authenticator& a) { a.type = "webauthn.create"; }},
        {"nobody present", [](Authenticator& a) { a.flags = 0x04; }},
        {"nobody verified", [](Authenticator& a) { a.flags = 0x01; }},
    };
    key.counter = 10;
    for (const auto& [name, lie] : lies) {
        INFO(name);
        const auto [origin, rp_id, type, flags] = std::tuple(
            key.origin, key.rp_id, key.type, key.flags);
        lie(key);
        CHECK(zoe.log_in_by(key).code() == "passkey_refused");
        std::tie(key.origin, key.rp_id, key.type, key.flags) = std::tie(origin, rp_id, type, flags);
    }
    CHECK(zoe.log_in_by(Authenticator()).code() == "passkey_refused");
    CHECK(zoe.log_in_by(key).status == 200);
}

TEST_CASE("passkeys: a challenge is ours, fresh, and good once")
{
    Zoe zoe;
    Authenticator key;
    REQUIRE(zoe.add_passkey(key).status == 201);
    key.counter = 10;
    const auto send = [&](std::string_view challenge) {
        return zoe.clinic.stranger().post("/api/auth/login/passkey", key.assertion(challenge));
    };
    CHECK(send(crypto::random_token()).code() == "challenge_over");
    const auto challenge =
        zoe.clinic.stranger().post("/api/auth/passkeys/challenge").json("/challenge");
    CHECK(send(challenge).status == 200);
    key.counter = 11;
    CHECK(send(challenge).code() == "challenge_over");
    const auto late = zoe.clinic.stranger().post("/api/auth/passkeys/challenge").json("/challenge");
    zoe.clinic->clock.advance_seconds(300);
    CHECK(send(late).code() == "challenge_over");
    // One made for adding a passkey, or for a second step, logs nobody in.
    CHECK(send(zoe.challenge()).code() == "challenge_over");
}

TEST_CASE("passkeys: registration needs the challenge of this very session")
{
    Zoe zoe;
    Browser other(zoe.clinic);
    REQUIRE(other.log_in("zoe@test.example").status == 200);
    const auto challenge = other.visitor().post("/api/auth/passkeys/options").json("/challenge");
    Authenticator key;
    CHECK(zoe.browser.visitor().post("/api/auth/passkeys", key.registration(challenge)).status ==
          422);
    CHECK(other.visitor().post("/api/auth/passkeys", key.registration(challenge)).status == 201);
    CHECK(other.visitor().post("/api/auth/passkeys", key.registration(challenge)).status == 422);
    // The same credential for somebody else is refused.
    account(zoe.clinic, "noe@test.example");
    Browser noe(zoe.clinic);
    REQUIRE(noe.log_in("noe@test.example").status == 200);
    const auto his = noe.visitor().post("/api/auth/passkeys/options").json("/challenge");
    CHECK(
        noe.visitor().post("/api/auth/passkeys", key.registration(his)).code() == "passkey_taken");
}

TEST_CASE("passkeys: named, renamed and removed by their owner alone")
{
    Zoe zoe;
    Authenticator key;
    REQUIRE(zoe.add_passkey(key).status == 201);
    const auto id = zoe.browser.visitor().get("/api/auth/factors").json("/passkeys/0/id");
    const auto path = "/api/auth/passkeys/" + id;
    auto stranger = zoe.clinic.sign_in(Role::admin);
    CHECK(stranger.patch(path, R"({"name":"Mine"})").status == 404);
    CHECK(stranger.del(path).status == 404);
    auto mine = zoe.browser.visitor();
    CHECK(mine.with("if-match", "\"7\"").patch(path, R"({"name":"Bureau"})").status == 412);
    CHECK(mine.with("if-match", "\"1\"").patch(path, R"({"name":"Bureau"})").json("/name") ==
          "Bureau");
    CHECK(mine.del(path).status == 204);
    ++key.counter;
    CHECK(zoe.log_in_by(key).code() == "passkey_refused");
}

TEST_CASE("passkeys: a disabled account has no use of its own")
{
    Zoe zoe;
    Authenticator key;
    REQUIRE(zoe.add_passkey(key).status == 201);
    auto admin = zoe.clinic.sign_in(Role::admin);
    REQUIRE(admin.patch("/api/users/" + zoe.id.str(), R"({"status":"disabled"})").status == 200);
    ++key.counter;
    CHECK(zoe.log_in_by(key).code() == "passkey_refused");
}

TEST_CASE("passkeys: one that signs for itself is taken when the signature is right")
{
    Zoe zoe;
    Authenticator key;
    key.format = "packed";
    const auto challenge =
        zoe.browser.visitor().post("/api/auth/passkeys/options").json("/challenge");
    const auto client = key.client_data("webauthn.create", challenge);
    const auto signature = key.sign(key.data(true) + crypto::sha256(client));
    key.statement = "\xA2\x63"
                    "alg\x26\x63sig\x58" +
                    std::string(1, static_cast<char>(signature.size())) + signature;
    CHECK(zoe.browser.visitor().post("/api/auth/passkeys", key.registration(challenge)).status ==
          201);
}

} // namespace clinic::test
