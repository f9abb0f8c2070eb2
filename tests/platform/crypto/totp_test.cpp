#include "platform/crypto/totp.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace clinic;

namespace {
constexpr std::string_view secret = "12345678901234567890"; // of both RFCs' tests
}

TEST_CASE("hotp: the ten values of RFC 4226, appendix D")
{
    constexpr std::array codes{"755224", "287082", "359152", "969429", "338314", "254676", "287922",
        "162583", "399871", "520489"};
    for (std::size_t i = 0; i < codes.size(); ++i) CHECK(crypto::hotp(secret, i) == codes[i]);
}

TEST_CASE("totp: the values of RFC 6238, appendix B, to six digits")
{
    const std::array<std::pair<std::int64_t, std::string_view>, 6> codes{
        {{59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"}, {1234567890, "005924"},
            {2000000000, "279037"}, {20000000000, "353130"}}};
    for (const auto& [second, code] : codes) {
        CHECK(crypto::totp_step(secret, code, {second * 1000}) == second / 30);
    }
}

TEST_CASE("totp: a clock may be one step off, and no more")
{
    const std::string code = "287082"; // of step 1
    CHECK(crypto::totp_step(secret, code, {0}) == 1);
    CHECK(crypto::totp_step(secret, code, {89'999}) == 1);
    CHECK_FALSE(crypto::totp_step(secret, code, {90'000}));
    CHECK_FALSE(crypto::totp_step(secret, "", {59'000}));
    CHECK_FALSE(crypto::totp_step(secret, "28708", {59'000}));
    CHECK_FALSE(crypto::totp_step(secret, "2870820", {59'000}));
}

TEST_CASE("base32: the values of RFC 4648, without padding")
{
    CHECK(crypto::base32("") == "");
    CHECK(crypto::base32("f") == "MY");
    CHECK(crypto::base32("fo") == "MZXQ");
    CHECK(crypto::base32("foo") == "MZXW6");
    CHECK(crypto::base32("foob") == "MZXW6YQ");
    CHECK(crypto::base32("fooba") == "MZXW6YTB");
    CHECK(crypto::base32("foobar") == "MZXW6YTBOI");
}

TEST_CASE("totp: the address for apps escapes what it names")
{
    CHECK(crypto::totp_uri("Clinique É", "a+b@c.fr", secret) ==
          "otpauth://totp/Clinique%20%C3%89:a%2Bb%40c.fr?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
          "&issuer=Clinique%20%C3%89");
}
