#include "timeline.hpp"

#include "platform/bus/bus.hpp"

#include <fmt/format.h>

namespace clinic::appointments {
namespace {

Text stage(Status status)
{
    switch (status) {
    case Status::pending:
    case Status::booked:
    case Status::confirmed:
        return {"Rendez-vous prévu", "Visit planned"};
    case Status::arrived:
    case Status::in_progress:
    case Status::fulfilled:
        return {"Visite", "Visit"};
    case Status::cancelled:
        return {"Rendez-vous annulé", "Visit cancelled"};
    case Status::no_show:
        break;
    }
    return {"Rendez-vous manqué", "Visit missed"};
}

std::string name_of(const std::optional<clinics::Practitioner>& practitioner)
{
    if (!practitioner) return {};
    const auto name = practitioner->first_name + ' ' + practitioner->last_name;
    return practitioner->title ? *practitioner->title + ' ' + name : name;
}

} // namespace

patients::TimelineEntry Timeline::entry_of(const Appointment& visit) const
{
    const auto type = clinics_.visit_type(visit.visit_type_id);
    const auto what = type ? type->name : std::string();
    const auto who = name_of(clinics_.practitioner(visit.practitioner_id));
    const auto [fr, en] = stage(visit.status);
    patients::TimelineEntry entry;
    entry.source = "appointments.visit:" + visit.id.str();
    entry.patient = visit.patient_id;
    entry.kind = "visit";
    entry.at = visit.starts_at;
    entry.title = {
        fmt::format("{}\u00a0: {}, {}", fr, what, who), fmt::format("{}: {}, {}", en, what, who)};
    entry.shared_with_patient = true;
    entry.version = visit.version;
    return entry;
}

void Timeline::enter(std::span<const Appointment> visits) const
{
    std::vector<patients::TimelineEntry> entries;
    entries.reserve(visits.size());
    for (const auto& visit : visits) entries.push_back(entry_of(visit));
    patients_.enter_timelines(entries);
}

void Timeline::listen(
    bus::Bus& bus, std::function<std::optional<Appointment>(AppointmentId)> find) const
{
    // What the visit is now, so that it does not matter which of two events is heard first.
    const auto enter = [this, find = std::move(find)](AppointmentId id) {
        if (const auto visit = find(id)) this->enter({&*visit, 1});
    };
    const auto on = [&]<class Event>(std::type_identity<Event>, std::string_view name) {
        bus.listen_outside<Event>(name, [enter](const Event& event) {
            if constexpr (requires { event.now; }) enter(event.now.appointment);
            else enter(event.appointment);
        });
    };
    on(std::type_identity<Booked>(), "appointments.timeline_booked");
    on(std::type_identity<Moved>(), "appointments.timeline_moved");
    on(std::type_identity<Arrived>(), "appointments.timeline_arrived");
    on(std::type_identity<Completed>(), "appointments.timeline_completed");
    on(std::type_identity<Cancelled>(), "appointments.timeline_cancelled");
    on(std::type_identity<Missed>(), "appointments.timeline_missed");
    on(std::type_identity<Undone>(), "appointments.timeline_undone");
}

} // namespace clinic::appointments
