#include "support/surgery.hpp"

namespace clinic::appointments {

using test::Surgery;

TEST_CASE("lists show each their own, in order, in pages")
{
    Surgery at;
    for (const auto* time : {"09:00", "07:00", "08:20", "07:40"}) {
        (void)at.booked(at.noe_id, fmt::format("2026-06-02T{}:00Z", time));
    }
    (void)at.booked(at.mia_id, "2026-06-03T07:00:00Z");

    const std::string day =
        "/api/appointments?from=2026-06-02T00:00:00Z&until=2026-06-03T00:00:00Z";
    const auto first = at.desk.get(day + "&limit=3&count=true");
    CHECK(first.size() == 3);
    CHECK(first.json("/total") == "4");
    CHECK(first.json("/items/0/starts_at") == "2026-06-02T07:00:00Z");
    const auto second = at.desk.get(day + "&limit=3&cursor=" + first.json("/next"));
    CHECK(second.size() == 1);
    CHECK(second.json("/items/0/starts_at") == "2026-06-02T09:00:00Z");
    CHECK(second.json("/next") == "");
    CHECK(at.desk.get(day + "&cursor=abc").status == 422);
    CHECK(at.desk.get(day + "&order=desc").json("/items/0/starts_at") == "2026-06-02T09:00:00Z");

    CHECK(at.noe.get("/api/appointments").size() == 4);
    CHECK(at.doctor.get("/api/appointments").size() == 5);
    CHECK(at.colleague.get("/api/appointments").size() == 0);
    CHECK(at.admin.get("/api/appointments?patient_id=" + at.mia_id.str()).size() == 1);
    CHECK(at.noe.get("/api/appointments?patient_id=" + at.mia_id.str()).size() == 0);
    CHECK(at.noe.get("/api/appointments?practitioner_id=" + at.practitioner.str()).size() == 4);
    CHECK(at.clinic.sign_in(Role::receptionist).get("/api/appointments").size() == 0);
    CHECK(at.clinic.sign_in(Role::accountant).get("/api/appointments").size() == 0);
    CHECK(at.desk.get("/api/appointments?status=cancelled").size() == 0);
    CHECK(at.desk.get("/api/appointments?practitioner_id=" + at.other_practitioner.str()).size() ==
          0);
}

TEST_CASE("a month is told in numbers, each day on the site's calendar, to whom it concerns")
{
    Surgery at;
    (void)at.booked(at.noe_id, "2026-06-02T07:00:00Z");
    (void)at.booked(at.mia_id, "2026-06-02T07:20:00Z");
    const auto gone = at.booked(at.mia_id, "2026-06-03T07:00:00Z");
    CHECK(at.desk.del(gone).status == 200);
    const auto days = fmt::format(
        "/api/appointments/days?site_id={}&from=2026-06-01&until=", at.site.view());
    const auto told = at.desk.get(days + "2026-06-30");
    REQUIRE_MESSAGE(told.size() == 1, told.body);
    CHECK(told.json("/items/0/day") == "2026-06-02");
    CHECK(told.json("/items/0/practitioner_id") == at.practitioner.str());
    CHECK(told.json("/items/0/visits") == "2");
    CHECK_FALSE(told.body.contains("Durand"));
    CHECK(at.doctor.get(days + "2026-06-30").body == told.body);
    CHECK(at.colleague.get(days + "2026-06-30").size() == 0);
    CHECK(at.desk.get(days + "2026-08-02").json("/errors/0/code") == "range");
    CHECK(at.desk.get(days + "2026-05-31").json("/errors/0/code") == "range");
    CHECK(at.noe.get(days + "2026-06-30").status == 403);
    CHECK(at.clinic.sign_in(Role::receptionist).get(days + "2026-06-30").status == 404);
}

TEST_CASE("slots are what is free, for patients within notice and horizon")
{
    Surgery at;
    const auto slots = [&](test::Visitor& who, std::string_view days) {
        return who.get(fmt::format("/api/slots?visit_type_id={}&practitioner_id={}&{}",
            at.type.view(), at.practitioner.view(), days));
    };
    CHECK(slots(at.noe, "from=2026-06-02&until=2026-06-02").size() == 9);
    (void)at.booked(at.mia_id);
    const auto left = slots(at.noe, "from=2026-06-02&until=2026-06-02");
    CHECK(left.size() == 8);
    CHECK(left.json("/items/0/starts_at") == "2026-06-02T07:00:00Z");
    CHECK_FALSE(left.body.contains(R"("starts_at":"2026-06-02T08:00:00Z")"));
    CHECK(slots(at.noe, "from=2026-05-25&until=2026-05-31").size() == 0);
    CHECK(slots(at.noe, "from=2026-06-01&until=2026-09-01").status == 422);
    CHECK(slots(at.noe, "from=2026-06-03&until=2026-06-02").status == 422);
    CHECK(at.noe
              .get(fmt::format(
                  "/api/slots?visit_type_id={}&from=2026-06-03&until=2026-06-03", at.type.view()))
              .size() == 18);
    CHECK(at.clinic.stranger().get("/api/slots").status == 401);
}

TEST_CASE("slots of several kinds come in one list, page by page, none twice and none lost")
{
    Surgery at;
    auto other = *at.clinic->clinics.visit_type(at.type);
    other.name = "Bilan";
    other.duration_minutes = 40;
    const auto longer = at.clinic->clinics.add_visit_type(other);
    const std::string search = fmt::format(
        "/api/slots?visit_type_id={},{},{}&from=2026-06-02&until=2026-06-03", at.type.view(),
        longer.view(), at.type.view());
    const auto all = at.noe.get(search);
    REQUIRE_MESSAGE(all.size() > 9, all.body);
    CHECK(all.body.contains(at.type.view()));
    CHECK(all.body.contains(longer.view()));
    std::string pages;
    std::string next;
    std::size_t slots = 0;
    do {
        const auto page = at.noe.get(search + "&limit=5" + (next.empty() ? "" : "&cursor=" + next));
        for (std::size_t i = 0; i < page.size(); ++i) {
            const auto item = fmt::format("/items/{}/", i);
            for (const auto* what : {"starts_at", "practitioner_id", "visit_type_id"})
                pages += page.json(item + what);
        }
        slots += page.size();
        next = page.json("/next");
    } while (!next.empty());
    std::string whole;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto item = fmt::format("/items/{}/", i);
        for (const auto* what : {"starts_at", "practitioner_id", "visit_type_id"})
            whole += all.json(item + what);
    }
    CHECK(slots == all.size());
    CHECK(pages == whole);
    CHECK(at.noe.get(search + "&cursor=abc").json("/errors/0/pointer") == "?cursor");
    CHECK(at.noe.get("/api/slots?visit_type_id=,&from=2026-06-02").status == 422);
}

TEST_CASE("without a last day, slots are those of the first day that has any")
{
    Surgery at;
    const std::string search = fmt::format("/api/slots?visit_type_id={}&practitioner_id={}&from=",
        at.type.view(), at.practitioner.view());
    const auto first = at.noe.get(search + "2026-06-02");
    REQUIRE(first.size() == 9);
    CHECK(first.json("/items/0/starts_at") == "2026-06-02T07:00:00Z");
    CHECK(first.json("/items/8/starts_at").starts_with("2026-06-02"));
    CHECK(at.noe.get(search + "2026-06-02&limit=1").size() == 1);
    // Weeks of leave are looked past, and so are days long gone.
    CHECK(at.doctor
              .post(fmt::format("/api/availability/{}/exceptions", at.practitioner.view()),
                  R"({"kind":"off","first_day":"2026-05-01","last_day":"2026-06-24"})")
              .status == 201);
    const auto later = at.noe.get(search + "1999-01-01");
    REQUIRE(later.size() > 0);
    CHECK(later.json("/items/0/starts_at").starts_with("2026-06-25"));
    CHECK(at.noe.get(search + "2200-01-01").size() == 0);
}

TEST_CASE("who received a patient sees their visits with colleagues")
{
    Surgery at;
    (void)at.booked(at.noe_id);
    at.clinic.settle();
    const auto with_colleague = fmt::format(
        R"({{"patient_id":"{}","practitioner_id":"{}","site_id":"{}","visit_type_id":"{}",)"
        R"("starts_at":"2026-06-04T08:00:00Z"}})",
        at.noe_id.view(), at.other_practitioner.view(), at.site.view(), at.type.view());
    const auto other = at.desk.post("/api/appointments", with_colleague);
    REQUIRE(other.status == 201);
    CHECK(at.doctor.get("/api/appointments?patient_id=" + at.noe_id.str()).size() == 2);
    CHECK(at.doctor.get("/api/appointments/" + other.json("/id")).status == 200);
    CHECK(at.doctor.post("/api/appointments/" + other.json("/id") + "/arrive").status == 403);
}

TEST_CASE("a patient's new name shows on their visits")
{
    Surgery at;
    const auto path = at.booked(at.mia_id);
    CHECK(at.desk.patch("/api/patients/" + at.mia_id.str(), R"({"used_name":"Bernard"})").status ==
          200);
    at.clinic.settle();
    CHECK(at.desk.get(path).json("/patient_name") == "Bernard Mia");
}

} // namespace clinic::appointments
