#pragma once
// What the routes of billing take and give.

#include "billing/billing.hpp"

#include "platform/http/router.hpp"

namespace clinic::billing {

// ---- the price list -----------------------------------------------------------------------------

using OneAct = http::ById<ActId>;

struct ListActs {
    bool archived = false;
    http::Paging page;

    static constexpr auto schema = api::object(
        api::field("archived", &ListActs::archived, "Archived ones too", api::or_default()),
        api::embed(&ListActs::page));
};

struct EditAct : ActDetails {
    ActId id;
    std::optional<bool> archived;

    static constexpr auto schema = api::Object{std::tuple_cat(
        api::object(api::field("id", &EditAct::id, "Which act")).fields, ActDetails::schema.fields,
        api::object(
            api::field("archived", &EditAct::archived, "Archived or offered; absent: as it is"))
            .fields)};
};

// ---- invoices -----------------------------------------------------------------------------------

using OneInvoice = http::ById<InvoiceId>;

struct LineInput {
    std::optional<ActId> act_id;
    std::string label;
    int quantity = 1;
    Money unit_price;
    int vat_rate = 0;
    std::optional<std::string> exemption;

    static constexpr auto schema = api::object(
        api::field("act_id", &LineInput::act_id, "From the price list; its code is printed"),
        api::field("label", &LineInput::label, "As printed", api::name(200)),
        api::field("quantity", &LineInput::quantity, "How many", api::between(1, 10'000),
            api::or_default()),
        api::field("unit_price", &LineInput::unit_price, "VAT included; more than nothing",
            api::between(1, greatest_amount)),
        api::field("vat_rate", &LineInput::vat_rate, "Hundredths of a percent; 2000 is 20 %",
            api::between(0, 5000), api::or_default()),
        api::field("exemption", &LineInput::exemption,
            "Why there is no VAT, as printed; needed with a rate of 0", api::name(200)));
};

struct DraftInvoice {
    patients::PatientId patient_id;
    clinics::SiteId site_id;
    std::optional<clinics::PractitionerId> practitioner_id;
    std::optional<appointments::AppointmentId> appointment_id;
    std::optional<LocalDate> visited_on;
    std::vector<LineInput> lines;
    std::optional<std::string> note;

    static constexpr auto schema = api::object(
        api::field("patient_id", &DraftInvoice::patient_id, "Whom it is for"),
        api::field("site_id", &DraftInvoice::site_id, "Where"),
        api::field("practitioner_id", &DraftInvoice::practitioner_id, "Who gave the care"),
        api::field("appointment_id", &DraftInvoice::appointment_id,
            "For which visit; a visit is billed once"),
        api::field("visited_on", &DraftInvoice::visited_on,
            "When the care was given; absent: the visit's day, or the day of issue"),
        api::field("lines", &DraftInvoice::lines, "One currency for all", api::min_items(1),
            api::max_items(100)),
        api::field("note", &DraftInvoice::note, "Printed below the lines", api::prose(500)));
};

struct EditInvoice {
    InvoiceId id;
    std::optional<clinics::PractitionerId> practitioner_id;
    std::optional<LocalDate> visited_on;
    std::vector<LineInput> lines;
    std::optional<std::string> note;

    static constexpr auto schema = api::object(api::field("id", &EditInvoice::id, "Which draft"),
        api::field("practitioner_id", &EditInvoice::practitioner_id, "Who gave the care"),
        api::field("visited_on", &EditInvoice::visited_on,
            "When the care was given; absent: the visit's day, or the day of issue"),
        api::field("lines", &EditInvoice::lines, "All of them; one currency", api::min_items(1),
            api::max_items(100)),
        api::field("note", &EditInvoice::note, "Printed below the lines", api::prose(500)));
};

enum class InvoiceOrder { asc, desc };
constexpr auto spelled(InvoiceOrder)
{
    return api::names("asc", "desc");
}

struct ListInvoices {
    std::optional<Stage> stage;
    std::optional<InvoiceStatus> status;
    std::optional<InvoiceKind> kind;
    bool overdue = false;
    std::optional<patients::PatientId> patient_id;
    std::optional<clinics::PractitionerId> practitioner_id;
    std::optional<clinics::SiteId> site_id;
    std::optional<appointments::AppointmentId> appointment_id;
    std::optional<Instant> from;
    std::optional<Instant> until;
    std::optional<std::string> q;
    InvoiceOrder order = InvoiceOrder::desc;
    http::Paging page;

    static constexpr auto schema = api::object(
        api::field("stage", &ListInvoices::stage, "To issue, to collect, settled"),
        api::field("status", &ListInvoices::status, "Standing so only"),
        api::field("kind", &ListInvoices::kind, "Invoices or credit notes only"),
        api::field(
            "overdue", &ListInvoices::overdue, "Open beyond their day only", api::or_default()),
        api::field("patient_id", &ListInvoices::patient_id, "Theirs only"),
        api::field("practitioner_id", &ListInvoices::practitioner_id, "For their visits only"),
        api::field("site_id", &ListInvoices::site_id, "Of that site only"),
        api::field("appointment_id", &ListInvoices::appointment_id, "Of that visit only"),
        api::field("from", &ListInvoices::from, "Issued or drafted then or later"),
        api::field("until", &ListInvoices::until, "Issued or drafted before then"),
        api::field("q", &ListInvoices::q, "A part of the name or of the number", api::name(60)),
        api::field("order", &ListInvoices::order, "By date", api::or_default()),
        api::embed(&ListInvoices::page));
};

/// Another paper that this one hangs together with: a credit note, or the invoice that one takes back.
struct IssuedRef {
    InvoiceId id;
    std::string number;
    Money total;
    LocalDate issued_on;

    static constexpr auto schema = api::object(api::field("id", &IssuedRef::id, "Which one"),
        api::field("number", &IssuedRef::number, "Its number"),
        api::field("total", &IssuedRef::total, "VAT included"),
        api::field("issued_on", &IssuedRef::issued_on, "Day of issue"));
};

/// An invoice with all that hangs on it.
struct InvoiceDetail : Invoice {
    std::vector<InvoiceLine> lines;
    std::vector<Payment> payments;
    std::vector<IssuedRef> credit_notes;
    std::optional<IssuedRef> credits;
    bool visit_cancelled = false;

    static constexpr auto schema = api::Object{std::tuple_cat(Invoice::schema.fields,
        api::object(api::field("lines", &InvoiceDetail::lines, "In order"),
            api::field("payments", &InvoiceDetail::payments, "Oldest first; refunds among them"),
            api::field("credit_notes", &InvoiceDetail::credit_notes, "Oldest first"),
            api::field("credits", &InvoiceDetail::credits, "Of a credit note: what it takes back"),
            api::field("visit_cancelled", &InvoiceDetail::visit_cancelled,
                "Its visit does not take place"))
            .fields)};
};

struct CreditLine {
    int position = 1;
    std::optional<Money> amount;

    static constexpr auto schema = api::object(
        api::field("position", &CreditLine::position, "Of the invoice's line"),
        api::field("amount", &CreditLine::amount, "Absent: all that is left of the line",
            api::between(1, greatest_amount)));
};

struct CreditInvoice {
    InvoiceId id;
    std::string reason;
    std::optional<std::vector<CreditLine>> lines;

    static constexpr auto schema = api::object(
        api::field("id", &CreditInvoice::id, "Which invoice"),
        api::field("reason", &CreditInvoice::reason, "Printed on the credit note", api::name(300)),
        api::field("lines", &CreditInvoice::lines, "Absent: all that is left of the invoice",
            api::min_items(1), api::max_items(100)));
};

// ---- money --------------------------------------------------------------------------------------

struct PayInvoice {
    InvoiceId id;
    PaymentMethod method = PaymentMethod::cash;
    std::optional<Money> amount;
    std::optional<std::string> reference;

    static constexpr auto schema = api::object(api::field("id", &PayInvoice::id, "Which invoice"),
        api::field("method", &PayInvoice::method, "How; `online` begins at /checkout"),
        api::field(
            "amount", &PayInvoice::amount, "Absent: what is due", api::between(1, greatest_amount)),
        api::field("reference", &PayInvoice::reference, "Of the cheque, transfer or card slip",
            api::name(100)));
};

struct RefundPayment {
    InvoiceId id;
    PaymentId payment_id;
    std::optional<Money> amount;
    std::optional<PaymentMethod> method;
    std::string reason;

    static constexpr auto schema = api::object(
        api::field("id", &RefundPayment::id, "Which invoice"),
        api::field("payment_id", &RefundPayment::payment_id, "What is given back"),
        api::field("amount", &RefundPayment::amount, "Absent: all that is left of it",
            api::between(1, greatest_amount)),
        api::field("method", &RefundPayment::method, "Absent: as it was paid"),
        api::field("reason", &RefundPayment::reason, "Why", api::name(300)));
};

struct CheckoutPage {
    std::string url;

    static constexpr auto schema = api::object(
        api::field("url", &CheckoutPage::url, "Where the patient pays"));
};

struct ListPayments {
    std::optional<LocalDate> from;
    std::optional<LocalDate> until;
    std::optional<PaymentMethod> method;
    std::optional<PaymentKind> kind;
    std::optional<clinics::SiteId> site_id;
    std::optional<patients::PatientId> patient_id;
    http::Paging page;

    static constexpr auto schema = api::object(
        api::field("from", &ListPayments::from, "First day, at the site"),
        api::field("until", &ListPayments::until, "Last day, included"),
        api::field("method", &ListPayments::method, "Paid so only"),
        api::field("kind", &ListPayments::kind, "Taken or given back only"),
        api::field("site_id", &ListPayments::site_id, "There only"),
        api::field("patient_id", &ListPayments::patient_id, "Theirs only"),
        api::embed(&ListPayments::page));
};

struct OnePayment {
    PaymentId payment_id;
    static constexpr auto schema = api::object(
        api::field("payment_id", &OnePayment::payment_id, "Which payment"));
};

// ---- revenue ------------------------------------------------------------------------------------

enum class RevenueBy { day, practitioner, method };
constexpr auto spelled(RevenueBy)
{
    return api::names("day", "practitioner", "method");
}

enum class RevenueFormat { json, csv };
constexpr auto spelled(RevenueFormat)
{
    return api::names("json", "csv");
}

struct RevenueQuery {
    RevenueBy by = RevenueBy::day;
    LocalDate from;
    LocalDate until;
    std::optional<clinics::SiteId> site_id;
    RevenueFormat format = RevenueFormat::json;

    static constexpr auto schema = api::object(
        api::field("by", &RevenueQuery::by, "One row for each", api::or_default()),
        api::field("from", &RevenueQuery::from, "First day, at the site"),
        api::field("until", &RevenueQuery::until, "Last day, included; at most 366 days"),
        api::field("site_id", &RevenueQuery::site_id, "Of that site only"),
        api::field("format", &RevenueQuery::format, "For programs, or for spreadsheets",
            api::or_default()));
};

struct RevenueRow {
    std::string key;
    std::string label;
    Money invoiced;
    Money credited;
    Money received;
    Money refunded;

    static constexpr auto schema = api::object(
        api::field("key", &RevenueRow::key, "The day, the practitioner's id, or the method"),
        api::field("label", &RevenueRow::label, "The same for people, in their language"),
        api::field("invoiced", &RevenueRow::invoiced, "Issued, VAT included; none by method"),
        api::field("credited", &RevenueRow::credited, "Taken back; none by method"),
        api::field("received", &RevenueRow::received, "Money taken"),
        api::field("refunded", &RevenueRow::refunded, "Money given back"));
};

} // namespace clinic::billing
