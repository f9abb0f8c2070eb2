// Access tokens as they must not be, all at the front door.

#include "forge.hpp"

#include <boost/json.hpp>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <set>

namespace clinic::test {
namespace {

using crypto::base64url;

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
    forge.add("nothing", "");
    forge.add("three empty parts", "..");
    forge.add("no header", good.substr(good.find('.')));
    forge.add("no claims", good.substr(0, good.find('.') + 1) + good.substr(last));
    forge.add("a dot at the end", good + ".");
    forge.add("a dot before", "." + good);
    forge.add("a NUL at the end", good + std::string(1, '\0'));
    forge.add("a NUL within", good.substr(0, 20) + std::string(1, '\0') + good.substr(20));
    forge.add("a blank within", good.substr(0, last) + " " + good.substr(last));
    forge.add("twice", good + good);
    forge.add("longer than any", good + std::string(5'000, 'A'));
    forge.add("padded parts", good.substr(0, last) + "=" + good.substr(last));
    forge.add("a percent sign for a dot", replaced(good, ".", "%2E"));
    forge.add("a part in another script", replaced(good, "e", "е")); // Cyrillic
    const TokenParts parts(good);
    const auto text = base64url(parts.header) + '.' + base64url(parts.claims);
    forge.add("the signature in hexadecimal",
        text + '.' + crypto::hex(*crypto::from_base64url(parts.signature)));
    forge.add("the claims as plain JSON",
        base64url(parts.header) + '.' + parts.claims + '.' + parts.signature);
    forge.add("the parts in another order",
        base64url(parts.claims) + '.' + base64url(parts.header) + '.' + parts.signature);
}

/// The alphabet of RFC 4648 §4 in a token that our key signed as it stands.
void other_alphabet(Forge& forge)
{
    const TokenParts parts(forge.browser.token);
    auto claims = base64url(replaced(parts.claims, "Zoé", "Zoé ÿ~?>ÿ"));
    std::ranges::replace(claims, '-', '+');
    std::ranges::replace(claims, '_', '/');
    REQUIRE(claims.find_first_of("+/") != std::string::npos);
    const auto text = base64url(parts.header) + '.' + claims;
    forge.add("the other base64", text + '.' + base64url(forge.clinic->signing.sign(text)));
    // Bits that no byte has, in a header that our key signed so: "e31" reads as "e30" does, {}.
    const auto loose = base64url(parts.header) + '.' + base64url(parts.claims + " ") + "B";
    forge.add("a last letter too many", loose + '.' + base64url(forge.clinic->signing.sign(loose)));
}

/// S + L, as good as S where a verifier is lax (RFC 8032 §8.4).
std::string other_scalar(std::string signature)
{
    constexpr std::array<unsigned char, 32> order{0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58,
        0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0x10};
    unsigned carry = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        carry += order[i] + static_cast<unsigned char>(signature[32 + i]);
        signature[32 + i] = static_cast<char>(carry & 0xFF);
        carry >>= 8;
    }
    return signature;
}

/// Points of order 1, 2, 4 and 4, and a way to write the first that is not the canonical one.
std::vector<std::string> small_order_points()
{
    std::vector<std::string> points(5, std::string(32, '\0'));
    points[0][0] = 1;
    points[1] = std::string(32, '\xFF');
    points[1][0] = '\xEC';
    points[1][31] = '\x7F';
    points[3][31] = '\x80';
    points[4] = std::string(32, '\xFF');
    points[4][0] = '\xEE';
    points[4][31] = '\x7F';
    return points;
}

void odd_signatures(Forge& forge)
{
    const TokenParts parts(forge.browser.token);
    const auto good = *crypto::from_base64url(parts.signature);
    REQUIRE(good.size() == 64);
    forge.with_signature("the other scalar", other_scalar(good));
    auto flipped = good;
    flipped[0] = static_cast<char>(flipped[0] ^ 1);
    forge.with_signature("one bit of the point", flipped);
    flipped = good;
    flipped[63] = static_cast<char>(flipped[63] ^ '\x80');
    forge.with_signature("the highest bit of the scalar", flipped);
    flipped = good;
    flipped[31] = static_cast<char>(flipped[31] ^ '\x80');
    forge.with_signature("the sign of the point", flipped);
    forge.with_signature("a byte too many", good + '\0');
    forge.with_signature("a byte too few", good.substr(0, 63));
    forge.with_signature("halves in the other order", good.substr(32) + good.substr(0, 32));
    for (const auto& point : small_order_points()) {
        forge.with_signature("a point of small order", point + std::string(32, '\0'));
        // Under a key of that kind, such a signature is good for every message.
        const auto header = replaced(parts.header, "}",
            fmt::format(R"(,"jwk":{{"kty":"OKP","crv":"Ed25519","x":"{}"}}}})", base64url(point)));
        forge.add("a key of small order in the header",
            base64url(header) + '.' + base64url(parts.claims) + '.' +
                base64url(point + std::string(32, '\0')));
    }
    const auto& keys = forge.clinic->signing;
    const auto text = base64url(parts.header) + '.' + base64url(parts.claims);
    forge.with_signature("over the claims alone", keys.sign(base64url(parts.claims)));
    forge.with_signature("over what is encoded", keys.sign(parts.header + '.' + parts.claims));
    forge.with_signature("over a hash of it", keys.sign(crypto::sha256(text)));
    forge.with_signature("over nothing", keys.sign(""));
    account(forge.clinic, "noe@test.example");
    Browser other(forge.clinic);
    REQUIRE(other.log_in("noe@test.example").status == 200);
    forge.with_signature(
        "of somebody else's token", *crypto::from_base64url(TokenParts(other.token).signature));
}

void other_signatures(Forge& forge)
{
    TokenParts parts(forge.browser.token);
    parts.claims = replaced(parts.claims, R"("patient")", R"("admin")");
    forge.add("another role under the old signature", parts.joined());
    parts = TokenParts(forge.browser.token);
    parts.signature = base64url(std::string(64, '\0'));
    forge.add("a signature of zeros", parts.joined());

    const auto elsewhere = crypto::SigningKeys::load_or_create(forge.clinic.folder() / "foreign");
    parts = TokenParts(forge.browser.token);
    forge.add("a foreign key", crypto::sign_jwt(elsewhere, parts.claims));
    const auto text = base64url(parts.header) + '.' + base64url(parts.claims);
    forge.add("a foreign key under our name", text + '.' + base64url(elsewhere.sign(text)));
}

void other_headers(Forge& forge)
{
    const auto kid = forge.clinic->signing.kid();
    const auto good = TokenParts(forge.browser.token).header;
    forge.add("no algorithm", base64url(R"({"alg":"none","typ":"at+jwt"})") + '.' +
                                  base64url(TokenParts(forge.browser.token).claims) + '.');
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
    forge.with_header("none in capitals", replaced(good, "EdDSA", "NONE"));
    forge.with_header("the algorithm in small letters", replaced(good, "EdDSA", "eddsa"));
    forge.with_header("another curve", replaced(good, "EdDSA", "ES256"));
    forge.with_header("no algorithm at all", replaced(good, R"("alg":"EdDSA",)", ""));
    forge.with_header("an algorithm that is no text", replaced(good, R"("EdDSA")", "[\"EdDSA\"]"));
    forge.with_header("a refresh token's type", replaced(good, "at+jwt", "rt+jwt"));
    forge.with_header("an ID token's type", replaced(good, "at+jwt", "id+jwt"));
    forge.with_header("the type in capitals", replaced(good, "at+jwt", "AT+JWT"));
    forge.with_header("a key by path", replaced(good, kid, "../../etc/passwd"));
    forge.with_header("a key by path to ours", replaced(good, kid, "../keys/" + kid));
    forge.with_header("an empty key", replaced(good, kid, ""));
    forge.with_header("our key and a NUL", replaced(good, kid, kid + std::string(1, '\0')));
    forge.with_header("our key and an escaped NUL", replaced(good, kid, kid + "\\u0000"));
    forge.with_header("our key, escaped",
        replaced(good, kid, fmt::format("\\u{:04x}{}", kid.front(), kid.substr(1))));
    forge.with_header("a key as a number", replaced(good, '"' + kid + '"', "1"));
    forge.with_header("a key by SQL", replaced(good, kid, "x' OR '1'='1"));
    forge.with_header("the key twice", replaced(good, R"("kid":)", R"("kid":"AAAA","kid":)"));
    forge.with_header("something critical", replaced(good, "}", R"(,"crit":["exp"]})"));
    forge.with_header("something critical within",
        replaced(good, R"("kid":)", R"("crit":["b64"],"b64":false,"kid":)"));
    forge.with_header("a chain of its own", replaced(good, "}", R"(,"x5c":["MIIB"]})"));
    forge.with_header(
        "a chain by address", replaced(good, "}", R"(,"x5u":"https://evil.example/"})"));
    forge.with_header("compressed", replaced(good, "}", R"(,"zip":"DEF"})"));
    forge.with_header("a token within", replaced(good, "}", R"(,"cty":"JWT"})"));
    forge.with_header("a mark of byte order", "\xEF\xBB\xBF" + good);
    forge.with_header("more after it", good + "{}");
    forge.with_header("members in another order",
        fmt::format(R"({{"typ":"at+jwt","kid":"{}","alg":"EdDSA"}})", kid));
    forge.with_header("a list", '[' + good + ']');
    forge.with_header("null", "null");
}

/// Signed with what everybody knows as the secret: our public key (RFC 8725 §2.1).
void confused_algorithm(Forge& forge)
{
    const auto jwks = forge.clinic->signing.jwks();
    const auto x = boost::json::parse(jwks).at("keys").at(0).at("x").as_string();
    const auto bytes = *crypto::from_base64url(std::string_view(x));
    const TokenParts parts(forge.browser.token);
    const auto text = base64url(replaced(parts.header, "EdDSA", "HS256")) + '.' +
                      base64url(replaced(parts.claims, R"("patient")", R"("admin")"));
    for (const std::string& secret : {bytes, std::string(x), jwks, std::string()}) {
        std::array<unsigned char, 32> mac{};
        unsigned size = 0;
        HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
            reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac.data(), &size);
        forge.add("HMAC with the public key",
            text + '.' +
                base64url(
                    {reinterpret_cast<const char*>(mac.data()), static_cast<std::size_t>(size)}));
    }
}

void other_claims(Forge& forge)
{
    const auto claims = TokenParts(forge.browser.token).claims;
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
    forge.sign_text("no object", "[]");
    forge.sign_text("no claims at all", "{}");
    forge.sign_text("an empty text", "");
    forge.sign_text("no JSON", "admin");
    forge.sign_text("more after them", claims + "{}");
    forge.sign_text("a mark of byte order", "\xEF\xBB\xBF" + claims);
    forge.sign_text("a comment", claims + "/**/");
    forge.sign_text("letters that are none", replaced(claims, "Zoé", "Zo\xC3\x28"));
    forge.sign("no audience", R"("aud":"monoclinic",)", "");
    forge.sign("an issuer that begins like us", R"("iss":"monoclinic")", R"("iss":"monoclinic2")");
    forge.sign("an issuer in capitals", R"("iss":"monoclinic")", R"("iss":"Monoclinic")");
    forge.sign("an issuer and a NUL", R"("iss":"monoclinic")", R"("iss":"monoclinic\u0000")");
    forge.sign("several issuers", R"("iss":"monoclinic")", R"("iss":["monoclinic"])");
    forge.sign("the issuer twice", R"("iss":)", R"("iss":"elsewhere","iss":)");
    forge.sign("the issuer twice, once escaped", R"("iss":)", R"("\u0069ss":"elsewhere","iss":)");
    forge.sign("the end twice", R"("exp":)", R"("exp":1,"exp":)");
    forge.sign("this very second's end", exp, R"("exp":)" + number("iat"));
    forge.sign("an end before all time", exp, R"("exp":-1)");
    forge.sign("no end but null", exp, R"("exp":null)");
    forge.sign("an end that is true", exp, R"("exp":true)");
    forge.sign("an end with an exponent", exp, R"("exp":4.1e9)");
    forge.sign("no time of issue", iat + ",", "");
    forge.sign("a time of issue in words", iat, R"("iat":"1")");
    forge.sign("good from words on", exp, exp + R"(,"nbf":"0")");
    forge.sign("roles that are no list", R"(["patient"])", R"("admin")");
    forge.sign("roles by number", R"(["patient"])", "[32]");
    forge.sign("no roles but null", R"(["patient"])", "null");
    forge.sign("roles within roles", R"(["patient"])", R"([["admin"]])");
    forge.sign("a role in capitals", R"("patient")", R"("ADMIN")");
    forge.sign("the roles left out", R"("roles":["patient"],)", "");
    forge.sign("an unknown language", R"("lang":"en")", R"("lang":"xx")");
    forge.sign("a session by number", R"("sid":")", R"("sid":1,"was":")");
    forge.sign("enrolling in words", "{", R"({"enrolling":"false",)");
    forge.sign("a proof in words", R"("auth_time":)", R"("auth_time":"9","x":)");
    forge.sign("deep within", "{", R"({"act":{"a":{"b":{"c":{"d":{}}}}},)");
}

} // namespace

TEST_CASE("access tokens: every forgery is refused")
{
    Forge forge;
    odd_spellings(forge);
    other_alphabet(forge);
    other_signatures(forge);
    odd_signatures(forge);
    other_headers(forge);
    confused_algorithm(forge);
    other_claims(forge);
    std::set<std::string> different;
    for (const auto& [name, token] : forge.forged) different.insert(token);
    CHECK(different.size() >= 120);
    for (const auto& [name, token] : forge.forged) {
        INFO(name);
        const auto reply = Visitor(forge.clinic, token, {}).get("/api/users/me");
        CHECK(reply.status == 401);
        CHECK(reply.code() == "unauthenticated");
    }
    CHECK(forge.browser.me().status == 200);
}

} // namespace clinic::test
