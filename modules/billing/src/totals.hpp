#pragma once
// What lines come to, in one place. Prices include VAT, so a total is the exact sum of its lines; the VAT in it is told for
// each rate, rounded once, half up (French tax code, CGI annexe II art. 242 nonies A: VAT by rate).

#include "billing/billing.hpp"

namespace clinic::billing {

struct VatGroup {
    int rate = 0; ///< hundredths of a percent
    std::optional<std::string> exemption;
    std::int64_t net = 0;
    std::int64_t vat = 0;
    std::int64_t total = 0;
};

struct Totals {
    Money net;
    Money vat;
    Money total;
    std::vector<VatGroup> groups; ///< in the order in which they appear
};

/// The part of an amount that is not VAT.
[[nodiscard]] std::int64_t net_of(std::int64_t total, int rate);

/// Sets each line's position and total, and adds them up. Refuses two currencies, and sums beyond greatest_amount; `pointer`
/// names the field to blame: "lines".
[[nodiscard]] Result<Totals> add_up(std::vector<InvoiceLine>& lines, std::string_view pointer);

/// Where an invoice stands, of what was paid and credited.
[[nodiscard]] InvoiceStatus status_of(std::int64_t total, std::int64_t paid, std::int64_t credited);
[[nodiscard]] Stage stage_of(std::int64_t total, std::int64_t paid, std::int64_t credited);

} // namespace clinic::billing
