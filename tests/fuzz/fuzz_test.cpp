// A short, repeatable form of tests/fuzz/run for every build of the suite: seeds, spoilt a few thousand times.

#include "fuzz/targets.hpp"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>
#include <random>
#include <string>

namespace clinic::fuzz {
namespace {

/// Always the same spoilt inputs.
class Mutator {
public:
    explicit Mutator(const std::vector<std::string_view>& seeds) : seeds_(seeds) {}

    std::string next()
    {
        std::string bytes(pick(seeds_));
        for (auto times = random(1, 4); times > 0; --times) spoil(bytes);
        return bytes;
    }

private:
    std::size_t random(std::size_t low, std::size_t high)
    {
        return std::uniform_int_distribution<std::size_t>(low, high)(engine_);
    }
    template <class T> const T& pick(const std::vector<T>& list)
    {
        return list[random(0, list.size() - 1)];
    }
    void spoil(std::string& bytes)
    {
        const auto at = random(0, bytes.size());
        switch (random(0, 5)) {
        case 0:
            if (at < bytes.size()) bytes[at] = static_cast<char>(random(0, 255));
            break;
        case 1:
            bytes.insert(at, 1, static_cast<char>(random(0, 255)));
            break;
        case 2:
            bytes.erase(at, random(1, 8));
            break;
        case 3: { // the end of another seed
            const std::string_view other = pick(seeds_);
            bytes.replace(at, std::string::npos, other.substr(random(0, other.size())));
            break;
        }
        case 4: { // a piece twice
            const auto piece = bytes.substr(at, random(1, 16));
            bytes.insert(random(0, bytes.size()), piece);
            break;
        }
        default: {
            static const std::vector<std::string> tokens{"\r\n", "\r\n\r\n", ": ", "\"", "\\u0000",
                "\\", "{", "}", "[", "%00", "%", "\xff", "\xc3", std::string(1, '\0'), "0", "-1",
                "99999999999999999999", "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n",
                "chunked", ";", ",", "e308"};
            bytes.insert(at, pick(tokens));
        }
        }
    }

    const std::vector<std::string_view>& seeds_;
    std::mt19937_64 engine_{20261127};
};

std::string broken_by(const Target& target, const std::string& bytes)
{
    try {
        target.run(bytes);
        return {};
    } catch (const std::exception& error) {
        return error.what();
    }
}

/// MONOCLINIC_FUZZ_RUNS, for who has time and no clang.
int runs()
{
    const char* const wanted = std::getenv("MONOCLINIC_FUZZ_RUNS");
    return wanted == nullptr ? 4'000 : std::max(1, std::atoi(wanted));
}

} // namespace

TEST_CASE("fuzz: strangers' bytes are read or refused, never misread")
{
    CHECK(targets().size() >= 5);
    for (const auto& target : targets()) {
        Mutator mutator(target.seeds);
        for (const auto seed : target.seeds) target.run(seed);
        for (int i = runs(); i > 0; --i) {
            const auto bytes = mutator.next();
            const auto broken = broken_by(target, bytes);
            if (broken.empty()) continue; // a check for each would be most of the time
            REQUIRE_MESSAGE(broken.empty(), target.name << ": " << broken << " on " << bytes);
        }
    }
}

TEST_CASE("fuzz: a target that breaks is seen to break")
{
    const Target fragile{"fragile",
        [](std::string_view bytes) { must(!bytes.contains("\r\n\r\n"), "two line ends"); }, {"a"}};
    Mutator mutator(fragile.seeds);
    int broken = 0;
    for (int i = 0; i < 4'000; ++i) broken += broken_by(fragile, mutator.next()).empty() ? 0 : 1;
    CHECK(broken > 0);
}

} // namespace clinic::fuzz
