#pragma once
// Availability and booking. A visit occupies its practitioner from `starts_at` to `ends_at` and for the buffers of its type
// around it; that no two such times overlap is a rule of the database, so it holds through every door.

#include "appointments/waiting.hpp"
#include "clinics/clinics.hpp"
#include "patients/patients.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clinic::crypto {
class SealingKey;
}

namespace clinic::appointments {

using AppointmentId = Id<struct AppointmentTag>;
using SeriesId = Id<struct SeriesTag>;
using GroupId = Id<struct GroupTag>;

enum class Status {
    pending,
    booked,
    confirmed,
    arrived,
    in_progress,
    fulfilled,
    cancelled,
    no_show
};
constexpr auto spelled(Status)
{
    return api::names("pending", "booked", "confirmed", "arrived", "in_progress", "fulfilled",
        "cancelled", "no_show");
}

/// `system`: it was not paid in time.
enum class CancelledBy { patient, clinic, system };
constexpr auto spelled(CancelledBy)
{
    return api::names("patient", "clinic", "system");
}

/// The clinic's own rules about a visit's time, which its staff may set aside with a reason.
enum class Rule { overlap, hours, day_full, blocked, room, group_full };
constexpr auto spelled(Rule)
{
    return api::names("overlap", "hours", "day_full", "blocked", "room", "group_full");
}

/// A visit as it stands.
struct Appointment {
    AppointmentId id;
    patients::PatientId patient_id;
    std::string patient_name;
    clinics::PractitionerId practitioner_id;
    clinics::SiteId site_id;
    clinics::VisitTypeId visit_type_id;
    std::optional<SeriesId> series_id;
    std::optional<GroupId> group_id;
    clinics::VisitMode mode = clinics::VisitMode::on_site;
    Instant starts_at;
    Instant ends_at;
    Status status = Status::booked;
    std::optional<Instant>
        pay_by{}; ///< of a pending one: its time is kept so long, unless it is paid
    std::optional<std::string> reason;
    std::optional<std::string> note;
    std::optional<Instant> arrived_at;
    std::optional<Instant> started_at;
    std::optional<Instant> completed_at;
    std::optional<Instant> cancelled_at;
    std::optional<std::string> cancel_reason;
    std::optional<CancelledBy> cancelled_by;
    std::optional<bool> late_cancel = false; ///< absent for patients
    std::optional<std::string> override_reason;
    Instant created_at;
    std::int64_t version = 1;
    std::vector<clinics::RoomId> room_ids{}; ///< rooms and devices; empty for patients

    static constexpr auto schema = api::object(
        api::field("id", &Appointment::id, "Names the visit"),
        api::field("patient_id", &Appointment::patient_id, "Who comes"),
        api::field("patient_name", &Appointment::patient_name, "As the front desk calls them"),
        api::field("practitioner_id", &Appointment::practitioner_id, "Who receives"),
        api::field("site_id", &Appointment::site_id, "Where"),
        api::field("visit_type_id", &Appointment::visit_type_id, "What for"),
        api::field("series_id", &Appointment::series_id, "With which others it was booked"),
        api::field("group_id", &Appointment::group_id, "With whom else, at the same time"),
        api::field("mode", &Appointment::mode, "On site, by video, at home"),
        api::field("starts_at", &Appointment::starts_at, "Begin"),
        api::field("ends_at", &Appointment::ends_at, "End, without buffers"),
        api::field("status", &Appointment::status, "Where it stands"),
        api::field("pay_by", &Appointment::pay_by,
            "Until when it is to be paid, to be confirmed; after that it is cancelled"),
        api::field("reason", &Appointment::reason, "In the patient's words", api::prose(500)),
        api::field("note", &Appointment::note, "Of the front desk; patients do not see it",
            api::prose(500)),
        api::field("arrived_at", &Appointment::arrived_at, "When the patient came in"),
        api::field("started_at", &Appointment::started_at, "When the consultation began"),
        api::field("completed_at", &Appointment::completed_at, "When it ended"),
        api::field("cancelled_at", &Appointment::cancelled_at, "When it was cancelled"),
        api::field("cancel_reason", &Appointment::cancel_reason, "Why", api::prose(300)),
        api::field("cancelled_by", &Appointment::cancelled_by,
            "By whom, or at whose wish; system: it was not paid in time"),
        api::field("late_cancel", &Appointment::late_cancel,
            "Cancelled later than patients may by themselves; patients do not see it"),
        api::field("override_reason", &Appointment::override_reason,
            "Why its time is against the rules; patients do not see it", api::prose(300)),
        api::field("created_at", &Appointment::created_at, "When it was booked"),
        api::field("version", &Appointment::version, "Grows with every change; see ETag"),
        api::field("room_ids", &Appointment::room_ids,
            "Rooms and devices that it takes, or took before it was cancelled; patients do not see "
            "them",
            api::max_items(clinics::most_needs)));
};

/// What every event of a visit tells: ids and times, no names.
struct Fact {
    AppointmentId appointment;
    patients::PatientId patient;
    clinics::PractitionerId practitioner;
    clinics::SiteId site;
    Instant starts_at;
    Instant ends_at;
    Status status = Status::booked;
    std::int64_t version = 1;
    std::optional<UserId> actor; ///< who did it; absent for the clinic's own machinery
    std::optional<Instant> booked_at{}; ///< absent in facts older than this field
    /// Of a change of many visits at once, which is told as a whole beside this: one letter is enough.
    std::optional<SeriesId> with_series{};
    std::optional<Status> before{}; ///< absent when it is new, or was given another time

    static constexpr auto schema = api::object(
        api::field("appointment", &Fact::appointment, "Which visit"),
        api::field("patient", &Fact::patient, "Whose"),
        api::field("practitioner", &Fact::practitioner, "With whom"),
        api::field("site", &Fact::site, "Where"), api::field("starts_at", &Fact::starts_at, "When"),
        api::field("ends_at", &Fact::ends_at, "Until when"),
        api::field("status", &Fact::status, "As it stands now"),
        api::field("version", &Fact::version, "Of the visit after this change"),
        api::field("actor", &Fact::actor, "Whose deed it was"),
        api::field("booked_at", &Fact::booked_at, "When it was booked"),
        api::field("with_series", &Fact::with_series,
            "The series that was changed as a whole, this visit among others"),
        api::field("before", &Fact::before, "How it stood before; absent when it is new or moved"));

    [[nodiscard]] std::string aggregate() const { return appointment.str(); }
};

struct Booked : Fact {
    static constexpr std::string_view event_name = "appointments.booked";
};
/// `before` pending: it was not yet theirs.
struct Confirmed : Fact {
    static constexpr std::string_view event_name = "appointments.confirmed";
};
struct Arrived : Fact {
    static constexpr std::string_view event_name = "appointments.arrived";
};
struct Started : Fact {
    static constexpr std::string_view event_name = "appointments.started";
};
struct Completed : Fact {
    static constexpr std::string_view event_name = "appointments.completed";
};
struct Missed : Fact {
    static constexpr std::string_view event_name = "appointments.missed";
};
struct Cancelled : Fact {
    static constexpr std::string_view event_name = "appointments.cancelled";
};
/// A reason, a note or a mode was corrected, or another room taken. What people write stays with the visit.
struct Edited : Fact {
    std::vector<std::string> changed{};
    std::optional<clinics::VisitMode> was_mode{};

    static constexpr std::string_view event_name = "appointments.edited";
    static constexpr auto schema = api::Object{std::tuple_cat(Fact::schema.fields,
        api::object(
            api::field("changed", &Edited::changed, "Which of reason, note, mode and rooms"),
            api::field("was_mode", &Edited::was_mode, "The mode before, when that has changed"))
            .fields)};
};
/// The last act was taken back.
struct Undone {
    Fact now;
    std::optional<Status> was; ///< what the act had made of the visit

    static constexpr std::string_view event_name = "appointments.undone";
    static constexpr auto schema = api::object(api::embed(&Undone::now),
        api::field("was", &Undone::was, "What the act had made of the visit"));

    [[nodiscard]] std::string aggregate() const { return now.aggregate(); }
};
struct Moved {
    Fact now;
    Instant was_at;
    clinics::PractitionerId was_with;
    std::optional<clinics::SiteId> was_site;
    std::optional<Instant> was_until{}; ///< absent in facts older than this field

    static constexpr std::string_view event_name = "appointments.moved";
    static constexpr auto schema = api::object(api::embed(&Moved::now),
        api::field("was_at", &Moved::was_at, "When it was before"),
        api::field("was_with", &Moved::was_with, "With whom it was before"),
        api::field("was_site", &Moved::was_site, "Where it was before"),
        api::field("was_until", &Moved::was_until, "When it ended before"));

    [[nodiscard]] std::string aggregate() const { return now.aggregate(); }
};
/// The patient is to be reminded of a visit that stands; told once for each moment.
struct ReminderDue {
    Fact now;
    int days_before =
        1; ///< of the visit type; it may be told later, when nothing ran at its moment

    static constexpr std::string_view event_name = "appointments.reminder_due";
    static constexpr auto schema = api::object(api::embed(&ReminderDue::now),
        api::field("days_before", &ReminderDue::days_before, "Which of its moments it is"));

    [[nodiscard]] std::string aggregate() const { return now.aggregate(); }
};
/// Told beside booked or moved when staff set rules aside. The reason stays with the visit.
struct Overridden {
    Fact now;
    std::vector<Rule> rules;

    static constexpr std::string_view event_name = "appointments.overridden";
    static constexpr auto schema = api::object(api::embed(&Overridden::now),
        api::field("rules", &Overridden::rules, "Which rules were set aside"));

    [[nodiscard]] std::string aggregate() const { return now.aggregate(); }
};
/// What befell many visits of a series at once, told beside the visits' own news.
struct SeriesFact {
    SeriesId series;
    patients::PatientId patient;
    clinics::PractitionerId practitioner;
    clinics::SiteId site;
    Instant first_at; ///< begin of the first of `visits`
    std::vector<AppointmentId> visits; ///< by begin; never empty
    std::int64_t version = 1;
    std::optional<UserId> actor;

    static constexpr auto schema = api::object(
        api::field("series", &SeriesFact::series, "Which series"),
        api::field("patient", &SeriesFact::patient, "Whose"),
        api::field("practitioner", &SeriesFact::practitioner, "With whom the first is"),
        api::field("site", &SeriesFact::site, "Where the first is"),
        api::field("first_at", &SeriesFact::first_at, "When the first begins"),
        api::field("visits", &SeriesFact::visits, "Which visits, by begin", api::max_items(200)),
        api::field("version", &SeriesFact::version, "Of the series after this change"),
        api::field("actor", &SeriesFact::actor, "Whose deed it was"));

    [[nodiscard]] std::string aggregate() const { return series.str(); }
};

struct SeriesBooked : SeriesFact {
    static constexpr std::string_view event_name = "appointments.series_booked";
};
struct SeriesCancelled : SeriesFact {
    static constexpr std::string_view event_name = "appointments.series_cancelled";
};
struct SeriesMoved {
    SeriesFact now;
    clinics::PractitionerId was_with;

    static constexpr std::string_view event_name = "appointments.series_moved";
    static constexpr auto schema = api::object(api::embed(&SeriesMoved::now),
        api::field("was_with", &SeriesMoved::was_with, "With whom the first was before"));

    [[nodiscard]] std::string aggregate() const { return now.aggregate(); }
};
/// Hours or exceptions of a practitioner were changed.
struct HoursChanged {
    clinics::PractitionerId practitioner;

    static constexpr std::string_view event_name = "appointments.hours_changed";
    static constexpr auto schema = api::object(
        api::field("practitioner", &HoursChanged::practitioner, "Whose"));

    [[nodiscard]] std::string aggregate() const { return practitioner.str(); }
};

/// What a visit is called in calendars that others may see, mails' too.
[[nodiscard]] std::string calendar_title(Language language, std::string_view site);

class Handlers;

struct Options {
    int hold_minutes = 5; ///< how long a time is kept for whoever fills a form
    int offer_minutes =
        30; ///< how long a time is offered to who waits, where the site says nothing
    std::string public_url =
        "http://localhost"; ///< where calendars lead back to; no trailing slash
    bool outside_private_network =
        false; ///< practitioners' calendars elsewhere may be at a private address
    std::vector<std::string> holidays{}; ///< besides those of France; platform/core/holiday.hpp
};

class Appointments {
public:
    /// Listens on the bus; everything given must outlive it.
    Appointments(db::Database& database, bus::Bus& bus, const Clock& clock,
        const auth::Directory& people, const clinics::Clinics& clinics,
        patients::Patients& patients, const crypto::SealingKey& sealing, const Options& options);
    ~Appointments();
    Appointments(const Appointments&) = delete;
    Appointments& operator=(const Appointments&) = delete;

    void mount(http::Router& router);
    /// Practitioners' calendars elsewhere are read from now on, on a thread of its own.
    void start();
    void stop();
    /// What that thread does now and then, for tests.
    void read_outside_calendars();
    /// What lies sealed comes under the newest key: db::seal_anew. Returns how many.
    std::int64_t seal_anew();

    /// Ends offers and wishes whose time has passed and offers what came free by itself: for a worker, every few seconds.
    /// How much there was to do.
    int tend_waiting_list();
    /// Tells what reminders are due: for the same worker. How much there was to do.
    int tell_reminders();
    /// Cancels what was not paid in time: likewise.
    int end_unpaid();
    /// The visit's invoice is settled: what waited for that is confirmed. False when it did not, or no longer. Never
    /// inside a transaction.
    bool confirm_paid(AppointmentId id);

    [[nodiscard]] std::optional<Appointment> find(AppointmentId id) const;
    /// All of a series, by begin, whatever became of them.
    [[nodiscard]] std::vector<Appointment> of_series(SeriesId id) const;
    /// The offer of the waiting list still waits for an answer.
    [[nodiscard]] bool is_open(OfferId id) const;
    /// Visits that start in [from, until).
    [[nodiscard]] std::int64_t count_between(Instant from, Instant until) const;
    /// All visits, page by page in the order of their ids: those after this one. For imports into other modules.
    [[nodiscard]] std::vector<Appointment> all_after(
        std::optional<AppointmentId> last, int limit) const;

    struct OpenDay {
        LocalDate day;
        int minutes;
    };
    /// For how long a practitioner receives at a site, whatever the visit type: the days first…last that are open at all.
    /// Counted from hours, exceptions and closures as they are written down today.
    [[nodiscard]] std::vector<OpenDay> open_days(clinics::PractitionerId practitioner,
        clinics::SiteId site, LocalDate first, LocalDate last) const;

    /// Weekly hours of the demo clinic and of imports: the same span on each of the weekdays (ISO 8601).
    struct WeeklySpan {
        clinics::SiteId site;
        int weekday;
        LocalTime opens;
        LocalTime closes;
    };
    void set_hours(clinics::PractitionerId practitioner, int slot_step_minutes,
        const std::vector<WeeklySpan>& spans);
    /// Stores visits as they are, past ones too, many to a transaction; events are not told. Returns how many were
    /// refused because the time was taken. Of the rooms that they need, they take those that are free: what is agreed stands.
    std::int64_t import(const std::vector<Appointment>& visits);
    /// Wishes as they are; who waits for the same thing already is left out. Events are not told.
    void import_wishes(const std::vector<WaitingWish>& wishes);

private:
    db::Database& database_;
    const Clock& clock_;
    const clinics::Clinics& clinics_;
    std::unique_ptr<Handlers> handlers_;
    struct Parts; ///< parts.hpp
    std::unique_ptr<Parts> parts_;
};

} // namespace clinic::appointments
