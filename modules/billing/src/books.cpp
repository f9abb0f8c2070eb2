#include "books.hpp"

#include <fmt/format.h>

namespace clinic::billing {
namespace {

/// Care of the person is free of VAT (French tax code, art. 261-4-1°); coaching is not care, and bears the usual rate.
constexpr std::string_view care_exemption = "Exonération de TVA, art. 261-4-1° du CGI";
constexpr int usual_rate = 2000;

InvoiceLine line_of(const clinics::VisitType& type, const std::optional<Act>& act, bool care)
{
    InvoiceLine line;
    line.label = type.name;
    line.unit_price = type.price;
    if (act) {
        line.act_id = act->id;
        line.code = act->code;
        line.label = act->label;
        line.vat_rate = act->vat_rate;
        line.exemption = act->exemption;
    } else if (care) {
        line.exemption = std::string(care_exemption);
    } else {
        line.vat_rate = usual_rate;
    }
    return line;
}

/// "123 456 782 00010": as people read it.
std::string spaced(const std::string& siret)
{
    return fmt::format(
        "{} {} {} {}", siret.substr(0, 3), siret.substr(3, 3), siret.substr(6, 3), siret.substr(9));
}

/// Who bills, as the law wants it said: name, address, register and VAT number (Code de commerce L441-9 and R123-237;
/// CGI, ann. II, art. 242 nonies A, I-1° and 2°).
std::vector<std::string> letterhead_of(const clinics::Site& site)
{
    std::vector<std::string> lines{site.name};
    if (site.legal_name) lines.push_back(*site.legal_name);
    documents::add_address(lines, site.address);
    if (site.phone) lines.push_back(*site.phone);
    if (site.email) lines.push_back(*site.email);
    if (site.siret) lines.push_back("SIRET " + spaced(*site.siret));
    if (site.vat_number) lines.push_back("TVA " + *site.vat_number);
    return lines;
}

std::vector<std::string> sender_of(const clinics::Practitioner& practitioner)
{
    std::vector<std::string> lines{practitioner.name(), practitioner.specialty};
    if (practitioner.licence_number) lines.push_back("RPPS " + *practitioner.licence_number);
    return lines;
}

Payment new_payment(const Invoice& invoice, const Books::Taking& taking, Instant now)
{
    Payment payment;
    payment.id = PaymentId::fresh();
    payment.invoice_id = invoice.id;
    payment.invoice_number = invoice.number.value_or("");
    payment.patient_id = invoice.patient_id;
    payment.patient_name = invoice.patient_name;
    payment.practitioner_id = invoice.practitioner_id;
    payment.site_id = invoice.site_id;
    payment.method = taking.method;
    payment.amount = {taking.amount, invoice.total.currency};
    payment.reference = taking.reference;
    payment.taken_by = taking.taken_by;
    payment.paid_at = now;
    return payment;
}

} // namespace

LocalDate today(Instant now)
{
    return Zone::find("UTC")->local(now).date;
}

LocalDate Books::day_at(clinics::SiteId site, Instant now) const
{
    const auto found = neighbours_.clinics.site(site);
    const auto zone = found ? Zone::find(found->time_zone) : std::nullopt;
    return zone ? zone->local(now).date : today(now);
}

store::Printed Books::printed(const Invoice& invoice) const
{
    store::Printed printed;
    if (const auto site = neighbours_.clinics.site(invoice.site_id))
        printed.letterhead = letterhead_of(*site);
    if (invoice.practitioner_id) {
        if (const auto practitioner = neighbours_.clinics.practitioner(*invoice.practitioner_id))
            printed.sender = sender_of(*practitioner);
    }
    printed.addressee = {invoice.patient_name};
    if (const auto address = neighbours_.patients.address(invoice.patient_id))
        documents::add_address(printed.addressee, *address);
    return printed;
}

std::optional<Invoice> Books::draft(
    db::Tx& tx, const appointments::Appointment& visit, Instant now) const
{
    const auto type = neighbours_.clinics.visit_type(visit.visit_type_id);
    const auto practitioner = neighbours_.clinics.practitioner(visit.practitioner_id);
    if (!type || type->price.amount <= 0) return std::nullopt;
    const bool care = !practitioner ||
                      practitioner->kind == clinics::PractitionerKind::practitioner;
    std::vector lines{line_of(*type, store::act_for(tx, type->id), care)};
    const auto totals = add_up(lines, "lines");
    if (!totals) return std::nullopt; // a price that no invoice can carry is billed by hand
    Invoice draft;
    draft.id = InvoiceId::fresh();
    draft.patient_id = visit.patient_id;
    draft.patient_name = visit.patient_name;
    draft.practitioner_id = visit.practitioner_id;
    draft.site_id = visit.site_id;
    draft.appointment_id = visit.id;
    draft.visited_on = day_at(visit.site_id, visit.starts_at);
    draft.net = totals->net;
    draft.vat = totals->vat;
    draft.total = totals->total;
    draft.dated_at = draft.created_at = now;
    store::insert(tx, draft, lines);
    return draft;
}

Invoice Books::issue(db::Tx& tx, const Invoice& draft, Instant now) const
{
    const bool note = draft.kind == InvoiceKind::credit_note;
    const auto number = store::next_number(tx, note ? "A" : "F", day_at(draft.site_id, now));
    store::issue(tx, draft, number, number.on.plus_days(payment_days), printed(draft), now);
    return *store::find(tx, draft.id, today(now));
}

Payment Books::take(db::Tx& tx, const Invoice& invoice, Taking taking, Instant now) const
{
    auto payment = new_payment(invoice, taking, now);
    payment.paid_on = day_at(invoice.site_id, now);
    store::insert(tx, payment);
    store::set_balance(tx, invoice, invoice.paid.amount + taking.amount, invoice.credited.amount);
    return payment;
}

Payment Books::give_back(db::Tx& tx, const Invoice& invoice, const Payment& payment, Taking giving,
    std::string reason, Instant now) const
{
    auto refund = new_payment(invoice, giving, now);
    refund.kind = PaymentKind::refund;
    refund.refunds_id = payment.id;
    refund.reason = std::move(reason);
    refund.paid_on = day_at(invoice.site_id, now);
    store::insert(tx, refund);
    store::set_balance(tx, invoice, invoice.paid.amount - giving.amount, invoice.credited.amount);
    return refund;
}

Invoice Books::credit(db::Tx& tx, const Invoice& invoice, const std::vector<InvoiceLine>& lines,
    const Totals& totals, std::string reason, Instant now) const
{
    Invoice note;
    note.id = InvoiceId::fresh();
    note.kind = InvoiceKind::credit_note;
    note.credits_id = invoice.id;
    note.patient_id = invoice.patient_id;
    note.patient_name = invoice.patient_name;
    note.practitioner_id = invoice.practitioner_id;
    note.site_id = invoice.site_id;
    note.visited_on = invoice.visited_on;
    note.net = totals.net;
    note.vat = totals.vat;
    note.total = totals.total;
    note.reason = std::move(reason);
    note.dated_at = note.created_at = now;
    store::insert(tx, note, lines);
    auto issued = issue(tx, note, now);
    store::set_balance(
        tx, invoice, invoice.paid.amount, invoice.credited.amount + totals.total.amount);
    return issued;
}

} // namespace clinic::billing
