#include "listeners.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace clinic::notifications {
namespace {

using namespace appointments;

constexpr auto staff = bit(Role::coach) | bit(Role::practitioner) | bit(Role::receptionist) |
                       bit(Role::accountant) | bit(Role::admin);
constexpr auto front_desk = bit(Role::receptionist) | bit(Role::admin);

/// What is told once: a state of the visit.
std::string subject_of(const Fact& fact, std::int64_t version)
{
    return fmt::format("{}/{}", fact.appointment.view(), version);
}
std::string subject_of(const Fact& fact)
{
    return subject_of(fact, fact.version);
}
/// What an undone act had made of the visit.
std::string subject_before(const Fact& fact)
{
    return subject_of(fact, fact.version - 1);
}

/// A state of the series.
std::string subject_of(const SeriesFact& fact)
{
    return fmt::format("{}/{}", fact.series.view(), fact.version);
}

Change change_of(const Fact& fact)
{
    return {fact, {}, {}, {}};
}
/// Cancelled by nobody: that is what happens to what is not paid.
bool is_unpaid(Kind kind, const Fact& fact)
{
    return kind == Kind::cancelled && !fact.actor;
}
Change change_of(const Moved& event)
{
    Change change{event.now, event.was_with, event.was_site, {}};
    const auto& now = event.now;
    const bool same_begin = event.was_at == now.starts_at && event.was_with == now.practitioner &&
                            event.was_site.value_or(now.site) == now.site;
    if (same_begin && event.was_until && *event.was_until != now.ends_at)
        change.now_until = now.ends_at;
    return change;
}

} // namespace

Listeners::Listeners(const Neighbours& neighbours, News& news, const Mails& mails, Postman& postman)
    : at_(neighbours),
      audience_(neighbours.auth, neighbours.clinics, neighbours.patients),
      news_(news),
      teller_(neighbours.clock, news),
      mails_(mails),
      postman_(postman)
{
}

void Listeners::tell(db::Tx& tx, Kind kind, const Change& change)
{
    const auto& visit = change.now;
    if (visit.with_series) return refresh(tx, change);
    Told told{subject_of(visit), kind,
        {Side::patient, visit.patient, visit.practitioner, visit.site, visit.starts_at}};
    told.facts.until = change.now_until;
    if (is_unpaid(kind, visit)) told.facts.unpaid = true;
    for (const auto& recipient : audience_.concerned(change)) teller_.tell(tx, recipient, told);
    refresh(tx, change);
}

void Listeners::refresh(db::Tx& tx, const Change& change)
{
    news_.changed(tx, "appointments", change.now.appointment.view(), audience_.watching(change));
}

void Listeners::mail(Kind kind, const Change& change)
{
    postman_.deliver({subject_of(change.now), kind, {}, change.now.patient},
        [&] { return mails_.about_visit(kind, change); });
}

void Listeners::tell_series(db::Tx& tx, Kind kind, const appointments::SeriesFact& fact,
    std::optional<clinics::PractitionerId> was_with)
{
    Change change{{}, was_with, {}};
    change.now.appointment = fact.visits.front();
    change.now.patient = fact.patient;
    change.now.practitioner = fact.practitioner;
    change.now.site = fact.site;
    change.now.starts_at = fact.first_at;
    change.now.actor = fact.actor;
    Told told{subject_of(fact), kind,
        {Side::patient, fact.patient, fact.practitioner, fact.site, fact.first_at}};
    told.facts.count = static_cast<int>(fact.visits.size());
    for (const auto& recipient : audience_.concerned(change)) teller_.tell(tx, recipient, told);
}

void Listeners::mail_series(Kind kind, const appointments::SeriesFact& fact)
{
    postman_.deliver({subject_of(fact), kind, {}, fact.patient},
        [&] { return mails_.about_series(kind, fact); });
}

void Listeners::listen_to_series(bus::Bus& bus)
{
    bus.listen<SeriesBooked>(
        "notifications.tell_series_booked", [this](db::Tx& tx, const SeriesBooked& event) {
            tell_series(tx, Kind::series_booked, event);
        });
    bus.listen<SeriesMoved>(
        "notifications.tell_series_moved", [this](db::Tx& tx, const SeriesMoved& event) {
            tell_series(tx, Kind::series_moved, event.now, event.was_with);
        });
    bus.listen<SeriesCancelled>(
        "notifications.tell_series_cancelled", [this](db::Tx& tx, const SeriesCancelled& event) {
            tell_series(tx, Kind::series_cancelled, event);
        });
    const auto on_duty = [this](const auto&) { return postman_.on_duty(); };
    bus.listen_outside<SeriesBooked>(
        "notifications.mail_series_booked",
        [this](const SeriesBooked& event) { mail_series(Kind::series_booked, event); }, on_duty);
    bus.listen_outside<SeriesMoved>(
        "notifications.mail_series_moved",
        [this](const SeriesMoved& event) { mail_series(Kind::series_moved, event.now); }, on_duty);
    bus.listen_outside<SeriesCancelled>(
        "notifications.mail_series_cancelled",
        [this](const SeriesCancelled& event) { mail_series(Kind::series_cancelled, event); },
        on_duty);
}

void Listeners::mail_restoration(const Undone& event)
{
    using enum store::State;
    const auto cancellation = at_.database.read_now([&](db::Tx& tx) {
        return store::state_of(tx, subject_before(event.now), Kind::cancelled);
    });
    // One that is not begun will find that it is no longer so; one that is may be sent any moment.
    if (cancellation == waiting) throw bus::NotNow("The cancellation is on its way.");
    if (cancellation == sent || (!cancellation && went_with_series(event.now)))
        mail(Kind::restored, change_of(event.now));
}

/// A cancellation that has no letter of its own was told with its series.
bool Listeners::went_with_series(const Fact& fact) const
{
    const auto visit = at_.appointments.find(fact.appointment);
    return visit && visit->series_id;
}

void Listeners::mail_invitation(const auth::Invited& event)
{
    const auto subject = event.at ? fmt::format("{}/{}", event.user.view(), event.at->ms)
                                  : event.user.str();
    postman_.deliver(
        {subject, Kind::invited, event.user, {}}, [&] { return mails_.invitation(event.user); });
}

void Listeners::mail_letter(const auth::LetterAsked& event)
{
    postman_.deliver(
        {event.letter.str(), Kind::letter, {}, {}}, [&] { return mails_.letter(event.letter); });
}

void Listeners::listen(bus::Bus& bus)
{
    bus.listen<Booked>("notifications.tell_booked",
        [this](db::Tx& tx, const Booked& event) { tell(tx, Kind::booked, change_of(event)); });
    bus.listen<Moved>("notifications.tell_moved",
        [this](db::Tx& tx, const Moved& event) { tell(tx, Kind::moved, change_of(event)); });
    bus.listen<Cancelled>(
        "notifications.tell_cancelled", [this](db::Tx& tx, const Cancelled& event) {
            tell(tx, Kind::cancelled, change_of(event));
        });
    // What nobody confirmed before was theirs already.
    bus.listen<Confirmed>("notifications.live_confirmed", [this](
                                                              db::Tx& tx, const Confirmed& event) {
        const auto change = change_of(event);
        event.before == Status::pending ? tell(tx, Kind::confirmed, change) : refresh(tx, change);
    });
    // Most acts that are taken back concern the clinic alone; a cancellation is told to others, if
    // not yet, then soon: its listener may be behind.
    bus.listen<Undone>("notifications.tell_restored", [this](db::Tx& tx, const Undone& event) {
        const auto change = change_of(event.now);
        if (event.was == Status::cancelled) return tell(tx, Kind::restored, change);
        refresh(tx, change);
    });
    listen_to_series(bus);
    listen_for_mail(bus);
    listen_for_pages(bus);
}

void Listeners::listen_for_mail(bus::Bus& bus)
{
    // A clinic without mail has no use for these; an invitation is noted all the same, for who sent it.
    const auto on_duty = [this](const auto&) { return postman_.on_duty(); };
    const auto alone = [this](const Fact& fact) { return postman_.on_duty() && !fact.with_series; };
    bus.listen_outside<Booked>(
        "notifications.mail_booked",
        [this](const Booked& event) { mail(Kind::booked, change_of(event)); }, alone);
    bus.listen_outside<Moved>(
        "notifications.mail_moved",
        [this](const Moved& event) { mail(Kind::moved, change_of(event)); },
        [alone](const Moved& event) { return alone(event.now); });
    bus.listen_outside<Cancelled>(
        "notifications.mail_cancelled",
        [this](const Cancelled& event) { mail(Kind::cancelled, change_of(event)); }, alone);
    bus.listen_outside<Confirmed>(
        "notifications.mail_confirmed",
        [this](const Confirmed& event) { mail(Kind::confirmed, change_of(event)); },
        [this](const Confirmed& event) {
            return postman_.on_duty() && event.before == Status::pending;
        });
    bus.listen_outside<Undone>(
        "notifications.mail_restored", [this](const Undone& event) { mail_restoration(event); },
        on_duty);
    bus.listen_outside<auth::LetterAsked>(
        "notifications.mail_letter", [this](const auth::LetterAsked& event) { mail_letter(event); },
        on_duty);
    bus.listen_outside<auth::Invited>("notifications.mail_invited",
        [this](const auth::Invited& event) { mail_invitation(event); });
}

/// To those who care for the patient, and the patient; `others` read not the whole record, but what changed.
void Listeners::record_changed(db::Tx& tx, patients::PatientId patient, http::Roles others)
{
    Watchers watchers{.roles = others};
    audience_.add_carers(watchers, patient);
    audience_.add_patient(watchers, patient);
    news_.changed(tx, "patients", patient.view(), std::move(watchers));
}

void Listeners::listen_for_pages(bus::Bus& bus)
{
    const auto refresh = [this](
                             db::Tx& tx, const Fact& fact) { this->refresh(tx, change_of(fact)); };
    bus.listen<Arrived>("notifications.live_arrived", refresh);
    bus.listen<Started>("notifications.live_started", refresh);
    bus.listen<Completed>("notifications.live_completed", refresh);
    bus.listen<Missed>("notifications.live_missed", refresh);
    bus.listen<Edited>("notifications.live_edited", refresh);
    bus.listen<HoursChanged>(
        "notifications.live_hours", [this](db::Tx& tx, const HoursChanged& event) {
            news_.changed(tx, "availability", event.practitioner.view(), {.roles = staff});
        });
    bus.listen<clinics::Changed>(
        "notifications.live_clinics", [this](db::Tx& tx, const clinics::Changed& event) {
            news_.changed(tx, "clinics", event.id, {.roles = staff});
        });
    const auto patient = [this](db::Tx& tx, patients::PatientId id) {
        record_changed(tx, id, front_desk);
    };
    bus.listen<patients::Registered>("notifications.live_patient_new",
        [patient](db::Tx& tx, const patients::Registered& event) { patient(tx, event.patient); });
    bus.listen<patients::Changed>("notifications.live_patient_changed",
        [patient](db::Tx& tx, const patients::Changed& event) { patient(tx, event.patient); });
    bus.listen<patients::Archived>("notifications.live_patient_archived",
        [patient](db::Tx& tx, const patients::Archived& event) { patient(tx, event.patient); });
    bus.listen<patients::RecordChanged>("notifications.live_record_changed",
        [this](db::Tx& tx, const patients::RecordChanged& event) {
            record_changed(tx, event.patient);
        });
}

} // namespace clinic::notifications
