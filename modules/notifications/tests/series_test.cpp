// Of many visits at once people hear once: one letter with all the dates, one line in the centre.

#include "support/practice.hpp"

namespace clinic::notifications {

using test::Practice;
using Lines = std::vector<std::string>;

namespace {

std::string booked_series(Practice& at, std::string_view rule = "FREQ=WEEKLY;COUNT=4")
{
    const auto reply = at.desk.post("/api/series",
        fmt::format(
            R"({{"practitioner_id":"{}","site_id":"{}","visit_type_id":"{}","patient_id":"{}",)"
            R"("first_day":"2026-06-02","time":"10:00","rule":"{}"}})",
            at.martin.view(), at.site.view(), at.type.view(), at.noe_id.view(), rule));
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    at.clinic.settle();
    return "/api/series/" + reply.json("/id");
}

std::size_t times(const std::string& text, std::string_view what)
{
    std::size_t found = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
    return found;
}

} // namespace

TEST_CASE("a series is told by one letter with every date and a calendar of them all")
{
    Practice at;
    booked_series(at);
    const auto mails = at.smtp.mails();
    REQUIRE(mails.size() == 1);
    CHECK(mails[0].header("Subject") == "Vos rendez-vous");
    const auto text = mails[0].part("text/plain");
    CHECK(text.find("1 : mardi 2 juin 2026 à 10:00") != text.npos);
    CHECK(text.find("4 : mardi 23 juin 2026 à 10:00") != text.npos);
    const auto ics = mails[0].part("text/calendar");
    CHECK(times(ics, "BEGIN:VEVENT") == 4);
    CHECK(times(ics, "METHOD:PUBLISH") == 1);
    CHECK(times(ics, "STATUS:CONFIRMED") == 4);
    CHECK(times(ics, "ATTENDEE") == 0); // RFC 5546 §3.2.1
    CHECK(times(ics, "DTSTART:20260623T080000Z") == 1);
    CHECK(at.deliveries() == Lines{"appointments.series_booked|sent||1"});
    CHECK(at.unread(at.noe) == "1");
    const auto told = at.noe.with("accept-language", "fr").get("/api/notifications");
    CHECK(told.json("/items/0/title") == "Nouvelle série de rendez-vous");
    CHECK(told.json("/items/0/body")
            .starts_with("4 rendez-vous, le premier le mardi 2 juin à 10:00"));
}

TEST_CASE("a series that moves or ends early is told by one letter too; one visit by its own")
{
    Practice at;
    const auto path = booked_series(at);
    at.smtp.clear();
    REQUIRE(
        at.desk.post(path + "/move", R"({"time":"10:20","from":"2026-06-16T08:00:00Z"})").status ==
        200);
    at.clinic.settle();
    REQUIRE(at.smtp.mails().size() == 1);
    const auto moved = at.smtp.mails()[0];
    CHECK(moved.header("Subject") == "Vos rendez-vous sont déplacés");
    CHECK(times(moved.part("text/calendar"), "BEGIN:VEVENT") == 2);
    CHECK(times(moved.part("text/calendar"), "SEQUENCE:1") == 2);

    at.smtp.clear();
    const auto one = "/api/appointments/" + at.desk.get(path).json("/visits/0/id");
    at.cancelled(at.desk, one);
    REQUIRE(at.smtp.mails().size() == 1);
    CHECK(at.smtp.mails()[0].header("Subject") ==
          "Votre rendez-vous du mardi 2 juin à 10:00 est annulé");

    at.smtp.clear();
    REQUIRE(at.desk.del(path).status == 200);
    at.clinic.settle();
    REQUIRE(at.smtp.mails().size() == 1);
    const auto gone = at.smtp.mails()[0];
    CHECK(gone.header("Subject") == "Vos rendez-vous sont annulés");
    CHECK(times(gone.part("text/calendar"), "STATUS:CANCELLED") == 3);

    // One of them takes place after all.
    at.smtp.clear();
    const auto back = "/api/appointments/" + at.desk.get(path).json("/visits/2/id");
    REQUIRE(at.desk.post(back + "/undo").status == 200);
    at.clinic.settle();
    REQUIRE(at.smtp.mails().size() == 1);
    CHECK(at.smtp.mails()[0].header("Subject").ends_with("est maintenu"));
}

TEST_CASE("the letter of a series that was cancelled before it left is left out")
{
    Practice at;
    at.smtp.answer("DATA", "451 4.3.0 Later");
    const auto path = booked_series(at);
    REQUIRE(at.desk.del(path).status == 200);
    at.clinic.settle();
    at.later(2);
    REQUIRE(at.smtp.mails().size() == 1);
    CHECK(at.smtp.mails()[0].header("Subject") == "Vos rendez-vous sont annulés");
    CHECK(at.deliveries().front().starts_with("appointments.series_booked|skipped|superseded"));
}

} // namespace clinic::notifications
