#include "practice.hpp"

namespace clinic::reporting {
namespace {

const std::string finance = "/api/reports/finance";

struct Till : Practice {
    /// The path of an invoice to Noé, by Dr Martin in Paris.
    std::string issued(std::int64_t cents)
    {
        const auto draft = manager.post("/api/invoices",
            fmt::format(
                R"({{"patient_id":"{}","site_id":"{}","practitioner_id":"{}","lines":[{{"label":"Consultation",)"
                R"("unit_price":{{"amount":{},"currency":"EUR"}},"exemption":"Art. 261-4-1° du CGI"}}]}})",
                noe.view(), paris.view(), martin.view(), cents));
        REQUIRE_MESSAGE(draft.status == 201, draft.body);
        const auto path = "/api/invoices/" + draft.json("/id");
        act(path, "/issue");
        return path;
    }
    void paid(const std::string& invoice, std::int64_t cents, std::string_view method = "card")
    {
        act(invoice, "/pay",
            fmt::format(
                R"({{"method":"{}","amount":{{"amount":{},"currency":"EUR"}}}})", method, cents));
    }
    /// The first payment of an invoice, told once more.
    void told_again(const std::string& path)
    {
        const auto invoice = manager.get(path);
        billing::Paid event;
        static_cast<billing::Fact&>(event) = {
            *billing::InvoiceId::parse(invoice.json("/id")), noe, martin, paris};
        event.payment = *billing::PaymentId::parse(invoice.json("/payments/0/id"));
        event.method = billing::PaymentMethod::card;
        event.amount = {4000, "EUR"};
        event.paid_at = clinic->clock.now();
        clinic.database->write_now([&](db::Tx& tx) { clinic->bus.emit(tx, event); });
        clinic.settle();
    }
};

} // namespace

TEST_CASE(
    "reporting: money counts on the day it moved, by method and practitioner, each movement once")
{
    Till at;
    const auto invoice = at.issued(6000);
    const auto mistaken = at.issued(1500);
    at.at("2026-06-02T08:00:00Z");
    at.paid(invoice, 4000);
    at.told_again(invoice);
    at.at("2026-06-03T08:00:00Z");
    at.act(invoice, "/refund",
        fmt::format(
            R"({{"payment_id":"{}","amount":{{"amount":1500,"currency":"EUR"}},"reason":"Trop perçu"}})",
            at.manager.get(invoice).json("/payments/0/id")));
    REQUIRE(at.manager.post(mistaken + "/credit", R"({"reason":"Erreur"})").status < 300);
    at.clinic.settle();
    at.at("2026-06-08T22:30:00Z");
    at.paid(invoice, 2000, "cash");

    const auto report = at.accountant.get(finance + june);
    CHECK(report.status == 200);
    CHECK(report.size("/rows") == 30);
    CHECK(report.json("/totals/0/received/amount") == "6000");
    CHECK(report.json("/totals/0/refunded/amount") == "1500");
    CHECK(report.json("/totals/0/net/amount") == "4500");
    CHECK(report.json("/totals/0/invoiced/amount") == "7500");
    CHECK(report.json("/totals/0/credited/amount") == "1500");
    CHECK(report.json("/rows/0/invoiced/amount") == "7500");
    CHECK(report.json("/rows/1/net/amount") == "4000");
    CHECK(report.json("/rows/2/net/amount") == "-1500");
    // 22:30 UTC is the next day in Paris.
    CHECK(report.json("/rows/8/received/amount") == "2000");
    CHECK(report.size("/methods") == 2);
    CHECK(report.json("/methods/0/method") == "cash");
    CHECK(report.json("/methods/1/net/amount") == "2500");
    CHECK(report.json("/practitioners/0/practitioner_id") == at.martin.view());
    at.clinic->reporting.rebuild();
    CHECK(at.accountant.get(finance + june).body == report.body);
    CHECK(at.manager.get(finance + june + "&site_id=" + at.island.str()).size("/totals") == 0);
    CHECK(at.manager.get(finance + june + "&by=month").size("/rows") == 1);
}

TEST_CASE("reporting: figures of money are for accountants and admins")
{
    Till at;
    for (auto* other : {&at.desk, &at.doctor}) CHECK(other->get(finance + june).status == 403);
    CHECK(at.clinic.sign_in(Role::patient).get(finance + june).status == 403);
    CHECK(at.accountant.get(finance + june).size("/totals") == 0);
    CHECK(at.accountant.get(finance + "?from=2026-06-02&until=2026-06-01").status == 422);
}

TEST_CASE("reporting: rows go into a spreadsheet in the reader's language")
{
    Till at;
    const auto invoice = at.issued(123'450);
    at.at("2026-06-02T08:00:00Z");
    at.paid(invoice, 123'450);
    auto french = at.clinic.sign_in(Role::admin, Language::fr);
    const auto days = std::string("?from=2026-06-02&until=2026-06-02&format=csv");
    const auto sheet = french.get(finance + days);
    CHECK(sheet.status == 200);
    CHECK(sheet.header("content-type") == "text/csv; charset=utf-8");
    CHECK(sheet.header("content-disposition").starts_with("attachment"));
    CHECK(sheet.body == "\xEF\xBB\xBFJour;Devise;Encaissé;Remboursé;Net;Facturé;Avoirs\r\n"
                        "2026-06-02;EUR;1234,50;0,00;1234,50;0,00;0,00\r\n");
    const auto english = at.manager.get("/api/reports/patients" + days);
    CHECK(english.body == "\xEF\xBB\xBF"
                          "Day,New records,Patients seen,First visit\r\n2026-06-02,0,0,0\r\n");
    CHECK(at.manager.get("/api/reports/activity" + days).body.contains("Visits,Pending,Booked"));
    CHECK(at.manager.get("/api/reports/community" + days).body.contains("Posts,Comments,Likes"));
    CHECK(at.manager.get("/api/reports/activity?from=2026-06-02&until=2026-06-02&format=pdf")
              .status == 422);
}

TEST_CASE("reporting: posts, comments and likes count once, and no more when they are gone")
{
    Till at;
    auto coach = at.clinic.sign_in(Role::coach);
    auto reader = at.clinic.sign_in(Role::patient);
    const auto post = coach.post("/api/posts", R"({"text":"Bougez !"})").json("/id");
    REQUIRE(!post.empty());
    const auto path = "/api/posts/" + post;
    const auto comment = reader.post(path + "/comments", R"({"text":"Merci"})").json("/id");
    REQUIRE(reader.post(path + "/comments", R"({"text":"Encore"})").status == 201);
    REQUIRE(reader.post(path + "/like").status < 300);
    at.clinic.settle();
    const auto figures = [&] {
        const auto report = at.manager.get("/api/reports/community" + std::string(june));
        return report.json("/totals/posts") + "/" + report.json("/totals/comments") + "/" +
               report.json("/totals/likes") + "/" + report.json("/rows/0/comments");
    };
    CHECK(figures() == "1/2/1/2");
    at.clinic->reporting.rebuild();
    CHECK(figures() == "1/2/1/2");
    REQUIRE(reader.del(path + "/comments/" + comment).status < 300);
    at.clinic.settle();
    CHECK(figures() == "1/1/1/1");
    REQUIRE(coach.del(path).status < 300);
    at.clinic.settle();
    CHECK(figures() == "0/0/0/0");
    CHECK(at.accountant.get("/api/reports/community" + std::string(june)).status == 403);
}

} // namespace clinic::reporting
