#include "platform/crypto/bytes.hpp"

#include <doctest/doctest.h>

#include <set>
#include <stdexcept>

using namespace clinic;

TEST_CASE("tokens are long, URL-safe and never the same")
{
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(crypto::random_token());
    CHECK(seen.size() == 1000);
    CHECK(seen.begin()->size() == 43);
    CHECK(seen.begin()->find_first_of("+/=") == std::string::npos);
}

TEST_CASE("base64url has exactly one spelling for each value")
{
    CHECK(crypto::base64url("") == "");
    CHECK(crypto::base64url("\xFB\xFF") == "-_8");
    CHECK(crypto::from_base64url("-_8") == "\xFB\xFF");
    CHECK(crypto::from_base64url("") == "");
    for (const auto* text : {"-_9", "-_8=", "+/8", "-_8 ", " -_8", "-\n_8", "A", "-_8A=", "é"})
        CHECK_MESSAGE(!crypto::from_base64url(text), text);
    CHECK_FALSE(crypto::from_base64url(std::string_view("-_8\0", 4)));
    for (std::size_t size = 0; size < 100; ++size) {
        const auto bytes = crypto::random_bytes(size);
        CHECK(crypto::from_base64url(crypto::base64url(bytes)) == bytes);
        CHECK(crypto::base64url_of_ciphertext(bytes) == crypto::base64url(bytes));
    }
}

TEST_CASE("digests agree with the published vectors")
{
    CHECK(crypto::hex(crypto::sha256("abc")) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(crypto::hex(crypto::blake2b("")) ==
          "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    CHECK(crypto::blake2b("a", std::string(32, 'k')) != crypto::blake2b("a"));
    CHECK_THROWS_AS((void)crypto::blake2b("a", "short"), std::invalid_argument);
}

TEST_CASE("comparison tells same from different, in length too")
{
    CHECK(crypto::equal("token", "token"));
    CHECK(crypto::equal("", ""));
    CHECK_FALSE(crypto::equal("token", "tokem"));
    CHECK_FALSE(crypto::equal("token", "toke"));
}
