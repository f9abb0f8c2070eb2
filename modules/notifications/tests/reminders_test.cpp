// Reminders reach the patient, and who acts for them, once, and as they wish.
#include "support/practice.hpp"

#include <algorithm>

namespace clinic::notifications {

using test::Practice;
namespace {

constexpr std::string_view friday = "2026-06-12T08:00:00Z"; // 10:00 in Paris

struct Recalling : Practice {
    using Practice::Practice;

    void now(std::string_view instant)
    {
        clinic->clock.set(*Instant::parse(instant));
        for (auto* who : {&desk, &noe, &admin}) *who = clinic.again(*who);
        clinic->appointments.tell_reminders();
        clinic.settle();
    }
    std::ptrdiff_t mails(std::string_view subject)
    {
        const auto all = smtp.mails();
        return std::ranges::count_if(
            all, [&](const auto& mail) { return mail.header("Subject").starts_with(subject); });
    }
};

} // namespace

TEST_CASE("a week before and the eve a mail says when and where, and two days before the app alone")
{
    Recalling at;
    (void)at.booked(at.desk, at.noe_id, friday);
    at.now("2026-06-05T08:00:00Z");
    REQUIRE(at.mails("Rappel : votre rendez-vous du vendredi 12 juin à 10:00") == 1);
    const auto mail = at.smtp.mails().back();
    CHECK(mail.to == std::vector<std::string>{"noe@mail.example"});
    CHECK(mail.part("text/calendar").empty());
    const auto text = mail.part("text/plain");
    for (const auto* word : {"Dr Alix Martin", "Cabinet des Lilas", "1 rue des Lilas, 75020 Paris",
             "https://lilas.example/my-visits"}) {
        CHECK(text.find(word) != std::string::npos);
    }
    for (const auto* word : {"Oncologie", "Cancer"}) CHECK(text.find(word) == std::string::npos);
    const auto told = at.noe.get("/api/notifications");
    CHECK(told.json("/items/0/kind") == "appointments.reminder_due");
    CHECK(told.json("/items/0/title") == "Rappel de rendez-vous");
    CHECK(
        told.json("/items/0/body").starts_with("le vendredi 12 juin à 10:00, avec Dr Alix Martin"));

    at.now("2026-06-10T08:00:00Z");
    CHECK(at.mails("Rappel") == 1);
    CHECK(at.unread(at.noe) == "3");
    at.now("2026-06-11T08:00:00Z");
    at.now("2026-06-11T09:00:00Z");
    CHECK(at.mails("Rappel") == 2);
    CHECK(at.unread(at.noe) == "4");
}

TEST_CASE("who wants no reminders has none, and still hears of their visits")
{
    Recalling at;
    REQUIRE(at.noe
                .put("/api/notification-preferences",
                    R"({"items":[{"group":"reminders","in_app":false,"email":false}]})")
                .status == 200);
    (void)at.booked(at.desk, at.noe_id, friday);
    at.now("2026-06-11T08:00:00Z");
    CHECK(at.mails("Rappel") == 0);
    CHECK(at.unread(at.noe) == "1");
    CHECK(at.mails("Votre rendez-vous") == 1);
    CHECK(at.deliveries().back() == "appointments.reminder_due|skipped|not_wanted|0");
}

TEST_CASE("a reminder that waited for its server does not tell of a visit that was cancelled")
{
    Recalling at;
    const auto path = at.booked(at.desk, at.noe_id, friday);
    at.smtp.answer("DATA", "451 4.3.0 Later");
    at.now("2026-06-05T08:00:00Z");
    at.cancelled(at.desk, path);
    at.later(4);
    CHECK(at.mails("Rappel") == 0);
}

TEST_CASE("a child's reminder reaches who acts for them, and says whose it is")
{
    Recalling at;
    const auto zoe = at.add_patient("Petit", {}, {});
    REQUIRE(at.desk.patch("/api/patients/" + zoe.str(), R"({"birth_date":"2019-03-05"})").status ==
            200);
    at.clinic->patients.add_proxy(zoe, at.noe_id, patients::Relation::parent);
    (void)at.booked(at.desk, zoe, friday);
    at.now("2026-06-11T08:00:00Z");
    REQUIRE(at.mails("Rappel") == 1);
    CHECK(at.smtp.mails().back().to == std::vector<std::string>{"noe@mail.example"});
    CHECK(at.smtp.mails().back().part("text/plain").find("Petit Alex") != std::string::npos);
    CHECK(at.noe.get("/api/notifications").json("/items/0/body").starts_with("Petit Alex : le "));
}

} // namespace clinic::notifications
