#include "forge.hpp"

namespace clinic::test {

TEST_CASE("access tokens: the same claims signed anew by our key are good, so that the forgeries "
          "prove something")
{
    Forge forge;
    const auto again = crypto::sign_jwt(
        forge.clinic->signing, TokenParts(forge.browser.token).claims);
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
    CHECK(TokenParts(forge.browser.token).header.contains(forge.clinic->signing.kid()));
}

TEST_CASE("access tokens: say who, with what roles, in which session, and no more")
{
    Forge forge;
    const Reply claims{200, {}, TokenParts(forge.browser.token).claims};
    CHECK(claims.json("/name") == "Zoé Lefèvre");
    CHECK(claims.json("/roles") == R"(["patient"])");
    CHECK(claims.json("/lang") == "en");
    CHECK(std::stoll(claims.json("/exp")) - std::stoll(claims.json("/iat")) == 600);
    CHECK_FALSE(claims.body.contains("zoe@test.example"));
}

} // namespace clinic::test
