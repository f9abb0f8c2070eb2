#include "till.hpp"

#include <atomic>
#include <set>
#include <thread>

namespace clinic::billing {
namespace {

std::string number_of(Till& at, const std::string& path)
{
    return at.accounts.get(path).json("/number");
}

} // namespace

TEST_CASE("billing: issuing gives the next number of the year, and says so")
{
    Till at;
    const auto first = at.drafted();
    const auto second = at.drafted(4500);
    (void)at.clinic.events();
    const auto issued = at.desk.post(second + "/issue");
    REQUIRE(issued.status == 200);
    CHECK(issued.json("/number") == "F2026-00001");
    CHECK(issued.json("/status") == "issued");
    CHECK(issued.json("/issued_on") == "2026-06-01");
    CHECK(issued.json("/due_on") == "2026-07-01");
    CHECK(issued.json("/due/amount") == "4500");
    CHECK(issued.json("/version") == "2");
    CHECK(at.told() == std::vector<std::string>{"billing.issued"});
    CHECK(at.desk.post(first + "/issue").json("/number") == "F2026-00002");

    const auto before = at.clinic.snapshot();
    CHECK(at.desk.post(first + "/issue").code() == "already_issued");
    CHECK(at.desk.put(first, fmt::format(R"({{"lines":[{}]}})", Till::lines_of(1))).code() ==
          "already_issued");
    CHECK(at.desk.del(first).code() == "already_issued");
    CHECK(at.doctor.post(first + "/issue").status == 403);
    CHECK(at.desk.post("/api/invoices/" + InvoiceId::fresh().str() + "/issue").status == 404);
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("billing: a new year begins with 1, and dates never go back, whatever the clock does")
{
    Till at;
    const auto early = at.drafted();
    const auto late = at.drafted();
    const auto next_year = at.drafted();
    const auto issue = [&](std::string_view now, const std::string& path) {
        at.clinic->clock.set(*Instant::parse(now));
        return at.clinic.again(at.admin).post(path + "/issue");
    };
    // 23:30 in Paris, then a clock put back, then half past midnight.
    CHECK(issue("2026-12-31T22:30:00Z", early).json("/issued_on") == "2026-12-31");
    const auto after = issue("2026-12-30T08:00:00Z", late);
    CHECK(after.json("/number") == "F2026-00002");
    CHECK(after.json("/issued_on") == "2026-12-31");
    const auto new_year = issue("2026-12-31T23:30:00Z", next_year);
    CHECK(new_year.json("/number") == "F2027-00001");
    CHECK(new_year.json("/issued_on") == "2027-01-01");
}

TEST_CASE("billing: fifty issue at once, some in vain: 1 … N without a gap")
{
    Till at;
    std::vector<std::string> drafts;
    for (int i = 0; i < 40; ++i) drafts.push_back(at.drafted());
    std::atomic<int> issued{0};
    std::atomic<int> refused{0};
    std::vector<std::thread> crowd;
    for (std::size_t i = 0; i < 50; ++i) {
        // Ten drafts are wanted by two; every fourth comes with a version that is long gone.
        crowd.emplace_back([&, i] {
            test::Visitor desk(at.desk);
            if (i % 4 == 3) desk.with("if-match", "\"9\"");
            const auto status = desk.post(drafts[i % drafts.size()] + "/issue").status;
            issued += status == 200 ? 1 : 0;
            refused += status == 409 || status == 412 ? 1 : 0;
        });
    }
    for (auto& one : crowd) one.join();
    CHECK(issued + refused == 50);
    CHECK(refused >= 10);
    std::set<std::string> numbers;
    for (const auto& path : drafts) {
        if (const auto number = number_of(at, path); !number.empty()) numbers.insert(number);
    }
    CHECK(static_cast<int>(numbers.size()) == issued);
    CHECK(*numbers.begin() == "F2026-00001");
    CHECK(*numbers.rbegin() == fmt::format("F2026-{:05}", issued.load()));
}

TEST_CASE("billing: the rules are the database's: what was issued or paid cannot be touched")
{
    Till at;
    const auto path = at.issued();
    const auto draft = at.drafted();
    CHECK(at.desk.post(path + "/pay", R"({"method":"cash"})").status == 200);
    const auto before = at.clinic.snapshot();
    for (const auto* sql :
        {"UPDATE billing_invoices SET total_amount = 1, net_amount = 1",
            "UPDATE billing_invoices SET note = 'x' WHERE number IS NOT NULL",
            "UPDATE billing_invoices SET number = NULL WHERE number IS NOT NULL",
            "DELETE FROM billing_invoices WHERE number IS NOT NULL",
            "UPDATE billing_lines SET label = 'x'", "DELETE FROM billing_lines",
            "UPDATE billing_payments SET amount = 1", "DELETE FROM billing_payments",
            "UPDATE billing_counters SET last = last + 2", "UPDATE billing_counters SET last = 1",
            "UPDATE billing_counters SET last = last + 1, last_on = '2020-01-01'",
            "DELETE FROM billing_counters",
            "UPDATE billing_invoices SET series = 'F', year = 2026, serial = 7, number = 'x', "
            "issued_at = 1, issued_on = '2026-06-01' WHERE number IS NULL",
            "UPDATE billing_balances SET paid_amount = total_amount + 1",
            "INSERT INTO billing_lines SELECT invoice_id, 9, act_id, code, label, quantity, "
            "unit_price, vat_rate, exemption, total, currency, credits_position FROM billing_lines "
            "WHERE invoice_id = (SELECT id FROM billing_invoices WHERE number IS NOT NULL)"}) {
        const auto outcome = at.clinic.database->write_now(
            [&](db::Tx& tx) { return tx.attempt(sql); });
        CHECK_MESSAGE(outcome == db::Tx::Outcome::violated, sql);
    }
    CHECK(at.clinic.snapshot() == before);
    CHECK(at.desk.post(draft + "/issue").json("/number") == "F2026-00002");
}

TEST_CASE("billing: a whole invoice is taken back by a credit note of its own series")
{
    Till at;
    const auto path = at.issued();
    (void)at.clinic.events();
    const auto note = at.accounts.post(path + "/credit", R"({"reason":"Erreur de patient"})");
    REQUIRE_MESSAGE(note.status == 201, note.body);
    CHECK(note.json("/number") == "A2026-00001");
    CHECK(note.json("/kind") == "credit_note");
    CHECK(note.json("/stage") == "settled");
    CHECK("/api/invoices/" + note.json("/credits_id") == path);
    CHECK(note.json("/reason") == "Erreur de patient");
    CHECK(note.json("/lines/0/credits_position") == "1");
    CHECK(at.told() == std::vector<std::string>{"billing.credited"});
    const auto invoice = at.accounts.get(path);
    CHECK(invoice.json("/status") == "credited");
    CHECK(invoice.json("/due/amount") == "0");
    CHECK(invoice.json("/credit_notes/0/number") == "A2026-00001");

    const auto before = at.clinic.snapshot();
    CHECK(
        at.accounts.post(path + "/credit", R"({"reason":"Encore"})").code() == "nothing_to_credit");
    CHECK(at.accounts.post("/api/invoices/" + note.json("/id") + "/credit", R"({"reason":"x"})")
              .code() == "not_creditable");
    CHECK(at.desk.post(path + "/pay", R"({"method":"cash"})").code() == "nothing_due");
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("billing: a part is taken back line by line, never more than is left")
{
    Till at;
    const auto made = at.desk.post(
        "/api/invoices", at.bill(Till::lines_of(3000) + "," + Till::taxed(1200, 2000)));
    const auto path = "/api/invoices/" + made.json("/id");
    CHECK(at.desk.post(path + "/credit", R"({"reason":"x"})").code() == "not_issued");
    CHECK(at.desk.post(path + "/issue").status == 200);
    const auto part = at.desk.post(path + "/credit",
        R"({"reason":"Geste","lines":[{"position":2,"amount":{"amount":600,"currency":"EUR"}}]})");
    REQUIRE_MESSAGE(part.status == 201, part.body);
    CHECK(part.json("/total/amount") == "600");
    CHECK(part.json("/vat/amount") == "100");
    CHECK(at.desk.get(path).json("/due/amount") == "3600");
    const auto refusal = [&](std::string_view lines) {
        const auto reply = at.desk.post(
            path + "/credit", fmt::format(R"({{"reason":"x","lines":[{}]}})", lines));
        return reply.json("/errors/0/pointer") + " " + reply.json("/errors/0/code");
    };
    const auto before = at.clinic.snapshot();
    CHECK(refusal(R"({"position":2,"amount":{"amount":601,"currency":"EUR"}})") ==
          "/lines/0/amount more_than_left");
    CHECK(refusal(R"({"position":2,"amount":{"amount":1,"currency":"CHF"}})") ==
          "/lines/0/amount/currency currency_mix");
    CHECK(refusal(R"({"position":3})") == "/lines/0/position unknown");
    CHECK(refusal(R"({"position":1},{"position":1})") == "/lines/1/position unknown");
    CHECK(refusal(R"({"position":1,"amount":{"amount":0,"currency":"EUR"}})")
            .starts_with("/lines/0/amount/amount "));
    CHECK(at.clinic.snapshot() == before);
    const auto rest = at.desk.post(path + "/credit", R"({"reason":"Tout"})");
    CHECK(rest.json("/total/amount") == "3600");
    CHECK(rest.json("/number") == "A2026-00002");
    CHECK(at.desk.get(path).json("/status") == "credited");
}

} // namespace clinic::billing
