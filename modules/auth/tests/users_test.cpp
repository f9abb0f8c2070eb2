#include "browser.hpp"

#include <doctest/doctest.h>

#include <set>
#include <thread>

namespace clinic::test {
namespace {

std::string path_of(UserId id)
{
    return "/api/users/" + id.str();
}

} // namespace

TEST_CASE("users: admins see every account whole")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    account(clinic, "zoe@test.example");
    const auto list = admin.get("/api/users?count=true");
    CHECK(list.json("/total") == "2");
    CHECK(list.json("/items/0/email") == "zoe@test.example"); // Lefèvre before Testeur1
    CHECK(list.json("/items/1/last_login_at") != "");
}

TEST_CASE("users: receptionists see colleagues by name and role, and no patients")
{
    TestClinic clinic;
    auto reception = clinic.sign_in(Role::receptionist);
    account(clinic, "patient@test.example");
    account(clinic, "doctor@test.example", {Role::practitioner});
    const auto list = reception.get("/api/users?count=true");
    REQUIRE(list.size() == 2);
    CHECK(list.json("/total") == "2");
    CHECK(list.json("/items/0/last_name") == "Lefèvre");
    CHECK(list.json("/items/0/roles") == R"(["practitioner"])");
    CHECK_FALSE(list.body.contains("@"));
    CHECK_FALSE(list.body.contains("last_login_at"));
    CHECK(reception.get("/api/users?role=patient").size() == 0);
}

TEST_CASE("users: the list is for admins and the front desk, one account for admins")
{
    TestClinic clinic;
    const auto zoe = account(clinic, "zoe@test.example");
    for (const auto role : {Role::patient, Role::coach, Role::practitioner, Role::accountant}) {
        auto visitor = clinic.sign_in(role);
        CHECK(visitor.get("/api/users").status == 403);
        CHECK(visitor.get(path_of(zoe)).status == 403);
        CHECK(visitor.patch(path_of(zoe), R"({"first_name":"X"})").status == 403);
    }
    CHECK(clinic.sign_in(Role::receptionist).get(path_of(zoe)).status == 403);
    CHECK(clinic.stranger().get("/api/users").status == 401);
    CHECK(clinic.stranger().get(path_of(zoe)).status == 401);
}

TEST_CASE("users: are found by part of a name without accents, in either order, or of an address")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    account(clinic, "zz-top@test.example"); // Zoé Lefèvre
    for (const auto* q :
        {"lefev", "ZOE", "zo%C3%A9%20lef", "lefevre%20zoe", "zz-top", "top@test"}) {
        CAPTURE(q);
        CHECK(admin.get(fmt::format("/api/users?q={}", q)).size() == 1);
    }
    for (const auto* q : {"lefevre%20q", "%25zz", "_oe", "%5C"}) {
        CAPTURE(q);
        CHECK(admin.get(fmt::format("/api/users?q={}", q)).size() == 0);
    }
}

TEST_CASE("users: an address that is not shown is not found either")
{
    TestClinic clinic;
    auto reception = clinic.sign_in(Role::receptionist);
    account(clinic, "zz-top@test.example", {Role::practitioner}); // Zoé Lefèvre
    for (const auto* q : {"lefev", "ZOE", "zo%C3%A9%20lef", "lefevre%20zoe"}) {
        CAPTURE(q);
        CHECK(reception.get(fmt::format("/api/users?q={}&count=true", q)).json("/total") == "1");
    }
    for (const auto* q : {"zz-top", "z-t", "top@test", "example"}) {
        CAPTURE(q);
        CHECK(reception.get(fmt::format("/api/users?q={}&count=true", q)).json("/total") == "0");
    }
}

TEST_CASE("users: are filtered by role and status, and come in pages without a gap")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    for (int i = 0; i < 7; ++i) account(clinic, fmt::format("p{}@test.example", i));
    const auto coach = account(clinic, "coach@test.example", {Role::coach});
    CHECK(admin.get("/api/users?role=coach").size() == 1);
    REQUIRE(admin.patch(path_of(coach), R"({"status":"disabled"})").status == 200);
    CHECK(admin.get("/api/users?status=disabled").json("/items/0/id") == coach.view());
    CHECK(admin.get("/api/users?status=gone").status == 422);

    std::set<std::string> seen;
    std::string cursor;
    for (int pages = 0; pages < 5; ++pages) {
        const auto page = admin.get(
            "/api/users?limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor));
        for (std::size_t i = 0; i < page.size(); ++i)
            seen.insert(page.json(fmt::format("/items/{}/id", i)));
        cursor = page.json("/next");
    }
    CHECK(seen.size() == 9);
    CHECK(cursor == "");
}

TEST_CASE("users: me, as I am and as I change it")
{
    TestClinic clinic;
    auto zoe = clinic.sign_in(Role::patient);
    const auto me = zoe.get("/api/users/me");
    CHECK(me.json("/id") == zoe.user().view());
    CHECK(me.header("etag") == "\"1\"");
    (void)clinic.events();
    const auto changed = zoe.patch(
        "/api/users/me", R"({"first_name":"Zoé","language":"fr","phone":"01 23 45 67 89"})");
    CHECK(changed.status == 200);
    CHECK(changed.json("/first_name") == "Zoé");
    CHECK(changed.json("/phone") == "01 23 45 67 89");
    CHECK(changed.json("/version") == "2");
    CHECK(zoe.patch("/api/users/me", R"({"phone":null})").json("/phone") == "");
    CHECK(zoe.get("/api/users/me").json("/language") == "fr");
    clinic.settle();
    CHECK(clinic.events() == std::vector<std::string>{"auth.user_changed", "auth.user_changed"});
}

TEST_CASE("users: nobody promotes themselves")
{
    TestClinic clinic;
    auto zoe = clinic.sign_in(Role::patient);
    const auto before = stored(clinic);
    for (const auto* body :
        {R"({"roles":["admin"]})", R"({"status":"active"})", R"({"email":"x@y.example"})",
            R"({"version":7})", R"({"id":"01938d0a-7c7b-7c3e-9b1f-2a4d5e6f7a8b"})"}) {
        CHECK(zoe.patch("/api/users/me", body).status == 422);
    }
    CHECK(clinic.stranger().get("/api/users/me").status == 401);
    CHECK(clinic.stranger().patch("/api/users/me", R"({"first_name":"X"})").status == 401);
    CHECK(stored(clinic) == before);
}

TEST_CASE("users: an admin changes names without ending a session")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    auto zoe = clinic.sign_in(Role::coach);
    const auto changed = admin.patch(
        path_of(zoe.user()), R"({"last_name":"Roux","language":"fr"})");
    CHECK(changed.json("/last_name") == "Roux");
    CHECK(changed.header("etag") == "\"2\"");
    CHECK(admin.get(path_of(zoe.user())).json("/last_name") == "Roux");
    CHECK(zoe.get("/api/users/me").status == 200);
}

TEST_CASE("users: a stale If-Match changes nothing")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    auto zoe = clinic.sign_in(Role::coach);
    REQUIRE(admin.patch(path_of(zoe.user()), R"({"last_name":"Roux"})").status == 200);
    const auto before = stored(clinic);
    CHECK(admin.with("if-match", "\"1\"")
              .patch(path_of(zoe.user()), R"({"last_name":"Blanc"})")
              .code() == "stale");
    CHECK(zoe.with("if-match", "\"1\"").patch("/api/users/me", R"({"last_name":"Blanc"})").status ==
          412);
    CHECK(stored(clinic) == before);
    CHECK(admin.with("if-match", "\"2\"")
              .patch(path_of(zoe.user()), R"({"last_name":"Blanc"})")
              .status == 200);
}

TEST_CASE("users: other roles end the sessions, and the next log-in has them")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    auto zoe = account(clinic, "zoe@test.example", {Role::coach});
    Browser browser(clinic);
    REQUIRE(browser.log_in("zoe@test.example").status == 200);
    CHECK(admin.patch(path_of(zoe), R"({"roles":["coach"]})").status == 200); // the same: no matter
    CHECK(browser.me().status == 200);
    CHECK(admin.patch(path_of(zoe), R"({"roles":["receptionist"]})").status == 200);
    CHECK(browser.me().status == 401);
    CHECK(browser.refresh().status == 401);
    CHECK(browser.log_in("zoe@test.example").json("/user/roles") == R"(["receptionist"])");
}

TEST_CASE("users: a disabled account is out at once, and back when enabled")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    auto zoe = account(clinic, "zoe@test.example");
    Browser browser(clinic);
    REQUIRE(browser.log_in("zoe@test.example").status == 200);
    CHECK(admin.patch(path_of(zoe), R"({"status":"disabled"})").json("/status") == "disabled");
    CHECK(browser.me().status == 401);
    CHECK(browser.refresh().status == 401);
    CHECK(admin.patch(path_of(zoe), R"({"status":"active"})").json("/status") == "active");
    CHECK(browser.me().status == 401);
    CHECK(browser.log_in("zoe@test.example").status == 200);
}

TEST_CASE("users: the last active admin stays one")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    const auto second = account(clinic, "second@test.example", {Role::admin});
    REQUIRE(admin.patch(path_of(second), R"({"status":"disabled"})").status == 200);
    const auto before = stored(clinic);
    for (const auto* body : {R"({"roles":["coach"]})", R"({"status":"disabled"})"}) {
        const auto reply = admin.patch(path_of(admin.user()), body);
        CHECK(reply.status == 409);
        CHECK(reply.code() == "last_admin");
    }
    CHECK(stored(clinic) == before);
    CHECK(admin.get("/api/users/me").status == 200);
    REQUIRE(admin.patch(path_of(second), R"({"status":"active"})").status == 200);
    CHECK(admin.patch(path_of(admin.user()), R"({"roles":["coach"]})").status == 200);
    CHECK(admin.get("/api/users/me").status == 401);
}

TEST_CASE("users: two admins who dismiss each other at once leave one")
{
    for (int round = 0; round < 5; ++round) {
        TestClinic clinic;
        auto one = clinic.sign_in(Role::admin);
        auto two = clinic.sign_in(Role::admin);
        std::thread other([&] { one.patch(path_of(two.user()), R"({"status":"disabled"})"); });
        two.patch(path_of(one.user()), R"({"status":"disabled"})");
        other.join();
        CHECK(clinic->auth.with_role(Role::admin).size() >= 1);
    }
}

TEST_CASE("users: what is not there, or no id, is told so")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    CHECK(admin.get(path_of(UserId::fresh())).status == 404);
    CHECK(admin.patch(path_of(UserId::fresh()), R"({"first_name":"X"})").status == 404);
    CHECK(admin.get("/api/users/7").status == 422);
    CHECK(admin.patch(path_of(admin.user()), R"({"roles":["root"]})").json("/errors/0/pointer") ==
          "/roles/0");
}

TEST_CASE("users: health answers strangers")
{
    TestClinic clinic;
    const auto reply = clinic.stranger().get("/api/users/health");
    CHECK(reply.status == 200);
    CHECK(reply.json("/status") == "healthy");
    CHECK(reply.json("/database") == "connected");
}

} // namespace clinic::test
