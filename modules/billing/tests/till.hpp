#pragma once
// The small surgery, with somebody who keeps the books and somebody whose visit has ended: 30 € of
// Noé's, on Monday 1 June 2026.

#include "support/surgery.hpp"

namespace clinic::billing {

struct Till : test::Surgery {
    test::Visitor accounts;

    Till() : accounts(clinic.sign_in(Role::accountant)) {}

    /// A draft by hand of one line, and its path.
    [[nodiscard]] std::string drafted(std::int64_t cents = 3000)
    {
        const auto reply = desk.post("/api/invoices", bill(lines_of(cents)));
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return "/api/invoices/" + reply.json("/id");
    }
    [[nodiscard]] std::string issued(std::int64_t cents = 3000)
    {
        const auto path = drafted(cents);
        const auto reply = desk.post(path + "/issue");
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return path;
    }

    [[nodiscard]] std::string bill(std::string_view lines, std::string_view more = "") const
    {
        return fmt::format(
            R"({{"patient_id":"{}","site_id":"{}","practitioner_id":"{}","lines":[{}]{}}})",
            noe_id.view(), site.view(), practitioner.view(), lines, more);
    }
    [[nodiscard]] static std::string lines_of(
        std::int64_t cents, std::string_view currency = "EUR", int quantity = 1)
    {
        return fmt::format(
            R"({{"label":"Consultation","quantity":{},"unit_price":{{"amount":{},"currency":"{}"}},"exemption":"Art. 261-4-1° du CGI"}})",
            quantity, cents, currency);
    }
    [[nodiscard]] static std::string taxed(std::int64_t cents, int rate)
    {
        return fmt::format(
            R"({{"label":"Séance","unit_price":{{"amount":{},"currency":"EUR"}},"vat_rate":{}}})",
            cents, rate);
    }

    /// Events of billing since the last call.
    [[nodiscard]] std::vector<std::string> told()
    {
        auto events = clinic.events();
        std::erase_if(events, [](const auto& name) { return !name.starts_with("billing."); });
        return events;
    }

    /// Booked today, come and gone; its path.
    [[nodiscard]] std::string visited(std::string_view start = "2026-06-01T07:20:00Z")
    {
        const auto visit = booked(noe_id, start);
        CHECK(desk.post(visit + "/arrive").status == 200);
        CHECK(desk.post(visit + "/complete").status == 200);
        clinic.settle();
        return visit;
    }
    /// The one invoice of a visit, as the desk sees it.
    [[nodiscard]] test::Reply bill_of(const std::string& visit)
    {
        return desk.get("/api/invoices?appointment_id=" + visit.substr(visit.rfind('/') + 1));
    }
    /// The first payment of an invoice.
    [[nodiscard]] std::string payment_of(const std::string& path)
    {
        return desk.get(path).json("/payments/0/id");
    }
};

} // namespace clinic::billing
