#include "platform/crypto/cbor.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace clinic;
using namespace std::string_literals;
using crypto::Cbor;

namespace {

std::optional<Cbor> whole(const std::string& bytes)
{
    std::string_view rest = bytes;
    auto item = crypto::take_cbor(rest);
    return rest.empty() ? item : std::nullopt;
}

} // namespace

TEST_CASE("cbor: integers, strings, lists and truth are read (RFC 8949, appendix A)")
{
    CHECK(whole("\x00"s)->number == 0);
    CHECK(whole("\x17"s)->number == 23);
    CHECK(whole("\x18\x18"s)->number == 24);
    CHECK(whole("\x19\x03\xe8"s)->number == 1000);
    CHECK(whole("\x1a\x00\x0f\x42\x40"s)->number == 1'000'000);
    CHECK(whole("\x1b\x00\x00\x00\xe8\xd4\xa5\x10\x00"s)->number == 1'000'000'000'000);
    CHECK(whole("\x20"s)->number == -1);
    CHECK(whole("\x39\x03\xe7"s)->number == -1000);
    CHECK(whole("\x44\x01\x02\x03\x04"s)->content == "\x01\x02\x03\x04"s);
    CHECK(whole("\x64IETF"s)->content == "IETF");
    CHECK(whole("\x83\x01\x02\x03"s)->items.size() == 3);
    CHECK(whole("\xf5"s)->number == 1);
    const auto bytes = "\xa2\x61"s
                       "a\x01\x03\x20"s;
    const auto map = whole(bytes);
    REQUIRE(map);
    CHECK(map->at("a")->number == 1);
    CHECK(map->at(3)->number == -1);
    CHECK(map->at(4) == nullptr);
    CHECK(map->at("b") == nullptr);
}

TEST_CASE("cbor: what is cut off, spelled at length, or of a kind that no authenticator writes is "
          "refused")
{
    const std::pair<std::string, std::string> wrong[] = {{"nothing", ""s},
        {"half a number", "\x19\x03"s}, {"24 in two bytes", "\x18\x17"s},
        {"255 in three bytes", "\x19\x00\xff"s}, {"65535 in five bytes", "\x1a\x00\x00\xff\xff"s},
        {"a reserved length", "\x1c"s}, {"indefinite bytes", "\x5f\x41\x00\xff"s},
        {"an indefinite list", "\x9f\xff"s}, {"half a string", "\x44\x01"s},
        {"a string of 2^63", "\x5b\x80\x00\x00\x00\x00\x00\x00\x00"s},
        {"an integer beyond 63 bits", "\x1b\x80\x00\x00\x00\x00\x00\x00\x00"s},
        {"a tag", "\xc0\x61"s
                  "a"s},
        {"a half float", "\xf9\x00\x00"s}, {"null", "\xf6"s}, {"a break", "\xff"s},
        {"a key twice", "\xa2\x01\x02\x01\x03"s}, {"a list as a key", "\xa1\x80\x01"s},
        {"a list of 2^32", "\x9a\xff\xff\xff\xff"s}, {"five deep", "\x81\x81\x81\x81\x00"s},
        {"half a map", "\xa1\x01"s}};
    for (const auto& [name, bytes] : wrong) {
        INFO(name);
        CHECK_FALSE(whole(bytes));
    }
}

TEST_CASE("cbor: 64 items are the most, however they are nested")
{
    CHECK(whole("\x98\x3f"s + std::string(63, '\0')));
    CHECK_FALSE(whole("\x98\x40"s + std::string(64, '\0')));
}

TEST_CASE("cbor: what follows an item is left where it is")
{
    const auto bytes = "\x01\x02"s;
    std::string_view rest = bytes;
    CHECK(crypto::take_cbor(rest)->number == 1);
    CHECK(rest == "\x02");
}
