#include "platform/core/id.hpp"
#include "platform/core/money.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <vector>

using namespace clinic;

namespace {

struct ThingTag;
using ThingId = Id<ThingTag>;

}

TEST_CASE("fresh ids are version 7 UUIDs in strictly rising order")
{
    ThingId last;
    for (int i = 0; i < 100'000; ++i) {
        const auto id = ThingId::fresh();
        REQUIRE(id > last);
        last = id;
    }
    const auto text = last.str();
    CHECK(text.size() == 36);
    CHECK(text[14] == '7');
    CHECK(std::string_view("89ab").find(text[19]) != std::string_view::npos);
}

TEST_CASE("threads never make the same id")
{
    std::unordered_set<ThingId> all;
    std::mutex mutex;
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            std::vector<ThingId> mine(20'000);
            for (auto& id : mine) id = ThingId::fresh();
            const std::lock_guard lock(mutex);
            all.insert(mine.begin(), mine.end());
        });
    }
    threads.clear();
    CHECK(all.size() == 80'000);
}

TEST_CASE("an id is read in canonical form only, and kept in lower case")
{
    CHECK(ThingId::parse("0190A8F0-7C3B-7ABC-8DEF-0123456789AB")->view() ==
          "0190a8f0-7c3b-7abc-8def-0123456789ab");
    for (const auto* text : {"", "0190a8f07c3b7abc8def0123456789ab",
             "{190a8f0-7c3b-7abc-8def-0123456789a}", "0190a8f0-7c3b-7abc-8def-0123456789ag",
             "0190a8f0-7c3b-7abc-8def-0123456789ab ", "0190a8f0-7c3b-7abc-8def_0123456789ab"})
        CHECK_MESSAGE(!ThingId::parse(text), text);
    CHECK_FALSE(ThingId());
    CHECK(ThingId().view() == "");
}

TEST_CASE("money is written with the digits of its currency")
{
    CHECK(Money{1250, "EUR"}.text() == "12.50 EUR");
    CHECK(Money{-5, "EUR"}.text() == "-0.05 EUR");
    CHECK(Money{1250, "TND"}.text() == "1.250 TND");
    CHECK(Money{1250, "XOF"}.text() == "1250 XOF");
    CHECK(Money{0, "CHF"}.text() == "0.00 CHF");
    CHECK(Money{std::numeric_limits<std::int64_t>::min(), "EUR"}.text() ==
          "-92233720368547758.08 EUR");
}

TEST_CASE("currencies are those of ISO 4217")
{
    CHECK(minor_digits("EUR") == 2);
    CHECK(minor_digits("XPF") == 0);
    CHECK(minor_digits("KWD") == 3);
    CHECK(minor_digits("eur") == -1);
    CHECK(minor_digits("EURO") == -1);
    CHECK(minor_digits("") == -1);
}
