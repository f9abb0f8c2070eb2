#pragma once
// The deeds of billing, each declared once; the files acts, drafts, issuing, payments, ledger and revenue hold them.

#include "access.hpp"
#include "books.hpp"

namespace clinic::billing {

class Handlers {
public:
    explicit Handlers(const Neighbours& neighbours)
        : clinics_(neighbours.clinics),
          patients_(neighbours.patients),
          documents_(neighbours.documents),
          appointments_(neighbours.appointments),
          books(neighbours)
    {
    }

    // acts.cpp
    Result<http::Page<Act>> acts(http::Context& cx, const ListActs& in);
    Result<Act> add_act(http::Context& cx, const ActDetails& in);
    Result<Act> edit_act(http::Context& cx, const EditAct& in);
    Result<Nothing> archive_act(http::Context& cx, const OneAct& in);

    // drafts.cpp
    Result<InvoiceDetail> draft(http::Context& cx, const DraftInvoice& in);
    Result<InvoiceDetail> edit(http::Context& cx, const EditInvoice& in);
    Result<Nothing> discard(http::Context& cx, const OneInvoice& in);

    // issuing.cpp
    Result<InvoiceDetail> issue(http::Context& cx, const OneInvoice& in);
    Result<InvoiceDetail> credit(http::Context& cx, const CreditInvoice& in);

    // payments.cpp
    Result<InvoiceDetail> pay(http::Context& cx, const PayInvoice& in);
    Result<InvoiceDetail> refund(http::Context& cx, const RefundPayment& in);
    Result<CheckoutPage> checkout(http::SlowContext& cx, const OneInvoice& in);
    Result<http::Page<Payment>> payments(http::Context& cx, const ListPayments& in);

    // ledger.cpp
    Result<InvoiceDetail> show(http::Context& cx, const OneInvoice& in);
    Result<http::Page<Invoice>> list(http::Context& cx, const ListInvoices& in);

    // revenue.cpp
    Result<http::OrFile<http::Page<RevenueRow>>> revenue(http::Context& cx, const RevenueQuery& in);

    // printing.cpp
    Result<http::File> pdf(http::SlowContext& cx, const OneInvoice& in);
    Result<http::File> receipt(http::SlowContext& cx, const OnePayment& in);
    void keep_invoice(db::Database& database, InvoiceId id);
    void keep_receipt(db::Database& database, PaymentId id);

    void use(PaymentProvider& provider) { provider_ = &provider; }

private:
    struct Found {
        Invoice invoice;
        Reach reach;
    };
    [[nodiscard]] Reach reach(const http::Caller& cx) const
    {
        return reach_of(cx.user(), clinics_, patients_);
    }
    /// An invoice that this person may see.
    [[nodiscard]] Result<Found> find(http::Context& cx, InvoiceId id) const;
    /// The same, for those who keep the books, and as they know it when they sent If-Match.
    [[nodiscard]] Result<Invoice> find_to_change(http::Context& cx, InvoiceId id) const;
    /// The same, while nothing is frozen.
    [[nodiscard]] Result<Invoice> find_draft(http::Context& cx, InvoiceId id) const;
    /// With its lines and all; also what the audit is told of.
    [[nodiscard]] InvoiceDetail detail(http::Context& cx, InvoiceId id) const;

    [[nodiscard]] Result<std::vector<InvoiceLine>> read_lines(
        db::Tx& tx, const std::vector<LineInput>& in) const;
    [[nodiscard]] Result<Nothing> check_parts(
        http::Context& cx, const Reach& reach, const DraftInvoice& in) const;
    [[nodiscard]] bool gave_care(clinics::PractitionerId id, clinics::SiteId site,
        const std::optional<appointments::Appointment>& visit) const;
    /// As it was kept, or printed now.
    [[nodiscard]] http::File file(
        const std::string& source, const documents::Paper& paper, const std::string& name) const;
    [[nodiscard]] std::string label_of(
        const http::Context& cx, RevenueBy by, const std::string& key) const;

    const clinics::Clinics& clinics_;
    const patients::Patients& patients_;
    documents::Documents& documents_;
    const appointments::Appointments& appointments_;
    documents::Printer printer_;
    PaymentProvider* provider_ = nullptr;

public:
    const Books books;
};

/// "|a|b|", so that one LIKE asks whether a site is among them.
[[nodiscard]] std::string joined(const std::vector<clinics::SiteId>& sites);

[[nodiscard]] Fact fact_of(const Invoice& invoice);
[[nodiscard]] std::unexpected<Problem> not_issued();

} // namespace clinic::billing
