// What issuing writes: numbers, the frozen row, and where an invoice stands.

#include "store.hpp"

#include "platform/core/text.hpp"

#include <fmt/format.h>

namespace clinic::billing::store {

std::string Number::text() const
{
    return fmt::format("{}{}-{:05}", series, year, serial);
}

Number next_number(db::Tx& tx, std::string_view series, LocalDate wished_on)
{
    // The later of two days as text is the later day.
    tx.run(R"(
        INSERT INTO billing_counters (series, year, last, last_on)
        VALUES (:series, :year, 1, :day)
        ON CONFLICT (series, year) DO UPDATE
           SET last = billing_counters.last + 1,
               last_on = CASE WHEN excluded.last_on > billing_counters.last_on THEN excluded.last_on
                              ELSE billing_counters.last_on END)",
        series, wished_on.year(), wished_on);
    const auto [serial, on] = *tx.one<std::tuple<std::int64_t, LocalDate>>(
        "SELECT last, last_on FROM billing_counters WHERE series = :series AND year = :year",
        series, wished_on.year());
    return {std::string(series), wished_on.year(), serial, on};
}

void issue(db::Tx& tx, const Invoice& draft, const Number& number, LocalDate due_on,
    const Printed& printed, Instant now)
{
    const auto text = number.text();
    tx.run(R"(
        UPDATE billing_invoices
           SET series = :series, year = :year, serial = :serial, number = :number, issued_at = :issued_at,
               issued_on = :issued_on, visited_on = COALESCE(visited_on, CAST(:visited_on AS TEXT)),
               due_on = :due_on, letterhead = :letterhead, sender = :sender,
               addressee = :addressee, dated_at = :dated_at, search_text = :search_text
         WHERE id = :id)",
        number.series, number.year, number.serial, text, now, number.on, number.on, due_on,
        printed.letterhead, printed.sender, printed.addressee, now,
        text::folded(draft.patient_name + ' ' + text), draft.id);
    const bool note = draft.kind == InvoiceKind::credit_note;
    tx.run(R"(
        UPDATE billing_balances
           SET status = 'issued', stage = :stage, version = version + 1
         WHERE invoice_id = :id)",
        note ? Stage::settled : Stage::open, draft.id);
}

Printed printed(db::Tx& tx, InvoiceId id)
{
    using Lines = std::vector<std::string>;
    const auto row = tx.one<std::tuple<Lines, Lines, Lines>>(
        "SELECT letterhead, sender, addressee FROM billing_invoices WHERE id = :id AND number IS "
        "NOT NULL",
        id);
    if (!row) return {};
    const auto& [letterhead, sender, addressee] = *row;
    return {letterhead, sender, addressee};
}

void set_balance(db::Tx& tx, const Invoice& invoice, std::int64_t paid, std::int64_t credited)
{
    const auto total = invoice.total.amount;
    tx.run(R"(
        UPDATE billing_balances
           SET paid_amount = :paid, credited_amount = :credited, status = :status, stage = :stage, version = version + 1
         WHERE invoice_id = :id)",
        paid, credited, status_of(total, paid, credited), stage_of(total, paid, credited),
        invoice.id);
}

} // namespace clinic::billing::store
