#include "mails.hpp"

#include "dates.hpp"
#include "kinds.hpp"
#include "letter.hpp"
#include "offer_listeners.hpp"
#include "store.hpp"
#include "words.hpp"

#include "platform/core/ical.hpp"
#include "platform/db/database.hpp"

#include <fmt/format.h>

namespace clinic::notifications {
namespace {

/// Of ISO 639-1 codes; whoever reads neither language reads English best.
Language language_of(std::string_view code)
{
    return code == "fr" ? Language::fr : Language::en;
}

std::string one_line(const clinics::Address& address)
{
    return fmt::format("{}{}, {} {}", address.line1, address.line2 ? ", " + *address.line2 : "",
        address.postal_code, address.city);
}

net::Mail mail_of(const Page& page, Language language, std::string mailbox)
{
    net::Mail mail;
    mail.to = {{{}, std::move(mailbox)}};
    mail.subject = page.subject;
    mail.text = plain_text(page);
    mail.html = html(page, language);
    mail.language = api::spell(language);
    return mail;
}

void add_whereabouts(Page& page, const std::optional<clinics::Site>& site, Language language)
{
    if (site) page.lines.push_back({address_label(language), one_line(site->address)});
    if (site && site->phone) page.lines.push_back({phone_label(language), *site->phone});
}

/// Who acts for several people has to know whose visit it is.
void add_whom(Page& page, const patients::Card& reader, patients::PatientId patient,
    const std::string& name, Language language)
{
    if (reader.id != patient) page.lines.insert(page.lines.begin(), {for_label(language), name});
}

bool still_stands(const appointments::Appointment& visit)
{
    return visit.status != appointments::Status::cancelled &&
           visit.status != appointments::Status::no_show;
}

bool same_place_and_time(const appointments::Appointment& visit, const appointments::Fact& fact)
{
    return visit.starts_at == fact.starts_at && visit.practitioner_id == fact.practitioner &&
           visit.site_id == fact.site;
}

} // namespace

std::string mail_host(const Options& options, const net::Address& sender)
{
    if (auto host = ical::plain_host(options.public_url); !host.empty()) return host;
    return sender.mailbox.substr(sender.mailbox.find('@') + 1);
}

Mails::Mails(const Neighbours& neighbours, const Options& options, net::Address sender)
    : at_(neighbours),
      options_(options),
      sender_(std::move(sender)),
      host_(mail_host(options_, sender_))
{
}

std::optional<patients::Card> Mails::reader_of(patients::PatientId id) const
{
    auto patient = at_.patients.card(id);
    if (!patient || patient->email) return patient;
    for (auto& proxy : at_.patients.proxies(id)) {
        if (proxy.email) return std::move(proxy);
    }
    return patient;
}

bool Mails::muted(const patients::Card& patient, Kind kind) const
{
    const auto group = row_of(kind).group;
    return group && patient.user && at_.database.read_now([&](db::Tx& tx) {
        return store::muted(tx, *patient.user, *group, Channel::email);
    });
}

std::optional<std::string> Mails::reason_not_to(
    Kind kind, const appointments::Fact& fact, const patients::Card& patient) const
{
    if (!patient.email || !net::is_mailbox(*patient.email)) return "no_address";
    if (muted(patient, kind)) return "not_wanted";
    if (fact.ends_at < at_.clock.now()) return "past";
    // A mail that waited for its server must not tell what is no longer so: the later one will.
    const auto visit = at_.appointments.find(fact.appointment);
    const bool as_told = visit && still_stands(*visit) == (kind != Kind::cancelled) &&
                         (kind == Kind::cancelled || same_place_and_time(*visit, fact));
    if (!as_told) return "superseded";
    return std::nullopt;
}

std::optional<Instant> Mails::pay_by(Kind kind, const appointments::Fact& fact) const
{
    if (kind != Kind::booked || fact.status != appointments::Status::pending) return std::nullopt;
    const auto visit = at_.appointments.find(fact.appointment);
    return visit ? visit->pay_by : std::nullopt;
}

Mails::Written Mails::about_visit(Kind kind, const Change& change) const
{
    const auto& fact = change.now;
    const auto patient = reader_of(fact.patient);
    if (!patient) return std::unexpected("no_address");
    if (auto reason = reason_not_to(kind, fact, *patient))
        return std::unexpected(*std::move(reason));

    const auto language = language_of(patient->language);
    const auto site = at_.clinics.site(fact.site);
    Facts facts{Side::patient, fact.patient, fact.practitioner, fact.site, fact.starts_at};
    const auto to_pay = pay_by(kind, fact);
    facts.until = to_pay ? to_pay : change.now_until;
    const bool cancelled = kind == Kind::cancelled;
    facts.unpaid = cancelled && !fact.actor;
    const auto words = Words(at_.clinics, at_.patients, at_.coaching).of(facts);
    auto page = visit_page(kind, language, words);
    add_whom(page, *patient, fact.patient, words.patient, language);
    add_whereabouts(page, site, language);
    page.link = my_visits();

    auto mail = mail_of(page, language, *patient->email);
    // A reminder changes no calendar; what is still to be paid is in none.
    if (kind == Kind::reminded || to_pay || *facts.unpaid) return mail;
    // RFC 5546: a request makes or changes the entry, a cancellation takes it away.
    const std::string method = cancelled ? "CANCEL" : "REQUEST";
    auto event = event_of(fact, cancelled, language);
    event.attendee = *patient->email;
    mail.calendar = {method, ical::text_of({.method = method, .events = {event}})};
    return mail;
}

std::string Mails::my_visits() const
{
    return options_.public_url + "/my-visits";
}

ical::Event Mails::event_of(const appointments::Fact& fact, bool cancelled, Language language) const
{
    const auto site = at_.clinics.site(fact.site);
    const auto name = site ? site->name : std::string();
    return {.uid = fmt::format("{}@{}", fact.appointment.view(), host_),
        .sequence = fact.version - 1,
        .status = cancelled ? ical::Status::cancelled : ical::Status::confirmed,
        .starts_at = fact.starts_at,
        .ends_at = fact.ends_at,
        .stamp = at_.clock.now(),
        .summary = appointments::calendar_title(language, name),
        .location = site ? one_line(site->address) : name,
        .url = my_visits(),
        .organizer_name = sender_.name.empty() ? name : sender_.name,
        .organizer = sender_.mailbox};
}

std::vector<appointments::Appointment> Mails::told_of(
    Kind kind, const appointments::SeriesFact& fact) const
{
    auto visits = at_.appointments.of_series(fact.series);
    std::erase_if(visits, [&](const appointments::Appointment& visit) {
        return std::ranges::find(fact.visits, visit.id) == fact.visits.end() ||
               still_stands(visit) == (kind == Kind::series_cancelled) ||
               visit.ends_at < at_.clock.now();
    });
    return visits;
}

Mails::Written Mails::about_series(Kind kind, const appointments::SeriesFact& fact) const
{
    const auto patient = reader_of(fact.patient);
    if (!patient || !patient->email || !net::is_mailbox(*patient->email))
        return std::unexpected("no_address");
    if (muted(*patient, kind)) return std::unexpected("not_wanted");
    const auto visits = told_of(kind, fact);
    if (visits.empty()) return std::unexpected("superseded");

    const auto language = language_of(patient->language);
    const auto& first = visits.front();
    Words dictionary(at_.clinics, at_.patients, at_.coaching);
    const auto words_of = [&](const appointments::Appointment& visit) {
        return dictionary.of({Side::patient, visit.patient_id, visit.practitioner_id, visit.site_id,
            visit.starts_at});
    };
    const auto first_words = words_of(first);
    auto page = series_page(kind, language, first_words);
    add_whom(page, *patient, fact.patient, first_words.patient, language);
    add_whereabouts(page, at_.clinics.site(first.site_id), language);
    page.link = my_visits();
    // REQUEST and CANCEL are about one event each (RFC 5546 §3.2.2), so these are told by PUBLISH, which names nobody who
    // attends; what is cancelled says so itself.
    ical::Calendar calendar{.method = "PUBLISH", .events = {}};
    for (const auto& visit : visits) {
        page.lines.push_back({std::to_string(calendar.events.size() + 1),
            phrase(words_of(visit).when, language, true)});
        calendar.events.push_back(
            event_of({visit.id, visit.patient_id, visit.practitioner_id, visit.site_id,
                         visit.starts_at, visit.ends_at, visit.status, visit.version, {}},
                kind == Kind::series_cancelled, language));
    }
    auto mail = mail_of(page, language, *patient->email);
    mail.calendar = {calendar.method, ical::text_of(calendar)};
    return mail;
}

Mails::Written Mails::about_news(Kind kind, const Facts& facts, std::string_view path) const
{
    const auto patient = facts.patient ? at_.patients.card(*facts.patient) : std::nullopt;
    if (!patient || !patient->email || !net::is_mailbox(*patient->email))
        return std::unexpected("no_address");
    if (muted(*patient, kind)) return std::unexpected("not_wanted");
    const auto language = language_of(patient->language);
    const auto words = Words(at_.clinics, at_.patients, at_.coaching).of(facts);
    auto page = news_page(kind, language, words);
    // Only who has a log-in can follow it.
    if (patient->user) page.link = options_.public_url + std::string(path);
    return mail_of(page, language, *patient->email);
}

Mails::Written Mails::about_offer(const appointments::Offered& offer) const
{
    const auto patient = reader_of(offer.patient);
    if (!patient || !patient->email || !net::is_mailbox(*patient->email))
        return std::unexpected("no_address");
    if (muted(*patient, Kind::offered)) return std::unexpected("not_wanted");
    if (!at_.appointments.is_open(offer.offer)) return std::unexpected("superseded");
    const auto language = language_of(patient->language);
    const auto words = Words(at_.clinics, at_.patients, at_.coaching).of(facts_of(offer));
    auto page = offer_page(language, words, patient->user.has_value());
    add_whom(page, *patient, offer.patient, words.patient, language);
    const auto site = at_.clinics.site(offer.site);
    if (site && site->phone) page.lines.push_back({phone_label(language), *site->phone});
    if (patient->user) page.link = options_.public_url + offer_path(offer.offer);
    return mail_of(page, language, *patient->email);
}

Mails::Written Mails::invitation(UserId id) const
{
    const auto user = at_.auth.find(id);
    if (!user) return std::unexpected("not_waiting");
    if (!net::is_mailbox(user->email)) return std::unexpected("no_address");
    const auto link = at_.auth.invitation_link(id, options_.public_url);
    if (!link) return std::unexpected("not_waiting");
    auto page = invitation_page(user->language, user->first_name);
    page.link = *link;
    return mail_of(page, user->language, user->email);
}

Mails::Written Mails::letter(auth::LetterId id) const
{
    const auto letter = at_.auth.letter(id, options_.public_url);
    if (!letter) return std::unexpected("nobody");
    if (!net::is_mailbox(letter->to)) return std::unexpected("no_address");
    return mail_of(account_page(*letter), letter->language, letter->to);
}

} // namespace clinic::notifications
