#pragma once
// People with a second factor, at the front door.

#include "authenticator.hpp"
#include "browser.hpp"
#include "platform/crypto/totp.hpp"

#include <doctest/doctest.h>

namespace clinic::test {

/// RFC 4648 §6, for what an app would do with the secret that it is given.
inline std::string from_base32(std::string_view text)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string bytes;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : text) {
        held = held << 5 | static_cast<std::uint32_t>(letters.find(c));
        if ((bits += 5) < 8) continue;
        bytes += static_cast<char>(held >> (bits -= 8));
    }
    return bytes;
}

/// Zoé, with a browser, and an app when she has one. The clock stands still.
struct Zoe {
    TestClinic clinic;
    UserId id;
    Browser browser{clinic};
    std::string secret{};
    std::vector<std::string> codes{};

    explicit Zoe(std::vector<Role> roles = {Role::practitioner},
        const std::function<void(config::Config&)>& tune = {})
        : clinic(tune)
    {
        clinic->clock.set(*Instant::parse("2026-06-01T08:00:00Z"));
        id = account(clinic, "zoe@test.example", std::move(roles));
        REQUIRE(browser.log_in("zoe@test.example").status == 200);
    }
    [[nodiscard]] std::string code(int steps_from_now = 0)
    {
        return crypto::hotp(
            secret, static_cast<std::uint64_t>(clinic->clock.now().ms / 30'000 + steps_from_now));
    }
    void next_step() { clinic->clock.advance_seconds(30); }

    Reply add_app()
    {
        const auto setup = browser.visitor().post("/api/auth/totp");
        REQUIRE_MESSAGE(setup.status == 200, setup.body);
        secret = from_base32(setup.json("/secret"));
        return confirm(code());
    }
    Reply confirm(std::string_view code)
    {
        auto reply = browser.visitor().post(
            "/api/auth/totp/confirm", fmt::format(R"({{"code":"{}"}})", code));
        if (reply.status != 200) return reply;
        browser.token = reply.json("/session/access_token");
        for (int i = 0; i < 10; ++i) {
            const auto one = reply.json(fmt::format("/recovery_codes/{}", i));
            if (!one.empty()) codes.push_back(one);
        }
        return reply;
    }
    Reply add_passkey(const Authenticator& key)
    {
        const auto options = browser.visitor().post("/api/auth/passkeys/options");
        REQUIRE_MESSAGE(options.status == 200, options.body);
        auto reply = browser.visitor().post(
            "/api/auth/passkeys", key.registration(options.json("/challenge")));
        if (reply.status == 201) browser.token = reply.json("/session/access_token");
        return reply;
    }
    /// The first step, by password; the challenge of the second.
    std::string challenge()
    {
        const auto reply = ask();
        return reply.json("/second_factor_required/challenge");
    }
    Reply ask()
    {
        return clinic.stranger()
            .with("user-agent", browser.agent)
            .post(
                "/api/auth/login", fmt::format(R"({{"email":"zoe@test.example","password":"{}"}})",
                                       TestClinic::password));
    }
    /// `answer`: `"code":"123456"`
    Reply answer(std::string_view challenge, std::string_view answer)
    {
        return browser.keep(clinic.stranger()
                .with("user-agent", browser.agent)
                .post("/api/auth/login/second-factor",
                    fmt::format(R"({{"challenge":"{}",{}}})", challenge, answer)));
    }
    Reply answer_code(std::string_view challenge, std::string_view code)
    {
        return answer(challenge, fmt::format(R"("code":"{}")", code));
    }
    Reply log_in_by(const Authenticator& key)
    {
        const auto challenge = clinic.stranger().post("/api/auth/passkeys/challenge");
        return browser.keep(clinic.stranger()
                .with("user-agent", browser.agent)
                .post("/api/auth/login/passkey", key.assertion(challenge.json("/challenge"))));
    }
    Reply step_up(std::string_view answer)
    {
        auto reply = browser.visitor().post("/api/auth/step-up", fmt::format("{{{}}}", answer));
        if (reply.status == 200) browser.token = reply.json("/access_token");
        return reply;
    }
};

} // namespace clinic::test
