#include "till.hpp"

namespace clinic::billing {
namespace {

/// A payment service that does what it is told.
struct ScriptedProvider final : PaymentProvider {
    std::vector<Order> orders;

    Result<Checkout> start(const Order& order) override
    {
        orders.push_back(order);
        return Checkout{"ref-1", "https://pay.example/ref-1"};
    }
    Result<Settlement> verify(std::string_view, std::string_view, Instant) const override
    {
        return conflict("forged", {"Faux", "Forged"});
    }
};

std::string cents(std::int64_t amount, std::string_view currency = "EUR")
{
    return fmt::format(R"({{"amount":{},"currency":"{}"}})", amount, currency);
}

} // namespace

TEST_CASE("billing: money is taken in parts until nothing is due")
{
    Till at;
    const auto path = at.issued();
    (void)at.clinic.events();
    const auto part = at.desk.post(path + "/pay",
        fmt::format(R"({{"method":"cheque","amount":{},"reference":"N° 12"}})", cents(1000)));
    REQUIRE_MESSAGE(part.status == 200, part.body);
    CHECK(part.json("/status") == "partially_paid");
    CHECK(part.json("/due/amount") == "2000");
    CHECK(part.json("/payments/0/reference") == "N° 12");
    CHECK(part.json("/payments/0/paid_on") == "2026-06-01");
    const auto rest = at.accounts.post(path + "/pay", R"({"method":"card"})");
    CHECK(rest.json("/status") == "paid");
    CHECK(rest.json("/stage") == "settled");
    CHECK(rest.json("/paid/amount") == "3000");
    CHECK(rest.size("/payments") == 2);
    CHECK(at.told() == std::vector<std::string>{"billing.paid", "billing.paid"});
    CHECK(at.accounts.get("/api/billing/payments?method=card").size() == 1);
    CHECK(at.accounts.get("/api/billing/payments?from=2026-06-02").size() == 0);
}

TEST_CASE("billing: what cannot be paid is refused without effect")
{
    Till at;
    const auto draft = at.drafted();
    const auto path = at.issued();
    auto elsewhere = at.clinic.sign_in(Role::receptionist);
    const auto before = at.clinic.snapshot();
    const auto pay = [&](const std::string& body) {
        const auto reply = at.desk.post(path + "/pay", body);
        return reply.status == 422
                   ? reply.json("/errors/0/pointer") + " " + reply.json("/errors/0/code")
                   : reply.code();
    };
    CHECK(pay(fmt::format(R"({{"method":"cash","amount":{}}})", cents(3001))) ==
          "/amount more_than_due");
    CHECK(pay(fmt::format(R"({{"method":"cash","amount":{}}})", cents(100, "CHF"))) ==
          "/amount/currency currency_mix");
    CHECK(pay(fmt::format(R"({{"method":"cash","amount":{}}})", cents(0)))
            .starts_with("/amount/amount "));
    CHECK(pay(fmt::format(R"({{"method":"cash","amount":{}}})", cents(-1)))
            .starts_with("/amount/amount "));
    CHECK(pay(R"({"method":"barter"})").starts_with("/method "));
    CHECK(pay(R"({"method":"online"})") == "no_provider");
    CHECK(at.noe.post(path + "/checkout").code() == "no_provider");
    CHECK(at.desk.post(draft + "/pay", R"({"method":"cash"})").code() == "not_issued");
    CHECK(elsewhere.post(path + "/pay", R"({"method":"cash"})").status == 404);
    CHECK(at.doctor.post(path + "/pay", R"({"method":"cash"})").status == 403);
    CHECK(at.noe.post(path + "/pay", R"({"method":"cash"})").status == 403);
    CHECK(at.desk.with("if-match", "\"1\"").post(path + "/pay", R"({"method":"cash"})").status ==
          412);
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("billing: a payment sent twice with one key is one payment")
{
    Till at;
    const auto path = at.issued();
    const auto body = fmt::format(R"({{"method":"cash","amount":{}}})", cents(1000));
    const auto first = at.desk.with("idempotency-key", "p1").post(path + "/pay", body);
    const auto second = at.desk.with("idempotency-key", "p1").post(path + "/pay", body);
    CHECK(first.status == 200);
    CHECK(second.body == first.body);
    CHECK(at.desk.get(path).json("/paid/amount") == "1000");
}

TEST_CASE("billing: money goes back with a reason, at most what was taken")
{
    Till at;
    const auto path = at.issued();
    CHECK(at.desk.post(path + "/pay", R"({"method":"card"})").status == 200);
    const auto payment = at.payment_of(path);
    CHECK(
        at.desk
            .post(path + "/credit",
                R"({"reason":"Geste","lines":[{"position":1,"amount":{"amount":500,"currency":"EUR"}}]})")
            .status == 201);
    CHECK(at.desk.get(path).json("/due/amount") == "-500");
    CHECK(at.desk.get(path).json("/stage") == "open");
    (void)at.clinic.events();
    const auto refund = at.desk.post(path + "/refund",
        fmt::format(R"({{"payment_id":"{}","amount":{},"reason":"Geste"}})", payment, cents(500)));
    REQUIRE_MESSAGE(refund.status == 200, refund.body);
    CHECK(at.told() == std::vector<std::string>{"billing.refunded"});
    CHECK(refund.json("/due/amount") == "0");
    CHECK(refund.json("/stage") == "settled");
    CHECK(refund.json("/payments/1/kind") == "refund");
    CHECK(refund.json("/payments/1/method") == "card");

    const auto before = at.clinic.snapshot();
    const auto refusal = [&](const std::string& body) {
        const auto reply = at.desk.post(path + "/refund", body);
        return reply.json("/errors/0/pointer") + " " + reply.json("/errors/0/code");
    };
    CHECK(refusal(fmt::format(R"({{"payment_id":"{}","amount":{},"reason":"x"}})", payment,
              cents(2501))) == "/amount more_than_left");
    CHECK(refusal(fmt::format(R"({{"payment_id":"{}","reason":"x"}})",
              PaymentId::fresh().view())) == "/payment_id unknown");
    CHECK(refusal(fmt::format(R"({{"payment_id":"{}","reason":" "}})", payment))
            .starts_with("/reason "));
    CHECK(at.clinic.snapshot() == before);
    // A bounced cheque: all of it goes back, and is due again.
    CHECK(at.desk
              .post(path + "/refund",
                  fmt::format(R"({{"payment_id":"{}","reason":"Impayé"}})", payment))
              .json("/due/amount") == "2500");
    CHECK(at.desk
              .post(path + "/refund", fmt::format(R"({{"payment_id":"{}","reason":"x"}})", payment))
              .code() == "nothing_to_refund");
}

TEST_CASE("billing: online payment begins at the provider's page, for the patient's own invoice")
{
    Till at;
    ScriptedProvider provider;
    at.clinic->billing.use(provider);
    const auto path = at.issued();
    const auto draft = at.drafted();
    CHECK(at.noe.post(path + "/checkout").json("/url") == "https://pay.example/ref-1");
    REQUIRE(provider.orders.size() == 1);
    CHECK(provider.orders[0].amount == Money{3000, "EUR"});
    CHECK(provider.orders[0].number == "F2026-00001");
    CHECK(at.desk.get(path).json("/paid/amount") == "0");
    CHECK(at.noe.post(draft + "/checkout").status == 404);
    CHECK(at.clinic.sign_in(Role::patient).post(path + "/checkout").status == 404);
    CHECK(at.desk.post(path + "/pay", R"({"method":"online"})").code() == "pays_online");
    CHECK(provider.orders.size() == 1);
}

TEST_CASE("billing: where an invoice stands is what its payments and credit notes come to")
{
    Till at;
    const auto path = at.issued();
    CHECK(at.desk.post(path + "/pay", fmt::format(R"({{"method":"cash","amount":{}}})", cents(700)))
              .status == 200);
    CHECK(at.desk.post(path + "/pay", fmt::format(R"({{"method":"card","amount":{}}})", cents(300)))
              .status == 200);
    CHECK(at.desk
              .post(path + "/refund",
                  fmt::format(R"({{"payment_id":"{}","reason":"x"}})", at.payment_of(path)))
              .status == 200);
    const auto off = at.clinic.database->read_now([](db::Tx& tx) {
        return tx.value<std::int64_t>(R"(
            SELECT COUNT(*) FROM billing_balances b
             WHERE b.paid_amount <> (SELECT COALESCE(SUM(CASE WHEN kind = 'refund' THEN -amount ELSE amount END), 0)
                                       FROM billing_payments p WHERE p.invoice_id = b.invoice_id))");
    });
    CHECK(off == 0);
    CHECK(at.desk.get(path).json("/due/amount") == "2700");
}

} // namespace clinic::billing
