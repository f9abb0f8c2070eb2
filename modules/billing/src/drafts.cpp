// Drafts: made by hand, edited, discarded.

#include "handlers.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace clinic::billing {
namespace {

std::unexpected<Problem> already_issued(const Invoice& invoice)
{
    return conflict("already_issued",
        {fmt::format(
             "La facture {} est émise : elle ne change plus. Faites un avoir.", *invoice.number),
            fmt::format(
                "Invoice {} is issued and changes no more. Make a credit note.", *invoice.number)});
}

void blame(Problem& problem, std::string pointer, std::string code, Text detail)
{
    problem.errors.push_back({std::move(pointer), std::move(code), std::move(detail)});
}

/// The rules between a line's fields; `act` is what its act_id names.
void check(Problem& problem, const std::string& pointer, const LineInput& line,
    const std::optional<Act>& act)
{
    if (line.vat_rate == 0 && !line.exemption)
        blame(problem, pointer + "/exemption", "required",
            {"Sans TVA, indiquez pourquoi : cette mention est imprimée.",
                "Without VAT, say why: the words are printed."});
    if (line.vat_rate > 0 && line.exemption)
        blame(problem, pointer + "/exemption", "unwanted",
            {"Un taux de TVA, ou une exonération : pas les deux.",
                "A VAT rate or an exemption, not both."});
    if (line.act_id && !act)
        blame(problem, pointer + "/act_id", "unknown",
            {"Cet acte n’existe pas.", "There is no such act."});
}

InvoiceLine line_of(const LineInput& in, const std::optional<Act>& act)
{
    InvoiceLine line;
    line.act_id = in.act_id;
    if (act) line.code = act->code;
    line.label = in.label;
    line.quantity = in.quantity;
    line.unit_price = in.unit_price;
    line.vat_rate = in.vat_rate;
    line.exemption = in.exemption;
    return line;
}

void set_totals(Invoice& invoice, const Totals& totals)
{
    invoice.net = totals.net;
    invoice.vat = totals.vat;
    invoice.total = totals.total;
}

std::unexpected<Problem> no_such_practitioner()
{
    return invalid("practitioner_id", "unknown",
        {"Ce praticien n’existe pas, ou ne reçoit pas sur ce site.",
            "There is no such practitioner, or they do not receive at that site."});
}

/// The visit's own day, whatever was said of it; nothing when nobody said when: the day of issue is taken then.
Result<std::optional<LocalDate>> day_of(const Books& books, clinics::SiteId site,
    const std::optional<appointments::Appointment>& visit, std::optional<LocalDate> said,
    Instant now)
{
    if (visit) return books.day_at(site, visit->starts_at);
    if (said && *said > books.day_at(site, now))
        return invalid(
            "visited_on", "future", {"Ce jour est encore à venir.", "That day is still to come."});
    return said;
}

} // namespace

/// Whom an invoice names reads it: nobody of another site is named by mistake.
bool Handlers::gave_care(clinics::PractitionerId id, clinics::SiteId site,
    const std::optional<appointments::Appointment>& visit) const
{
    const auto practitioner = clinics_.practitioner(id);
    if (!practitioner) return false;
    const bool whose_visit = visit && visit->practitioner_id == id && visit->site_id == site;
    return whose_visit || std::ranges::find(practitioner->sites, site) != practitioner->sites.end();
}

Result<std::vector<InvoiceLine>> Handlers::read_lines(
    db::Tx& tx, const std::vector<LineInput>& in) const
{
    Problem problem{Refusal::invalid, "invalid",
        {"Certains champs sont à corriger.", "Some fields need correcting."}};
    std::vector<InvoiceLine> lines;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const auto act = in[i].act_id ? store::act(tx, *in[i].act_id) : std::nullopt;
        check(problem, fmt::format("/lines/{}", i), in[i], act);
        lines.push_back(line_of(in[i], act));
    }
    if (!problem.errors.empty()) return std::unexpected(std::move(problem));
    return lines;
}

Result<Nothing> Handlers::check_parts(
    http::Context& cx, const Reach& reach, const DraftInvoice& in) const
{
    if (!clinics_.site(in.site_id))
        return invalid("site_id", "unknown", {"Ce site n’existe pas.", "There is no such site."});
    if (!reach.keeps_at(in.site_id))
        return forbidden({"Vous ne facturez que pour vos sites.", "You bill for your sites only."});
    const auto card = patients_.card(in.patient_id);
    if (!card || (!reach.knows_patients && !patients_.may_see(cx.user(), in.patient_id)))
        return invalid(
            "patient_id", "unknown", {"Ce patient n’existe pas.", "There is no such patient."});
    const auto visit = in.appointment_id ? appointments_.find(*in.appointment_id) : std::nullopt;
    if (in.practitioner_id && !gave_care(*in.practitioner_id, in.site_id, visit))
        return no_such_practitioner();
    if (!in.appointment_id) return Nothing{};
    if (!visit || visit->patient_id != in.patient_id || visit->site_id != in.site_id)
        return invalid("appointment_id", "unknown",
            {"Ce patient n’a pas cette visite sur ce site.",
                "This patient has no such visit at that site."});
    if (const auto billed = store::of_appointment(cx.tx, *in.appointment_id)) {
        auto problem = conflict(
            "already_billed", {"Cette visite a déjà sa facture : ouvrez-la.",
                                  "This visit has its invoice already: open it."});
        problem.error().more = fmt::format(R"("invoice_id":"{}")", billed->view());
        return problem;
    }
    return Nothing{};
}

Result<InvoiceDetail> Handlers::draft(http::Context& cx, const DraftInvoice& in)
{
    if (auto fits = check_parts(cx, reach(cx), in); !fits) return std::unexpected(fits.error());
    auto lines = read_lines(cx.tx, in.lines);
    if (!lines) return std::unexpected(lines.error());
    const auto totals = add_up(*lines, "lines");
    if (!totals) return std::unexpected(totals.error());
    const auto visit = in.appointment_id ? appointments_.find(*in.appointment_id) : std::nullopt;
    const auto day = day_of(books, in.site_id, visit, in.visited_on, cx.now);
    if (!day) return std::unexpected(day.error());
    Invoice draft;
    draft.id = InvoiceId::fresh();
    draft.patient_id = in.patient_id;
    draft.patient_name = patients_.card(in.patient_id)->name;
    draft.practitioner_id = in.practitioner_id;
    draft.site_id = in.site_id;
    draft.appointment_id = in.appointment_id;
    draft.visited_on = *day;
    draft.note = in.note;
    draft.dated_at = draft.created_at = cx.now;
    set_totals(draft, *totals);
    store::insert(cx.tx, draft, *lines);
    cx.emit(Drafted{draft.id, draft.patient_id});
    return detail(cx, draft.id);
}

Result<InvoiceDetail> Handlers::edit(http::Context& cx, const EditInvoice& in)
{
    auto draft = find_draft(cx, in.id);
    if (!draft) return std::unexpected(draft.error());
    const auto visit = draft->appointment_id ? appointments_.find(*draft->appointment_id)
                                             : std::nullopt;
    if (in.practitioner_id && !gave_care(*in.practitioner_id, draft->site_id, visit))
        return no_such_practitioner();
    auto lines = read_lines(cx.tx, in.lines);
    if (!lines) return std::unexpected(lines.error());
    const auto totals = add_up(*lines, "lines");
    if (!totals) return std::unexpected(totals.error());
    const auto day = day_of(books, draft->site_id, visit, in.visited_on, cx.now);
    if (!day) return std::unexpected(day.error());
    draft->visited_on = *day;
    draft->practitioner_id = in.practitioner_id;
    draft->note = in.note;
    set_totals(*draft, *totals);
    store::update(cx.tx, *draft, *lines);
    return detail(cx, draft->id);
}

Result<Nothing> Handlers::discard(http::Context& cx, const OneInvoice& in)
{
    const auto draft = find_draft(cx, in.id);
    if (!draft) return std::unexpected(draft.error());
    store::discard(cx.tx, draft->id);
    cx.subject("invoice", draft->id.view());
    return Nothing{};
}

Result<Invoice> Handlers::find_draft(http::Context& cx, InvoiceId id) const
{
    auto invoice = find_to_change(cx, id);
    if (invoice && invoice->number) return already_issued(*invoice);
    return invoice;
}

} // namespace clinic::billing
