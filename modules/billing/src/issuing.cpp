// Issuing, and taking back by credit note.

#include "handlers.hpp"

#include <fmt/format.h>
#include <map>
#include <set>

namespace clinic::billing {
namespace {

/// What is left of each line, by position.
std::map<int, std::int64_t> left_of(db::Tx& tx, InvoiceId id, const std::vector<InvoiceLine>& lines)
{
    std::map<int, std::int64_t> left;
    for (const auto& line : lines) left[line.position] = line.total.amount;
    for (const auto& [position, amount] : store::credited_lines(tx, id)) left[position] -= amount;
    return left;
}

/// The credit note's line: the invoice's own when all of it is taken back, else one piece of that amount.
InvoiceLine taken_back(const InvoiceLine& line, std::int64_t amount)
{
    auto back = line;
    back.credits_position = line.position;
    if (amount == line.total.amount) return back;
    back.quantity = 1;
    back.unit_price.amount = amount;
    return back;
}

std::vector<InvoiceLine> all_that_is_left(
    const std::vector<InvoiceLine>& lines, const std::map<int, std::int64_t>& left)
{
    std::vector<InvoiceLine> back;
    for (const auto& line : lines) {
        if (left.at(line.position) > 0) back.push_back(taken_back(line, left.at(line.position)));
    }
    return back;
}

Result<std::vector<InvoiceLine>> as_asked(const std::vector<CreditLine>& asked,
    const std::vector<InvoiceLine>& lines, const std::map<int, std::int64_t>& left)
{
    std::vector<InvoiceLine> back;
    std::set<int> seen;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const auto field = fmt::format("lines/{}", i);
        const auto rest = left.find(asked[i].position);
        if (rest == left.end() || !seen.insert(asked[i].position).second)
            return invalid(field + "/position", "unknown",
                {"Chaque ligne de la facture une fois au plus.",
                    "Each line of the invoice once at most."});
        const auto& line = lines[static_cast<std::size_t>(asked[i].position - 1)];
        const auto amount = asked[i].amount.value_or(Money{rest->second, line.total.currency});
        if (amount.currency != line.total.currency)
            return invalid(field + "/amount/currency", "currency_mix",
                {"La devise est celle de la facture.", "The currency is the invoice's."});
        if (amount.amount > rest->second || amount.amount <= 0)
            return invalid(field + "/amount", "more_than_left",
                {"C’est plus que ce qui reste de cette ligne.",
                    "That is more than what is left of this line."});
        back.push_back(taken_back(line, amount.amount));
    }
    return back;
}

} // namespace

std::unexpected<Problem> not_issued()
{
    return conflict("not_issued", {"Ce n’est qu’un brouillon : émettez d’abord la facture.",
                                      "This is only a draft: issue the invoice first."});
}

Fact fact_of(const Invoice& invoice)
{
    return {invoice.id, invoice.patient_id, invoice.practitioner_id, invoice.site_id};
}

Result<InvoiceDetail> Handlers::issue(http::Context& cx, const OneInvoice& in)
{
    const auto draft = find_draft(cx, in.id);
    if (!draft) return std::unexpected(draft.error());
    const auto issued = books.issue(cx.tx, *draft, cx.now);
    cx.emit(
        Issued{fact_of(issued), *issued.number, issued.total, *issued.issued_on, issued.version});
    return detail(cx, issued.id);
}

Result<InvoiceDetail> Handlers::credit(http::Context& cx, const CreditInvoice& in)
{
    const auto invoice = find_to_change(cx, in.id);
    if (!invoice) return std::unexpected(invoice.error());
    if (!invoice->number) return not_issued();
    if (invoice->kind == InvoiceKind::credit_note)
        return conflict("not_creditable", {"Un avoir ne se crédite pas : refacturez.",
                                              "A credit note is not credited: bill again."});
    if (invoice->credited == invoice->total)
        return conflict("nothing_to_credit", {"Cette facture est déjà entièrement créditée.",
                                                 "This invoice is credited in full already."});
    const auto lines = store::lines(cx.tx, invoice->id);
    const auto left = left_of(cx.tx, invoice->id, lines);
    auto back = in.lines ? as_asked(*in.lines, lines, left)
                         : Result<std::vector<InvoiceLine>>(all_that_is_left(lines, left));
    if (!back) return std::unexpected(back.error());
    const auto totals = add_up(*back, "lines");
    if (!totals) return std::unexpected(totals.error());
    const auto note = books.credit(cx.tx, *invoice, *back, *totals, in.reason, cx.now);
    cx.emit(Credited{fact_of(*invoice), note.id, *note.number, note.total, *note.issued_on});
    return detail(cx, note.id);
}

} // namespace clinic::billing
