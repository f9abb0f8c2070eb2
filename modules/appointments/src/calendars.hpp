#pragma once
// Whose visits a calendar outside of this house shows, and how they are told there.

#include "appointments/appointments.hpp"

#include "platform/core/ical.hpp"

namespace clinic::appointments {

enum class CalendarKind { practitioner, patient };
constexpr auto spelled(CalendarKind)
{
    return api::names("practitioner", "patient");
}

/// A practitioner's visits or a patient's, for somebody who may have them all.
struct CalendarOf {
    CalendarKind kind = CalendarKind::patient;
    std::string subject_id;
    Language language = Language::fr;
};

/// As much of a visit as leaves the house.
struct CalendarVisit {
    AppointmentId id;
    std::string patient_name;
    clinics::SiteId site_id;
    clinics::VisitMode mode = clinics::VisitMode::on_site;
    Instant starts_at;
    Instant ends_at;
    Status status = Status::booked;
    std::int64_t version = 1;
    Instant changed_at;

    static constexpr auto schema = api::object(api::field("id", &CalendarVisit::id, "The visit"),
        api::field("patient_name", &CalendarVisit::patient_name, "Leaves as initials"),
        api::field("site_id", &CalendarVisit::site_id, "Where"),
        api::field("mode", &CalendarVisit::mode, "How"),
        api::field("starts_at", &CalendarVisit::starts_at, "Begin"),
        api::field("ends_at", &CalendarVisit::ends_at, "End"),
        api::field("status", &CalendarVisit::status, "As it stands"),
        api::field("version", &CalendarVisit::version, "Counts changes"),
        api::field("changed_at", &CalendarVisit::changed_at, "Its last change"));
};

/// What a calendar holds at a moment: the last 30 days and the year to come; what was cancelled, for 30 days.
struct CalendarWindow {
    Instant from;
    Instant until;
    Instant cancelled_since;

    [[nodiscard]] static CalendarWindow at(Instant now)
    {
        return {now.plus_days(-30), now.plus_days(366), now.plus_days(-30)};
    }
};

class CalendarWriter {
public:
    CalendarWriter(const clinics::Clinics& clinics, std::string public_url)
        : clinics_(clinics), public_url_(std::move(public_url))
    {
    }

    /// Neither reason, kind of visit nor state of the patient; a patient's name as initials, and only for those
    /// who receive them.
    [[nodiscard]] ical::Event event(const CalendarOf& whose, const CalendarVisit& visit) const;
    [[nodiscard]] std::string name(const CalendarOf& whose) const;
    /// All of them, as one calendar.
    [[nodiscard]] std::string text(
        const CalendarOf& whose, const std::vector<CalendarVisit>& visits) const;

private:
    const clinics::Clinics& clinics_;
    std::string public_url_;
};

/// "D. A." of "Durand Alex".
[[nodiscard]] std::string initials(std::string_view name);

} // namespace clinic::appointments
