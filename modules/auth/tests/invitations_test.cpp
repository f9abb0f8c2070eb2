#include "browser.hpp"

#include <doctest/doctest.h>

namespace clinic::test {
namespace {

struct Invited {
    TestClinic clinic;
    Visitor admin = clinic.sign_in(Role::admin);
    UserId guest;

    Invited()
    {
        (void)clinic.events();
        const auto reply = admin.post("/api/users", R"({"email":"Jo@Test.example","first_name":"Jo",
            "last_name":"Roux","roles":["practitioner","coach","coach"],"language":"en"})");
        REQUIRE(reply.status == 201);
        CHECK(reply.json("/status") == "invited");
        CHECK(reply.json("/roles") == R"(["coach","practitioner"])");
        CHECK(reply.header("location") == "/api/users/" + reply.json("/id"));
        guest = *UserId::parse(reply.json("/id"));
    }
    std::string token()
    {
        const auto link = clinic->auth.invitation_link(guest, "https://clinic.example");
        REQUIRE(link);
        CHECK(link->starts_with("https://clinic.example/invitation?token="));
        return link->substr(link->find('=') + 1);
    }
    Reply look(std::string_view token)
    {
        return clinic.stranger().get(fmt::format("/api/auth/invitations/{}", token));
    }
    Reply accept(std::string_view token, std::string_view more = "")
    {
        return clinic.stranger().post(
            "/api/auth/invitations/accept", fmt::format(R"({{"token":"{}","password":"{}"{}}})",
                                                token, TestClinic::password, more));
    }
};

} // namespace

TEST_CASE("invitation: is told as an event without a token; the link is made when it is sent")
{
    Invited at;
    at.clinic.settle();
    CHECK(at.clinic.events().front() == "auth.invited");
    const auto token = at.token();
    CHECK(token.size() == 43);
    CHECK_FALSE(at.clinic.snapshot().contains(token));
}

TEST_CASE("invitation: shows whom it is for")
{
    Invited at;
    const auto reply = at.look(at.token());
    CHECK(reply.status == 200);
    CHECK(reply.body ==
          R"({"email":"jo@test.example","first_name":"Jo","last_name":"Roux","language":"en"})");
}

TEST_CASE("invitation: accepting sets the password, corrects the name, and signs in with the roles")
{
    Invited at;
    Browser browser(at.clinic);
    const auto reply = browser.keep(at.accept(at.token(), R"(,"first_name":"Joséphine")"));
    REQUIRE(reply.status == 201);
    CHECK(reply.json("/user/first_name") == "Joséphine");
    CHECK(reply.json("/user/last_name") == "Roux");
    CHECK(reply.json("/user/status") == "active");
    CHECK(browser.me().json("/roles") == R"(["coach","practitioner"])");
    CHECK(Browser(at.clinic).log_in("jo@test.example").status == 200);
}

TEST_CASE("invitation: a link is good once, and takes the others with it")
{
    Invited at;
    const auto one = at.token();
    const auto two = at.token();
    CHECK(at.look(one).status == 200);
    REQUIRE(at.accept(two).status == 201);
    const auto before = stored(at.clinic);
    for (const auto& token : {one, two}) {
        CHECK(at.look(token).code() == "invitation_over");
        CHECK(at.accept(token).status == 404);
    }
    CHECK_FALSE(at.clinic->auth.invitation_link(at.guest, ""));
    CHECK(stored(at.clinic) == before);
}

TEST_CASE("invitation: is good for a week")
{
    Invited at;
    const auto start = at.clinic->clock.now();
    at.clinic->clock.set(start);
    const auto token = at.token();
    at.clinic->clock.set(start.plus_days(7).plus_seconds(-1));
    CHECK(at.look(token).status == 200);
    at.clinic->clock.set(start.plus_days(7));
    CHECK(at.look(token).status == 404);
    CHECK(at.accept(token).status == 404);
}

TEST_CASE("invitation: made-up links and weak passwords change nothing")
{
    Invited at;
    const auto token = at.token();
    const auto before = stored(at.clinic);
    CHECK(at.accept("guess").code() == "invitation_over");
    CHECK(at.look("guess").status == 404);
    const auto weak = at.clinic.stranger().post("/api/auth/invitations/accept",
        fmt::format(R"({{"token":"{}","password":"password123"}})", token));
    CHECK(weak.status == 422);
    CHECK(weak.json("/errors/0/pointer") == "/password");
    CHECK(stored(at.clinic) == before);
    CHECK(at.accept(token).status == 201);
}

TEST_CASE("invitation: a disabled guest cannot come in, and can again when put back")
{
    Invited at;
    const auto token = at.token();
    const auto path = "/api/users/" + at.guest.str();
    CHECK(at.admin.patch(path, R"({"status":"active"})").code() == "not_accepted");
    REQUIRE(at.admin.patch(path, R"({"status":"disabled"})").status == 200);
    CHECK(at.accept(token).status == 404);
    CHECK(at.admin.patch(path, R"({"status":"active"})").json("/status") == "invited");
    CHECK(at.accept(token).status == 201);
}

TEST_CASE("invitation: can be sent again while it waits, by admins")
{
    Invited at;
    at.clinic.settle();
    (void)at.clinic.events();
    const auto path = "/api/users/" + at.guest.str() + "/invitation";
    CHECK(at.admin.post(path).status == 204);
    at.clinic.settle();
    CHECK(at.clinic.events() == std::vector<std::string>{"auth.invited"});
    CHECK(at.clinic.sign_in(Role::receptionist).post(path).status == 403);
    REQUIRE(at.accept(at.token()).status == 201);
    CHECK(at.admin.post(path).code() == "not_invited");
    CHECK(at.admin.post("/api/users/" + UserId::fresh().str() + "/invitation").status == 404);
}

TEST_CASE("invitation: only admins invite, an address is invited once, and to something")
{
    Invited at;
    const auto* const body =
        R"({"email":"x@test.example","first_name":"X","last_name":"Y","roles":["coach"],"language":"fr"})";
    auto reception = at.clinic.sign_in(Role::receptionist);
    const auto before = stored(at.clinic);
    CHECK(reception.post("/api/users", body).status == 403);
    CHECK(at.clinic.stranger().post("/api/users", body).status == 401);
    CHECK(at.admin
              .post("/api/users", R"({"email":"jo@test.example","first_name":"X","last_name":"Y",
        "roles":["coach"],"language":"fr"})")
              .code() == "email_taken");
    CHECK(at.admin
              .post("/api/users", R"({"email":"x@test.example","first_name":"X","last_name":"Y",
        "roles":[],"language":"fr"})")
              .json("/errors/0/pointer") == "/roles");
    CHECK(stored(at.clinic) == before);
}

} // namespace clinic::test
