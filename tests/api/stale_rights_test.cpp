// Rights that were taken away are dead everywhere within five seconds: in this process and in another over the same
// database, for requests and for sockets.

#include "support/served.hpp"

#include <chrono>
#include <thread>

namespace clinic::test {
namespace {

using namespace std::chrono_literals;
namespace wire = clinic::http::testing;
using SteadyClock = std::chrono::steady_clock;

/// The practice, served on a port, and a second process that checks the same tokens.
struct TwoProcesses : Served {
    bus::Bus other_bus{*clinic.database, clinic->clock};
    auth::Auth other{*clinic.database, other_bus, clinic->clock, clinic->signing, clinic->sealing};

    TwoProcesses() { other.start(); }

    [[nodiscard]] bool known_elsewhere(const Visitor& who)
    {
        return other.authenticator().who(who.token(), clinic->clock.now()).has_value();
    }
};

/// Whether all of a person's accesses end within five seconds of the deed.
void dies_within_five_seconds(TwoProcesses& at, Visitor& who, const std::function<Reply()>& deed)
{
    const auto socket = at.listen(who);
    REQUIRE(who.get("/api/users/me").status == 200);
    REQUIRE(at.known_elsewhere(who));
    const auto done = deed();
    const auto begun = SteadyClock::now();
    REQUIRE_MESSAGE(done.status < 300, done.body);
    CHECK(who.get("/api/users/me").status == 401);
    CHECK(who.post("/api/live/ticket").status == 401);
    CHECK(wire::next_frame(*socket).payload == R"({"type":"signed_out"})");
    CHECK(wire::next_frame(*socket).opcode == 8);
    CHECK(socket->closed());
    while (at.known_elsewhere(who) && SteadyClock::now() - begun < 5s)
        std::this_thread::sleep_for(50ms);
    CHECK_FALSE(at.known_elsewhere(who));
    CHECK(SteadyClock::now() - begun < 5s);
}

} // namespace

TEST_CASE("stale rights: log-out")
{
    TwoProcesses at;
    dies_within_five_seconds(at, at.noe,
        [&] { return at.noe.with("x-requested-with", "monoclinic").post("/api/auth/logout"); });
}

TEST_CASE("stale rights: a role is taken away, or another one given")
{
    TwoProcesses at;
    const auto path = "/api/users/" + at.doctor.user().str();
    dies_within_five_seconds(
        at, at.doctor, [&] { return at.admin.patch(path, R"({"roles":["accountant"]})"); });
    auto again = at.clinic.again(at.doctor);
    CHECK(again.get("/api/users/me").json("/roles") == R"(["accountant"])");
}

TEST_CASE("stale rights: the account is disabled")
{
    TwoProcesses at;
    const auto path = "/api/users/" + at.colleague.user().str();
    dies_within_five_seconds(
        at, at.colleague, [&] { return at.admin.patch(path, R"({"status":"disabled"})"); });
}

TEST_CASE("stale rights: an admin ends the sessions of an account")
{
    TwoProcesses at;
    const auto path = "/api/users/" + at.desk.user().str() + "/logout";
    CHECK(at.desk.post(path).status == 403);
    dies_within_five_seconds(at, at.desk, [&] { return at.admin.post(path); });
    CHECK(at.admin.post("/api/users/" + UserId::fresh().str() + "/logout").status == 404);
    CHECK(at.clinic.again(at.desk).get("/api/users/me").status == 200);
}

TEST_CASE("stale rights: the password is changed at another device")
{
    TwoProcesses at;
    auto elsewhere = at.clinic.again(at.noe);
    dies_within_five_seconds(at, at.noe, [&] {
        return elsewhere.post("/api/auth/password/change",
            R"({"current_password":"correct horse battery","new_password":"quite another phrase"})");
    });
    CHECK(elsewhere.get("/api/users/me").status == 200);
}

TEST_CASE("stale rights: the session ends by itself, for want of an act")
{
    TwoProcesses at;
    const auto socket = at.listen(at.desk);
    at.clinic->clock.advance_seconds(31 * 60);
    const auto begun = SteadyClock::now();
    CHECK(at.desk.get("/api/users/me").status == 401);
    CHECK(wire::next_frame(*socket, 5s).payload == R"({"type":"signed_out"})");
    CHECK(SteadyClock::now() - begun < 5s);
}

} // namespace clinic::test
