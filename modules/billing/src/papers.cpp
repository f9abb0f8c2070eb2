#include "papers.hpp"

#include "totals.hpp"
#include "words.hpp"

#include <fmt/format.h>

namespace clinic::billing {
namespace {

using documents::Align;
using documents::Paper;
using documents::Paragraph;
using documents::Table;

bool is_note(const Invoice& invoice)
{
    return invoice.kind == InvoiceKind::credit_note;
}

/// "Facture F2026-00042"
Text title_of(const Invoice& invoice)
{
    return is_note(invoice) ? Text{"Avoir " + *invoice.number, "Credit note " + *invoice.number}
                            : Text{"Facture " + *invoice.number, "Invoice " + *invoice.number};
}

Text on_day(LocalDate day)
{
    return {"Le " + day_word(day, Language::fr), day_word(day, Language::en)};
}

Paper blank(const store::Printed& printed, const Text& title, LocalDate day, Language language)
{
    Paper paper;
    paper.language = language;
    paper.title = title.in(language);
    paper.letterhead = printed.letterhead;
    paper.sender = printed.sender;
    paper.addressee = printed.addressee;
    paper.place_and_date = on_day(day).in(language);
    paper.footer = title.in(language);
    return paper;
}

Money without_vat(const InvoiceLine& line)
{
    return {net_of(line.unit_price.amount, line.vat_rate), line.unit_price.currency};
}

/// Prices are told with VAT, as patients pay them; where there is some, the law wants the price of one without it too
/// (CGI, ann. II, art. 242 nonies A, I-8°).
Table table_of(const InvoiceDetail& invoice, Language language)
{
    const auto say = [language](
                         const char* fr, const char* en) { return Text{fr, en}.in(language); };
    const bool taxed = invoice.vat.amount > 0;
    Table table;
    table.columns = {{say("Désignation", "Description"), taxed ? 4.0 : 5.0, Align::left},
        {say("Qté", "Qty"), 1, Align::right}};
    if (taxed) table.columns.push_back({say("P.U. HT", "Unit, no VAT"), 2, Align::right});
    table.columns.push_back({say("TVA", "VAT"), 1, Align::right});
    table.columns.push_back(
        {taxed ? say("P.U. TTC", "Unit, with VAT") : say("Prix unitaire", "Unit price"), 2,
            Align::right});
    table.columns.push_back(
        {taxed ? say("Total TTC", "Total with VAT") : say("Total", "Total"), 2, Align::right});
    for (const auto& line : invoice.lines) {
        auto& row = table.rows.emplace_back();
        row = {line.code ? *line.code + " · " + line.label : line.label,
            std::to_string(line.quantity)};
        if (taxed) row.push_back(money_word(without_vat(line), language));
        row.push_back(line.vat_rate > 0 ? rate_word(line.vat_rate, language) : "–");
        row.push_back(money_word(line.unit_price, language));
        row.push_back(money_word(line.total, language));
    }
    if (taxed) {
        table.totals.emplace_back(
            say("Total hors TVA", "Without VAT"), money_word(invoice.net, language));
        table.totals.emplace_back(say("TVA", "VAT"), money_word(invoice.vat, language));
    }
    table.totals.emplace_back(taxed ? say("Total TTC", "Total with VAT") : say("Total", "Total"),
        money_word(invoice.total, language));
    return table;
}

/// VAT by rate, and why there is none: what the law wants said.
void add_vat_words(Paper& paper, std::vector<InvoiceLine> lines)
{
    const auto totals = add_up(lines, "lines");
    if (!totals) return;
    for (const auto& group : totals->groups) {
        if (group.exemption) {
            paper.blocks.push_back(Paragraph{*group.exemption});
            continue;
        }
        const auto rate = rate_word(group.rate, paper.language);
        const auto vat = money_word({group.vat, totals->total.currency}, paper.language);
        const auto net = money_word({group.net, totals->total.currency}, paper.language);
        paper.blocks.push_back(Paragraph{Text{fmt::format("TVA {} : {} sur {}", rate, vat, net),
            fmt::format("VAT {}: {} on {}", rate, vat, net)}
                .in(paper.language)});
    }
}

void add_terms(Paper& paper, const Invoice& invoice)
{
    if (is_note(invoice) || !invoice.due_on) return;
    const auto day = day_word(*invoice.due_on, paper.language);
    paper.blocks.push_back(
        Paragraph{Text{"À régler au plus tard le " + day + ".", "To be paid by " + day + "."}.in(
            paper.language)});
}

} // namespace

Paper paper_of(const InvoiceDetail& invoice, const store::Printed& printed, Language language)
{
    auto paper = blank(printed, title_of(invoice), *invoice.issued_on, language);
    const auto add = [&](const Text& text) {
        paper.blocks.push_back(Paragraph{text.in(language)});
    };
    if (invoice.visited_on) {
        const auto day = day_word(*invoice.visited_on, language);
        const bool visit = invoice.appointment_id.has_value();
        add(visit ? Text{"Visite du " + day, "Visit of " + day}
                  : Text{"Prestation du " + day, "Service of " + day});
    }
    // What changes an invoice names it without doubt (CGI, art. 289, I-5).
    if (invoice.credits) {
        const auto& [id, number, total, issued_on] = *invoice.credits;
        const auto day = day_word(issued_on, language);
        add({fmt::format("Avoir sur la facture {} du {}", number, day),
            fmt::format("Takes back of invoice {} of {}", number, day)});
    }
    if (invoice.reason) add({"Motif : " + *invoice.reason, "Reason: " + *invoice.reason});
    paper.blocks.push_back(table_of(invoice, language));
    add_vat_words(paper, invoice.lines);
    add_terms(paper, invoice);
    if (invoice.note) add({*invoice.note, *invoice.note});
    return paper;
}

Paper paper_of(const Payment& payment, const store::Printed& printed, Language language)
{
    const auto& number = payment.invoice_number;
    const bool back = payment.kind == PaymentKind::refund;
    auto paper = blank(printed,
        back ? Text{"Remboursement", "Refund"} : Text{"Reçu de paiement", "Receipt"},
        payment.paid_on, language);
    const auto amount = money_word(payment.amount, language);
    const auto method = method_word(payment.method);
    Table table;
    table.columns = {{Text{"Facture", "Invoice"}.in(language), 2, Align::left},
        {Text{"Moyen de paiement", "Payment method"}.in(language), 3, Align::left},
        {Text{"Référence", "Reference"}.in(language), 3, Align::left},
        {Text{"Montant", "Amount"}.in(language), 2, Align::right}};
    table.rows.push_back(
        {number, method.in(language), payment.reference.value_or(std::string()), amount});
    table.totals.emplace_back(
        (back ? Text{"Remboursé", "Given back"} : Text{"Reçu", "Received"}).in(language), amount);
    paper.blocks.push_back(std::move(table));
    if (payment.reason) {
        paper.blocks.push_back(Paragraph{
            Text{"Motif : " + *payment.reason, "Reason: " + *payment.reason}.in(language)});
    }
    paper.blocks.push_back(documents::Signature{payment.taken_by});
    return paper;
}

std::string file_name(const Invoice& invoice, Language language)
{
    return title_of(invoice).in(language) + ".pdf";
}

std::string file_name(const Payment& payment, Language language)
{
    return Text{"Reçu ", "Receipt "}.in(language) + payment.invoice_number + ".pdf";
}

std::string source_of(InvoiceId id)
{
    return "billing.invoice:" + id.str();
}

std::string source_of(PaymentId id)
{
    return "billing.payment:" + id.str();
}

} // namespace clinic::billing
