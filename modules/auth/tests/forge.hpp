#pragma once
// A good access token, and what is needed to make bad ones of it.

#include "browser.hpp"
#include "platform/crypto/bytes.hpp"
#include "platform/crypto/jwt.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace clinic::test {

/// The three parts of a token.
struct TokenParts {
    std::string header, claims, signature;

    explicit TokenParts(const std::string& token)
    {
        const auto first = token.find('.');
        const auto last = token.rfind('.');
        header = *crypto::from_base64url(token.substr(0, first));
        claims = *crypto::from_base64url(token.substr(first + 1, last - first - 1));
        signature = token.substr(last + 1);
    }
    [[nodiscard]] std::string joined() const
    {
        return crypto::base64url(header) + '.' + crypto::base64url(claims) + '.' + signature;
    }
};

inline std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

struct Forge {
    TestClinic clinic;
    Browser browser{clinic};
    std::vector<std::pair<std::string, std::string>> forged;

    Forge()
    {
        account(clinic, "zoe@test.example");
        REQUIRE(browser.log_in("zoe@test.example").status == 200);
    }
    void add(std::string name, std::string token)
    {
        forged.emplace_back(std::move(name), std::move(token));
    }
    /// Claims of our own making, under our own signature: what only a mistake of ours would issue.
    void sign(std::string name, std::string_view from, std::string_view to)
    {
        add(std::move(name), crypto::sign_jwt(clinic->signing,
                                 replaced(TokenParts(browser.token).claims, from, to)));
    }
    void with_header(std::string name, std::string header)
    {
        const auto token = crypto::base64url(header) + '.' +
                           crypto::base64url(TokenParts(browser.token).claims);
        add(std::move(name), token + '.' + crypto::base64url(clinic->signing.sign(token)));
    }
    /// What our key signed, with another signature.
    void with_signature(std::string name, std::string_view signature)
    {
        const auto& good = browser.token;
        add(std::move(name), good.substr(0, good.rfind('.') + 1) + crypto::base64url(signature));
    }
    /// Claims that are none, under our own signature.
    void sign_text(std::string name, std::string_view claims)
    {
        add(std::move(name), crypto::sign_jwt(clinic->signing, claims));
    }
};

} // namespace clinic::test
