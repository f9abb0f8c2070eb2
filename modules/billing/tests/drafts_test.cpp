#include "till.hpp"

namespace clinic::billing {

TEST_CASE("billing: a visit that ends makes one draft, of its type's price, exactly once")
{
    Till at;
    (void)at.clinic.events();
    const auto visit = at.visited();
    CHECK(std::ranges::count(at.clinic.events(), "billing.drafted") == 1);
    const auto list = at.bill_of(visit);
    REQUIRE(list.size() == 1);
    CHECK(list.json("/items/0/status") == "draft");
    CHECK(list.json("/items/0/total/amount") == "3000");
    CHECK(list.json("/items/0/patient_name") == "Durand Noé");
    CHECK(list.json("/items/0/visited_on") == "2026-06-01");
    const auto draft = at.desk.get("/api/invoices/" + list.json("/items/0/id"));
    CHECK(draft.json("/lines/0/label") == "Consultation");
    CHECK(draft.json("/lines/0/exemption").contains("261-4-1"));
    CHECK(draft.json("/number").empty());
}

TEST_CASE("billing: an end taken back takes its untouched draft along, and a touched one stays")
{
    Till at;
    const auto visit = at.visited();
    CHECK(at.desk.post(visit + "/undo").status == 200);
    at.clinic.settle();
    CHECK(at.bill_of(visit).size() == 0);

    CHECK(at.desk.post(visit + "/complete").status == 200);
    at.clinic.settle();
    const auto path = "/api/invoices/" + at.bill_of(visit).json("/items/0/id");
    CHECK(
        at.desk.put(path, fmt::format(R"({{"lines":[{}]}})", Till::lines_of(4500))).status == 200);
    CHECK(at.desk.post(visit + "/undo").status == 200);
    at.clinic.settle();
    CHECK(at.bill_of(visit).json("/items/0/total/amount") == "4500");
    CHECK(at.desk.post(visit + "/complete").status == 200);
    at.clinic.settle();
    CHECK(at.bill_of(visit).size() == 1);
}

TEST_CASE("billing: the price list says how a visit type is billed")
{
    Till at;
    const auto made = at.accounts.post("/api/billing/acts",
        fmt::format(
            R"({{"coding":"ngap","code":"G","label":"Consultation du généraliste","price":{{"amount":3000,"currency":"EUR"}},"exemption":"Exonéré","visit_type_id":"{}"}})",
            at.type.view()));
    REQUIRE(made.status == 201);
    const auto list = at.bill_of(at.visited());
    const auto draft = at.desk.get("/api/invoices/" + list.json("/items/0/id"));
    CHECK(draft.json("/lines/0/code") == "G");
    CHECK(draft.json("/lines/0/label") == "Consultation du généraliste");
    CHECK(draft.json("/lines/0/act_id") == made.json("/id"));
    CHECK(draft.json("/lines/0/exemption") == "Exonéré");
}

TEST_CASE("billing: an invoice by hand, edited and discarded while it is a draft")
{
    Till at;
    const auto draft = at.accounts.post(
        "/api/invoices", at.bill(Till::lines_of(2500, "EUR", 2) + "," + Till::taxed(1200, 2000),
                             R"(,"note":"Merci")"));
    REQUIRE_MESSAGE(draft.status == 201, draft.body);
    CHECK(draft.json("/total/amount") == "6200");
    CHECK(draft.json("/vat/amount") == "200");
    CHECK(draft.json("/net/amount") == "6000");
    CHECK(draft.json("/lines/0/total/amount") == "5000");
    const auto path = "/api/invoices/" + draft.json("/id");
    CHECK(draft.header("location") == path);

    const auto edit = fmt::format(R"({{"lines":[{}]}})", Till::lines_of(100));
    CHECK(at.accounts.with("if-match", "\"7\"").put(path, edit).code() == "stale");
    const auto edited = at.accounts.with("if-match", "\"1\"").put(path, edit);
    CHECK(edited.json("/total/amount") == "100");
    CHECK(edited.json("/version") == "2");
    CHECK(edited.size("/lines") == 1);
    CHECK(at.accounts.del(path).status == 204);
    CHECK(at.accounts.get(path).status == 404);
}

TEST_CASE("billing: the VAT inside a price is rounded once for each rate, half up")
{
    Till at;
    const auto vat = [&](const std::string& lines) {
        const auto reply = at.desk.post("/api/invoices", at.bill(lines));
        CHECK(reply.status == 201);
        CHECK(std::stoll(reply.json("/net/amount")) + std::stoll(reply.json("/vat/amount")) ==
              std::stoll(reply.json("/total/amount")));
        return reply.json("/vat/amount");
    };
    CHECK(vat(Till::taxed(1, 2000)) == "0");
    CHECK(vat(Till::taxed(3, 2000)) == "0"); // 2.5 without: half up
    CHECK(vat(Till::taxed(100, 2000)) == "17");
    CHECK(vat(Till::taxed(105, 550)) == "5");
    const auto hundred = Till::taxed(100, 2000);
    CHECK(vat(hundred + "," + hundred + "," + hundred) == "50");
    CHECK(vat(hundred + "," + Till::taxed(105, 550) + "," + Till::lines_of(1000)) == "22");
    CHECK(vat(Till::taxed(greatest_amount, 5000)) == "333333333333");
}

TEST_CASE("billing: what a draft refuses, it refuses without effect")
{
    Till at;
    const auto visit = at.visited();
    auto elsewhere = at.clinic.sign_in(Role::receptionist);
    const auto before = at.clinic.snapshot();
    const auto refusal = [&](const std::string& body) {
        const auto reply = at.desk.post("/api/invoices", body);
        CHECK(reply.status == 422);
        return reply.json("/errors/0/pointer") + " " + reply.json("/errors/0/code");
    };
    CHECK(refusal(at.bill("")).starts_with("/lines "));
    CHECK(refusal(at.bill(Till::lines_of(0))).starts_with("/lines/0/unit_price/amount "));
    CHECK(refusal(at.bill(Till::lines_of(-5))).starts_with("/lines/0/unit_price/amount "));
    CHECK(refusal(at.bill(Till::lines_of(10, "ZZZ"))).starts_with("/lines/0/unit_price/currency "));
    CHECK(refusal(at.bill(Till::lines_of(10, "EUR", 0))).starts_with("/lines/0/quantity "));
    CHECK(refusal(at.bill(Till::lines_of(10) + "," + Till::lines_of(10, "CHF"))) ==
          "/lines/1/unit_price/currency currency_mix");
    CHECK(refusal(at.bill(Till::taxed(10, 0))) == "/lines/0/exemption required");
    CHECK(refusal(at.bill(Till::lines_of(greatest_amount, "EUR", 10'000))) == "/lines/0 too_large");
    CHECK(refusal(at.bill(Till::lines_of(greatest_amount) + "," + Till::lines_of(1))) ==
          "/lines too_large");
    auto stranger = at.bill(Till::lines_of(10));
    stranger.replace(stranger.find(at.noe_id.view()), 36, patients::PatientId::fresh().view());
    CHECK(refusal(stranger) == "/patient_id unknown");
    auto nobody = at.bill(Till::lines_of(10));
    nobody.replace(
        nobody.find(at.practitioner.view()), 36, clinics::PractitionerId::fresh().view());
    CHECK(refusal(nobody) == "/practitioner_id unknown");
    const auto of_visit = fmt::format(
        R"(,"appointment_id":"{}")", visit.substr(visit.rfind('/') + 1));
    CHECK(at.desk.post("/api/invoices", at.bill(Till::lines_of(10), of_visit)).code() ==
          "already_billed");
    CHECK(elsewhere.post("/api/invoices", at.bill(Till::lines_of(10))).status == 403);
    CHECK(at.doctor.post("/api/invoices", at.bill(Till::lines_of(10))).status == 403);
    CHECK(at.noe.post("/api/invoices", at.bill(Till::lines_of(10))).status == 403);
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("billing: the price list is kept by accountants, and its codes are checked")
{
    Till at;
    const auto act = [](std::string_view coding, std::string_view code,
                         std::string_view more = "") {
        return fmt::format(
            R"({{"coding":"{}","code":"{}","label":"Acte","price":{{"amount":2500,"currency":"EUR"}},"exemption":"Exonéré"{}}})",
            coding, code, more);
    };
    CHECK(at.desk.post("/api/billing/acts", act("ngap", "CS")).status == 403);
    const auto before = at.clinic.snapshot();
    CHECK(at.accounts.post("/api/billing/acts", act("ccam", "DEQP3")).json("/errors/0/code") ==
          "ccam");
    CHECK(
        at.accounts.post("/api/billing/acts", act("ngap", "cs")).json("/errors/0/code") == "ngap");
    CHECK(at.accounts.post("/api/billing/acts", act("free", "", R"(,"vat_rate":2000)"))
              .json("/errors/0/code") == "unwanted");
    CHECK(at.accounts.post("/api/billing/acts", act("ngap", "CS", R"(,"vat_rate":9000)"))
              .json("/errors/0/pointer") == "/vat_rate");
    CHECK(at.clinic.snapshot() == before);

    const auto made = at.accounts.post("/api/billing/acts", act("ccam", "DEQP003"));
    REQUIRE(made.status == 201);
    const auto path = "/api/billing/acts/" + made.json("/id");
    CHECK(at.desk.get("/api/billing/acts").size() == 1);
    CHECK(at.accounts.with("if-match", "\"9\"").put(path, act("ngap", "CS")).status == 412);
    CHECK(at.accounts.put(path, act("ngap", "AMI 3")).json("/code") == "AMI 3");
    CHECK(at.accounts.del(path).status == 204);
    CHECK(at.desk.get("/api/billing/acts").size() == 0);
    CHECK(at.desk.get("/api/billing/acts?archived=true").size() == 1);
    CHECK(at.accounts.put(path, act("free", "A", R"(,"archived":false)")).json("/archived") ==
          "false");
}

} // namespace clinic::billing
