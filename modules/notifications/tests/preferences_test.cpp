#include "support/practice.hpp"

namespace clinic::notifications {

using test::Practice;
namespace {

constexpr auto door = "/api/notification-preferences";
constexpr auto no_visits = R"({"items":[{"group":"visits","in_app":false,"email":true}]})";
constexpr auto no_visit_mails = R"({"items":[{"group":"visits","in_app":true,"email":false}]})";

} // namespace

TEST_CASE("everything is wanted until somebody says otherwise, group by group")
{
    Practice at;
    const auto before = at.noe.get(door);
    CHECK(before.status == 200);
    CHECK(before.size() == 6);
    for (std::size_t i = 0; i < 6; ++i) {
        CHECK(before.json(fmt::format("/items/{}/in_app", i)) == "true");
        CHECK(before.json(fmt::format("/items/{}/email", i)) == "true");
    }
    const auto after = at.noe.put(door, no_visits);
    CHECK(after.status == 200);
    CHECK(after.json("/items/0/group") == "visits");
    CHECK(after.json("/items/0/in_app") == "false");
    CHECK(after.json("/items/1/in_app") == "true");
    CHECK(at.noe.get(door).body == after.body);
    CHECK(at.doctor.get(door).body == before.body);
}

TEST_CASE("what is switched off in the app is not told there, and goes on elsewhere")
{
    Practice at;
    REQUIRE(at.noe.put(door, no_visits).status == 200);
    at.booked(at.desk, at.noe_id);
    CHECK(at.unread(at.noe) == "0");
    CHECK(at.unread(at.doctor) == "1");
    CHECK(at.smtp.mails().size() == 1);
}

TEST_CASE("what is switched off by mail is not sent, and is when it is wanted again")
{
    Practice at;
    REQUIRE(at.noe.put(door, no_visit_mails).status == 200);
    const auto path = at.booked(at.desk, at.noe_id);
    CHECK(at.unread(at.noe) == "1");
    CHECK(at.smtp.mails().empty());
    CHECK(at.deliveries() == std::vector<std::string>{"appointments.booked|skipped|not_wanted|0"});
    REQUIRE(
        at.noe.put(door, R"({"items":[{"group":"visits","in_app":true,"email":true}]})").status ==
        200);
    at.moved(at.desk, path, "2026-06-02T08:20:00Z");
    CHECK(at.smtp.mails().size() == 1);
}

TEST_CASE("preferences that are none are refused and change nothing")
{
    Practice at;
    CHECK(at.clinic.stranger().get(door).status == 401);
    CHECK(at.clinic.stranger().put(door, no_visits).status == 401);
    const auto before = at.clinic.snapshot();
    for (const auto* body :
        {R"({"items":[{"group":"weather","in_app":false,"email":false}]})",
            R"({"items":[{"group":"visits","in_app":"no","email":false}]})",
            R"({"items":[{"group":"visits","in_app":false}]})",
            R"({"items":[{"group":"visits","in_app":false,"email":true},{"group":"visits","in_app":true,"email":true}]})",
            R"({"items":[],"user_id":"01938d0a-7c7b-7c3e-9b1f-2a4d5e6f7a8b"})", R"({})"}) {
        CHECK_MESSAGE(at.noe.put(door, body).status == 422, body);
    }
    CHECK(at.clinic.snapshot() == before);
    CHECK(at.noe.put(door, R"({"items":[]})").status == 200);
}

TEST_CASE("an invitation is sent whatever its reader has switched off")
{
    Practice at;
    const auto reply = at.admin.post("/api/users",
        R"({"email":"new@mail.example","first_name":"Lou","last_name":"Neuf","roles":["receptionist"],"language":"fr"})");
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    at.clinic.settle();
    REQUIRE(at.smtp.mails().size() == 1);
    at.clinic.database->write_now([&](db::Tx& tx) {
        for (const auto* group : {"visits", "payments", "documents", "community"}) {
            tx.run("INSERT INTO notifications_muted (user_id, kind_group, channel) "
                   "VALUES (:user_id, :kind_group, 'email')",
                *UserId::parse(reply.json("/id")), std::string(group));
        }
    });
    at.clinic->clock.advance_seconds(1);
    REQUIRE(at.admin.post("/api/users/" + reply.json("/id") + "/invitation").status < 300);
    at.clinic.settle();
    CHECK(at.smtp.mails().size() == 2);
}

} // namespace clinic::notifications
