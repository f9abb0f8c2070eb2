#pragma once
// The deeds on the books, whoever does them: a handler, a listener, the demo. They ask nobody's leave and tell no event.

#include "store.hpp"

namespace clinic::billing {

/// Days that a patient has to pay.
constexpr int payment_days = 30;

/// The day it is everywhere west of the date line: an invoice is overdue once its day is over, give or take hours.
[[nodiscard]] LocalDate today(Instant now);

class Books {
public:
    explicit Books(const Neighbours& neighbours) : neighbours_(neighbours) {}

    /// A draft for a visit, of its type's price; nothing when that is nothing.
    [[nodiscard]] std::optional<Invoice> draft(
        db::Tx& tx, const appointments::Appointment& visit, Instant now) const;

    /// Gives the draft its number and freezes it; as it stands then.
    [[nodiscard]] Invoice issue(db::Tx& tx, const Invoice& draft, Instant now) const;

    struct Taking {
        PaymentMethod method = PaymentMethod::cash;
        std::int64_t amount = 0;
        std::optional<std::string> reference{};
        std::string taken_by{};
    };
    /// At most what is due.
    Payment take(db::Tx& tx, const Invoice& invoice, Taking taking, Instant now) const;
    /// At most what is left of the payment.
    Payment give_back(db::Tx& tx, const Invoice& invoice, const Payment& payment, Taking giving,
        std::string reason, Instant now) const;

    /// A credit note with its own number; `lines` name positions of the invoice, their totals are added up.
    [[nodiscard]] Invoice credit(db::Tx& tx, const Invoice& invoice,
        const std::vector<InvoiceLine>& lines, const Totals& totals, std::string reason,
        Instant now) const;

    /// The calendar's day at a site.
    [[nodiscard]] LocalDate day_at(clinics::SiteId site, Instant now) const;

private:
    [[nodiscard]] store::Printed printed(const Invoice& invoice) const;

    Neighbours neighbours_;
};

} // namespace clinic::billing
