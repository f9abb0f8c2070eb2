// The module's public class: what others may ask, and what it listens to.

#include "handlers.hpp"
#include "papers.hpp"

#include <algorithm>

namespace clinic::billing {
namespace {

using appointments::Status;

/// A visit that its payment confirms is billed before it takes place.
bool pays_first(const Neighbours& on, const appointments::Appointment& visit)
{
    const auto type = on.clinics.visit_type(visit.visit_type_id);
    return type && type->pay_to_confirm;
}

void draft_once(
    db::Tx& tx, const Neighbours& on, const Books& books, const appointments::Appointment& visit)
{
    if (store::of_appointment(tx, visit.id)) return;
    if (const auto draft = books.draft(tx, visit, on.clock.now()))
        on.bus.emit(tx, Drafted{draft->id, draft->patient_id});
}

/// Nobody has touched it: nothing is lost.
void discard_untouched(db::Tx& tx, appointments::AppointmentId visit)
{
    const auto id = store::of_appointment(tx, visit);
    const auto draft = id ? store::find(tx, *id, {}) : std::nullopt;
    if (draft && !draft->number && draft->version == 1) store::discard(tx, *id);
}

/// What patients have to pay for it to be confirmed has its draft from the start, and is confirmed when all is paid. A
/// visit that is cancelled meanwhile leaves no draft, and keeps what was issued, for who keeps the books to settle.
void listen_for_what_pays_first(const Neighbours& on, const Books& books)
{
    const auto draft_pending = [on, &books](db::Tx& tx, const appointments::Fact& fact) {
        const auto visit = on.appointments.find(fact.appointment);
        if (visit && visit->status != Status::cancelled) draft_once(tx, on, books, *visit);
    };
    const auto pending = [](const appointments::Fact& fact) {
        return fact.status == Status::pending;
    };
    on.bus.listen<appointments::Booked>("billing.draft_unpaid", draft_pending, pending);
    on.bus.listen<appointments::Undone>(
        "billing.draft_unpaid_again",
        [draft_pending](
            db::Tx& tx, const appointments::Undone& event) { draft_pending(tx, event.now); },
        [pending](const appointments::Undone& event) { return pending(event.now); });
    on.bus.listen<appointments::Cancelled>(
        "billing.discard_unpaid", [on](db::Tx& tx, const appointments::Cancelled& event) {
            const auto visit = on.appointments.find(event.appointment);
            if (!visit || visit->status != Status::cancelled || !pays_first(on, *visit)) return;
            discard_untouched(tx, visit->id);
        });
    on.bus.listen_outside<Paid>(
        "billing.confirm_visit",
        [on](const Paid& event) {
            const auto invoice = on.database.read_now(
                [&](db::Tx& tx) { return store::find(tx, event.invoice, {}); });
            if (invoice && invoice->appointment_id)
                on.appointments.confirm_paid(*invoice->appointment_id);
        },
        [](const Paid& event) { return event.settled; });
}

/// Visits that ended are billed; a visit whose end is taken back loses its draft while nobody has touched it.
void listen(const Neighbours& on, const Books& books)
{
    on.bus.listen<appointments::Completed>(
        "billing.draft_visit", [on, &books](db::Tx& tx, const appointments::Completed& event) {
            // As it stands now: the end may have been taken back meanwhile.
            const auto visit = on.appointments.find(event.appointment);
            if (!visit || visit->status != Status::fulfilled) return;
            draft_once(tx, on, books, *visit);
        });
    on.bus.listen<appointments::Undone>(
        "billing.discard_draft", [on](db::Tx& tx, const appointments::Undone& event) {
            if (event.was != Status::fulfilled) return;
            const auto visit = on.appointments.find(event.now.appointment);
            if (visit && visit->status == Status::fulfilled) return; // ended once more
            discard_untouched(tx, event.now.appointment);
        });
    on.bus.listen<patients::Changed>(
        "billing.patient_renamed", [on](db::Tx& tx, const patients::Changed& event) {
            if (const auto card = on.patients.card(event.patient))
                store::rename_patient(tx, event.patient, card->name);
        });
}

/// What was issued or paid lies among the patient's documents, and on their timeline.
void keep_papers(const Neighbours& on, Handlers& handlers)
{
    on.bus.listen_outside<Issued>("billing.keep_invoice", [on, &handlers](const Issued& event) {
        handlers.keep_invoice(on.database, event.invoice);
    });
    on.bus.listen_outside<Credited>(
        "billing.keep_credit_note", [on, &handlers](const Credited& event) {
            handlers.keep_invoice(on.database, event.credit_note);
        });
    on.bus.listen_outside<Paid>("billing.keep_receipt",
        [on, &handlers](const Paid& event) { handlers.keep_receipt(on.database, event.payment); });
    on.bus.listen_outside<Refunded>("billing.keep_refund", [on, &handlers](const Refunded& event) {
        handlers.keep_receipt(on.database, event.payment);
    });
    on.bus.listen_outside<Issued>("billing.enter_timeline", [on](const Issued& event) {
        const auto invoice = on.database.read_now(
            [&](db::Tx& tx) { return store::find(tx, event.invoice, {}); });
        if (!invoice) return;
        on.patients.enter_timeline({source_of(event.invoice), event.patient, "invoice",
            invoice->dated_at, {"Facture " + event.number, "Invoice " + event.number},
            "/invoices/" + event.invoice.str(), false, true});
    });
}

} // namespace

Billing::Billing(const Neighbours& neighbours)
    : neighbours_(neighbours), handlers_(std::make_unique<Handlers>(neighbours))
{
    listen(neighbours_, handlers_->books);
    listen_for_what_pays_first(neighbours_, handlers_->books);
    keep_papers(neighbours_, *handlers_);
    auto& bus = neighbours_.bus;
    bus.announce<Drafted>();
    bus.announce<Issued>();
    bus.announce<Credited>();
    bus.announce<Paid>();
    bus.announce<Refunded>();
}

Billing::~Billing() = default;

void Billing::use(PaymentProvider& provider)
{
    handlers_->use(provider);
}

std::optional<Invoice> Billing::find(InvoiceId id) const
{
    return neighbours_.database.read_now(
        [&](db::Tx& tx) { return store::find(tx, id, today(neighbours_.clock.now())); });
}

std::optional<Payment> Billing::payment(PaymentId id) const
{
    return neighbours_.database.read_now([&](db::Tx& tx) { return store::payment(tx, id); });
}

std::vector<Payment> Billing::payments_after(std::optional<PaymentId> last, int limit) const
{
    return neighbours_.database.read_now([&](db::Tx& tx) {
        return store::payments_after(tx, last ? last->str() : std::string(), limit);
    });
}

std::vector<Invoice> Billing::issued_after(std::optional<InvoiceId> last, int limit) const
{
    return neighbours_.database.read_now([&](db::Tx& tx) {
        return store::issued_after(tx, last ? last->str() : std::string(), limit);
    });
}

ActId Billing::add_act(const ActDetails& details)
{
    Act act{details};
    act.id = ActId::fresh();
    const bool added = neighbours_.database.write_now(
        [&](db::Tx& tx) { return store::insert(tx, act); });
    if (!added) throw std::invalid_argument("two acts for one visit type");
    return act.id;
}

void Billing::import(std::span<const PastVisit> visits)
{
    std::vector<const PastVisit*> in_order;
    for (const auto& past : visits) in_order.push_back(&past);
    std::ranges::stable_sort(
        in_order, {}, [](const PastVisit* past) { return past->visit.completed_at; });
    neighbours_.database.write_now([&](db::Tx& tx) {
        const auto& books = handlers_->books;
        for (const auto* past : in_order) {
            const auto at = past->visit.completed_at.value_or(past->visit.ends_at);
            const auto draft = books.draft(tx, past->visit, at);
            if (!draft || past->bill == PastVisit::Bill::draft) continue;
            const auto invoice = books.issue(tx, *draft, at);
            if (past->bill == PastVisit::Bill::issued) continue;
            const bool whole = past->bill == PastVisit::Bill::paid;
            const auto amount = whole ? invoice.due.amount : (invoice.due.amount + 1) / 2;
            books.take(tx, invoice, {past->method, amount, {}, past->taken_by}, at);
        }
    });
}

} // namespace clinic::billing
