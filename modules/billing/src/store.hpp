#pragma once
// Rows and SQL of billing.

#include "api.hpp"
#include "totals.hpp"

#include "platform/db/tx.hpp"

namespace clinic::billing::store {

// ---- store_acts.cpp -----------------------------------------------------------------------------

[[nodiscard]] std::string sort_key(const ActDetails& act);
[[nodiscard]] std::optional<Act> act(db::Tx& tx, ActId id);
/// As what visits of this type are billed.
[[nodiscard]] std::optional<Act> act_for(db::Tx& tx, clinics::VisitTypeId type);
/// By label, after the cursor's key (label folded, id).
[[nodiscard]] std::vector<Act> acts(
    db::Tx& tx, bool archived_too, const std::vector<std::string>& after, int limit);
[[nodiscard]] std::int64_t count_acts(db::Tx& tx, bool archived_too);
/// False when another act is billed for that visit type already.
[[nodiscard]] bool insert(db::Tx& tx, const Act& act);
[[nodiscard]] bool update(db::Tx& tx, const Act& act);

// ---- store_invoices.cpp -------------------------------------------------------------------------

/// `today` tells what is overdue.
[[nodiscard]] std::optional<Invoice> find(db::Tx& tx, InvoiceId id, LocalDate today);
/// The invoice of a visit, draft or issued.
[[nodiscard]] std::optional<InvoiceId> of_appointment(
    db::Tx& tx, appointments::AppointmentId appointment);
[[nodiscard]] std::vector<InvoiceLine> lines(db::Tx& tx, InvoiceId id);
/// What credit notes have taken back of each line: position, amount.
[[nodiscard]] std::vector<std::tuple<int, std::int64_t>> credited_lines(db::Tx& tx, InvoiceId id);
[[nodiscard]] std::vector<IssuedRef> credit_notes(db::Tx& tx, InvoiceId id);
/// With its lines and all that hangs on it.
[[nodiscard]] InvoiceDetail detail(db::Tx& tx, Invoice invoice);

/// A new draft with its lines and its balance.
void insert(db::Tx& tx, const Invoice& draft, const std::vector<InvoiceLine>& lines);
/// What may change of a draft, and all its lines; raises its version, the value's too.
void update(db::Tx& tx, Invoice& draft, const std::vector<InvoiceLine>& lines);
void discard(db::Tx& tx, InvoiceId id);
/// In drafts; what is issued keeps the name that it was issued to.
void rename_patient(db::Tx& tx, patients::PatientId patient, const std::string& name);

/// Whose invoices a list is about: the narrowest of what was asked and what may be seen decides the index.
struct Lens {
    enum class By { patient, practitioner, stage, time } by = By::time;
    std::string key; ///< what `by` names
    Instant from;
    Instant until;
    // Further conditions; empty = none.
    std::string patient;
    std::string practitioner;
    std::string site;
    std::string appointment;
    std::string stage;
    std::string status;
    std::string kind;
    std::string sites; ///< "|id|id|": of one of these, for a receptionist
    std::string q; ///< folded
    bool overdue = false;
    bool issued = false; ///< no drafts
    LocalDate today;
};
/// Up to `limit` invoices after the cursor's key (date, id), in that order.
[[nodiscard]] std::vector<Invoice> list(db::Tx& tx, const Lens& lens, InvoiceOrder order,
    const std::vector<std::string>& after, int limit);
[[nodiscard]] std::int64_t count(db::Tx& tx, const Lens& lens);

/// Issued ones by id, those after the given one; "" = from the first.
[[nodiscard]] std::vector<Invoice> issued_after(db::Tx& tx, const std::string& id, int limit);

// ---- store_issuing.cpp --------------------------------------------------------------------------

/// A number of a series; dates in a year never go back.
struct Number {
    std::string series;
    int year = 0;
    std::int64_t serial = 0;
    LocalDate on;

    [[nodiscard]] std::string text() const; ///< "F2026-00042"
};
/// Takes the next one: in the transaction that issues, so that one undone leaves no gap.
[[nodiscard]] Number next_number(db::Tx& tx, std::string_view series, LocalDate wished_on);

/// As printed, whatever becomes of site, practitioner and patient.
struct Printed {
    std::vector<std::string> letterhead;
    std::vector<std::string> sender;
    std::vector<std::string> addressee;
};
void issue(db::Tx& tx, const Invoice& draft, const Number& number, LocalDate due_on,
    const Printed& printed, Instant now);
[[nodiscard]] Printed printed(db::Tx& tx, InvoiceId id);

/// Sets what was paid and credited, and what follows from it.
void set_balance(db::Tx& tx, const Invoice& invoice, std::int64_t paid, std::int64_t credited);

// ---- store_payments.cpp -------------------------------------------------------------------------

void insert(db::Tx& tx, const Payment& payment);
[[nodiscard]] std::optional<Payment> payment(db::Tx& tx, PaymentId id);
/// Oldest first.
[[nodiscard]] std::vector<Payment> payments_of(db::Tx& tx, InvoiceId id);
/// By id, those after the given one; "" = from the first.
[[nodiscard]] std::vector<Payment> payments_after(db::Tx& tx, const std::string& id, int limit);
/// How much of a payment was given back.
[[nodiscard]] std::int64_t refunded(db::Tx& tx, PaymentId id);

struct PaymentLens {
    std::string from = "0000"; ///< days as text
    std::string until = "9999";
    std::string method;
    std::string kind;
    std::string site;
    std::string sites;
    std::string patient;
};
/// Newest first, after the cursor's key (moment, id).
[[nodiscard]] std::vector<Payment> payments(
    db::Tx& tx, const PaymentLens& lens, const std::vector<std::string>& after, int limit);
[[nodiscard]] std::int64_t count_payments(db::Tx& tx, const PaymentLens& lens);

/// One sum: its key, currency, what it is ("invoice", "credit_note", "payment", "refund"), and how much.
using Sum = std::tuple<std::string, std::string, std::string, std::int64_t>;
[[nodiscard]] std::vector<Sum> invoiced(
    db::Tx& tx, const RevenueQuery& query, const std::string& sites);
[[nodiscard]] std::vector<Sum> received(
    db::Tx& tx, const RevenueQuery& query, const std::string& sites);

} // namespace clinic::billing::store
