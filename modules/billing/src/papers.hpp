#pragma once
// What invoices, credit notes and receipts say on paper. All of it was frozen when they were issued or paid, so that the same
// one is printed alike for ever.

#include "store.hpp"

#include "documents/documents.hpp"

namespace clinic::billing {

[[nodiscard]] documents::Paper paper_of(
    const InvoiceDetail& invoice, const store::Printed& printed, Language language);
[[nodiscard]] documents::Paper paper_of(
    const Payment& payment, const store::Printed& printed, Language language);

/// "Facture F2026-00042.pdf", "Reçu F2026-00042.pdf"
[[nodiscard]] std::string file_name(const Invoice& invoice, Language language);
[[nodiscard]] std::string file_name(const Payment& payment, Language language);

/// Under which the file is kept in documents.
[[nodiscard]] std::string source_of(InvoiceId id);
[[nodiscard]] std::string source_of(PaymentId id);

} // namespace clinic::billing
