#include "day_listeners.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace clinic::notifications {
namespace {

constexpr auto my_invoices = "/my-invoices";
constexpr auto my_documents = "/my-documents";
constexpr std::int64_t hour_ms = 3'600'000;

std::string post_path(coaching::PostId post)
{
    return fmt::format("/posts/{}", post.view());
}

Told about_shared(documents::DocumentId document, patients::PatientId patient)
{
    Told told{document.str(), Kind::shared, {}};
    told.facts.patient = patient;
    return told;
}

/// Papers of billing come with news of their own.
bool is_news(const documents::Added& event)
{
    return event.shared && !event.by_patient.value_or(false) &&
           event.category != documents::Category::invoice &&
           event.category != documents::Category::receipt;
}

bool is_result(const documents::Added& event)
{
    return event.by_patient.value_or(false) && (event.category == documents::Category::lab_report ||
                                                   event.category == documents::Category::imaging);
}

} // namespace

DayListeners::DayListeners(
    const Neighbours& neighbours, News& news, const Mails& mails, Postman& postman)
    : at_(neighbours),
      audience_(neighbours.auth, neighbours.clinics, neighbours.patients),
      news_(news),
      teller_(neighbours.clock, news),
      mails_(mails),
      postman_(postman)
{
}

void DayListeners::listen(bus::Bus& bus)
{
    listen_to_consultations(bus);
    listen_to_money(bus);
    listen_to_drafts(bus);
    listen_to_documents(bus);
    listen_to_posts(bus);
    listen_to_records(bus);
}

void DayListeners::tell_patient(
    db::Tx& tx, patients::PatientId patient, const Told& told, std::string link)
{
    const auto card = at_.patients.card(patient);
    if (card && card->user) teller_.tell(tx, {*card->user, Side::patient, std::move(link)}, told);
}

void DayListeners::tell_carers(db::Tx& tx, patients::PatientId patient, const Told& told)
{
    const auto link = fmt::format("/patients/{}?tab=documents", patient.view());
    for (const auto& carer : at_.auth.find_all(at_.patients.carers(patient))) {
        if (std::ranges::find(carer.roles, Role::practitioner) != carer.roles.end())
            teller_.tell(tx, {carer.id, Side::team, link}, told);
    }
}

void DayListeners::tell_admins(db::Tx& tx, UserId but, const Told& told, const std::string& link)
{
    for (const auto& admin : at_.auth.with_role(Role::admin)) {
        if (admin.id != but) teller_.tell(tx, {admin.id, Side::team, link}, told);
    }
}

void DayListeners::mail_patient(const Told& told, std::string_view path)
{
    postman_.deliver({told.subject, told.kind, {}, told.facts.patient},
        [&] { return mails_.about_news(told.kind, told.facts, path); });
}

void DayListeners::note_changed(db::Tx& tx, const auto& event)
{
    Watchers watchers;
    audience_.add_carers(watchers, event.patient);
    if constexpr (requires { event.author; }) watchers.users.insert(event.author.str());
    else audience_.add_practitioner(watchers, event.practitioner);
    news_.changed(tx, "consultations", event.consultation.view(), std::move(watchers));
}

void DayListeners::listen_to_consultations(bus::Bus& bus)
{
    const auto refresh = [this](db::Tx& tx, const auto& event) { note_changed(tx, event); };
    bus.listen<consultations::Started>("notifications.live_note_started", refresh);
    bus.listen<consultations::Discarded>("notifications.live_note_discarded", refresh);
    bus.listen<consultations::Signed>("notifications.live_note_signed", refresh);
    bus.listen<consultations::AddendumWritten>("notifications.live_note_added_to", refresh);
}

void DayListeners::invoice_changed(db::Tx& tx, const billing::Fact& fact)
{
    Watchers watchers{.roles = counter};
    audience_.add_practitioner(watchers, fact.practitioner);
    audience_.add_patient(watchers, fact.patient);
    news_.changed(tx, "invoices", fact.invoice.view(), std::move(watchers));
}

Told DayListeners::about(const billing::Issued& event) const
{
    Told told{event.invoice.str(), Kind::invoiced, {}};
    told.facts.patient = event.patient;
    told.facts.number = event.number;
    told.facts.amount = event.total;
    return told;
}

Told DayListeners::about(const billing::Paid& event) const
{
    const auto invoice = at_.billing.find(event.invoice);
    Told told{event.payment.str(), Kind::paid, {}};
    told.facts.patient = event.patient;
    told.facts.number = invoice ? invoice->number : std::nullopt;
    told.facts.amount = event.amount;
    return told;
}

/// What is to be issued: a visit that ends brings it to the desk. The patient has no part in it yet.
void DayListeners::listen_to_drafts(bus::Bus& bus)
{
    bus.listen<billing::Drafted>(
        "notifications.live_drafted", [this](db::Tx& tx, const billing::Drafted& event) {
            const auto draft = at_.billing.find(event.invoice);
            Watchers watchers{.roles = counter};
            if (draft) audience_.add_practitioner(watchers, draft->practitioner_id);
            news_.changed(tx, "invoices", event.invoice.view(), std::move(watchers));
        });
}

void DayListeners::listen_to_money(bus::Bus& bus)
{
    bus.listen<billing::Issued>(
        "notifications.tell_invoiced", [this](db::Tx& tx, const billing::Issued& event) {
            tell_patient(tx, event.patient, about(event), my_invoices);
            invoice_changed(tx, event);
        });
    bus.listen<billing::Paid>(
        "notifications.tell_paid", [this](db::Tx& tx, const billing::Paid& event) {
            tell_patient(tx, event.patient, about(event), my_invoices);
            invoice_changed(tx, event);
        });
    bus.listen<billing::Refunded>("notifications.live_refunded",
        [this](db::Tx& tx, const billing::Refunded& event) { invoice_changed(tx, event); });
    bus.listen<billing::Credited>("notifications.live_credited",
        [this](db::Tx& tx, const billing::Credited& event) { invoice_changed(tx, event); });
    const auto on_duty = [this](const auto&) { return postman_.on_duty(); };
    bus.listen_outside<billing::Issued>(
        "notifications.mail_invoiced",
        [this](const billing::Issued& event) { mail_patient(about(event), my_invoices); }, on_duty);
    bus.listen_outside<billing::Paid>(
        "notifications.mail_paid",
        [this](const billing::Paid& event) { mail_patient(about(event), my_invoices); }, on_duty);
}

void DayListeners::document_changed(
    db::Tx& tx, documents::DocumentId document, patients::PatientId patient)
{
    Watchers watchers{.roles = counter};
    audience_.add_carers(watchers, patient);
    audience_.add_patient(watchers, patient);
    news_.changed(tx, "documents", document.view(), std::move(watchers));
}

void DayListeners::listen_to_documents(bus::Bus& bus)
{
    bus.listen<documents::Added>(
        "notifications.tell_document", [this](db::Tx& tx, const documents::Added& event) {
            document_changed(tx, event.document, event.patient);
            if (is_news(event)) {
                tell_patient(
                    tx, event.patient, about_shared(event.document, event.patient), my_documents);
            }
            if (!is_result(event)) return;
            Told told{event.document.str(), Kind::uploaded, {}};
            told.facts.patient = event.patient;
            tell_carers(tx, event.patient, told);
        });
    bus.listen<documents::Shared>("notifications.tell_shared", [this](db::Tx& tx,
                                                                   const documents::Shared& event) {
        document_changed(tx, event.document, event.patient);
        tell_patient(tx, event.patient, about_shared(event.document, event.patient), my_documents);
    });
    const auto refresh = [this](db::Tx& tx, const documents::Fact& fact) {
        document_changed(tx, fact.document, fact.patient);
    };
    bus.listen<documents::Withdrawn>("notifications.live_document_withdrawn", refresh);
    bus.listen<documents::Trashed>("notifications.live_document_trashed", refresh);
    bus.listen<documents::Restored>("notifications.live_document_restored", refresh);
    const auto on_duty = [this](const auto&) { return postman_.on_duty(); };
    bus.listen_outside<documents::Added>(
        "notifications.mail_document",
        [this](const documents::Added& event) {
            if (is_news(event))
                mail_patient(about_shared(event.document, event.patient), my_documents);
        },
        on_duty);
    bus.listen_outside<documents::Shared>(
        "notifications.mail_shared",
        [this](const documents::Shared& event) {
            mail_patient(about_shared(event.document, event.patient), my_documents);
        },
        on_duty);
}

void DayListeners::listen_to_posts(bus::Bus& bus)
{
    const auto refresh = [this](db::Tx& tx, coaching::PostId post) {
        news_.changed(tx, "posts", post.view(), {.roles = ~http::Roles{0}});
    };
    bus.listen<coaching::Commented>("notifications.tell_commented",
        [this, refresh](db::Tx& tx, const coaching::Commented& event) {
            refresh(tx, event.post);
            if (event.author == event.post_author) return;
            Told told{event.comment.str(), Kind::commented, {}};
            told.facts.by = event.author;
            teller_.tell(tx, {event.post_author, Side::patient, post_path(event.post)}, told);
        });
    bus.listen<coaching::Reported>(
        "notifications.tell_reported", [this](db::Tx& tx, const coaching::Reported& event) {
            // One word about a thing, however many report it.
            const auto subject = event.comment ? event.comment->str() : event.post.str();
            tell_admins(tx, event.by, {subject, Kind::reported, {}}, post_path(event.post));
        });
    bus.listen<coaching::Posted>("notifications.live_posted",
        [refresh](db::Tx& tx, const coaching::Posted& event) { refresh(tx, event.post); });
    bus.listen<coaching::Edited>("notifications.live_post_edited",
        [refresh](db::Tx& tx, const coaching::Edited& event) { refresh(tx, event.post); });
    bus.listen<coaching::Unhidden>("notifications.live_post_unhidden",
        [refresh](db::Tx& tx, const coaching::Unhidden& event) { refresh(tx, event.post); });
    bus.listen<coaching::Deleted>("notifications.live_post_deleted",
        [refresh](db::Tx& tx, const coaching::Deleted& event) { refresh(tx, event.post); });
    bus.listen<coaching::Hidden>("notifications.live_post_hidden",
        [refresh](db::Tx& tx, const coaching::Hidden& event) { refresh(tx, event.post); });
    bus.listen<coaching::Liked>(
        "notifications.live_post_liked", [this, refresh](db::Tx& tx, const coaching::Liked& event) {
            refresh(tx, event.post);
            if (event.by == event.post_author) return;
            Told told{event.post.str(), Kind::liked, {}};
            told.facts.by = event.by;
            told.facts.post = event.post;
            teller_.tell(tx, {event.post_author, Side::patient, post_path(event.post)}, told);
        });
}

void DayListeners::listen_to_records(bus::Bus& bus)
{
    bus.listen<patients::GlassBroken>(
        "notifications.tell_glass_broken", [this](db::Tx& tx, const patients::GlassBroken& event) {
            // Opened once more within its hour, it is the same opening.
            Told told{fmt::format("{}/{}/{}", event.patient.view(), event.user.view(),
                          at_.clock.now().ms / hour_ms),
                Kind::glass_broken, {}};
            told.facts.patient = event.patient;
            told.facts.by = event.user;
            tell_admins(
                tx, event.user, told, fmt::format("/admin/audit?subject={}", event.patient.view()));
        });
    bus.listen<admin::MassReading>(
        "notifications.tell_mass_reading", [this](db::Tx& tx, const admin::MassReading& event) {
            Told told{event.alert, Kind::mass_reading, {}};
            told.facts.by = event.user;
            tell_admins(tx, event.user, told,
                fmt::format("/admin/audit?actor={}&kind=read", event.user.view()));
        });
}

} // namespace clinic::notifications
