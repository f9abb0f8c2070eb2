// What the page of the Plateforme de santé promises, kept: booking that checks availability and confirms, consultations,
// billing and payments, notifications of each, reports over all. (Online payments by Stripe and PayPal, and reminders, belong
// to subjects of their own: the seam for a provider is there and says that none is set up.)

#include "support/practice.hpp"

namespace clinic::test {
namespace {

/// A visit of today that has ended, and the draft that it made; their paths.
struct Billed {
    Practice at;
    std::string visit, invoice;

    Billed()
    {
        visit = at.booked(at.desk, at.noe_id, "2026-06-01T07:00:00Z");
        for (const auto* act : {"/arrive", "/start", "/complete"})
            REQUIRE(at.desk.post(visit + act).status == 200);
        at.clinic.settle();
        const auto drafts = at.desk.get("/api/invoices?status=draft");
        REQUIRE(drafts.size() == 1);
        invoice = "/api/invoices/" + drafts.json("/items/0/id");
    }
};

} // namespace

TEST_CASE(
    "plateforme-sante: a booking checks what is free, is confirmed, and is told to both sides")
{
    Practice at;
    const auto slots = at.noe.get(fmt::format(
        "/api/slots?visit_type_id={}&practitioner_id={}&from=2026-06-02&until=2026-06-02",
        at.type.view(), at.martin.view()));
    REQUIRE(slots.size() > 0);
    const auto visit = at.booked(at.noe, at.noe_id, slots.json("/items/0/starts_at"));
    const auto again = at.desk.post("/api/appointments",
        fmt::format(R"({{"practitioner_id":"{}","site_id":"{}","visit_type_id":"{}",)"
                    R"("patient_id":"{}","starts_at":"{}"}})",
            at.martin.view(), at.site.view(), at.type.view(), at.noe_id.view(),
            slots.json("/items/0/starts_at")));
    CHECK(again.code() == "slot_taken");
    CHECK(at.desk.post(visit + "/confirm").json("/status") == "confirmed");
    CHECK(at.unread(at.doctor) == "1");
    CHECK(at.smtp.wait_for(1));
}

TEST_CASE("plateforme-sante: the visit that ends makes the amounts of its invoice")
{
    Billed day;
    const auto draft = day.at.desk.get(day.invoice);
    CHECK(draft.json("/total/amount") == "3000");
    CHECK(draft.json("/total/currency") == "EUR");
    CHECK(draft.json("/number").empty());
    CHECK(!day.at.desk.post(day.invoice + "/issue").json("/number").empty());
}

TEST_CASE("plateforme-sante: the patient has the history of their invoices and hears of each")
{
    Billed day;
    CHECK(day.at.noe.get("/api/invoices").size() == 0); // a draft is nobody's debt
    REQUIRE(day.at.desk.post(day.invoice + "/issue").status == 200);
    day.at.clinic.settle();
    CHECK(day.at.noe.get("/api/invoices").size() == 1);
    CHECK(day.at.noe.get("/api/notifications").json("/items/0/kind") == "billing.issued");
    REQUIRE(day.at.desk.post(day.invoice + "/pay", R"({"method":"card"})").status == 200);
    day.at.clinic.settle();
    CHECK(day.at.noe.get("/api/notifications").json("/items/0/kind") == "billing.paid");
}

TEST_CASE("plateforme-sante: paying online says that no provider is set up, and takes nothing")
{
    Billed day;
    REQUIRE(day.at.desk.post(day.invoice + "/issue").status == 200);
    day.at.clinic.settle();
    const auto before = day.at.clinic.snapshot({"admin_audit"});
    CHECK(day.at.noe.post(day.invoice + "/checkout").code() == "no_provider");
    CHECK(day.at.clinic.snapshot({"admin_audit"}) == before);
}

TEST_CASE("plateforme-sante: reports gather visits, money and new patients")
{
    Billed day;
    REQUIRE(day.at.desk.post(day.invoice + "/issue").status == 200);
    REQUIRE(day.at.desk.post(day.invoice + "/pay", R"({"method":"card"})").status == 200);
    day.at.clinic.settle();
    for (const auto* report : {"activity", "finance", "patients", "community"}) {
        const auto reply = day.at.admin.get(
            fmt::format("/api/reports/{}?from=2026-06-01&until=2026-06-01", report));
        CHECK_MESSAGE(reply.status == 200, report);
    }
    CHECK(day.at.noe.get("/api/reports/finance?from=2026-06-01&until=2026-06-01").status == 403);
}

} // namespace clinic::test
