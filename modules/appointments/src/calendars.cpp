#include "calendars.hpp"

#include <fmt/format.h>

namespace clinic::appointments {
namespace {

constexpr std::size_t most_initials = 4;

ical::Status status_of(Status status)
{
    switch (status) {
    case Status::pending:
        return ical::Status::tentative;
    case Status::cancelled:
        return ical::Status::cancelled;
    default:
        // That somebody is here, or did not come, is nobody's business outside.
        return ical::Status::confirmed;
    }
}

std::string one_line(const clinics::Address& address)
{
    return fmt::format("{}{}, {} {}", address.line1, address.line2 ? ", " + *address.line2 : "",
        address.postal_code, address.city);
}

std::string place(clinics::VisitMode mode, const clinics::Site& site, Language language)
{
    const bool french = language == Language::fr;
    switch (mode) {
    case clinics::VisitMode::video:
        return french ? "En vidéo" : "By video";
    case clinics::VisitMode::home:
        return french ? "À domicile" : "At home";
    case clinics::VisitMode::on_site:
        break;
    }
    return one_line(site.address);
}

/// How many bytes the first character of UTF-8 text has.
std::size_t first_length(std::string_view text)
{
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
        ++length;
    return length;
}

} // namespace

std::string calendar_title(Language language, std::string_view site)
{
    return fmt::format("{}, {}", language == Language::fr ? "Rendez-vous" : "Appointment", site);
}

std::string initials(std::string_view name)
{
    std::string out;
    std::size_t found = 0;
    while (!name.empty() && found < most_initials) {
        const auto start = name.find_first_not_of(" -");
        if (start == name.npos) break;
        name.remove_prefix(start);
        if (found++ > 0) out += ' ';
        out.append(name.substr(0, first_length(name))).append(".");
        name.remove_prefix(std::min(name.find_first_of(" -"), name.size()));
    }
    return out;
}

ical::Event CalendarWriter::event(const CalendarOf& whose, const CalendarVisit& visit) const
{
    const auto site = clinics_.site(visit.site_id);
    const bool own = whose.kind == CalendarKind::patient;
    const bool french = whose.language == Language::fr;
    ical::Event event{.uid = ical::uid_at(visit.id.view(), public_url_),
        .sequence = visit.version - 1,
        .status = status_of(visit.status),
        .starts_at = visit.starts_at,
        .ends_at = visit.ends_at,
        .stamp = visit.changed_at,
        .modified = visit.changed_at,
        .summary = own && site ? calendar_title(whose.language, site->name)
                               : std::string(french ? "Rendez-vous " : "Appointment ") +
                                     initials(visit.patient_name)};
    if (!site) return event;
    event.zone = Zone::find(site->time_zone);
    event.location = place(visit.mode, *site, whose.language);
    const auto day = event.zone ? event.zone->local(visit.starts_at).date.text() : std::string();
    event.url = public_url_ + (own ? "/my-visits" : "/my-day?day=" + day);
    return event;
}

std::string CalendarWriter::name(const CalendarOf& whose) const
{
    const bool french = whose.language == Language::fr;
    if (whose.kind == CalendarKind::patient) return french ? "Mes rendez-vous" : "My appointments";
    return french ? "Mes consultations" : "My visits";
}

std::string CalendarWriter::text(
    const CalendarOf& whose, const std::vector<CalendarVisit>& visits) const
{
    ical::Calendar calendar{.name = name(whose), .events = {}};
    calendar.events.reserve(visits.size());
    for (const auto& visit : visits) calendar.events.push_back(event(whose, visit));
    return ical::text_of(calendar);
}

} // namespace clinic::appointments
