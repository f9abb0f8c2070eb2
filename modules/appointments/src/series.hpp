#pragma once
// What the routes of series take and give. A series is a rule and the visits that were booked by it; each of them is a
// visit like any other, which can be moved or cancelled by itself.

#include "api.hpp"
#include "recurrence.hpp"

namespace clinic::appointments {

/// Staff plan no further ahead than this for a first visit.
constexpr int furthest_first_day = 366;

struct AskedSeries : AskedVisit {
    patients::PatientId patient_id;
    LocalDate first_day;
    LocalTime time;
    std::string rule;

    static constexpr auto schema = api::Object{std::tuple_cat(
        api::object(api::field("patient_id", &AskedSeries::patient_id, "Who comes"),
            api::field("first_day", &AskedSeries::first_day,
                "From that day on, on the site's calendar; it is one of the days if the rule says "
                "so"),
            api::field("time", &AskedSeries::time,
                "Begin, on the site's wall clock: the same before and after the clocks change"),
            api::field("rule", &AskedSeries::rule,
                "RRULE of RFC 5545: FREQ=DAILY, WEEKLY or MONTHLY; INTERVAL; BYDAY; BYMONTHDAY; "
                "and COUNT or UNTIL. "
                "104 visits within two years at most",
                api::name(200), api::example("FREQ=WEEKLY;BYDAY=TU;COUNT=10")))
            .fields,
        AskedVisit::schema.fields)};
};

/// What happens when some of the times cannot be had.
enum class Choice { all, free };
constexpr auto spelled(Choice)
{
    return api::names("all", "free");
}

struct BookSeries : AskedSeries {
    Choice choice = Choice::all;

    static constexpr auto schema = api::Object{std::tuple_cat(AskedSeries::schema.fields,
        api::object(api::field("choice", &BookSeries::choice,
                        "all: one conflict refuses the whole series; free: what is free is booked",
                        api::or_default()))
            .fields)};
};

/// One time of a series, and why it cannot be had.
struct Occurrence {
    Instant starts_at;
    Instant ends_at;
    clinics::PractitionerId practitioner_id;
    std::optional<AppointmentId> appointment_id;
    bool free = true;
    std::optional<std::string> code;
    std::optional<std::string> detail;

    static constexpr auto schema = api::object(
        api::field("starts_at", &Occurrence::starts_at, "Begin"),
        api::field("ends_at", &Occurrence::ends_at, "End, without buffers"),
        api::field("practitioner_id", &Occurrence::practitioner_id, "With whom"),
        api::field("appointment_id", &Occurrence::appointment_id, "The visit that comes here"),
        api::field("free", &Occurrence::free, "Whether it can be had"),
        api::field("code", &Occurrence::code,
            "Why not: slot_taken, no_room, outside_hours, day_full, past"),
        api::field(
            "detail", &Occurrence::detail, "The same in words, in the language of who asks"));
};

/// What would come of a series: nothing of it is stored.
struct Outlook {
    std::vector<Occurrence> occurrences;
    int free = 0;

    static constexpr auto schema = api::object(
        api::field("occurrences", &Outlook::occurrences, "By begin", api::max_items(200)),
        api::field("free", &Outlook::free, "How many of them can be had"));
};

/// How a series was asked for. Its visits say where it stands.
struct SeriesRow {
    SeriesId id;
    patients::PatientId patient_id;
    clinics::PractitionerId practitioner_id;
    clinics::SiteId site_id;
    clinics::VisitTypeId visit_type_id;
    LocalDate first_day;
    LocalTime time;
    std::string rule;
    Instant created_at;
    std::int64_t version = 1;

    static constexpr auto schema = api::object(api::field("id", &SeriesRow::id, "Names the series"),
        api::field("patient_id", &SeriesRow::patient_id, "Who comes"),
        api::field("practitioner_id", &SeriesRow::practitioner_id, "With whom it was booked"),
        api::field("site_id", &SeriesRow::site_id, "Where it was booked"),
        api::field("visit_type_id", &SeriesRow::visit_type_id, "What for"),
        api::field("first_day", &SeriesRow::first_day, "From when it was asked for"),
        api::field("time", &SeriesRow::time, "At what time it was booked"),
        api::field("rule", &SeriesRow::rule, "RRULE of RFC 5545"),
        api::field("created_at", &SeriesRow::created_at, "When it was booked"),
        api::field(
            "version", &SeriesRow::version, "Grows with every change of the whole; see ETag"));
};

struct Series : SeriesRow {
    std::vector<Appointment> visits;
    std::vector<Occurrence> left_out;

    static constexpr auto schema = api::Object{std::tuple_cat(SeriesRow::schema.fields,
        api::object(api::field("visits", &Series::visits, "By begin, cancelled ones too",
                        api::max_items(200)),
            api::field("left_out", &Series::left_out,
                "Times that this request did not get, and why", api::max_items(200)))
            .fields)};
};

struct OneSeries {
    SeriesId series_id;
    static constexpr auto schema = api::object(
        api::field("series_id", &OneSeries::series_id, "Which series"));
};

/// Which visits of a series: never those that have begun.
struct SeriesPart : OneSeries {
    std::optional<Instant> from;

    static constexpr auto schema = api::Object{std::tuple_cat(OneSeries::schema.fields,
        api::object(api::field("from", &SeriesPart::from,
                        "Those that begin then or later; absent: all that are still to come"))
            .fields)};
};

struct ShiftSeries : SeriesPart {
    std::optional<LocalTime> time;
    std::optional<clinics::PractitionerId> practitioner_id;

    static constexpr auto schema = api::Object{std::tuple_cat(SeriesPart::schema.fields,
        api::object(api::field("time", &ShiftSeries::time,
                        "The new time of day, on the wall clock; each visit keeps its day"),
            api::field("practitioner_id", &ShiftSeries::practitioner_id, "To another practitioner"))
            .fields)};
};

struct MoveSeries : ShiftSeries {
    Choice choice = Choice::all;

    static constexpr auto schema = api::Object{std::tuple_cat(ShiftSeries::schema.fields,
        api::object(
            api::field("choice", &MoveSeries::choice,
                "all: one conflict refuses the whole move; free: the others stay where they are",
                api::or_default()))
            .fields)};
};

struct EditSeries : SeriesPart {
    api::Change<std::string> reason;
    api::Change<std::string> note;
    std::optional<clinics::VisitMode> mode;

    static constexpr auto schema = api::Object{std::tuple_cat(SeriesPart::schema.fields,
        api::object(
            api::field("reason", &EditSeries::reason, "In the patient's words", api::prose(500)),
            api::field("note", &EditSeries::note, "Of the front desk; patients do not see it",
                api::prose(500)),
            api::field("mode", &EditSeries::mode, "On site, by video, at home"))
            .fields)};
};

struct CancelSeries : SeriesPart {
    std::optional<std::string> reason;

    static constexpr auto schema = api::Object{std::tuple_cat(SeriesPart::schema.fields,
        api::object(
            api::field("reason", &CancelSeries::reason, "Told to the other side", api::prose(300)))
            .fields)};
};

} // namespace clinic::appointments
