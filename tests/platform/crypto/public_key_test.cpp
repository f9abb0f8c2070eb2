#include "platform/crypto/bytes.hpp"
#include "platform/crypto/public_key.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace clinic;
using crypto::PublicKey;

namespace {
std::string bytes(std::string_view base64url)
{
    return crypto::from_base64url(base64url).value();
}
} // namespace

TEST_CASE("public keys: ES256 as in RFC 7515, appendix A.3")
{
    const auto key = PublicKey::p256(bytes("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
        bytes("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));
    REQUIRE(key);
    const std::string text =
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0"
        "dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const auto signature = crypto::ecdsa_der(
        bytes("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTj"
              "Dxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"));
    REQUIRE(signature);
    CHECK(key->verify(text, *signature));
    CHECK_FALSE(key->verify(text + "x", *signature));
    CHECK_FALSE(key->verify(text, signature->substr(1)));
    CHECK_FALSE(key->verify(text, ""));
    CHECK_FALSE(crypto::ecdsa_der("short"));
}

TEST_CASE("public keys: Ed25519 as in RFC 8037, appendix A.4")
{
    const auto key = PublicKey::ed25519(bytes("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));
    REQUIRE(key);
    const auto signature = bytes(
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
    CHECK(key->verify("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc", signature));
    CHECK_FALSE(key->verify("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbm", signature));
}

TEST_CASE("public keys: points off the curve, short moduli and even exponents make none")
{
    CHECK_FALSE(PublicKey::p256(std::string(32, '\x01'), std::string(32, '\x01')));
    CHECK_FALSE(PublicKey::p256(std::string(31, '\x01'), std::string(32, '\x01')));
    CHECK_FALSE(PublicKey::ed25519(std::string(31, '\x01')));
    CHECK_FALSE(PublicKey::rsa(std::string(128, '\xff'), "\x01\x01"));
    CHECK_FALSE(PublicKey::rsa(std::string(256, '\xff'), "\x02"));
    CHECK_FALSE(PublicKey::rsa(std::string(256, '\xff'), "\x01"));
    CHECK_FALSE(PublicKey::rsa("", ""));
}
