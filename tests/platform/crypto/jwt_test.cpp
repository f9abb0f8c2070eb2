#include "platform/crypto/bytes.hpp"
#include "platform/crypto/jwt.hpp"
#include "platform/crypto/token_cache.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <memory>

using namespace clinic;
namespace fs = std::filesystem;

namespace {

constexpr Instant now{1'790'000'000'000};
const crypto::TokenRules rules{"https://c.example", "clinic"};

struct Keys {
    fs::path path = fs::temp_directory_path() / ("jwt-" + crypto::hex(crypto::random_bytes(8)));
    crypto::SigningKeys keys = crypto::SigningKeys::load_or_create(path);
    ~Keys() { fs::remove_all(path); }

    [[nodiscard]] std::optional<std::string> verify(std::string_view token) const
    {
        return crypto::verify_jwt(keys, token, rules, now);
    }
    /// A token whose signature is good, whatever else is wrong with it.
    [[nodiscard]] std::string forge(std::string_view header, std::string_view claims) const
    {
        const auto text = crypto::base64url(header) + "." + crypto::base64url(claims);
        return text + "." + crypto::base64url(keys.sign(text));
    }
    [[nodiscard]] std::string header() const
    {
        return fmt::format(R"({{"alg":"EdDSA","kid":"{}","typ":"at+jwt"}})", keys.kid());
    }
};

constexpr std::string_view good =
    R"({"iss":"https://c.example","aud":"clinic","iat":1790000000,"exp":1790000600,"sub":"u"})";

std::string with_times(std::int64_t issued, std::int64_t expires, std::string_view more = "")
{
    return fmt::format(R"({{"iss":"https://c.example","aud":"clinic","iat":{},"exp":{}{}}})",
        issued, expires, more);
}

}

TEST_CASE("a token of ours gives its claims back")
{
    const Keys our;
    const auto token = crypto::sign_jwt(our.keys, good);
    CHECK(our.verify(token) == good);
    CHECK(our.verify(our.forge(our.header(), good)) == good);
    const auto nested = with_times(1'790'000'000, 1'790'000'600,
        R"(,"roles":["admin","staff"],"act":{"iss":"x","exp":1.5},"n":null,"b":true,"d":1.5)");
    CHECK(our.verify(crypto::sign_jwt(our.keys, nested)) == nested);
}

TEST_CASE("a token lives from its issue until its expiry, to the second")
{
    const Keys our;
    const auto holds = [&](std::int64_t issued, std::int64_t expires, std::string_view more = "") {
        return our.verify(crypto::sign_jwt(our.keys, with_times(issued, expires, more)))
            .has_value();
    };
    CHECK(holds(1'789'999'000, 1'790'000'001));
    CHECK_FALSE(holds(1'789'999'000, 1'790'000'000));
    CHECK(holds(1'790'000'030, 1'790'000'600));
    CHECK_FALSE(holds(1'790'000'031, 1'790'000'600));
    CHECK_FALSE(holds(1'790'000'000, 1'790'000'600, R"(,"nbf":1790000031)"));
    CHECK(holds(1'790'000'000, 1'790'000'600, R"(,"nbf":1790000030)"));
}

TEST_CASE("a header other than our own is refused, however well it is signed")
{
    const Keys our;
    const auto& kid = our.keys.kid();
    for (const auto& header : {fmt::format(R"({{"alg":"none","kid":"{}","typ":"at+jwt"}})", kid),
             fmt::format(R"({{"alg":"HS256","kid":"{}","typ":"at+jwt"}})", kid),
             fmt::format(R"({{"alg":"EdDSA","kid":"{}","typ":"JWT"}})", kid),
             fmt::format(R"({{"alg":"EdDSA","kid":"{}","typ":"at+JWT"}})", kid),
             fmt::format(R"({{"alg":"EdDSA","kid":"{}"}})", kid),
             fmt::format(R"({{"alg":"EdDSA", "kid":"{}","typ":"at+jwt"}})", kid),
             fmt::format(R"({{"kid":"{}","alg":"EdDSA","typ":"at+jwt"}})", kid),
             fmt::format(R"({{"alg":"EdDSA","kid":"{}","crit":["x"],"typ":"at+jwt"}})", kid),
             fmt::format(R"({{"alg":"EdDSA","kid":"x","kid":"{}","typ":"at+jwt"}})", kid),
             fmt::format(R"({{"alg":"EdDSA","kid":"{}","jwk":{{}},"typ":"at+jwt"}})", kid),
             std::string(R"({"alg":"EdDSA","kid":"../../key","typ":"at+jwt"})"),
             std::string(R"({"alg":"EdDSA","kid":"","typ":"at+jwt"})"),
             std::string(R"({"alg":"EdDSA","kid":","typ":"at+jwt"})"), std::string("{}"),
             std::string()})
        CHECK_MESSAGE(!our.verify(our.forge(header, good)), header);
}

TEST_CASE("claims that are not exactly ours are refused, however well they are signed")
{
    const Keys our;
    for (const auto* claims :
        {"", "{}", "[]", "null", "\"text\"",
            R"({"iss":"https://evil.example","aud":"clinic","iat":1790000000,"exp":1790000600})",
            R"({"iss":"https://c.example","aud":"other","iat":1790000000,"exp":1790000600})",
            R"({"iss":"https://c.example","aud":["clinic"],"iat":1790000000,"exp":1790000600})",
            R"({"iss":"https://c.example","iat":1790000000,"exp":1790000600})",
            R"({"aud":"clinic","iat":1790000000,"exp":1790000600})",
            R"({"iss":"https://c.example","aud":"clinic","exp":1790000600})",
            R"({"iss":"https://c.example","aud":"clinic","iat":1790000000})",
            R"({"iss":"https://c.example","aud":"clinic","iat":1790000000,"exp":1790000600.5})",
            R"({"iss":"https://c.example","aud":"clinic","iat":1790000000,"exp":"1790000600"})",
            R"({"iss":"https://c.example","aud":"clinic","iat":1790000000,)"
            R"("exp":99999999999999999999})",
            R"({"iss":"https://c.example","aud":"clinic","iat":1790000000,"exp":1,)"
            R"("exp":1790000600})",
            R"({"iss":"https://c.example","aud":"clinic","iat":1790000000,"exp":1790000600,)"
            R"("sub":"a","s\u0075b":"b"})",
            R"({"x":{"iss":"https://c.example","aud":"clinic","iat":1790000000,"exp":1790000600}})",
            R"([{"iss":"https://c.example","aud":"clinic","iat":1790000000,"exp":1790000600}])",
            R"({"iss":"https://c.example","aud":"clinic","iat":1790000000,"exp":1790000600})"
            "x",
            R"({"iss":"https://c.example","aud":"clinic","iat":1790000000,"exp":1790000600)"})
        CHECK_MESSAGE(!our.verify(our.forge(our.header(), claims)), claims);
}

TEST_CASE("no byte of a token can be changed, added or left out")
{
    const Keys our;
    const auto token = crypto::sign_jwt(our.keys, good);
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto bent = token;
        bent[i] = bent[i] == 'A' ? 'B' : 'A';
        CHECK_FALSE(our.verify(bent));
        CHECK_FALSE(our.verify(token.substr(0, i)));
    }
    for (const auto* tail : {"=", "A", ".", " ", "\n"}) CHECK_FALSE(our.verify(token + tail));
    CHECK_FALSE(our.verify(""));
    CHECK_FALSE(our.verify(".."));
    CHECK_FALSE(our.verify(std::string(100'000, 'A')));
    CHECK_FALSE(our.verify(token.substr(0, token.rfind('.') + 1)));
}

TEST_CASE("another installation's key does not open our door")
{
    const Keys our;
    const Keys theirs;
    CHECK_FALSE(our.verify(crypto::sign_jwt(theirs.keys, good)));
    CHECK_FALSE(our.verify(theirs.forge(our.header(), good)));
}

TEST_CASE("a verified token is remembered until it expires or its session ends")
{
    crypto::TokenCache<std::string> cache(32);
    const auto ann = std::make_shared<const std::string>("ann");
    cache.put("t1", ann, now.plus_seconds(10), "s1", now);
    cache.put("t2", ann, now.plus_seconds(10), "s1", now);
    cache.put("t3", ann, now.plus_seconds(10), "s2", now);
    CHECK(cache.find("t1", now) == ann);
    CHECK(cache.find("t", now) == nullptr);
    CHECK(cache.find("t1", now.plus_seconds(10)) == nullptr);
    cache.drop_session("s1");
    CHECK(cache.find("t2", now) == nullptr);
    CHECK(cache.find("t3", now) == ann);
    cache.drop_where([](const std::string& who) { return who == "ann"; });
    CHECK(cache.size() == 0);
    for (int i = 0; i < 10'000; ++i)
        cache.put(std::to_string(i), ann, now.plus_seconds(10), "s", now);
    CHECK(cache.size() <= 48);
}
