#include "platform/crypto/password.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

using namespace clinic;

namespace {

constexpr crypto::PasswordCost cheap{.memory_kib = 64, .passes = 1};

}

TEST_CASE("a password opens its own hash and no other does")
{
    const auto hash = crypto::hash_password("correct horse", cheap);
    CHECK(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
    CHECK(crypto::verify_password(hash, "correct horse"));
    CHECK_FALSE(crypto::verify_password(hash, "correct horsE"));
    CHECK_FALSE(crypto::verify_password(hash, ""));
    CHECK_FALSE(crypto::verify_password("", "correct horse"));
    CHECK_FALSE(crypto::verify_password("$argon2id$nonsense", "correct horse"));
    CHECK_FALSE(crypto::verify_password(std::string(5000, '$'), "correct horse"));
    CHECK(crypto::hash_password("correct horse", cheap) != hash);
}

TEST_CASE("a hash made at another cost asks to be made again")
{
    const auto hash = crypto::hash_password("pw", cheap);
    CHECK_FALSE(crypto::needs_rehash(hash, cheap));
    CHECK(crypto::needs_rehash(hash, {.memory_kib = 128, .passes = 1}));
    CHECK(crypto::needs_rehash(hash, {.memory_kib = 64, .passes = 2}));
    CHECK(crypto::needs_rehash("not a hash", cheap));
}

TEST_CASE("the pool answers, and an unknown account costs a real check that always says no")
{
    crypto::PasswordPool pool({.cost = cheap});
    const auto hash = pool.hash("pw");
    REQUIRE(hash.has_value());
    CHECK(pool.verify(*hash, "pw") == true);
    CHECK(pool.verify(*hash, "pv") == false);
    CHECK(pool.verify_nobody("pw") == false);
    CHECK_FALSE(pool.needs_rehash(*hash));
}

TEST_CASE("a flood of log-ins is refused at once beyond the line, and served within it")
{
    crypto::PasswordPool pool(
        {.cost = {.memory_kib = 16'384, .passes = 3}, .workers = 1, .waiting = 2});
    std::atomic<int> served{0};
    std::atomic<int> refused{0};
    std::vector<std::jthread> people;
    for (int i = 0; i < 32; ++i)
        people.emplace_back([&] { ++(pool.verify_nobody("guess") ? served : refused); });
    people.clear();
    CHECK(served >= 2);
    CHECK(refused >= 1);
    CHECK(served + refused == 32);
    CHECK(pool.verify_nobody("guess").has_value());
}
