#include "factors.hpp"

#include <thread>

namespace clinic::test {

TEST_CASE("second factor: an app is added by its secret and a code of it, and ten recovery codes "
          "come with it")
{
    Zoe zoe;
    const auto setup = zoe.browser.visitor().post("/api/auth/totp");
    REQUIRE(setup.status == 200);
    CHECK(setup.json("/secret").size() == 32); // 160 bits
    CHECK(setup.json("/uri").starts_with("otpauth://totp/Monoclinic:zoe%40test.example?secret="));
    CHECK(setup.header("cache-control") == "no-store");
    zoe.secret = from_base32(setup.json("/secret"));
    const auto before = zoe.browser.visitor().get("/api/auth/factors");
    CHECK(before.json("/totp_since") == ""); // not before a code has come
    CHECK(zoe.ask().json("/access_token") != "");

    CHECK(zoe.confirm("000000").status == 422);
    REQUIRE(zoe.confirm(zoe.code()).status == 200);
    CHECK(zoe.codes.size() == 10);
    const auto after = zoe.browser.visitor().get("/api/auth/factors");
    CHECK(after.json("/totp_since") == "2026-06-01T08:00:00Z");
    CHECK(after.json("/recovery_codes_left") == "10");
    CHECK(after.json("/has_password") == "true");
    CHECK(after.json("/required") == "false");
}

TEST_CASE("second factor: neither the secret nor a code lies in the database, and a challenge only "
          "as its hash")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    const auto challenge = zoe.challenge();
    const auto all = zoe.clinic.snapshot();
    CHECK_FALSE(all.contains(zoe.secret));
    CHECK_FALSE(all.contains(crypto::base32(zoe.secret)));
    CHECK_FALSE(all.contains(crypto::base64url(zoe.secret)));
    CHECK_FALSE(all.contains(zoe.codes.front()));
    CHECK_FALSE(all.contains(challenge));
}

TEST_CASE("second factor: the password opens nothing any more; the code does")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    zoe.next_step();
    const auto asked = zoe.ask();
    CHECK(asked.status == 200);
    CHECK(asked.json("/access_token") == "");
    CHECK(asked.json("/user") == "");
    CHECK(asked.header("set-cookie") == "");
    CHECK(asked.json("/second_factor_required/methods") == R"(["totp","recovery_code"])");
    CHECK(asked.json("/second_factor_required/expires_in") == "300");
    const auto challenge = asked.json("/second_factor_required/challenge");
    CHECK(challenge.size() == 43); // 256 bits

    const auto reply = zoe.answer_code(challenge, zoe.code());
    REQUIRE(reply.status == 200);
    CHECK(reply.json("/user/email") == "zoe@test.example");
    CHECK(reply.header("set-cookie").starts_with("monoclinic_refresh="));
    CHECK(zoe.browser.me().status == 200);
    // The challenge is spent.
    zoe.next_step();
    CHECK(zoe.answer_code(challenge, zoe.code()).code() == "challenge_over");
}

TEST_CASE("second factor: a code is good once for ever, and none before it afterwards")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    CHECK(zoe.answer_code(zoe.challenge(), zoe.code()).code() == "code_used"); // by adding it
    zoe.next_step();
    const auto code = zoe.code();
    const auto next = zoe.code(1); // a phone that is fast
    REQUIRE(zoe.answer_code(zoe.challenge(), next).status == 200);
    CHECK(zoe.answer_code(zoe.challenge(), next).code() == "code_used");
    CHECK(zoe.answer_code(zoe.challenge(), code).code() == "code_used");
    zoe.next_step();
    CHECK(zoe.answer_code(zoe.challenge(), next).code() == "code_used");
}

TEST_CASE("second factor: of many parallel uses of one code, one wins")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    zoe.next_step();
    std::vector<std::string> challenges;
    for (int i = 0; i < 8; ++i) challenges.push_back(zoe.challenge());
    const auto code = zoe.code();
    std::atomic<int> won = 0;
    std::vector<std::thread> thieves;
    for (const auto& challenge : challenges) {
        thieves.emplace_back([&zoe, &won, challenge, code] {
            const auto reply =
                zoe.clinic.stranger()
                    .with("user-agent", zoe.browser.agent)
                    .post("/api/auth/login/second-factor",
                        fmt::format(R"({{"challenge":"{}","code":"{}"}})", challenge, code));
            won += reply.status == 200 ? 1 : 0;
        });
    }
    for (auto& thief : thieves) thief.join();
    CHECK(won == 1);
}

TEST_CASE("second factor: a recovery code works once, however it is typed, and others still do")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    std::string typed;
    for (const char c : zoe.codes[3]) {
        if (c != '-') typed += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    const auto by = [&](std::string_view code) {
        return zoe.answer(zoe.challenge(), fmt::format(R"("recovery_code":"{}")", code));
    };
    REQUIRE(by(typed).status == 200);
    CHECK(by(zoe.codes[3]).code() == "wrong_code");
    CHECK(zoe.browser.visitor().get("/api/auth/factors").json("/recovery_codes_left") == "9");
    CHECK(by("AAAA-AAAA-AAAA-AAAA").code() == "wrong_code");
    CHECK(by(zoe.codes[4]).status == 200);

    const auto fresh = zoe.browser.visitor().post("/api/auth/recovery-codes");
    REQUIRE(fresh.status == 200);
    CHECK(fresh.size("/codes") == 10);
    CHECK(by(zoe.codes[5]).code() == "wrong_code"); // those before are gone
    CHECK(by(fresh.json("/codes/0")).status == 200);
}

TEST_CASE("second factor: five tries a challenge, five minutes, one browser, one password")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    zoe.next_step();
    const auto challenge = zoe.challenge();
    for (int i = 0; i < 5; ++i) CHECK(zoe.answer_code(challenge, "000000").code() == "wrong_code");
    CHECK(zoe.answer_code(challenge, zoe.code()).code() == "challenge_over");

    const auto late = zoe.challenge();
    zoe.clinic->clock.advance_seconds(300);
    CHECK(zoe.answer_code(late, zoe.code()).code() == "challenge_over");

    const auto stolen = zoe.challenge();
    zoe.browser.agent = "curl/8";
    CHECK(zoe.answer_code(stolen, zoe.code()).code() == "challenge_over");
    CHECK(zoe.answer_code("made-up", zoe.code()).code() == "challenge_over");

    zoe.clinic->clock.advance_seconds(900); // the pause that the wrong codes brought
    const auto before_change = zoe.challenge();
    const auto hash = auth::hash_password(
        "another horse battery", {.argon2_memory_kib = 8, .argon2_passes = 1});
    zoe.clinic.database->write_now([&](db::Tx& tx) {
        tx.run("UPDATE auth_users SET password_hash = :hash WHERE id = :id", hash, zoe.id);
    });
    CHECK(zoe.answer_code(before_change, zoe.code()).code() == "challenge_over");
}

TEST_CASE("second factor: who guesses codes is slowed for that account, wherever from; passkeys "
          "still open it")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    Authenticator key;
    REQUIRE(zoe.add_passkey(key).status == 201);
    const auto guess = [&] { return zoe.answer_code(zoe.challenge(), "000000"); };
    for (int i = 0; i < 5; ++i) CHECK(guess().code() == "wrong_code");
    for (const int pause : {1, 2, 4, 8}) {
        auto late = guess();
        CHECK(late.status == 429);
        CHECK(late.code() == "too_many");
        CHECK(late.header("retry-after") == std::to_string(pause));
        zoe.clinic->clock.advance_seconds(pause - 1);
        CHECK(guess().status == 429);
        // Neither another kind of code nor a right one goes past it.
        CHECK(zoe.answer(zoe.challenge(), R"("recovery_code":"AAAA")").status == 429);
        CHECK(zoe.answer_code(zoe.challenge(), zoe.code()).status == 429);
        zoe.clinic->clock.advance_seconds(1);
        CHECK(guess().code() == "wrong_code");
    }
    // The count lies in the database, so that a restart forgets nothing.
    CHECK(zoe.clinic.database->read_now([](db::Tx& tx) {
        return tx.value<std::int64_t>("SELECT MAX(failures) FROM auth_login_failures");
    }) == 9);
    const auto challenge = zoe.challenge();
    ++key.counter;
    CHECK(zoe.answer(challenge, fmt::format(R"("passkey":{})", key.assertion(challenge))).status ==
          200);
}

TEST_CASE("second factor: of many guesses at once no more are looked at than one after the other")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    std::vector<std::string> challenges;
    for (int i = 0; i < 12; ++i) challenges.push_back(zoe.challenge());
    std::atomic<int> looked_at = 0;
    std::vector<std::thread> thieves;
    for (const auto& challenge : challenges) {
        thieves.emplace_back([&zoe, &looked_at, challenge] {
            const auto reply =
                zoe.clinic.stranger()
                    .with("user-agent", zoe.browser.agent)
                    .post("/api/auth/login/second-factor",
                        fmt::format(R"({{"challenge":"{}","code":"000000"}})", challenge));
            looked_at += reply.status == 401 ? 1 : 0;
        });
    }
    for (auto& thief : thieves) thief.join();
    CHECK(looked_at == 5);
}

TEST_CASE("second factor: a right code makes the wrong ones before it forgotten")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    zoe.next_step();
    for (int i = 0; i < 4; ++i) (void)zoe.answer_code(zoe.challenge(), "000000");
    REQUIRE(zoe.answer_code(zoe.challenge(), zoe.code()).status == 200);
    for (int i = 0; i < 5; ++i)
        CHECK(zoe.answer_code(zoe.challenge(), "000000").code() == "wrong_code");
    CHECK(zoe.answer_code(zoe.challenge(), "000000").status == 429);
}

TEST_CASE("second factor: guesses at a step-up and at a new app count like those at the log-in")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    for (int i = 0; i < 5; ++i) CHECK(zoe.step_up(R"("code":"000000")").status == 422);
    CHECK(zoe.step_up(R"("code":"000000")").status == 429);
    CHECK(zoe.confirm("000000").status == 429);
    CHECK(zoe.answer_code(zoe.challenge(), "000000").status == 429);
}

TEST_CASE(
    "second factor: refused answers leave nothing but a spent try and their note in the audit")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    const auto challenge = zoe.challenge();
    zoe.clinic.settle();
    const std::vector<std::string> notes{
        "admin_audit", "bus_outbox", "bus_inbox", "auth_challenges", "auth_login_failures"};
    const auto before = zoe.clinic.snapshot(notes);
    CHECK(zoe.answer_code(challenge, "000000").status == 401);
    CHECK(zoe.answer(challenge, R"("recovery_code":"AAAA")").status == 401);
    zoe.clinic.settle();
    CHECK(zoe.clinic.snapshot(notes) == before);
    const auto told = zoe.clinic.events();
    CHECK(std::ranges::count(told, "auth.login_refused") == 2);
}

TEST_CASE("second factor: one answer of one kind is asked for")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    CHECK(zoe.answer(zoe.challenge(), R"("code":"000000","recovery_code":"AAAA")").status == 422);
    CHECK(zoe.clinic.stranger()
              .post("/api/auth/login/second-factor", R"({"challenge":"x"})")
              .status == 422);
}

TEST_CASE("second factor: removed, the password is enough again and the recovery codes are gone")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    CHECK(zoe.browser.visitor().del("/api/auth/totp").status == 204);
    CHECK(zoe.browser.visitor().del("/api/auth/totp").status == 404);
    CHECK(zoe.ask().json("/access_token") != "");
    CHECK(zoe.browser.visitor().get("/api/auth/factors").json("/recovery_codes_left") == "0");
    CHECK(zoe.browser.visitor().post("/api/auth/recovery-codes").code() == "no_second_factor");
    // Added again, its steps stay spent.
    const auto setup = zoe.browser.visitor().post("/api/auth/totp");
    zoe.secret = from_base32(setup.json("/secret"));
    CHECK(zoe.confirm(zoe.code()).status == 422);
    zoe.next_step();
    CHECK(zoe.confirm(zoe.code()).status == 200);
}

TEST_CASE("second factor: a new phone replaces the old one only once it has shown a code")
{
    Zoe zoe;
    REQUIRE(zoe.add_app().status == 200);
    const auto old = zoe.secret;
    zoe.next_step();
    const auto setup = zoe.browser.visitor().post("/api/auth/totp");
    REQUIRE(setup.status == 200);
    REQUIRE(zoe.answer_code(zoe.challenge(), zoe.code()).status == 200);
    zoe.next_step();
    zoe.secret = from_base32(setup.json("/secret"));
    const auto replaced = zoe.confirm(zoe.code());
    CHECK(replaced.status == 200);
    CHECK(replaced.json("/recovery_codes") == ""); // those from before are still good
    zoe.next_step();
    CHECK(zoe.answer_code(zoe.challenge(), zoe.code()).status == 200);
    zoe.next_step();
    zoe.secret = old;
    CHECK(zoe.answer_code(zoe.challenge(), zoe.code()).code() == "wrong_code");
    zoe.clinic->clock.advance_seconds(1'800);
    CHECK(zoe.confirm("000000").status != 200);
}

TEST_CASE("second factor: a set-up that waited half an hour is over")
{
    Zoe zoe;
    const auto setup = zoe.browser.visitor().post("/api/auth/totp");
    zoe.secret = from_base32(setup.json("/secret"));
    zoe.clinic->clock.advance_seconds(1'800);
    REQUIRE(zoe.browser.log_in("zoe@test.example").status == 200);
    CHECK(zoe.confirm(zoe.code()).code() == "no_totp_setup");
}

// ---- staff must have one ------------------------------------------------------------------------

namespace {
void strict(config::Config& config)
{
    config.auth.second_factor = "required_for_staff";
}
} // namespace

TEST_CASE("second factor required: staff without one can do nothing but add it, then everything")
{
    Zoe zoe({Role::admin}, strict);
    auto visitor = zoe.browser.visitor();
    CHECK(visitor.get("/api/users").code() == "second_factor_setup_needed");
    CHECK(visitor.get("/api/admin/audit").status == 403);
    CHECK(visitor.post("/api/patients", "{}").status == 403);
    CHECK(visitor.get("/api/auth/sessions").status == 403);
    CHECK(visitor.get("/api/users/me").status == 200);
    CHECK(visitor.get("/api/auth/factors").json("/enrolling") == "true");
    // Renewing the token does not get around it.
    REQUIRE(zoe.browser.refresh().status == 200);
    CHECK(zoe.browser.visitor().get("/api/users").status == 403);

    REQUIRE(zoe.add_app().status == 200);
    CHECK(zoe.browser.visitor().get("/api/users").status == 200);
    CHECK(zoe.browser.visitor().get("/api/auth/factors").json("/enrolling") == "false");
    // The last one must stay.
    CHECK(zoe.browser.visitor().del("/api/auth/totp").code() == "last_factor");
    zoe.next_step();
    CHECK(zoe.answer_code(zoe.challenge(), zoe.code()).status == 200);
    REQUIRE(zoe.add_passkey(Authenticator()).status == 201);
    CHECK(zoe.browser.visitor().del("/api/auth/totp").status == 204);
}

TEST_CASE("second factor required: patients are asked for none")
{
    Zoe zoe({Role::patient}, strict);
    CHECK(zoe.browser.visitor().get("/api/auth/sessions").status == 200);
    CHECK(zoe.browser.visitor().get("/api/auth/factors").json("/required") == "false");
}

TEST_CASE("second factor required: a demo asks nobody")
{
    Zoe zoe({Role::admin}, strict);
    zoe.clinic->auth.waive_second_factor();
    REQUIRE(zoe.browser.log_in("zoe@test.example").status == 200);
    CHECK(zoe.browser.visitor().get("/api/users").status == 200);
}

} // namespace clinic::test
