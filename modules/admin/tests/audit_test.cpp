#include "support/test_clinic.hpp"

#include "platform/db/error.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::test {
namespace {

constexpr auto wrong = R"({"email":"coach2@test.example","password":"not the password"})";

} // namespace

TEST_CASE("audit: a change is written down with who, what, to whom, from where")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    auto coach = clinic.sign_in(Role::coach);
    REQUIRE(admin.patch("/api/users/" + coach.user().str(), R"({"roles":["accountant"]})").status ==
            200);
    const auto list = admin.get("/api/admin/audit?action=users.change");
    REQUIRE(list.size() == 1);
    CHECK(list.json("/items/0/actor_id") == admin.user().view());
    CHECK(list.json("/items/0/actor_name") == "Camille Testeur1");
    CHECK(list.json("/items/0/actor_roles") == R"(["admin"])");
    CHECK(list.json("/items/0/subject_kind") == "user");
    CHECK(list.json("/items/0/subject_id") == coach.user().view());
    CHECK(list.json("/items/0/detail") == R"({"roles":["accountant"]})");
    CHECK(list.json("/items/0/address") == "127.0.0.1");
    CHECK(list.json("/items/0/request_id") == "test");
    CHECK(list.json("/items/0/outcome") == "done");
}

TEST_CASE("audit: a refusal leaves no row, a change exactly one")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    const auto rows = [&] {
        return std::stoi(admin.get("/api/admin/audit?count=true").json("/total"));
    };
    const auto before = rows();
    CHECK(admin.patch("/api/users/me", R"({"roles":["coach"]})").status == 422);
    CHECK(
        admin.patch("/api/users/" + admin.user().str(), R"({"status":"disabled"})").status == 409);
    CHECK(rows() == before);
    CHECK(admin.patch("/api/users/me", R"({"first_name":"Ada"})").status == 200);
    CHECK(rows() == before + 1);
}

TEST_CASE("audit: log-ins are there, refused ones too, by account and never by the address that "
          "was typed")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    auto coach = clinic.sign_in(Role::coach);
    CHECK(clinic.stranger().post("/api/auth/login", wrong).status == 401);
    CHECK(clinic.stranger()
              .post("/api/auth/login", R"({"email":"canary@test.example","password":"x"})")
              .status == 401);
    clinic.settle();
    const auto good = admin.get("/api/admin/audit?action=auth.log_in");
    CHECK(good.size() == 2);
    CHECK(good.json("/items/0/subject_id") == coach.user().view());
    CHECK(good.json("/items/0/actor_id") == "");
    const auto refused = admin.get("/api/admin/audit?action=auth.login_refused");
    REQUIRE(refused.size() == 2);
    CHECK(refused.json("/items/0/outcome") == "refused");
    CHECK(refused.json("/items/0/subject_id") == "");
    CHECK(refused.json("/items/1/subject_id") == coach.user().view());
    CHECK(refused.json("/items/1/detail") == R"({"reason":"bad_credentials"})");
    CHECK_FALSE(clinic.snapshot().contains("canary"));
}

TEST_CASE("audit: newest first, in pages without a gap, while more is written")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    for (int i = 0; i < 7; ++i) {
        REQUIRE(
            admin.patch("/api/users/me", fmt::format(R"({{"first_name":"Ada{}"}})", i)).status ==
            200);
    }
    std::vector<std::string> seen;
    std::string cursor;
    do {
        const auto page = admin.get("/api/admin/audit?limit=3&action=users.change_me" +
                                    (cursor.empty() ? "" : "&cursor=" + cursor));
        for (std::size_t i = 0; i < page.size(); ++i)
            seen.push_back(page.json(fmt::format("/items/{}/id", i)));
        cursor = page.json("/next");
        REQUIRE(admin.patch("/api/users/me", R"({"first_name":"Ada"})").status == 200);
    } while (!cursor.empty());
    CHECK(seen.size() == 7);
    CHECK(std::ranges::is_sorted(seen, std::greater<>()));
}

TEST_CASE("audit: is filtered by actor, subject and time, and all at once")
{
    TestClinic clinic;
    clinic->clock.set(*Instant::parse("2026-11-20T10:00:00Z"));
    auto admin = clinic.sign_in(Role::admin);
    auto coach = clinic.sign_in(Role::coach);
    clinic->clock.set(*Instant::parse("2026-11-20T10:04:00Z"));
    REQUIRE(
        admin.patch("/api/users/" + coach.user().str(), R"({"last_name":"Roux"})").status == 200);
    REQUIRE(coach.patch("/api/users/me", R"({"last_name":"Blanc"})").status == 200);
    const auto count = [&](std::string_view query) {
        const auto reply = admin.get(fmt::format("/api/admin/audit?count=true&{}", query));
        CHECK(reply.json("/total") == std::to_string(reply.size()));
        return reply.size();
    };
    const auto who = coach.user().str();
    CHECK(count("actor_id=" + who) == 1);
    CHECK(count("subject_id=" + who) == 3); // log-in, and two changes
    CHECK(count("subject_id=" + who + "&actor_id=" + admin.user().str()) == 1);
    CHECK(count("from=2026-11-20T10:04:00Z") == 2);
    CHECK(count("until=2026-11-20T10:04:00Z") == 2);
    CHECK(count("subject_id=" + who + "&from=2026-11-20T10:01:00Z&action=users.change") == 1);
    CHECK(count("actor_id=" + UserId::fresh().str()) == 0);
}

TEST_CASE("audit: is for admins")
{
    TestClinic clinic;
    CHECK(clinic.stranger().get("/api/admin/audit").status == 401);
    for (const auto role :
        {Role::patient, Role::coach, Role::practitioner, Role::receptionist, Role::accountant}) {
        auto visitor = clinic.sign_in(role);
        CHECK(visitor.get("/api/admin/audit").status == 403);
        CHECK(visitor.get("/api/admin/stats").status == 403);
        CHECK(visitor.get("/api/admin/events").status == 403);
        CHECK(visitor.post("/api/admin/events/x/replay").status == 403);
    }
}

TEST_CASE("audit: filters that mean nothing are refused")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    CHECK(admin.get("/api/admin/audit?actor_id=7").status == 422);
    CHECK(admin.get("/api/admin/audit?from=yesterday").status == 422);
    CHECK(admin.get("/api/admin/audit?cursor=made-up").status == 422);
    CHECK(admin.get("/api/admin/audit?limit=0").status == 422);
}

TEST_CASE("audit: the database itself refuses to change or delete a row")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    const auto before = clinic.snapshot();
    const auto refused = [&](std::string_view sql) {
        return clinic.database->write_now([&](db::Tx& tx) { return tx.attempt(sql); }) ==
               db::Tx::Outcome::violated;
    };
    CHECK(refused("UPDATE admin_audit SET action = 'nothing'"));
    CHECK(refused("DELETE FROM admin_audit"));
    CHECK(clinic.snapshot() == before);
}

} // namespace clinic::test
