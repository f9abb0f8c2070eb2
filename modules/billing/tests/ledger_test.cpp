#include "till.hpp"

namespace clinic::billing {

TEST_CASE("billing: each sees the invoices that are theirs to see")
{
    Till at;
    const auto draft = at.drafted();
    const auto path = at.issued();
    for (auto* person : {&at.admin, &at.accounts, &at.desk, &at.doctor}) {
        CHECK(person->get(path).status == 200);
        CHECK(person->get(draft).status == 200);
        CHECK(person->get("/api/invoices").size() == 2);
    }
    CHECK(at.noe.get(path).status == 200);
    CHECK(at.noe.get(draft).status == 404);
    CHECK(at.noe.get("/api/invoices").size() == 1);
    CHECK(at.noe.get("/api/invoices?patient_id=" + at.noe_id.str()).size() == 1);
    CHECK(at.noe.get("/api/invoices?patient_id=" + at.mia_id.str()).size() == 0);
    for (auto person : {at.colleague, at.clinic.sign_in(Role::patient),
             at.clinic.sign_in(Role::receptionist), at.clinic.sign_in(Role::coach)}) {
        CHECK(person.get(path).status == 404);
        CHECK(person.get("/api/invoices").size() == 0);
    }
    CHECK(at.colleague.get("/api/invoices?practitioner_id=" + at.practitioner.str()).size() == 0);
    CHECK(at.doctor.get("/api/billing/payments").status == 403);
    CHECK(at.clinic.stranger().get(path).status == 401);
}

TEST_CASE("billing: what is to issue, to collect and overdue is found by stage, name and number")
{
    Till at;
    (void)at.drafted();
    const auto open = at.issued();
    const auto paid = at.issued();
    CHECK(at.desk.post(paid + "/pay", R"({"method":"cash"})").status == 200);
    const auto found = [&](std::string_view query) {
        return at.accounts.get(fmt::format("/api/invoices?{}", query)).size();
    };
    CHECK(found("stage=draft") == 1);
    CHECK(found("stage=open") == 1);
    CHECK(found("stage=settled") == 1);
    CHECK(found("status=paid") == 1);
    CHECK(found("q=durand") == 3);
    CHECK(found("q=F2026-00002") == 1);
    CHECK(found("q=%25") == 0);
    CHECK(found("overdue=true") == 0);
    CHECK(found("site_id=" + at.site.str()) == 3);
    CHECK(found("practitioner_id=" + at.other_practitioner.str()) == 0);
    CHECK(at.accounts.get("/api/invoices?count=true&limit=1").json("/total") == "3");

    at.clinic->clock.set(*Instant::parse("2026-07-02T08:00:00Z"));
    auto later = at.clinic.again(at.accounts);
    const auto overdue = later.get("/api/invoices?overdue=true");
    REQUIRE(overdue.size() == 1);
    CHECK("/api/invoices/" + overdue.json("/items/0/id") == open);
    CHECK(overdue.json("/items/0/overdue") == "true");
}

TEST_CASE("billing: lists page by cursor, in both orders")
{
    Till at;
    std::vector<std::string> made;
    for (int i = 0; i < 5; ++i) made.push_back(at.drafted());
    for (const std::string order : {"asc", "desc"}) {
        std::vector<std::string> seen;
        std::string next;
        do {
            const auto page = at.accounts.get(
                "/api/invoices?limit=2&order=" + order + (next.empty() ? "" : "&cursor=" + next));
            for (std::size_t i = 0; i < page.size(); ++i)
                seen.push_back("/api/invoices/" + page.json(fmt::format("/items/{}/id", i)));
            next = page.json("/next");
        } while (!next.empty());
        if (order == "desc") std::ranges::reverse(seen);
        CHECK(seen == made);
    }
    CHECK(at.accounts.get("/api/invoices?cursor=made-up").status == 422);
}

TEST_CASE("billing: a new name reaches drafts, and not what is issued")
{
    Till at;
    const auto draft = at.drafted();
    const auto path = at.issued();
    auto patient = at.desk.get("/api/patients/" + at.noe_id.str());
    CHECK(at.desk
              .put("/api/patients/" + at.noe_id.str(),
                  R"({"birth_name":"Renommé","first_name":"Alex","sex":"unknown"})")
              .status == 200);
    at.clinic.settle();
    CHECK(at.desk.get(draft).json("/patient_name") == "Renommé Alex");
    CHECK(at.desk.get(path).json("/patient_name") == "Durand Noé");
    CHECK(at.desk.get("/api/invoices?q=renomme").size() == 1);
}

TEST_CASE("billing: revenue by day, practitioner and method")
{
    Till at;
    const auto path = at.issued();
    CHECK(at.desk.post(path + "/pay", R"({"method":"cash"})").status == 200);
    const auto other = at.issued(4500);
    CHECK(at.desk.post(other + "/credit", R"({"reason":"x"})").status == 201);
    const auto revenue = [&](std::string_view by) {
        return at.accounts.get(
            fmt::format("/api/billing/reports/revenue?by={}&from=2026-06-01&until=2026-06-30", by));
    };
    const auto days = revenue("day");
    REQUIRE(days.size() == 1);
    CHECK(days.json("/items/0/key") == "2026-06-01");
    CHECK(days.json("/items/0/invoiced/amount") == "7500");
    CHECK(days.json("/items/0/credited/amount") == "4500");
    CHECK(days.json("/items/0/received/amount") == "3000");
    CHECK(revenue("practitioner").json("/items/0/label") == "Dr Alix Martin");
    CHECK(revenue("method").json("/items/0/label") == "Cash");
    CHECK(revenue("method").json("/items/0/received/amount") == "3000");
    CHECK(at.accounts.get("/api/billing/reports/revenue?from=2026-06-02&until=2026-06-01").status ==
          422);
    CHECK(at.accounts.get("/api/billing/reports/revenue?from=2024-06-02&until=2026-06-01").status ==
          422);
    CHECK(at.clinic.sign_in(Role::receptionist)
              .get("/api/billing/reports/revenue?from=2026-06-01&until=2026-06-30")
              .size() == 0);
    CHECK(at.doctor.get("/api/billing/reports/revenue?from=2026-06-01&until=2026-06-30").status ==
          403);
}

TEST_CASE(
    "billing: revenue as a table for spreadsheets, in the reader's manner, and never a formula")
{
    Till at;
    clinics::PractitionerDetails details;
    details.first_name = "=SUM(A1)";
    details.last_name = "Duval; fils";
    details.specialty = "Médecine générale";
    details.sites = {at.site};
    const auto sly = at.clinic->clinics.add_practitioner(details);
    auto body = at.bill(Till::lines_of(4550));
    body.replace(body.find(at.practitioner.view()), 36, sly.view());
    const auto path = "/api/invoices/" + at.desk.post("/api/invoices", body).json("/id");
    CHECK(at.desk.post(path + "/issue").status == 200);
    const std::string query =
        "/api/billing/reports/revenue?by=practitioner&from=2026-06-01&until=2026-06-30&format=csv";
    const auto french = at.accounts.with("accept-language", "fr").get(query);
    CHECK(french.header("content-type") == "text/csv; charset=utf-8");
    CHECK(french.header("content-disposition").starts_with("attachment;"));
    CHECK(french.body == "\xEF\xBB\xBFLibellé;Facturé;Avoirs;Encaissé;Remboursé;Devise\r\n"
                         "\"'=SUM(A1) Duval; fils\";45,50;0,00;0,00;0,00;EUR\r\n");
    const auto english = at.accounts.with("accept-language", "en").get(query);
    CHECK(english.body.contains("45.50,0.00,"));
}

TEST_CASE("billing: an invoice and its receipt are kept as PDF, for those who may read them")
{
    Till at;
    const auto draft = at.drafted();
    const auto path = at.issued();
    CHECK(at.desk.post(path + "/pay", R"({"method":"cash"})").status == 200);
    const auto receipt = "/api/billing/payments/" + at.payment_of(path) + "/receipt";
    at.clinic.settle();
    for (auto* person : {&at.noe, &at.desk, &at.accounts, &at.doctor}) {
        const auto pdf = person->get(path + "/pdf");
        CHECK(pdf.status == 200);
        CHECK(pdf.header("content-type") == "application/pdf");
        CHECK(pdf.body.starts_with("%PDF-"));
        CHECK(person->get(receipt).body.starts_with("%PDF-"));
    }
    CHECK(at.noe.get("/api/documents?patient_id=" + at.noe_id.str()).size() == 2);
    CHECK(at.colleague.get(path + "/pdf").status == 404);
    CHECK(at.colleague.get(receipt).status == 404);
    CHECK(at.desk.get(draft + "/pdf").code() == "not_issued");
    CHECK(at.noe.get(draft + "/pdf").status == 404);
}

} // namespace clinic::billing
