// Looking: one invoice, lists of invoices.

#include "handlers.hpp"

#include "platform/core/text.hpp"

namespace clinic::billing {
namespace {

std::string id_text(const auto& id)
{
    return id ? id->str() : std::string();
}

store::Lens asked_for(const ListInvoices& in, Instant now)
{
    store::Lens lens;
    lens.from = in.from.value_or(Instant{INT64_MIN});
    lens.until = in.until.value_or(Instant{INT64_MAX});
    lens.patient = id_text(in.patient_id);
    lens.practitioner = id_text(in.practitioner_id);
    lens.site = id_text(in.site_id);
    lens.appointment = id_text(in.appointment_id);
    if (in.stage) lens.stage = api::spell(*in.stage);
    if (in.overdue) lens.stage = api::spell(Stage::open);
    if (in.status) lens.status = api::spell(*in.status);
    if (in.kind) lens.kind = api::spell(*in.kind);
    if (in.q) lens.q = text::folded(*in.q);
    lens.overdue = in.overdue;
    lens.today = today(now);
    return lens;
}

/// Narrows what was asked for to what may be seen; false when that leaves nothing.
bool narrow(store::Lens& lens, const Reach& reach)
{
    const auto self = id_text(reach.practitioner);
    const auto own = id_text(reach.patient);
    if (reach.everything) return true;
    if (!own.empty() && lens.patient == own) return lens.issued = true;
    if (!reach.sites.empty()) return lens.sites = joined(reach.sites), true;
    if (!self.empty() && (lens.practitioner.empty() || lens.practitioner == self))
        return lens.practitioner = self, true;
    if (own.empty() || !lens.patient.empty()) return false;
    lens.patient = own;
    return lens.issued = true;
}

void choose_index(store::Lens& lens)
{
    using By = store::Lens::By;
    if (!lens.patient.empty()) lens.by = By::patient, lens.key = lens.patient;
    else if (lens.stage == api::spell(Stage::draft) || lens.stage == api::spell(Stage::open))
        lens.by = By::stage, lens.key = lens.stage;
    else if (!lens.practitioner.empty()) lens.by = By::practitioner, lens.key = lens.practitioner;
}

} // namespace

std::string joined(const std::vector<clinics::SiteId>& sites)
{
    std::string text = "|";
    for (const auto& site : sites) text.append(site.view()).append("|");
    return text;
}

Result<Handlers::Found> Handlers::find(http::Context& cx, InvoiceId id) const
{
    auto invoice = store::find(cx.tx, id, today(cx.now));
    if (!invoice) return not_found();
    auto who = reach(cx);
    if (!who.sees(*invoice)) return not_found();
    return Found{*std::move(invoice), std::move(who)};
}

Result<Invoice> Handlers::find_to_change(http::Context& cx, InvoiceId id) const
{
    auto found = find(cx, id);
    if (!found) return std::unexpected(found.error());
    if (!found->reach.keeps(found->invoice)) {
        return forbidden({"Seuls l’accueil et la comptabilité peuvent le faire.",
            "Only the front desk and the accountants can do that."});
    }
    if (cx.stale(found->invoice.version)) return stale();
    return std::move(found->invoice);
}

InvoiceDetail Handlers::detail(http::Context& cx, InvoiceId id) const
{
    auto detail = store::detail(cx.tx, *store::find(cx.tx, id, today(cx.now)));
    const auto visit = detail.appointment_id ? appointments_.find(*detail.appointment_id)
                                             : std::nullopt;
    detail.visit_cancelled = visit && visit->status == appointments::Status::cancelled;
    cx.subject("invoice", id.view());
    return detail;
}

Result<InvoiceDetail> Handlers::show(http::Context& cx, const OneInvoice& in)
{
    const auto found = find(cx, in.id);
    if (!found) return std::unexpected(found.error());
    auto shown = detail(cx, in.id);
    cx.subject("patient", found->invoice.patient_id.view());
    return shown;
}

Result<http::Page<Invoice>> Handlers::list(http::Context& cx, const ListInvoices& in)
{
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    auto lens = asked_for(in, cx.now);
    if (!narrow(lens, reach(cx))) return http::Page<Invoice>{};
    choose_index(lens);
    auto page = http::page_of(store::list(cx.tx, lens, in.order, *after, in.page.limit + 1),
        in.page, [](const Invoice& invoice) {
            return std::vector{invoice.dated_at.text(), invoice.id.str()};
        });
    if (in.page.count) page.total = store::count(cx.tx, lens);
    if (in.patient_id) cx.subject("patient", in.patient_id->view());
    const auto look = http::look_at(page, in.page);
    for (const auto& invoice : page.items) cx.lists(invoice.patient_id.view(), look);
    return page;
}

} // namespace clinic::billing
