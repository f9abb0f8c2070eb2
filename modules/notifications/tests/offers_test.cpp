// A time that came free is told to whom it is offered: in the centre, by mail, once, and as they wish.

#include "support/practice.hpp"

#include <algorithm>

namespace clinic::notifications {

using test::Practice;
namespace {

/// Noé waits, and a visit of somebody else's is cancelled.
void offered(Practice& at)
{
    const auto other = at.add_patient("Autre", {}, {});
    const auto visit = at.booked(at.desk, other);
    const auto made = at.desk.post("/api/waiting-list",
        fmt::format(
            R"({{"patient_id":"{}","site_id":"{}","visit_type_id":"{}","until":"2026-06-30"}})",
            at.noe_id.view(), at.site.view(), at.type.view()));
    REQUIRE_MESSAGE(made.status == 201, made.body);
    at.cancelled(at.desk, visit);
    at.clinic->clock.advance_seconds(60);
    at.clinic->appointments.tend_waiting_list();
    at.clinic.settle();
}

std::size_t count(const std::vector<std::string>& lines, std::string_view start)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        lines, [&](const std::string& line) { return line.starts_with(start); }));
}

} // namespace

TEST_CASE("an offer is told in the centre and by mail, with the page on which to answer")
{
    Practice at;
    offered(at);
    const auto news = at.noe.get("/api/notifications");
    REQUIRE(news.size() == 1);
    CHECK(news.json("/items/0/kind") == "appointments.offered");
    CHECK(news.json("/items/0/title") == "Une place se libère");
    CHECK(news.json("/items/0/body") == "mardi 2 juin à 10:00, avec Dr Alix Martin, Cabinet des "
                                        "Lilas. Répondez avant le lundi 1er juin à 08:31.");
    const auto link = news.json("/items/0/link");
    CHECK(link.starts_with("/offers/"));
    CHECK(at.noe.get("/api" + link).json("/state") == "open");

    const auto mails = at.smtp.mails();
    REQUIRE(mails.size() == 1);
    CHECK(mails[0].header("Subject") == "Une place se libère");
    const auto text = mails[0].part("text/plain");
    CHECK(text.find("https://lilas.example" + link) != std::string::npos);
    CHECK(text.find("mardi 2 juin à 10:00") != std::string::npos);
    CHECK(text.find("Oncologie") == std::string::npos);
    CHECK(count(at.deliveries(), "appointments.offered|sent") == 1);
}

TEST_CASE("who has switched such news off is not told, and still finds the offer")
{
    Practice at;
    REQUIRE(at.noe
                .put("/api/notification-preferences",
                    R"({"items":[{"group":"waiting_list","in_app":false,"email":false}]})")
                .status == 200);
    offered(at);
    CHECK(at.unread(at.noe) == "0");
    CHECK(at.smtp.mails().empty());
    CHECK(at.noe.get("/api/waiting-list").json("/items/0/status") == "offered");
}

TEST_CASE("a mail that waited for its server does not tell of an offer that is over")
{
    Practice at;
    at.smtp.answer("CONNECT", "421 4.3.2 Later");
    offered(at);
    const auto offer = at.noe.get("/api/waiting-list").json("/items/0/offer/id");
    REQUIRE(at.noe.post("/api/offers/" + offer + "/decline").status == 200);
    at.clinic.settle();
    at.later(60);
    CHECK(count(at.deliveries(), "appointments.offered|skipped|superseded") == 1);
    CHECK(at.smtp.mails().empty());
}

} // namespace clinic::notifications
