// A child without an address: the mails go to who acts for them.
#include "support/practice.hpp"

namespace clinic::notifications {

using test::Practice;

TEST_CASE("mails about a child's visit go to the parent who acts for them, and say whose it is")
{
    Practice at;
    const auto zoe = at.add_patient("Petit", {}, {});
    at.clinic->patients.add_proxy(zoe, at.noe_id, patients::Relation::parent);
    (void)at.booked(at.desk, zoe);
    CHECK(at.smtp.mails().empty()); // without a birth date nobody knows that it is a child
    REQUIRE(at.desk.patch("/api/patients/" + zoe.str(), R"({"birth_date":"2019-03-05"})").status ==
            200);
    const auto path = at.booked(at.noe, zoe, "2026-06-04T08:00:00Z");
    REQUIRE(at.smtp.mails().size() == 1);
    const auto mail = at.smtp.mails().front();
    CHECK(mail.to == std::vector<std::string>{"noe@mail.example"});
    CHECK(mail.part("text/plain").find("Pour") != std::string::npos);
    CHECK(mail.part("text/plain").find("Petit Alex") != std::string::npos);
    CHECK(mail.header("Subject").find("Petit") == std::string::npos);
    // The desk hears of what the parent did, as of what any patient does.
    CHECK(at.unread(at.desk) == "1");

    REQUIRE(at.desk.patch("/api/patients/" + zoe.str(), R"({"email":"zoe@mail.example"})").status ==
            200);
    at.cancelled(at.noe, path);
    REQUIRE(at.smtp.mails().size() == 2);
    CHECK(at.smtp.mails().back().to == std::vector<std::string>{"zoe@mail.example"});
    CHECK(at.smtp.mails().back().part("text/plain").find("Petit") == std::string::npos);
}

} // namespace clinic::notifications
