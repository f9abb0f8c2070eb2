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

void Intake::listen(bus::Bus& bus)
{
    listen_to_visits(bus);
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

const std::vector<Intake::Part>& Intake::parts()
{
    static const std::vector<Part> all{
        {"visits", &Intake::visits_after}, {"patients", &Intake::patients_after}};
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
