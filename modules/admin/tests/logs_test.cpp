#include "support/test_clinic.hpp"

#include "platform/log/log.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::test {
namespace {

/// The log of this program, in the folder of a test's clinic.
struct Logging {
    explicit Logging(const TestClinic& clinic)
    {
        log::start({.dir = (clinic.folder() / "logs").string(), .console = false});
    }
    ~Logging() { log::stop(); }
};

} // namespace

TEST_CASE("logs: newest first, in pages, and followed from there")
{
    TestClinic clinic;
    const Logging logging(clinic);
    auto admin = clinic.sign_in(Role::admin);
    for (int i = 0; i < 5; ++i) log::info("test.line", {{"n", i}});
    const auto page = admin.get("/api/admin/logs?module=test&limit=2");
    REQUIRE(page.status == 200);
    REQUIRE(page.size() == 2);
    CHECK(page.json("/items/0/fields") == R"({"n":4})");
    CHECK(page.json("/items/0/event") == "test.line");
    CHECK(page.json("/items/0/level") == "info");
    CHECK(page.json("/items/1/fields") == R"({"n":3})");
    const auto rest = admin.get("/api/admin/logs?module=test&cursor=" + page.json("/next"));
    REQUIRE(rest.size() == 3);
    CHECK(rest.json("/items/2/fields") == R"({"n":0})");

    log::warn("test.later");
    log::error("other.later");
    const auto later = admin.get("/api/admin/logs?module=test&after=" + page.json("/newest"));
    REQUIRE(later.size() == 1);
    CHECK(later.json("/items/0/event") == "test.later");
    CHECK(admin.get("/api/admin/logs?module=test&after=" + later.json("/newest")).size() == 0);
}

TEST_CASE("logs: the lines of one request are found by its id")
{
    TestClinic clinic;
    const Logging logging(clinic);
    auto admin = clinic.sign_in(Role::admin);
    {
        const log::RequestScope scope("req-of-interest");
        log::warn("test.inside");
    }
    log::warn("test.outside");
    const auto found = admin.get("/api/admin/logs?request_id=req-of-interest");
    REQUIRE(found.size() == 1);
    CHECK(found.json("/items/0/event") == "test.inside");
    CHECK(found.json("/items/0/request_id") == "req-of-interest");
    CHECK(admin.get("/api/admin/logs?level=error").size() == 0);
    CHECK(admin.get("/api/admin/logs?text=OUTSIDE").size() == 1);
    CHECK(admin.get("/api/admin/logs?until=2020-01-01T00:00:00Z").size() == 0);
}

TEST_CASE("logs: what is logged is changed while running, and the change is in the audit")
{
    TestClinic clinic;
    const Logging logging(clinic);
    auto admin = clinic.sign_in(Role::admin);
    CHECK(admin.get("/api/admin/logs/level").json("/level") == "info");
    CHECK_FALSE(log::wants(log::Level::debug));
    CHECK(admin.put("/api/admin/logs/level", R"({"level":"debug"})").status == 200);
    CHECK(log::wants(log::Level::debug));
    CHECK(admin.get("/api/admin/audit?action=admin.set_log_level").json("/items/0/detail") ==
          R"({"level":"debug"})");
    CHECK(admin.put("/api/admin/logs/level", R"({"level":"loud"})").status == 422);
    CHECK(log::level() == log::Level::debug);
}

TEST_CASE("logs: are for admins, and made-up places are refused")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    CHECK(admin.get("/api/admin/logs").body == R"({"items":[]})");
    for (const auto* query : {"cursor=made-up", "after=made-up", "limit=0", "level=loud",
             "from=yesterday", "cursor=WyIuLi8uLi8iLCIwIl0"}) {
        CHECK_MESSAGE(admin.get(fmt::format("/api/admin/logs?{}", query)).status == 422, query);
    }
    auto desk = clinic.sign_in(Role::receptionist);
    CHECK(desk.get("/api/admin/logs").status == 403);
    CHECK(desk.get("/api/admin/logs/level").status == 403);
    CHECK(desk.put("/api/admin/logs/level", R"({"level":"debug"})").status == 403);
    CHECK(clinic.stranger().get("/api/admin/logs").status == 401);
}

} // namespace clinic::test
