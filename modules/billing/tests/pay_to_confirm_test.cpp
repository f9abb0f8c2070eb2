// Visits that their payment confirms: billed from the start, once, and settled whatever became of them.
#include "till.hpp"

namespace clinic::billing {
namespace {

struct PayingTill : Till {
    PayingTill()
    {
        const auto saved = admin.put("/api/visit-types/" + type.str(),
            R"({"name":"Consultation","duration_minutes":20,"price":{"amount":3000,"currency":"EUR"},)"
            R"("colour":"#0E5A5E","buffer_before_minutes":0,"buffer_after_minutes":0,)"
            R"("modes":["on_site"],"online_bookable":true,"min_notice_minutes":0,)"
            R"("horizon_days":30,"practitioner_ids":[],"pay_to_confirm":true})");
        REQUIRE_MESSAGE(saved.status == 200, saved.body);
        clinic.settle();
        (void)clinic.events();
    }
    /// Booked by Noé himself, for today; its path.
    std::string own(std::string_view start = "2026-06-01T07:20:00Z")
    {
        const auto made = noe.post("/api/appointments", wish(start));
        REQUIRE_MESSAGE(made.status == 201, made.body);
        clinic.settle();
        return "/api/appointments/" + made.json("/id");
    }
    /// The path of the visit's invoice, issued.
    std::string issued_for(const std::string& visit)
    {
        const auto bills = bill_of(visit);
        REQUIRE(bills.size() == 1);
        auto path = "/api/invoices/" + bills.json("/items/0/id");
        REQUIRE(desk.post(path + "/issue").status == 200);
        return path;
    }
    void pay(const std::string& invoice, int cents)
    {
        const auto paid = desk.post(invoice + "/pay",
            fmt::format(R"({{"method":"card","amount":{{"amount":{},"currency":"EUR"}}}})", cents));
        REQUIRE_MESSAGE(paid.status == 200, paid.body);
        clinic.settle();
    }
    void run_out()
    {
        clinic->clock.advance_seconds(31 * 60);
        for (auto* who : {&desk, &noe, &accounts}) *who = clinic.again(*who);
        clinic->appointments.end_unpaid();
        clinic.settle();
    }
    std::string status(const std::string& visit) { return desk.get(visit).json("/status"); }
};

} // namespace

TEST_CASE("such a visit has its draft from the start, and is confirmed when all is paid")
{
    PayingTill at;
    const auto visit = at.own();
    CHECK(at.status(visit) == "pending");
    const auto bills = at.bill_of(visit);
    REQUIRE(bills.size() == 1);
    CHECK(bills.json("/items/0/status") == "draft");
    CHECK(bills.json("/items/0/total/amount") == "3000");
    CHECK(bills.json("/items/0/visited_on") == "2026-06-01");

    const auto invoice = at.issued_for(visit);
    CHECK(at.accounts.get(invoice).json("/visit_cancelled") == "false");
    at.pay(invoice, 1000);
    CHECK(at.status(visit) == "pending");
    (void)at.clinic.events();
    at.pay(invoice, 2000);
    CHECK(at.status(visit) == "confirmed");
    const auto history = at.desk.get(visit + "/history");
    CHECK(history.json("/items/1/what") == "paid");
    CHECK(at.noe.get(visit).json("/pay_by").empty());

    at.run_out();
    CHECK(at.status(visit) == "confirmed");
    CHECK(at.desk.post(visit + "/arrive").status == 200);
    CHECK(at.desk.post(visit + "/complete").status == 200);
    at.clinic.settle();
    CHECK(at.bill_of(visit).size() == 1);
}

TEST_CASE("what the desk books is billed when it has ended, as ever")
{
    PayingTill at;
    const auto visit = at.booked(at.noe_id, "2026-06-01T07:20:00Z");
    at.clinic.settle();
    CHECK(at.bill_of(visit).size() == 0);
    CHECK(at.desk.post(visit + "/arrive").status == 200);
    CHECK(at.desk.post(visit + "/complete").status == 200);
    at.clinic.settle();
    CHECK(at.bill_of(visit).size() == 1);
}

TEST_CASE("what staff confirm without money keeps its draft, and has no second one")
{
    PayingTill at;
    const auto visit = at.own();
    REQUIRE(at.desk.post(visit + "/confirm").status == 200);
    at.run_out();
    REQUIRE(at.desk.post(visit + "/arrive").status == 200);
    REQUIRE(at.desk.post(visit + "/complete").status == 200);
    at.clinic.settle();
    const auto bills = at.bill_of(visit);
    REQUIRE(bills.size() == 1);
    CHECK(bills.json("/items/0/status") == "draft");
}

TEST_CASE("not paid in time it leaves no draft that nobody has touched")
{
    PayingTill at;
    const auto visit = at.own();
    at.run_out();
    CHECK(at.status(visit) == "cancelled");
    CHECK(at.bill_of(visit).size() == 0);
    // Taken back, it is to be paid again.
    REQUIRE(at.desk.post(visit + "/undo").status == 200);
    at.clinic.settle();
    CHECK(at.bill_of(visit).size() == 1);
}

TEST_CASE("one that its patient cancels meanwhile leaves none either")
{
    PayingTill at;
    const auto visit = at.own("2026-06-05T07:20:00Z");
    REQUIRE(at.noe.del(visit).status == 200);
    at.clinic.settle();
    CHECK(at.bill_of(visit).size() == 0);
}

TEST_CASE("what was issued stays, and money that comes too late brings the visit not back")
{
    PayingTill at;
    const auto visit = at.own();
    const auto invoice = at.issued_for(visit);
    at.run_out();
    CHECK(at.status(visit) == "cancelled");
    CHECK(at.accounts.get(invoice).json("/status") == "issued");
    at.pay(invoice, 3000);
    CHECK(at.status(visit) == "cancelled");
    CHECK(at.desk.get(visit).json("/cancelled_by") == "system");
    const auto kept = at.accounts.get(invoice);
    CHECK(kept.json("/status") == "paid");
    CHECK(kept.json("/visit_cancelled") == "true");
    CHECK(kept.json("/appointment_id") == visit.substr(visit.rfind('/') + 1));
}

} // namespace clinic::billing
