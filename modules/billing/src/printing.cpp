// Papers: invoices, credit notes and receipts as PDF. What was issued or paid is printed once, by a listener, and kept among
// the patient's documents; until then, and where nothing was kept, it is printed when it is asked for.

#include "handlers.hpp"
#include "papers.hpp"

namespace clinic::billing {
namespace {

Language language_of(const patients::Patients& patients, patients::PatientId id)
{
    const auto card = patients.card(id);
    return card && card->language == "en" ? Language::en : Language::fr;
}

} // namespace

http::File Handlers::file(
    const std::string& source, const documents::Paper& paper, const std::string& name) const
{
    const auto kept = documents_.by_source(source);
    auto bytes = kept ? documents_.read(kept->id) : printer_.print(paper);
    return http::File::of(std::move(bytes), "application/pdf", name, false);
}

Result<http::File> Handlers::pdf(http::SlowContext& cx, const OneInvoice& in)
{
    struct Read {
        InvoiceDetail invoice;
        store::Printed printed;
        Language language;
    };
    const auto read = cx.read([&](http::Context& inner) -> Result<Read> {
        const auto found = find(inner, in.id);
        if (!found) return std::unexpected(found.error());
        if (!found->invoice.number) return not_issued();
        auto shown = detail(inner, in.id);
        inner.subject("patient", found->invoice.patient_id.view());
        return Read{std::move(shown), store::printed(inner.tx, in.id),
            language_of(patients_, found->invoice.patient_id)};
    });
    if (!read) return std::unexpected(read.error());
    const auto& [invoice, printed, language] = *read;
    return file(
        source_of(in.id), paper_of(invoice, printed, language), file_name(invoice, language));
}

Result<http::File> Handlers::receipt(http::SlowContext& cx, const OnePayment& in)
{
    struct Read {
        Payment payment;
        store::Printed printed;
        Language language;
    };
    const auto read = cx.read([&](http::Context& inner) -> Result<Read> {
        const auto payment = store::payment(inner.tx, in.payment_id);
        if (!payment) return not_found();
        if (const auto found = find(inner, payment->invoice_id); !found)
            return std::unexpected(found.error());
        inner.subject("patient", payment->patient_id.view());
        return Read{*payment, store::printed(inner.tx, payment->invoice_id),
            language_of(patients_, payment->patient_id)};
    });
    if (!read) return std::unexpected(read.error());
    const auto& [payment, printed, language] = *read;
    return file(source_of(in.payment_id), paper_of(payment, printed, language),
        file_name(payment, language));
}

// News of what is not in these books has nothing to print.
void Handlers::keep_invoice(db::Database& database, InvoiceId id)
{
    using Read = std::optional<std::pair<InvoiceDetail, store::Printed>>;
    const auto read = database.read_now([&](db::Tx& tx) -> Read {
        auto found = store::find(tx, id, {});
        if (!found) return std::nullopt;
        return std::pair(store::detail(tx, *std::move(found)), store::printed(tx, id));
    });
    if (!read) return;
    const auto& [invoice, printed] = *read;
    const auto language = language_of(patients_, invoice.patient_id);
    documents_.keep({.source = source_of(id),
                        .patient = invoice.patient_id,
                        .category = documents::Category::invoice,
                        .name = file_name(invoice, language),
                        .shared = true,
                        .author = {},
                        .author_name = {}},
        printer_.print(paper_of(invoice, printed, language)));
}

void Handlers::keep_receipt(db::Database& database, PaymentId id)
{
    using Read = std::optional<std::pair<Payment, store::Printed>>;
    const auto read = database.read_now([&](db::Tx& tx) -> Read {
        const auto found = store::payment(tx, id);
        if (!found) return std::nullopt;
        return std::pair(*found, store::printed(tx, found->invoice_id));
    });
    if (!read) return;
    const auto& [payment, printed] = *read;
    const auto language = language_of(patients_, payment.patient_id);
    documents_.keep({.source = source_of(id),
                        .patient = payment.patient_id,
                        .category = documents::Category::receipt,
                        .name = file_name(payment, language),
                        .shared = true,
                        .author = {},
                        .author_name = payment.taken_by},
        printer_.print(paper_of(payment, printed, language)));
}

} // namespace clinic::billing
