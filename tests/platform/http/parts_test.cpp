#include "platform/http/cors.hpp"
#include "platform/http/forwarded.hpp"
#include "platform/http/rate_limit.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace clinic::http;
using namespace std::chrono_literals;

namespace {

struct Ticking {
    std::chrono::steady_clock::time_point now{};
    RateLimiter limiter(Rate rate, std::size_t keys = 1000)
    {
        return RateLimiter(rate, keys, [this] { return now; });
    }
};

} // namespace

TEST_CASE("a bucket lets a burst through, then the rate, and tells how long to wait")
{
    Ticking clock;
    auto limiter = clock.limiter({.per_minute = 6, .burst = 3});
    for (int i = 0; i < 3; ++i) CHECK(limiter.wait_seconds("a") == 0);
    CHECK(limiter.wait_seconds("a") == 10);
    CHECK(limiter.wait_seconds("b") == 0); // each key on its own
    clock.now += 9s;
    CHECK(limiter.wait_seconds("a") == 1);
    clock.now += 1s;
    CHECK(limiter.wait_seconds("a") == 0);
    CHECK(limiter.wait_seconds("a") == 10); // waiting did not save up more than the rate
    clock.now += 1h;
    for (int i = 0; i < 3; ++i) CHECK(limiter.wait_seconds("a") == 0);
    CHECK(limiter.wait_seconds("a") > 0); // nor more than the burst
}

TEST_CASE("the limiter's memory is bounded, and who comes often is remembered")
{
    Ticking clock;
    auto limiter = clock.limiter({.per_minute = 1, .burst = 1}, 160);
    CHECK(limiter.wait_seconds("regular") == 0);
    for (int i = 0; i < 10'000; ++i) {
        (void)limiter.wait_seconds("stranger " + std::to_string(i));
        if (i % 3 == 0) CHECK(limiter.wait_seconds("regular") > 0);
    }
    CHECK(limiter.keys() <= 160);
}

TEST_CASE("a bucket is never overdrawn by threads at once")
{
    Ticking clock;
    auto limiter = clock.limiter({.per_minute = 1, .burst = 100});
    std::atomic<int> passed = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < 100; ++n) passed += limiter.wait_seconds("one") == 0;
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(passed == 100);
}

TEST_CASE("addresses are limited by what one subscriber holds")
{
    CHECK(address_key("192.0.2.7") == "192.0.2.7");
    CHECK(address_key("::ffff:192.0.2.7") == "192.0.2.7");
    CHECK(address_key("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::");
    CHECK(address_key("2001:db8:1:2::9") == address_key("2001:db8:1:2:ffff::1"));
}

TEST_CASE("trusted blocks are exact to the bit")
{
    const TrustedProxies proxies({"10.1.0.0/17", "192.0.2.1", "2001:db8::/33", "::1"});
    for (const auto in :
        {"10.1.127.255", "192.0.2.1", "2001:db8:7fff::1", "::1", "::ffff:10.1.0.1"}) {
        CHECK(proxies.trusts(in));
    }
    for (const auto out :
        {"10.1.128.0", "192.0.2.2", "2001:db8:8000::1", "::2", "", "proxy.test"}) {
        CHECK_FALSE(proxies.trusts(out));
    }
    for (const auto bad :
        {"10.0.0.0/", "10.0.0.0/33", "10.0.0/8", "::/129", "proxy.test", "10.0.0.0/-1", ""}) {
        CAPTURE(bad);
        CHECK_THROWS_AS(TrustedProxies({std::string(bad)}), std::invalid_argument);
    }
    CHECK(TrustedProxies({"0.0.0.0/0"}).trusts("203.0.113.1"));
    CHECK_FALSE(TrustedProxies({"0.0.0.0/0"}).trusts("2001:db8::1"));
}

TEST_CASE("only exact origins can be configured")
{
    CHECK(Cors({"HTTPS://App.Test:8443"}).allows("https://app.test:8443"));
    for (const auto bad : {"*", "app.test", "https://app.test/", "https://*.test", "ftp://a", ""}) {
        CAPTURE(bad);
        CHECK_THROWS_AS(Cors({std::string(bad)}), std::invalid_argument);
    }
}
