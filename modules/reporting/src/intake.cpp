#include "intake.hpp"

#include "platform/db/database.hpp"

namespace clinic::reporting {
namespace {

using namespace appointments;

/// In one transaction: some milliseconds of the writer's time.
constexpr int page_size = 500;

int minutes_between(Instant from, Instant until)
{
    return static_cast<int>((until.ms - from.ms) / 60'000);
}

Fact fact_of(const Appointment& visit)
{
    return {visit.id, visit.patient_id, visit.practitioner_id, visit.site_id, visit.starts_at,
        visit.ends_at, visit.status, visit.version, {}, visit.created_at};
}

std::string like_id(coaching::PostId post, UserId by)
{
    return post.str() + '/' + by.str();
}

/// The id after which to go on; nothing when this page was the last.
template <class Row, class IdOf>
std::optional<std::string> next_after(const std::vector<Row>& rows, IdOf id_of)
{
    if (rows.size() < static_cast<std::size_t>(page_size)) return std::nullopt;
    return id_of(rows.back()).str();
}

} // namespace

void Intake::take(db::Tx& tx, const Fact& fact)
{
    store::keep(tx, {fact.appointment, fact.patient, fact.practitioner, fact.site, fact.starts_at,
                        minutes_between(fact.starts_at, fact.ends_at), fact.status, fact.booked_at,
                        fact.version, calendar_.at(fact.site, fact.starts_at)});
}

void Intake::take(db::Tx& tx, patients::PatientId patient, Instant since)
{
    store::keep(tx, patient, since, calendar_.at_home(since));
}

void Intake::take(db::Tx& tx, const billing::Invoice& invoice)
{
    const bool credit = invoice.kind == billing::InvoiceKind::credit_note;
    store::keep(
        tx, {invoice.id.str(), credit ? store::MoneyKind::credited : store::MoneyKind::invoiced,
                invoice.practitioner_id, invoice.site_id, {}, invoice.total,
                days_of(invoice.issued_on.value_or(LocalDate{}))});
}

void Intake::take(db::Tx& tx, const billing::Payment& payment)
{
    const bool refund = payment.kind == billing::PaymentKind::refund;
    store::keep(
        tx, {payment.id.str(), refund ? store::MoneyKind::refunded : store::MoneyKind::received,
                payment.practitioner_id, payment.site_id, payment.method, payment.amount,
                days_of(payment.paid_on)});
}

void Intake::take(db::Tx& tx, const coaching::Coaching::Trace& post)
{
    const auto id = post.post.str();
    store::keep(tx, id, id, store::Act::post, calendar_.at_home(post.at));
    for (const auto& [comment, at] : post.comments)
        store::keep(tx, comment.str(), id, store::Act::comment, calendar_.at_home(at));
    for (const auto& [user, at] : post.likes)
        store::keep(tx, like_id(post.post, user), id, store::Act::like, calendar_.at_home(at));
}

void Intake::listen(bus::Bus& bus)
{
    listen_to_visits(bus);
    listen_to_money(bus);
    listen_to_posts(bus);
    bus.listen<patients::Registered>(
        "reporting.patient_registered", [this](db::Tx& tx, const patients::Registered& event) {
            take(tx, event.patient, event.at.value_or(at_.clock.now()));
        });
    bus.listen<clinics::Changed>(
        "reporting.site_changed", [this](db::Tx& tx, const clinics::Changed& event) {
            if (event.kind != clinics::Thing::site) return;
            tx.after_commit([this] { calendar_.forget(); });
        });
}

void Intake::listen_to_visits(bus::Bus& bus)
{
    const auto as_it_stands = [this](db::Tx& tx, const Fact& fact) { take(tx, fact); };
    bus.listen<Booked>("reporting.visit_booked", as_it_stands);
    bus.listen<Confirmed>("reporting.visit_confirmed", as_it_stands);
    bus.listen<Arrived>("reporting.visit_arrived", as_it_stands);
    bus.listen<Started>("reporting.visit_started", as_it_stands);
    bus.listen<Completed>("reporting.visit_completed", as_it_stands);
    bus.listen<Missed>("reporting.visit_missed", as_it_stands);
    bus.listen<Cancelled>("reporting.visit_cancelled", as_it_stands);
    bus.listen<Edited>("reporting.visit_edited", as_it_stands);
    bus.listen<Moved>(
        "reporting.visit_moved", [this](db::Tx& tx, const Moved& event) { take(tx, event.now); });
    bus.listen<Undone>(
        "reporting.visit_undone", [this](db::Tx& tx, const Undone& event) { take(tx, event.now); });
}

void Intake::listen_to_money(bus::Bus& bus)
{
    using store::MoneyKind;
    const auto keep = [](db::Tx& tx, std::string id, MoneyKind kind, const billing::Fact& fact,
                          std::optional<billing::PaymentMethod> method, const Money& money,
                          const Days& days) {
        store::keep(tx, {std::move(id), kind, fact.practitioner, fact.site, method, money, days});
    };
    bus.listen<billing::Issued>(
        "reporting.invoice_issued", [keep](db::Tx& tx, const billing::Issued& event) {
            keep(tx, event.invoice.str(), MoneyKind::invoiced, event, {}, event.total,
                days_of(event.issued_on));
        });
    bus.listen<billing::Credited>(
        "reporting.invoice_credited", [keep](db::Tx& tx, const billing::Credited& event) {
            keep(tx, event.credit_note.str(), MoneyKind::credited, event, {}, event.total,
                days_of(event.issued_on));
        });
    bus.listen<billing::Paid>(
        "reporting.money_received", [this, keep](db::Tx& tx, const billing::Paid& event) {
            keep(tx, event.payment.str(), MoneyKind::received, event, event.method, event.amount,
                calendar_.at(event.site, event.paid_at));
        });
    bus.listen<billing::Refunded>(
        "reporting.money_refunded", [this, keep](db::Tx& tx, const billing::Refunded& event) {
            keep(tx, event.payment.str(), MoneyKind::refunded, event, event.method, event.amount,
                calendar_.at(event.site, event.at));
        });
}

void Intake::listen_to_posts(bus::Bus& bus)
{
    using store::Act;
    const auto now = [this] { return calendar_.at_home(at_.clock.now()); };
    bus.listen<coaching::Posted>(
        "reporting.post_written", [now](db::Tx& tx, const coaching::Posted& event) {
            store::keep(tx, event.post.str(), event.post.str(), Act::post, now());
        });
    bus.listen<coaching::Commented>(
        "reporting.comment_written", [now](db::Tx& tx, const coaching::Commented& event) {
            store::keep(tx, event.comment.str(), event.post.str(), Act::comment, now());
        });
    bus.listen<coaching::Liked>(
        "reporting.like_given", [now](db::Tx& tx, const coaching::Liked& event) {
            store::keep(tx, like_id(event.post, event.by), event.post.str(), Act::like, now());
        });
    bus.listen<coaching::Deleted>(
        "reporting.post_deleted", [now](db::Tx& tx, const coaching::Deleted& event) {
            const auto post = event.post.str();
            if (event.comment) store::forget(tx, event.comment->str(), post, Act::comment, now());
            else store::forget(tx, post, post, Act::post, now());
        });
}

const std::vector<Intake::Part>& Intake::parts()
{
    static const std::vector<Part> all{{"visits", &Intake::visits_after},
        {"patients", &Intake::patients_after}, {"invoices", &Intake::invoices_after},
        {"payments", &Intake::payments_after}, {"posts", &Intake::posts_after}};
    return all;
}

std::optional<std::string> Intake::visits_after(db::Tx& tx, const std::string& last)
{
    const auto rows = at_.appointments.all_after(AppointmentId::parse(last), page_size);
    for (const auto& visit : rows) take(tx, fact_of(visit));
    return next_after(rows, [](const Appointment& visit) { return visit.id; });
}

std::optional<std::string> Intake::patients_after(db::Tx& tx, const std::string& last)
{
    const auto rows = at_.patients.registered_after(patients::PatientId::parse(last), page_size);
    for (const auto& [patient, since] : rows) take(tx, patient, since);
    return next_after(rows, [](const auto& row) { return row.patient; });
}

std::optional<std::string> Intake::invoices_after(db::Tx& tx, const std::string& last)
{
    const auto rows = at_.billing.issued_after(billing::InvoiceId::parse(last), page_size);
    for (const auto& invoice : rows) take(tx, invoice);
    return next_after(rows, [](const billing::Invoice& invoice) { return invoice.id; });
}

std::optional<std::string> Intake::payments_after(db::Tx& tx, const std::string& last)
{
    const auto rows = at_.billing.payments_after(billing::PaymentId::parse(last), page_size);
    for (const auto& payment : rows) take(tx, payment);
    return next_after(rows, [](const billing::Payment& payment) { return payment.id; });
}

std::optional<std::string> Intake::posts_after(db::Tx& tx, const std::string& last)
{
    const auto rows = at_.coaching.traces_after(coaching::PostId::parse(last), page_size);
    for (const auto& post : rows) take(tx, post);
    return next_after(rows, [](const auto& post) { return post.post; });
}

bool Intake::take_a_page()
{
    for (const auto& [name, page] : parts()) {
        const auto known = at_.database.read_now(
            [&](db::Tx& tx) { return store::progress(tx, name); });
        if (known.done) continue;
        at_.database.write_now([&](db::Tx& tx) {
            const auto next = (this->*page)(tx, known.last_id);
            store::set_progress(tx, name, {next.value_or(known.last_id), !next});
        });
        return true;
    }
    return false;
}

void Intake::take_all(const std::stop_token& stop)
{
    while (!stop.stop_requested() && take_a_page()) {}
}

void Intake::forget_everything()
{
    calendar_.forget();
    at_.database.write_now([](db::Tx& tx) { store::forget_everything(tx); });
}

} // namespace clinic::reporting
