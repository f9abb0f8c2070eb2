#include "platform/core/secret.hpp"
#include "platform/core/workers.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <type_traits>
#include <utility>

using namespace clinic;

TEST_CASE("a full pool refuses at once, and what it took it runs before it stops")
{
    std::promise<void> gate;
    std::promise<void> started;
    std::atomic<int> ran{0};
    Workers workers({.threads = 1, .queue_limit = 2});
    REQUIRE(workers.submit([&] {
        started.set_value();
        gate.get_future().wait();
        ++ran;
    }));
    started.get_future().wait();
    CHECK(workers.busy() == 1);
    CHECK(workers.submit([&] { ++ran; }));
    CHECK(workers.submit([&] { ++ran; }));
    CHECK_FALSE(workers.submit([&] { ran += 100; }));
    CHECK(workers.waiting() == 2);
    gate.set_value();
    workers.stop();
    CHECK(ran == 3);
    CHECK_FALSE(workers.submit([&] { ran += 100; }));
    workers.stop();
    CHECK(ran == 3);
}

TEST_CASE("a job that throws is reported, and its worker lives on")
{
    std::atomic<int> errors{0};
    std::atomic<int> ran{0};
    Workers workers({.threads = 1, .on_error = [&](std::exception_ptr) { ++errors; }});
    REQUIRE(workers.submit([] { throw std::runtime_error("broken"); }));
    REQUIRE(workers.submit([&] { ++ran; }));
    workers.stop();
    CHECK(errors == 1);
    CHECK(ran == 1);
}

TEST_CASE("a secret moves without leaving a copy, and cannot be printed")
{
    Secret secret("a password longer than the small string buffer");
    const Secret copy = secret;
    const Secret moved = std::move(secret);
    CHECK(secret.empty()); // NOLINT(bugprone-use-after-move): what is left is the point
    CHECK(moved.reveal() == copy.reveal());
    CHECK_FALSE(std::is_convertible_v<Secret, std::string>);
}
