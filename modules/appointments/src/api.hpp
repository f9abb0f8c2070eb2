#pragma once
// What the routes of appointments take and give.

#include "slots.hpp"

#include "platform/http/router.hpp"

namespace clinic::appointments {

/// What is asked for, but for when.
struct Asked {
    clinics::PractitionerId practitioner_id;
    clinics::SiteId site_id;
    clinics::VisitTypeId visit_type_id;
    std::optional<clinics::VisitMode> mode;

    static constexpr auto what = api::object(api::field("site_id", &Asked::site_id, "Where"),
        api::field("visit_type_id", &Asked::visit_type_id, "What for"),
        api::field("mode", &Asked::mode, "Absent: the first that the visit type allows"));
    static constexpr auto schema = api::Object{std::tuple_cat(
        api::object(api::field("practitioner_id", &Asked::practitioner_id, "Who receives")).fields,
        what.fields)};
};

/// The same with what is said about it.
struct AskedVisit : Asked {
    std::optional<std::string> reason;
    std::optional<std::string> note;

    static constexpr auto said = api::object(
        api::field("reason", &AskedVisit::reason, "Shown to the practitioner", api::prose(500)),
        api::field("note", &AskedVisit::note, "Of the front desk; patients do not see it",
            api::prose(500)));
    static constexpr auto schema = api::Object{std::tuple_cat(Asked::schema.fields, said.fields)};
};

/// Without a practitioner: with anybody.
struct BookAppointment : AskedVisit {
    std::optional<patients::PatientId> patient_id;
    Instant starts_at;
    std::optional<std::string> override_reason;
    std::vector<clinics::RoomId> room_ids;

    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("patient_id", &BookAppointment::patient_id,
                                       "Who comes; absent: the patient who asks"),
                           api::field("starts_at", &BookAppointment::starts_at, "Begin"),
                           api::field("practitioner_id", &BookAppointment::practitioner_id,
                               "Who receives; absent: who offers it there and is free then, the "
                               "one with the fewest visits that day first",
                               api::or_default()))
                           .fields,
            Asked::what.fields, AskedVisit::said.fields,
            api::object(api::field("override_reason", &BookAppointment::override_reason,
                            "Staff only: put it there although the rules say no, for this reason",
                            api::prose(300)),
                api::field("room_ids", &BookAppointment::room_ids,
                    "Staff only: these, of the rooms and devices that its type takes; what is not "
                    "named is "
                    "chosen by itself",
                    api::max_items(clinics::most_needs), api::or_default()))
                .fields)};
};

enum class Order { asc, desc };
constexpr auto spelled(Order)
{
    return api::names("asc", "desc");
}

struct ListAppointments {
    std::optional<Instant> from;
    std::optional<Instant> until;
    std::optional<clinics::PractitionerId> practitioner_id;
    std::optional<clinics::SiteId> site_id;
    std::optional<patients::PatientId> patient_id;
    std::optional<Status> status;
    Order order = Order::asc;
    http::Paging page;

    static constexpr auto schema = api::object(
        api::field("from", &ListAppointments::from, "Starting then or later"),
        api::field("until", &ListAppointments::until, "Starting before then"),
        api::field("practitioner_id", &ListAppointments::practitioner_id, "With them only"),
        api::field("site_id", &ListAppointments::site_id, "There only"),
        api::field("patient_id", &ListAppointments::patient_id, "Theirs only"),
        api::field("status", &ListAppointments::status, "Standing so only"),
        api::field("order", &ListAppointments::order, "By begin", api::or_default()),
        api::embed(&ListAppointments::page));
};

struct EditAppointment {
    AppointmentId id;
    api::Change<std::string> reason;
    api::Change<std::string> note;
    std::optional<clinics::VisitMode> mode;

    static constexpr auto schema = api::object(
        api::field("id", &EditAppointment::id, "Which visit"),
        api::field("reason", &EditAppointment::reason, "In the patient's words", api::prose(500)),
        api::field("note", &EditAppointment::note, "Of the front desk; patients do not see it",
            api::prose(500)),
        api::field("mode", &EditAppointment::mode, "On site, by video, at home"));
};

struct MoveAppointment {
    AppointmentId id;
    Instant starts_at;
    std::optional<int> duration_minutes;
    std::optional<clinics::PractitionerId> practitioner_id;
    std::optional<clinics::SiteId> site_id;
    std::optional<std::string> override_reason;
    std::vector<clinics::RoomId> room_ids;

    static constexpr auto schema = api::object(
        api::field("id", &MoveAppointment::id, "Which visit"),
        api::field("starts_at", &MoveAppointment::starts_at, "The new begin"),
        api::field("duration_minutes", &MoveAppointment::duration_minutes,
            "Staff only, and not of a group: how long it lasts from now on, a multiple of 5; "
            "absent: the "
            "length that it was given before, else its type's",
            api::between(5, 480)),
        api::field("practitioner_id", &MoveAppointment::practitioner_id, "To another practitioner"),
        api::field("site_id", &MoveAppointment::site_id, "To another site"),
        api::field("override_reason", &MoveAppointment::override_reason,
            "Staff only: put it there although the rules say no, for this reason", api::prose(300)),
        api::field("room_ids", &MoveAppointment::room_ids,
            "Staff only: these, of the rooms and devices that its type takes; else those that it "
            "has, if "
            "they are free then",
            api::max_items(clinics::most_needs), api::or_default()));
};

/// At whose wish staff cancel.
enum class AskedBy { patient, clinic };
constexpr auto spelled(AskedBy)
{
    return api::names("patient", "clinic");
}

struct CancelAppointment {
    AppointmentId id;
    std::optional<std::string> reason;
    std::optional<AskedBy> asked_by;

    static constexpr auto schema = api::object(
        api::field("id", &CancelAppointment::id, "Which visit"),
        api::field("reason", &CancelAppointment::reason, "Told to the other side", api::prose(300)),
        api::field("asked_by", &CancelAppointment::asked_by,
            "Staff only: at whose wish, when somebody calls; absent: the clinic's"));
};

using OneAppointment = http::ById<AppointmentId>;

struct OfPatient {
    patients::PatientId patient_id;
    static constexpr auto schema = api::object(
        api::field("patient_id", &OfPatient::patient_id, "Whose"));
};

/// How a patient kept to their visits, of those that who asks may see.
struct Reliability {
    Instant since;
    std::int64_t kept = 0;
    std::int64_t missed = 0;
    std::int64_t cancelled_late = 0;

    static constexpr auto schema = api::object(
        api::field("since", &Reliability::since, "Counted from visits that begin then or later"),
        api::field("kept", &Reliability::kept, "They came"),
        api::field("missed", &Reliability::missed, "They did not come"),
        api::field("cancelled_late", &Reliability::cancelled_late,
            "They cancelled later than patients may by themselves"));
};

struct HistoryEntry {
    Instant at;
    std::optional<std::string> actor_name;
    std::string what;
    Status status = Status::booked;
    Instant starts_at;
    std::optional<Instant> ends_at;
    clinics::PractitionerId practitioner_id;
    std::optional<std::string> detail{};

    static constexpr auto schema = api::object(
        api::field("at", &HistoryEntry::at, "When it was done"),
        api::field("actor_name", &HistoryEntry::actor_name, "By whom"),
        api::field("what", &HistoryEntry::what, "booked, moved, arrived, undone …"),
        api::field("status", &HistoryEntry::status, "As it stood afterwards"),
        api::field("starts_at", &HistoryEntry::starts_at, "The begin afterwards"),
        api::field("ends_at", &HistoryEntry::ends_at,
            "The end afterwards; absent in entries older than this field"),
        api::field(
            "practitioner_id", &HistoryEntry::practitioner_id, "The practitioner afterwards"),
        api::field("detail", &HistoryEntry::detail, "Why a rule was set aside", api::prose(300)));
};

struct FindSlots {
    std::vector<clinics::VisitTypeId> visit_type_ids;
    std::optional<clinics::PractitionerId> practitioner_id;
    std::optional<clinics::SiteId> site_id;
    LocalDate from;
    std::optional<LocalDate> until;
    std::optional<clinics::VisitMode> mode;
    int limit = 2000;
    std::optional<std::string> cursor;

    static constexpr auto schema = api::object(
        api::field("visit_type_id", &FindSlots::visit_type_ids,
            "What for; several with commas between them", api::min_items(1), api::max_items(20)),
        api::field("practitioner_id", &FindSlots::practitioner_id, "With them only"),
        api::field("site_id", &FindSlots::site_id, "There only"),
        api::field("from", &FindSlots::from, "First day, on the site's calendar"),
        api::field("until", &FindSlots::until,
            "Last day, included; at most 62 days. Absent: the first day on which any is free"),
        api::field("mode", &FindSlots::mode, "Only if the visit type can be held so"),
        api::field("limit", &FindSlots::limit, "The earliest so many", api::between(1, 5000),
            api::or_default()),
        api::field(
            "cursor", &FindSlots::cursor, "`next` of the page before", api::max_length(400)));
};

struct Slot {
    Instant starts_at;
    Instant ends_at;
    clinics::PractitionerId practitioner_id;
    clinics::SiteId site_id;
    clinics::VisitTypeId visit_type_id;
    std::optional<int> places;

    static constexpr auto schema = api::object(api::field("starts_at", &Slot::starts_at, "Begin"),
        api::field("ends_at", &Slot::ends_at, "End"),
        api::field("practitioner_id", &Slot::practitioner_id, "With whom"),
        api::field("site_id", &Slot::site_id, "Where"),
        api::field("visit_type_id", &Slot::visit_type_id, "What for"),
        api::field("places", &Slot::places, "Of a group: how many are left"));
};

struct PlaceHold : Asked {
    Instant starts_at;

    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("starts_at", &PlaceHold::starts_at, "Begin")).fields,
            Asked::schema.fields)};
};

/// A time kept for one person, who alone can book it before it expires.
struct Hold {
    HoldId id;
    clinics::PractitionerId practitioner_id;
    clinics::SiteId site_id;
    clinics::VisitTypeId visit_type_id;
    Instant starts_at;
    Instant ends_at;
    Instant created_at;
    Instant expires_at;

    static constexpr auto schema = api::object(api::field("id", &Hold::id, "Names the hold"),
        api::field("practitioner_id", &Hold::practitioner_id, "Who receives"),
        api::field("site_id", &Hold::site_id, "Where"),
        api::field("visit_type_id", &Hold::visit_type_id, "What for"),
        api::field("starts_at", &Hold::starts_at, "Begin"),
        api::field("ends_at", &Hold::ends_at, "End, without buffers"),
        api::field("created_at", &Hold::created_at, "Since when it is kept"),
        api::field("expires_at", &Hold::expires_at, "When it is free again by itself"));
};

struct OneHold {
    HoldId hold_id;
    static constexpr auto schema = api::object(
        api::field("hold_id", &OneHold::hold_id, "Which hold"));
};

struct OnePlan {
    clinics::PractitionerId practitioner_id;
    static constexpr auto schema = api::object(
        api::field("practitioner_id", &OnePlan::practitioner_id, "Whose"));
};

/// When a practitioner receives, in a usual week.
struct Plan {
    std::vector<WeeklyHours> weekly;
    int slot_step_minutes = 15;
    Alignment aligned = Alignment::opening;
    std::optional<int> max_per_day;
    bool closed_on_holidays = false;

    static constexpr auto schema = api::object(
        api::field("weekly", &Plan::weekly, "The usual week", api::max_items(200)),
        api::field("slot_step_minutes", &Plan::slot_step_minutes, "Slots begin so far apart",
            api::between(5, 240), api::or_default()),
        api::field("aligned", &Plan::aligned, "Counted from the opening, or from midnight",
            api::or_default()),
        api::field("max_per_day", &Plan::max_per_day,
            "Visits that a day takes at most; absent = as many as fit", api::between(1, 500)),
        api::field("closed_on_holidays", &Plan::closed_on_holidays,
            "The usual week rests on the public holidays of the site (France)", api::or_default()));
};

struct SetAvailability : Plan {
    clinics::PractitionerId practitioner_id;

    static constexpr auto schema = api::Object{std::tuple_cat(
        api::object(api::field("practitioner_id", &SetAvailability::practitioner_id, "Whose"))
            .fields,
        Plan::schema.fields)};
};

struct Availability : Plan {
    clinics::PractitionerId practitioner_id;
    std::int64_t version = 0;

    static constexpr auto schema = api::Object{std::tuple_cat(
        api::object(api::field("practitioner_id", &Availability::practitioner_id, "Whose")).fields,
        Plan::schema.fields,
        api::object(
            api::field("version", &Availability::version, "0 while nothing was set; see ETag"))
            .fields)};
};

struct CountDays {
    clinics::SiteId site_id;
    LocalDate from;
    LocalDate until;

    static constexpr auto schema = api::object(
        api::field("site_id", &CountDays::site_id, "Which site"),
        api::field("from", &CountDays::from, "First day, on the site's calendar"),
        api::field("until", &CountDays::until, "Last day, included; at most 62 days"));
};

struct DayCount {
    LocalDate day;
    clinics::PractitionerId practitioner_id;
    std::int64_t visits;

    static constexpr auto schema = api::object(api::field("day", &DayCount::day, "Which day"),
        api::field("practitioner_id", &DayCount::practitioner_id, "With whom"),
        api::field(
            "visits", &DayCount::visits, "Neither cancelled nor missed; a group counts as one"));
};

struct FindHolidays {
    clinics::SiteId site_id;
    LocalDate from;
    LocalDate until;

    static constexpr auto schema = api::object(
        api::field("site_id", &FindHolidays::site_id, "Of the country and place of that site"),
        api::field("from", &FindHolidays::from, "First day"),
        api::field("until", &FindHolidays::until, "Last day, included; at most 731 days"));
};

struct PublicHoliday {
    LocalDate day;
    std::string name;

    static constexpr auto schema = api::object(api::field("day", &PublicHoliday::day, "Which day"),
        api::field("name", &PublicHoliday::name, "In the language of who asks"));
};

struct AddException {
    clinics::PractitionerId practitioner_id;
    std::optional<clinics::SiteId> site_id;
    LocalDate first_day;
    LocalDate last_day;
    std::optional<LocalTime> opens;
    std::optional<LocalTime> closes;
    ExceptionKind kind = ExceptionKind::off;
    std::optional<std::string> reason;

    static constexpr auto schema = api::object(
        api::field("practitioner_id", &AddException::practitioner_id, "Whose"),
        api::field("site_id", &AddException::site_id, "Where; absent on leave = everywhere"),
        api::field("first_day", &AddException::first_day, "First day"),
        api::field("last_day", &AddException::last_day, "Last day, included"),
        api::field(
            "opens", &AddException::opens, "From that time each day; absent = the whole day"),
        api::field("closes", &AddException::closes, "To that time each day"),
        api::field("kind", &AddException::kind, "Leave, or additional hours"),
        api::field("reason", &AddException::reason, "Shown to staff", api::prose(200)));
};

struct OneException {
    clinics::PractitionerId practitioner_id;
    ExceptionId exception_id;

    static constexpr auto schema = api::object(
        api::field("practitioner_id", &OneException::practitioner_id, "Whose"),
        api::field("exception_id", &OneException::exception_id, "Which exception"));
};

} // namespace clinic::appointments
