// Money: taken at the desk, given back, asked for online, listed.

#include "handlers.hpp"

#include <fmt/format.h>

namespace clinic::billing {
namespace {

std::unexpected<Problem> other_currency()
{
    return invalid("amount/currency", "currency_mix",
        {"La devise est celle de la facture.", "The currency is the invoice's."});
}

/// What can be paid of an invoice, or why nothing can.
Result<Nothing> check_payable(const Invoice& invoice)
{
    if (!invoice.number) return not_issued();
    if (invoice.due.amount > 0) return Nothing{};
    return conflict("nothing_due",
        {"Il n’y a rien à payer sur cette facture.", "There is nothing to pay on this invoice."});
}

std::unexpected<Problem> no_provider()
{
    return conflict(
        "no_provider", {"Le paiement en ligne n’est pas proposé ici : réglez à l’accueil.",
                           "Online payment is not offered here: please pay at the front desk."});
}

} // namespace

Result<InvoiceDetail> Handlers::pay(http::Context& cx, const PayInvoice& in)
{
    const auto invoice = find_to_change(cx, in.id);
    if (!invoice) return std::unexpected(invoice.error());
    if (auto payable = check_payable(*invoice); !payable) return std::unexpected(payable.error());
    if (in.method == PaymentMethod::online) {
        if (provider_ == nullptr) return no_provider();
        return conflict("pays_online", {"Le paiement en ligne commence par sa propre page.",
                                           "Online payment begins on a page of its own."});
    }
    const auto amount = in.amount.value_or(invoice->due);
    if (amount.currency != invoice->total.currency) return other_currency();
    if (amount.amount > invoice->due.amount)
        return invalid("amount", "more_than_due",
            {fmt::format("C’est plus que ce qui est dû ({}).", invoice->due.text()),
                fmt::format("That is more than what is due ({}).", invoice->due.text())});
    const auto paid = books.take(
        cx.tx, *invoice, {in.method, amount.amount, in.reference, cx.user().name}, cx.now);
    cx.emit(Paid{fact_of(*invoice), paid.id, paid.method, paid.amount, cx.now,
        amount.amount == invoice->due.amount});
    return detail(cx, invoice->id);
}

Result<InvoiceDetail> Handlers::refund(http::Context& cx, const RefundPayment& in)
{
    const auto invoice = find_to_change(cx, in.id);
    if (!invoice) return std::unexpected(invoice.error());
    const auto payment = store::payment(cx.tx, in.payment_id);
    if (!payment || payment->invoice_id != in.id || payment->kind != PaymentKind::payment)
        return invalid("payment_id", "unknown",
            {"Cette facture n’a pas ce paiement.", "This invoice has no such payment."});
    const auto left = payment->amount.amount - store::refunded(cx.tx, payment->id);
    if (left <= 0)
        return conflict("nothing_to_refund", {"Ce paiement est déjà entièrement remboursé.",
                                                 "This payment is given back in full already."});
    const auto amount = in.amount.value_or(Money{left, payment->amount.currency});
    if (amount.currency != payment->amount.currency) return other_currency();
    if (amount.amount > left)
        return invalid("amount", "more_than_left",
            {"C’est plus que ce qui reste de ce paiement.",
                "That is more than what is left of this payment."});
    const auto refund = books.give_back(cx.tx, *invoice, *payment,
        {in.method.value_or(payment->method), amount.amount, {}, cx.user().name}, in.reason,
        cx.now);
    cx.emit(Refunded{fact_of(*invoice), refund.id, refund.method, refund.amount, cx.now});
    return detail(cx, invoice->id);
}

Result<CheckoutPage> Handlers::checkout(http::SlowContext& cx, const OneInvoice& in)
{
    const auto invoice = cx.read([&](http::Context& inner) -> Result<Invoice> {
        auto found = find(inner, in.id);
        if (!found) return std::unexpected(found.error());
        if (auto payable = check_payable(found->invoice); !payable)
            return std::unexpected(payable.error());
        return std::move(found->invoice);
    });
    if (!invoice) return std::unexpected(invoice.error());
    if (provider_ == nullptr) return no_provider();
    const auto checkout = provider_->start(
        {invoice->id, *invoice->number, invoice->due, cx.language()});
    if (!checkout) return std::unexpected(checkout.error());
    return CheckoutPage{checkout->url};
}

Result<http::Page<Payment>> Handlers::payments(http::Context& cx, const ListPayments& in)
{
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    store::PaymentLens lens;
    if (in.from) lens.from = in.from->text();
    if (in.until) lens.until = in.until->text();
    if (in.method) lens.method = api::spell(*in.method);
    if (in.kind) lens.kind = api::spell(*in.kind);
    if (in.site_id) lens.site = in.site_id->str();
    if (in.patient_id) lens.patient = in.patient_id->str();
    const auto who = reach(cx);
    if (!who.everything) lens.sites = joined(who.sites);
    auto page = http::page_of(store::payments(cx.tx, lens, *after, in.page.limit + 1), in.page,
        [](const Payment& payment) {
            return std::vector{payment.paid_at.text(), payment.id.str()};
        });
    if (in.page.count) page.total = store::count_payments(cx.tx, lens);
    const auto look = http::look_at(page, in.page);
    for (const auto& payment : page.items) cx.lists(payment.patient_id.view(), look);
    return page;
}

} // namespace clinic::billing
