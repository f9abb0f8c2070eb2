// Whether the answers tell who has an account: status, body, headers and time. Times are compared by
// rank: the chance that an answer about somebody takes longer than one about nobody is one half when
// the two cannot be told apart. A slow machine widens both alike.

#include "mailbox.hpp"

#include <algorithm>
#include <chrono>
#include <functional>

namespace clinic::test {
namespace {

using Ask = std::function<Reply(int round)>;

double milliseconds(const std::function<void()>& deed)
{
    const auto begun = std::chrono::steady_clock::now();
    deed();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun)
        .count();
}

/// The area under the curve of Mann and Whitney.
double chance_of_longer(const std::vector<double>& these, const std::vector<double>& those)
{
    double longer = 0;
    for (const double a : these) {
        for (const double b : those) longer += a > b ? 1 : a == b ? 0.5 : 0;
    }
    return longer / static_cast<double>(these.size() * those.size());
}

/// In turns, each when nothing of the one before is still at work, and each as often first as second: what the machine does
/// in between falls on both alike.
double compare(Mailbox& at, const Ask& somebody, const Ask& nobody, int rounds = 120)
{
    std::vector<double> known;
    std::vector<double> unknown;
    const auto ask = [&](const Ask& who, std::vector<double>& times, int round) {
        at.clinic.settle();
        times.push_back(milliseconds([&] { (void)who(round); }));
    };
    for (int round = 0; round < rounds; ++round) {
        if (round % 2 == 0) ask(somebody, known, round);
        ask(nobody, unknown, round);
        if (round % 2 != 0) ask(somebody, known, round);
    }
    return chance_of_longer(known, unknown);
}

/// With 120 of each, chance alone strays by 0.037 from one half: this is more than five times that.
bool cannot_be_told(double chance)
{
    return chance > 0.3 && chance < 0.7;
}

void same_answer(const Reply& somebody, const Reply& nobody)
{
    CHECK(somebody.status == nobody.status);
    CHECK(somebody.body == nobody.body);
    CHECK(somebody.headers == nobody.headers);
}

struct Prober : Mailbox {
    Prober() { account(clinic, "zoe@test.example"); }
    /// A failed log-in from a place of its own, so that nobody has to wait.
    Reply log_in(std::string_view email, int round)
    {
        http::Request request;
        request.method = http::Method::post;
        request.path = "/api/auth/login";
        request.headers = {{"content-type", "application/json"}};
        request.body = fmt::format(R"({{"email":"{}","password":"wrong horse battery"}})", email);
        request.address = fmt::format("192.0.{}.{}", round / 200, round % 200);
        clinic->clock.advance_seconds(61);
        return clinic.send(std::move(request));
    }
};

} // namespace

TEST_CASE("enumeration: log-in")
{
    Prober at;
    same_answer(at.log_in("zoe@test.example", 1), at.log_in("nobody@test.example", 1));
    CHECK(cannot_be_told(compare(
        at, [&](int round) { return at.log_in("zoe@test.example", round); },
        [&](int round) { return at.log_in("nobody@test.example", round); })));
}

TEST_CASE("enumeration: registration")
{
    Prober at;
    same_answer(at.register_as("zoe@test.example"), at.register_as("new@test.example"));
    CHECK(cannot_be_told(compare(
        at, [&](int) { return at.register_as("zoe@test.example"); },
        [&](int round) { return at.register_as(fmt::format("n{}@test.example", round)); })));
}

TEST_CASE("enumeration: forgotten password, and the mail that proves an address")
{
    Prober at;
    same_answer(at.forgot("zoe@test.example"), at.forgot("nobody@test.example"));
    CHECK(cannot_be_told(compare(
        at, [&](int) { return at.forgot("zoe@test.example"); },
        [&](int) { return at.forgot("nobody@test.example"); })));
    same_answer(at.resend("zoe@test.example"), at.resend("nobody@test.example"));
    CHECK(cannot_be_told(compare(
        at, [&](int) { return at.resend("zoe@test.example"); },
        [&](int) { return at.resend("nobody@test.example"); })));
}

TEST_CASE("enumeration: the comparison would find an answer that comes too early")
{
    Prober at;
    // As if an unknown address were refused before its password is checked.
    const double chance = compare(
        at, [&](int round) { return at.log_in("zoe@test.example", round); },
        [&](int) { return at.clinic.stranger().get("/api/auth/setup"); }, 40);
    CHECK_FALSE(cannot_be_told(chance));
}

} // namespace clinic::test
