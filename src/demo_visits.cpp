#include "demo_visits.hpp"

#include "demo_names.hpp"

#include <array>
#include <set>
#include <stdexcept>

namespace clinic::demo {
namespace {

using appointments::Appointment;
using appointments::Status;

class Visits {
public:
    Visits(Clinic& clinic, const std::vector<Carer>& carers, const std::vector<Patient>& patients,
        Dice& dice)
        : clinic_(clinic),
          carers_(carers),
          patients_(patients),
          dice_(dice),
          zone_(*Zone::find("Europe/Paris")),
          today_(zone_.local(clinic.clock.now()).date)
    {
    }

    std::vector<Appointment> add_visits(int weeks);

private:
    void fill_day(const Carer& carer, LocalDate day, std::vector<Appointment>& out);
    /// The clients of that carer, by their place among the patients.
    void choose_clients(const Carer& carer);
    [[nodiscard]] const Patient& visitor_on(LocalDate day);
    [[nodiscard]] std::string_view reason_of(const Carer& carer, const Patient& patient);
    [[nodiscard]] Appointment new_visit(const Carer& carer, std::size_t type, Instant start);
    void settle_status(Appointment& visit);
    void enter_care(const Carer& carer, const std::vector<Appointment>& visits);
    void flush(const std::vector<Appointment>& visits);

    Clinic& clinic_;
    const std::vector<Carer>& carers_;
    const std::vector<Patient>& patients_;
    Dice& dice_;
    Zone zone_;
    LocalDate today_;
    std::vector<std::size_t> clients_;
    std::set<int> days_of_first_; ///< of the first patient's visits
};

void Visits::choose_clients(const Carer& carer)
{
    clients_.clear();
    for (std::size_t i = 0; i < patients_.size(); ++i) {
        if (carer.receives(patients_[i], today_)) clients_.push_back(i);
    }
}

// One visit in 120 is the first patient's, so that the demo patient has something to see; once a day at most.
const Patient& Visits::visitor_on(LocalDate day)
{
    const bool clients_first = clients_.front() == 0;
    if (clients_first && dice_.below(120) == 0 && days_of_first_.insert(day.days).second)
        return patients_.front();
    return patients_[dice_.of(clients_)];
}

/// The first and the seventh speak of high blood pressure: nobody's before forty.
std::string_view Visits::reason_of(const Carer& carer, const Patient& patient)
{
    if (carer.kind == clinics::PractitionerKind::coach) return dice_.of(reasons_for_a_coach);
    const int age = patient.age_on(today_);
    if (age < grown_up) return dice_.of(reasons_of_children);
    const auto& reason = dice_.of(reasons);
    return age < 40 && (reason == reasons[0] || reason == reasons[6]) ? reasons[3] : reason;
}

Appointment Visits::new_visit(const Carer& carer, std::size_t type, Instant start)
{
    const auto& patient = visitor_on(zone_.local(start).date);
    Appointment visit;
    visit.id = appointments::AppointmentId::fresh();
    visit.patient_id = patient.id;
    visit.patient_name = patient.name;
    visit.practitioner_id = carer.id;
    visit.visit_type_id = carer.types[type];
    visit.starts_at = start;
    visit.ends_at = start.plus_minutes(carer.visit_minutes[type]);
    visit.created_at = start.plus_days(-1 - dice_.below(20));
    if (dice_.percent(40)) visit.reason = std::string(reason_of(carer, patient));
    return visit;
}

void Visits::settle_status(Appointment& visit)
{
    const auto now = clinic_.clock.now();
    const int fate = dice_.below(100);
    if (fate < 6) {
        visit.status = Status::cancelled;
        visit.cancelled_by = fate < 4 ? appointments::CancelledBy::patient
                                      : appointments::CancelledBy::clinic;
        visit.late_cancel = fate == 3 && visit.starts_at < now;
        visit.cancelled_at = visit.late_cancel.value_or(false)
                                 ? visit.starts_at.plus_minutes(-60)
                                 : std::min(now, visit.starts_at.plus_days(-1));
        return;
    }
    if (visit.starts_at > now.plus_minutes(15)) {
        visit.status = fate < 45 ? Status::confirmed : Status::booked;
        return;
    }
    if (fate < 11 && visit.ends_at < now) {
        visit.status = Status::no_show;
        return;
    }
    visit.arrived_at = visit.starts_at.plus_minutes(-8 - dice_.below(12));
    visit.status = Status::arrived;
    if (visit.starts_at > now) return;
    visit.started_at = visit.starts_at.plus_minutes(dice_.below(6));
    visit.status = Status::in_progress;
    if (visit.ends_at > now) return;
    visit.completed_at = visit.ends_at;
    visit.status = Status::fulfilled;
}

void Visits::fill_day(const Carer& carer, LocalDate day, std::vector<Appointment>& out)
{
    const int weekday = day.weekday();
    if (weekday > 5) return;
    const int days_ahead = std::max(0, day.days - today_.days);
    const int fullness = days_ahead == 0 ? 82 : std::max(15, 75 - days_ahead);
    const std::array<std::pair<int, int>, 2> spans{
        {{9 * 60, 12 * 60 + 20}, {14 * 60, weekday == 3 ? 0 : 18 * 60}}};
    for (const auto& [opens, closes] : spans) {
        for (int minute = opens; minute < closes;) {
            const auto type = static_cast<std::size_t>(
                dice_.below(static_cast<int>(carer.types.size())));
            const int length = carer.visit_minutes[type];
            if (minute + length > closes) break;
            const auto start = zone_.instant(day, {minute});
            if (start && dice_.percent(fullness)) {
                auto visit = new_visit(carer, type, *start);
                visit.site_id = carer.sites[static_cast<std::size_t>(weekday) % carer.sites.size()];
                settle_status(visit);
                out.push_back(std::move(visit));
                minute += length;
            } else {
                minute += 20;
            }
        }
    }
}

void Visits::enter_care(const Carer& carer, const std::vector<Appointment>& visits)
{
    std::set<patients::PatientId> seen;
    for (const auto& visit : visits) {
        if (seen.insert(visit.patient_id).second)
            clinic_.patients.enter_care(visit.patient_id, carer.user);
    }
}

void Visits::flush(const std::vector<Appointment>& visits)
{
    const auto refused = clinic_.appointments.import(visits);
    if (refused > 0) throw std::logic_error("the demo books a slot twice");
}

std::vector<Appointment> Visits::add_visits(int weeks)
{
    std::vector<Appointment> all;
    for (const auto& carer : carers_) {
        std::vector<Appointment> visits;
        choose_clients(carer);
        for (int offset = -7 * weeks; offset <= 7 * (weeks + 1); ++offset) {
            fill_day(carer, today_.plus_days(offset), visits);
        }
        enter_care(carer, visits);
        flush(visits);
        all.insert(all.end(), visits.begin(), visits.end());
    }
    return all;
}

} // namespace

std::vector<appointments::Appointment> add_visits(Clinic& clinic, const std::vector<Carer>& carers,
    const std::vector<Patient>& patients, int weeks, Dice& dice)
{
    return Visits(clinic, carers, patients, dice).add_visits(weeks);
}

} // namespace clinic::demo
