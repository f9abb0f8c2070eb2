#include "browser.hpp"
#include "platform/crypto/bytes.hpp"
#include "platform/crypto/jwt.hpp"

#include <doctest/doctest.h>

namespace clinic::test {
namespace {

using crypto::base64url;

/// The three parts of a token.
struct Parts {
    std::string header, claims, signature;

    explicit Parts(const std::string& token)
    {
        const auto first = token.find('.');
        const auto last = token.rfind('.');
        header = *crypto::from_base64url(token.substr(0, first));
        claims = *crypto::from_base64url(token.substr(first + 1, last - first - 1));
        signature = token.substr(last + 1);
    }
    [[nodiscard]] std::string joined() const
    {
        return base64url(header) + '.' + base64url(claims) + '.' + signature;
    }
};

std::string replaced(std::string text, std::string_view from, std::string_view to)
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
        add(std::move(name),
            crypto::sign_jwt(clinic->signing, replaced(Parts(browser.token).claims, from, to)));
    }
    void with_header(std::string name, std::string header)
    {
        const auto token = base64url(header) + '.' + base64url(Parts(browser.token).claims);
        add(std::move(name), token + '.' + base64url(clinic->signing.sign(token)));
    }
};

void odd_spellings(Forge& forge)
{
    const auto& good = forge.browser.token;
    const auto last = good.rfind('.');
    forge.add("one part", "abc");
    forge.add("no signature", good.substr(0, last));
    forge.add("an empty signature", good.substr(0, last + 1));
    forge.add("a fourth part", good + ".e30");
    forge.add("padding", good + "==");
    forge.add("a blank at the end", good + " ");
    forge.add("a line break within", good.substr(0, 10) + "\n" + good.substr(10));
    forge.add("a signature cut short", good.substr(0, good.size() - 4));
    forge.add("all in capitals", [&] {
        auto capitals = good;
        for (char& c : capitals) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        return capitals;
    }());
    forge.add("five thousand letters", std::string(5'000, 'a'));
    forge.add("the refresh token", forge.browser.cookie);
    // 64 bytes leave four unused bits in the last letter: another letter with the same value.
    auto bits = good;
    bits.back() = bits.back() == 'A' ? 'B' : static_cast<char>(bits.back() + 1);
    forge.add("unused bits", bits);
}

void other_signatures(Forge& forge)
{
    Parts parts(forge.browser.token);
    parts.claims = replaced(parts.claims, R"("patient")", R"("admin")");
    forge.add("another role under the old signature", parts.joined());
    parts = Parts(forge.browser.token);
    parts.signature = base64url(std::string(64, '\0'));
    forge.add("a signature of zeros", parts.joined());

    const auto elsewhere = crypto::SigningKeys::load_or_create(forge.clinic.folder() / "foreign");
    parts = Parts(forge.browser.token);
    forge.add("a foreign key", crypto::sign_jwt(elsewhere, parts.claims));
    const auto text = base64url(parts.header) + '.' + base64url(parts.claims);
    forge.add("a foreign key under our name", text + '.' + base64url(elsewhere.sign(text)));
}

void other_headers(Forge& forge)
{
    const auto kid = forge.clinic->signing.kid();
    const auto good = Parts(forge.browser.token).header;
    forge.add("no algorithm", base64url(R"({"alg":"none","typ":"at+jwt"})") + '.' +
                                  base64url(Parts(forge.browser.token).claims) + '.');
    forge.with_header("none, but signed", replaced(good, "EdDSA", "none"));
    forge.with_header("HMAC", replaced(good, "EdDSA", "HS256"));
    forge.with_header("RSA", replaced(good, "EdDSA", "RS256"));
    forge.with_header("another type", replaced(good, "at+jwt", "JWT"));
    forge.with_header("no type", replaced(good, R"(,"typ":"at+jwt")", ""));
    forge.with_header("an unknown key", replaced(good, kid, "AAAA"));
    forge.with_header("no key", replaced(good, R"("kid":")" + kid + R"(",)", ""));
    forge.with_header("a key of its own", replaced(good, "}", R"(,"jwk":{"kty":"OKP"}})"));
    forge.with_header(
        "a key by address", replaced(good, "}", R"(,"jku":"https://evil.example/"})"));
    forge.with_header("a blank", replaced(good, ",", ", "));
    forge.with_header("the algorithm twice", replaced(good, "{", R"({"alg":"none",)"));
}

void other_claims(Forge& forge)
{
    const auto claims = Parts(forge.browser.token).claims;
    const auto number = [&](std::string_view name) {
        const auto from = claims.find(fmt::format("\"{}\":", name)) + name.size() + 3;
        return claims.substr(from, claims.find_first_of(",}", from) - from);
    };
    const auto exp = R"("exp":)" + number("exp");
    const auto iat = R"("iat":)" + number("iat");
    forge.sign("another issuer", R"("iss":"monoclinic")", R"("iss":"elsewhere")");
    forge.sign("another audience", R"("aud":"monoclinic")", R"("aud":"elsewhere")");
    forge.sign("several audiences", R"("aud":"monoclinic")", R"("aud":["monoclinic","x"])");
    forge.sign("no issuer", R"("iss":"monoclinic",)", "");
    forge.sign("expired", exp, R"("exp":1000000000)");
    forge.sign("no end", exp + ",", "");
    forge.sign("an end in words", exp, R"("exp":"4102444800")");
    forge.sign("an end with a fraction", exp, R"("exp":4102444800.5)");
    forge.sign("an end beyond numbers", exp, R"("exp":18446744073709551615)");
    forge.sign(
        "issued tomorrow", iat, fmt::format(R"("iat":{})", std::stoll(number("iat")) + 86'400));
    forge.sign("good from tomorrow on", exp,
        fmt::format(R"({},"nbf":{})", exp, std::stoll(number("iat")) + 86'400));
    forge.sign("a claim twice", R"("roles":)", R"("roles":["admin"],"roles":)");
    forge.sign("an unknown role", R"("patient")", R"("root")");
    forge.sign("no roles", R"(["patient"])", "[]");
    forge.sign("an unknown claim", "{", R"({"act":"x",)");
    forge.sign("no session", R"("sid":")", R"("sid":"x)");
    forge.sign("nobody", R"("sub":")", R"("sub":"x)");
    forge.add("no object", crypto::sign_jwt(forge.clinic->signing, "[]"));
}

} // namespace

TEST_CASE("access tokens: every forgery is refused")
{
    Forge forge;
    odd_spellings(forge);
    other_signatures(forge);
    other_headers(forge);
    other_claims(forge);
    CHECK(forge.forged.size() >= 40);
    for (const auto& [name, token] : forge.forged) {
        INFO(name);
        const auto reply = Visitor(forge.clinic, token, {}).get("/api/users/me");
        CHECK(reply.status == 401);
        CHECK(reply.code() == "unauthenticated");
    }
    CHECK(forge.browser.me().status == 200);
}

TEST_CASE("access tokens: the same claims signed anew by our key are good, so that the forgeries "
          "prove something")
{
    Forge forge;
    const auto again = crypto::sign_jwt(forge.clinic->signing, Parts(forge.browser.token).claims);
    CHECK(Visitor(forge.clinic, again, {}).get("/api/users/me").status == 200);
}

TEST_CASE("access tokens: only the Authorization header carries them")
{
    Forge forge;
    const auto& token = forge.browser.token;
    CHECK(forge.clinic.stranger().get("/api/users/me?access_token=" + token).status == 401);
    CHECK(forge.clinic.stranger()
              .with("cookie", "access_token=" + token)
              .get("/api/users/me")
              .status == 401);
    CHECK(forge.clinic.stranger()
              .with("authorization", "Basic " + token)
              .get("/api/users/me")
              .status == 401);
    CHECK(forge.clinic.stranger().with("authorization", token).get("/api/users/me").status == 401);
    CHECK(forge.clinic.stranger()
              .with("authorization", "bearer " + token)
              .get("/api/users/me")
              .status == 200);
}

TEST_CASE("access tokens: anybody can check them with the keys that are published")
{
    Forge forge;
    const auto reply = forge.clinic.stranger().get("/.well-known/jwks.json");
    CHECK(reply.status == 200);
    CHECK(reply.json("/keys/0/crv") == "Ed25519");
    CHECK(reply.json("/keys/0/kid") == forge.clinic->signing.kid());
    CHECK(reply.json("/keys/0/d") == "");
    CHECK(Parts(forge.browser.token).header.contains(forge.clinic->signing.kid()));
}

TEST_CASE("access tokens: say who, with what roles, in which session, and no more")
{
    Forge forge;
    const Reply claims{200, {}, Parts(forge.browser.token).claims};
    CHECK(claims.json("/name") == "Zoé Lefèvre");
    CHECK(claims.json("/roles") == R"(["patient"])");
    CHECK(claims.json("/lang") == "en");
    CHECK(std::stoll(claims.json("/exp")) - std::stoll(claims.json("/iat")) == 600);
    CHECK_FALSE(claims.body.contains("zoe@test.example"));
}

} // namespace clinic::test
