// Reminders reach the patient, and who acts for them, once, and as they wish; what has to be paid is told as such.
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
        clinic->appointments.end_unpaid();
        clinic->appointments.tell_reminders();
        clinic.settle();
    }
    std::ptrdiff_t mails(std::string_view subject)
    {
        const auto all = smtp.mails();
        return std::ranges::count_if(
            all, [&](const auto& mail) { return mail.header("Subject").starts_with(subject); });
    }
    void ask_payment()
    {
        const auto saved = admin.put("/api/visit-types/" + type.str(),
            R"({"name":"Oncologie","duration_minutes":20,"price":{"amount":3000,"currency":"EUR"},)"
            R"("colour":"#0E5A5E","buffer_before_minutes":0,"buffer_after_minutes":0,)"
            R"("modes":["on_site"],"online_bookable":true,"min_notice_minutes":0,)"
            R"("horizon_days":30,"practitioner_ids":[],"pay_to_confirm":true})");
        REQUIRE_MESSAGE(saved.status == 200, saved.body);
        clinic.settle();
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

TEST_CASE(
    "what is to be paid says until when; paid, it is confirmed with an entry for the calendar")
{
    Recalling at;
    at.ask_payment();
    const auto path = at.booked(at.noe, at.noe_id);
    REQUIRE(at.smtp.mails().size() == 1);
    const auto asked = at.smtp.mails().back();
    CHECK(asked.header("Subject") == "Votre rendez-vous du mardi 2 juin à 10:00 est à régler");
    CHECK(asked.part("text/plain").find("avant le lundi 1er juin à 08:30") != std::string::npos);
    CHECK(asked.part("text/calendar").empty());
    SUBCASE("paid")
    {
        const auto id = *appointments::AppointmentId::parse(path.substr(path.rfind('/') + 1));
        CHECK(at.clinic->appointments.confirm_paid(id));
        CHECK(!at.clinic->appointments.confirm_paid(id));
        at.clinic.settle();
        REQUIRE(at.smtp.mails().size() == 2);
        const auto mail = at.smtp.mails().back();
        CHECK(mail.header("Subject") == "Votre rendez-vous du mardi 2 juin à 10:00 est confirmé");
        CHECK(mail.part("text/calendar").find("METHOD:REQUEST") != std::string::npos);
        CHECK(at.noe.get("/api/notifications").json("/items/0/kind") == "appointments.confirmed");
    }
    SUBCASE("not paid")
    {
        at.now("2026-06-01T06:31:00Z");
        REQUIRE(at.smtp.mails().size() == 2);
        const auto mail = at.smtp.mails().back();
        CHECK(mail.header("Subject") == "Votre rendez-vous du mardi 2 juin à 10:00 est annulé");
        CHECK(mail.part("text/plain").find("pas été réglé à temps") != std::string::npos);
        CHECK(at.noe.get("/api/notifications")
                .json("/items/0/body")
                .ends_with("Il n’a pas été réglé à temps."));
    }
}

} // namespace clinic::notifications
