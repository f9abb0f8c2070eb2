#include "support/practice.hpp"

namespace clinic::notifications {

using test::Practice;
namespace {

/// The value of a line of a calendar part: "SEQUENCE" of "SEQUENCE:2".
std::string line_of(const std::string& ics, const std::string& name)
{
    const auto at = ics.find("\r\n" + name + ":");
    if (at == ics.npos) return {};
    const auto from = at + name.size() + 3;
    return ics.substr(from, ics.find("\r\n", from) - from);
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("booking, moving and cancelling each send the patient one mail with a calendar entry "
          "that follows")
{
    Practice at;
    const auto path = at.booked(at.desk, at.noe_id);
    at.moved(at.desk, path, "2026-06-03T08:00:00Z");
    at.cancelled(at.noe, path);
    const auto mails = at.smtp.mails();
    REQUIRE(mails.size() == 3);
    CHECK(mails[0].header("Subject") == "Votre rendez-vous du mardi 2 juin à 10:00");
    CHECK(mails[1].header("Subject") == "Votre rendez-vous est déplacé au mercredi 3 juin à 10:00");
    CHECK(mails[2].header("Subject") == "Votre rendez-vous du mercredi 3 juin à 10:00 est annulé");
    const auto uid = path.substr(path.rfind('/') + 1) + "@lilas.example";
    const char* methods[] = {"REQUEST", "REQUEST", "CANCEL"};
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(mails[i].from == "rdv@lilas.example");
        CHECK(mails[i].to == Lines{"noe@mail.example"});
        CHECK(mails[i].header("Content-Language") == "fr");
        CHECK(mails[i].header("Auto-Submitted") == "auto-generated");
        const auto ics = mails[i].part("text/calendar");
        CHECK(line_of(ics, "UID") == uid);
        CHECK(line_of(ics, "SEQUENCE") == std::to_string(i));
        CHECK(line_of(ics, "METHOD") == methods[i]);
        CHECK(mails[i].part("text/plain").find("Dr Alix Martin") != std::string::npos);
        CHECK(mails[i].part("text/html").find("1 rue des Lilas, 75020 Paris") != std::string::npos);
        // Neither what the visit is for nor why, anywhere; no name where others look.
        for (const auto* word : {"Oncologie", "Cancer"}) {
            for (const auto& part : mails[i].parts())
                CHECK(part.body.find(word) == std::string::npos);
        }
        for (const auto* name : {"Durand", "Martin"}) {
            CHECK(mails[i].header("Subject").find(name) == std::string::npos);
            CHECK(ics.find(name) == std::string::npos);
        }
    }
    CHECK(line_of(mails[0].part("text/calendar"), "DTSTART") == "20260602T080000Z");
    CHECK(line_of(mails[1].part("text/calendar"), "DTSTART") == "20260603T080000Z");
    CHECK(at.deliveries() == Lines{"appointments.booked|sent||1", "appointments.moved|sent||1",
                                 "appointments.cancelled|sent||1"});
}

TEST_CASE("a visit that only becomes longer is told by its new end, in the app and by mail")
{
    Practice at;
    const auto path = at.booked(at.desk, at.noe_id);
    REQUIRE(
        at.desk
            .post(path + "/move", R"({"starts_at":"2026-06-02T08:00:00Z","duration_minutes":45})")
            .status == 200);
    at.clinic.settle();
    const auto mails = at.smtp.mails();
    REQUIRE(mails.size() == 2);
    CHECK(mails[1].header("Subject") ==
          "Votre rendez-vous du mardi 2 juin à 10:00 dure désormais jusqu’à 10:45");
    CHECK(line_of(mails[1].part("text/calendar"), "DTEND") == "20260602T084500Z");
    CHECK(line_of(mails[1].part("text/calendar"), "SEQUENCE") == "1");
    const auto told = at.noe.get("/api/notifications");
    CHECK(told.json("/items/0/kind") == "appointments.moved");
    CHECK(told.json("/items/0/body")
            .starts_with("le mardi 2 juin à 10:00, désormais jusqu’à 10:45, avec Dr Alix Martin"));
    // To another day it is moved, whatever its length.
    at.moved(at.desk, path, "2026-06-03T08:00:00Z");
    CHECK(at.smtp.mails()[2].header("Subject") ==
          "Votre rendez-vous est déplacé au mercredi 3 juin à 10:00");
}

TEST_CASE("mail speaks the patient's language, and a cancellation taken back is told")
{
    Practice at(true, "Durand", "en");
    const auto path = at.booked(at.desk, at.noe_id);
    at.cancelled(at.desk, path);
    REQUIRE(at.desk.post(path + "/undo").status == 200);
    at.clinic.settle();
    const auto mails = at.smtp.mails();
    REQUIRE(mails.size() == 3);
    CHECK(mails[0].header("Subject") == "Your appointment on Tuesday 2 June at 10:00");
    CHECK(mails[1].header("Subject") == "Your appointment on Tuesday 2 June at 10:00 is cancelled");
    CHECK(mails[2].header("Subject") == "Your appointment on Tuesday 2 June at 10:00 is on again");
    CHECK(line_of(mails[2].part("text/calendar"), "METHOD") == "REQUEST");
    CHECK(line_of(mails[2].part("text/calendar"), "SEQUENCE") == "2");
    CHECK(mails[0].part("text/plain").starts_with("Hello,"));
}

TEST_CASE("who has no address is noted as skipped; a clinic without mail notes nothing")
{
    Practice with;
    with.booked(with.desk, with.add_patient("Moreau", {}, {}));
    CHECK(with.deliveries() == Lines{"appointments.booked|skipped|no_address|0"});
    CHECK(with.smtp.mails().empty());
    Practice without(false);
    without.booked(without.desk, without.noe_id);
    CHECK(without.deliveries().empty());
}

TEST_CASE("a cancellation that is taken back before its mail went is told to nobody")
{
    Practice at;
    const auto path = at.booked(at.desk, at.noe_id);
    REQUIRE(at.smtp.mails().size() == 1);
    at.smtp.answer("DATA", "451 4.3.0 Later");
    at.cancelled(at.desk, path);
    REQUIRE(at.desk.post(path + "/undo").status == 200);
    at.clinic.settle();
    CHECK(at.smtp.mails().size() == 1); // it may go any moment: the restoration waits for it
    at.later(2);
    at.later(4);
    CHECK(at.smtp.mails().size() == 1);
    CHECK(at.deliveries() ==
          Lines{"appointments.booked|sent||1", "appointments.cancelled|skipped|superseded|1"});
}

TEST_CASE("mail waits for a server that is away for hours, and is parked after a day")
{
    Practice at;
    at.smtp.answer("CONNECT", "421 4.3.2 Closing", 1000);
    at.booked(at.desk, at.noe_id, "2026-06-05T08:00:00Z");
    const auto counts = [&] {
        return at.clinic.database->read_now([&](db::Tx& tx) { return at.clinic->bus.counts(tx); });
    };
    for (int tries = 0; tries < 12; ++tries) at.later(600);
    CHECK(counts().failing == 1);
    CHECK(counts().dead == 0);
    SUBCASE("it comes back in time")
    {
        at.smtp.forget_answers();
        at.later(600);
        CHECK(at.smtp.mails().size() == 1);
        CHECK(counts().waiting == 0);
    }
    SUBCASE("it does not")
    {
        at.later(24 * 3600);
        CHECK(counts().waiting == 0);
        CHECK(counts().dead == 1);
    }
}

TEST_CASE("a server that says later is asked again; one that says never is not")
{
    Practice at;
    at.smtp.answer("DATA", "451 4.3.0 Later");
    at.booked(at.desk, at.noe_id);
    CHECK(at.smtp.mails().empty());
    CHECK(at.deliveries().front().starts_with("appointments.booked|waiting|"));
    at.later(2);
    REQUIRE(at.smtp.mails().size() == 1);
    CHECK(at.deliveries() == Lines{"appointments.booked|sent||2"});

    at.smtp.answer("RCPT", "550 5.1.1 No such person");
    at.booked(at.desk, at.noe_id, "2026-06-02T08:40:00Z");
    at.later(600);
    CHECK(at.smtp.mails().size() == 1);
    CHECK(at.deliveries().back().starts_with("appointments.booked|failed|"));
    CHECK(at.deliveries().back().ends_with("|1"));
}

TEST_CASE("a confirmation that waited is left out once the visit was cancelled")
{
    Practice at;
    at.smtp.answer("DATA", "451 4.3.0 Later");
    const auto path = at.booked(at.desk, at.noe_id);
    at.cancelled(at.desk, path);
    at.later(2);
    CHECK(at.smtp.mails().size() == 1);
    CHECK(at.smtp.mails().front().header("Subject").ends_with("est annulé"));
    CHECK(at.deliveries().front().starts_with("appointments.booked|skipped|superseded"));
}

TEST_CASE("what a person typed adds no header, no recipient and no markup")
{
    Practice at(true, "<b>Durand</b> Bcc: evil@example.org");
    at.booked(at.desk, at.noe_id);
    clinics::SiteDetails details;
    details.name = "<script>x</script> & Cie";
    details.address = {"1 rue\"<i>", {}, "75020", "Paris", "FR"};
    at.site = at.clinic->clinics.add_site(details);
    at.martin = at.add_doctor("Roux<br>", at.clinic.sign_in(Role::practitioner).user());
    at.clinic->clinics.set_staff(at.site, std::vector{at.desk.user()});
    at.booked(at.desk, at.noe_id, "2026-06-02T09:00:00Z");
    const auto mails = at.smtp.mails();
    REQUIRE(mails.size() == 2);
    for (const auto& mail : mails) {
        CHECK(mail.to == Lines{"noe@mail.example"});
        CHECK(mail.header("Bcc").empty());
        const auto html = mail.part("text/html");
        for (const auto* tag : {"<b>", "<script>", "<i>", "<br>"})
            CHECK(html.find(tag) == html.npos);
    }
    CHECK(mails[1].part("text/html").find("&lt;script&gt;x&lt;/script&gt; &amp; Cie") !=
          std::string::npos);
}

TEST_CASE("each invitation is mailed once, with a link that opens the account")
{
    Practice at;
    const auto made = at.admin.post("/api/users",
        R"({"email":"lea@lilas.example","first_name":"Léa","last_name":"Roux","roles":["receptionist"],"language":"fr"})");
    REQUIRE_MESSAGE(made.status == 201, made.body);
    at.clinic.settle();
    REQUIRE(at.smtp.mails().size() == 1);
    const auto mail = at.smtp.mails().front();
    CHECK(mail.to == Lines{"lea@lilas.example"});
    CHECK(mail.header("Subject") == "Votre accès à la clinique");
    const auto text = mail.part("text/plain");
    const auto at_token = text.find("https://lilas.example/invitation?token=");
    REQUIRE(at_token != text.npos);
    const auto from = text.find('=', at_token) + 1;
    const auto token = text.substr(from, text.find_first_of(" \r\n", from) - from);
    CHECK(at.clinic.stranger().get("/api/auth/invitations/" + token).json("/email") ==
          "lea@lilas.example");
    at.clinic->clock.advance_seconds(60);
    REQUIRE(at.admin.post("/api/users/" + made.json("/id") + "/invitation").status == 204);
    at.clinic.settle();
    CHECK(at.smtp.mails().size() == 2);
    CHECK(at.deliveries() == Lines{"auth.invited|sent||1", "auth.invited|sent||1"});
}

} // namespace clinic::notifications
