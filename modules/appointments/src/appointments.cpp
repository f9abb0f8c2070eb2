// The module's public class: what others may ask, and what it listens to.

#include "parts.hpp"
#include "store_series.hpp"
#include "timeline.hpp"

#include <fmt/format.h>

namespace clinic::appointments {

namespace {

/// For the audit: which rules; never why, which is for those who see the visit.
std::string detail_of(const std::vector<Rule>& overridden)
{
    if (overridden.empty()) return {};
    return fmt::format(R"({{"overridden":{}}})", api::to_json(overridden));
}

} // namespace

void Handlers::record(http::Context& cx, const Appointment& visit, std::string_view what,
    const std::vector<Rule>& overridden) const
{
    reminders_.follow(cx.tx, visit, cx.now);
    store::add_history(cx.tx, visit,
        {cx.now, cx.user().name, std::string(what), visit.status, visit.starts_at, visit.ends_at,
            visit.practitioner_id, overridden.empty() ? std::nullopt : visit.override_reason});
    cx.subject("appointment", visit.id.view(), detail_of(overridden));
}

Fact fact_of(const Appointment& visit, std::optional<UserId> actor)
{
    return {visit.id, visit.patient_id, visit.practitioner_id, visit.site_id, visit.starts_at,
        visit.ends_at, visit.status, visit.version, actor, visit.created_at, {}};
}

Appointments::Appointments(db::Database& database, bus::Bus& bus, const Clock& clock,
    const auth::Directory& people, const clinics::Clinics& clinics, patients::Patients& patients,
    const crypto::SealingKey& sealing, const Options& options)
    : database_(database),
      clock_(clock),
      clinics_(clinics),
      handlers_(std::make_unique<Handlers>(clinics, patients, options)),
      parts_(std::make_unique<Parts>(
          database, bus, clock, people, clinics, patients, sealing, *handlers_, options))
{
    parts_->waiting_list.listen(bus);
    bus.listen<patients::Changed>(
        "appointments.patient_renamed", [&patients](db::Tx& tx, const patients::Changed& event) {
            const auto card = patients.card(event.patient);
            if (card) store::rename_patient(tx, event.patient, card->name);
        });
    // Who receives a patient has them in their care from then on.
    const auto enter_care = [&clinics, &patients](const Fact& fact) {
        const auto practitioner = clinics.practitioner(fact.practitioner);
        if (practitioner && practitioner->user)
            patients.enter_care(fact.patient, *practitioner->user);
    };
    const auto with_log_in = [&clinics](const Fact& fact) {
        const auto practitioner = clinics.practitioner(fact.practitioner);
        return practitioner && practitioner->user;
    };
    bus.listen_outside<Booked>(
        "appointments.enter_care", [enter_care](const Booked& event) { enter_care(event); },
        with_log_in);
    bus.listen_outside<Moved>(
        "appointments.enter_care_of_another",
        [enter_care](const Moved& event) { enter_care(event.now); },
        [with_log_in](const Moved& event) { return with_log_in(event.now); });
    parts_->timeline.listen(bus, [this](AppointmentId id) { return find(id); });
    bus.announce<Confirmed>();
    bus.announce<Arrived>();
    bus.announce<Started>();
    bus.announce<Completed>();
    bus.announce<Missed>();
    bus.announce<Cancelled>();
    bus.announce<Edited>();
    bus.announce<Undone>();
    bus.announce<ReminderDue>();
    bus.announce<Overridden>();
    bus.announce<SeriesBooked>();
    bus.announce<SeriesMoved>();
    bus.announce<SeriesCancelled>();
    bus.announce<Held>();
    bus.announce<Released>();
    bus.announce<HoursChanged>();
}

Appointments::~Appointments() = default;

void Appointments::start()
{
    parts_->outside.start();
}

void Appointments::stop()
{
    parts_->outside.stop();
}

void Appointments::read_outside_calendars()
{
    parts_->outside.read_due();
}

std::int64_t Appointments::seal_anew()
{
    return parts_->outside.seal_anew();
}

std::optional<Appointment> Appointments::find(AppointmentId id) const
{
    return database_.read_now([&](db::Tx& tx) { return store::find(tx, id); });
}

std::vector<Appointment> Appointments::of_series(SeriesId id) const
{
    return database_.read_now([&](db::Tx& tx) { return store::visits_of(tx, id); });
}

std::int64_t Appointments::count_between(Instant from, Instant until) const
{
    return database_.read_now([&](db::Tx& tx) { return store::count_between(tx, from, until); });
}

std::vector<Appointment> Appointments::all_after(std::optional<AppointmentId> last, int limit) const
{
    return database_.read_now([&](db::Tx& tx) {
        return store::all_after(tx, last ? last->str() : std::string(), limit);
    });
}

void Appointments::set_hours(clinics::PractitionerId practitioner, int slot_step_minutes,
    const std::vector<WeeklySpan>& spans)
{
    Availability plan;
    plan.practitioner_id = practitioner;
    plan.slot_step_minutes = slot_step_minutes;
    plan.version = 1;
    for (const auto& [site, weekday, opens, closes] : spans) {
        plan.weekly.push_back({site, weekday, opens, closes, {}, {}, {}});
    }
    database_.write_now([&](db::Tx& tx) { handlers_->plans.set(tx, plan); });
}

int Appointments::tend_waiting_list()
{
    return parts_->waiting_list.tend();
}

int Appointments::tell_reminders()
{
    return parts_->reminder_teller.tell_due();
}

int Appointments::end_unpaid()
{
    return parts_->pay_to_confirm.end_unpaid();
}

bool Appointments::confirm_paid(AppointmentId id)
{
    return parts_->pay_to_confirm.confirm(id);
}

bool Appointments::is_open(OfferId id) const
{
    const auto offer = database_.read_now([&](db::Tx& tx) { return store::find_offer(tx, id); });
    return offer && offer->state == OfferState::open && clock_.now() < offer->expires_at;
}

void Appointments::import_wishes(const std::vector<WaitingWish>& wishes)
{
    database_.write_now([&](db::Tx& tx) {
        for (const auto& wish : wishes) (void)store::insert_wish(tx, wish);
    });
}

std::int64_t Appointments::import(const std::vector<Appointment>& visits)
{
    std::vector<Appointment> stored;
    const Reminders reminders(clinics_);
    const auto refused = database_.write_now([&](db::Tx& tx) {
        std::int64_t refused = 0;
        stored.clear();
        for (auto visit : visits) {
            store::drop_expired_holds(tx, visit.practitioner_id, clock_.now());
            if (!handlers_->take_over(tx, visit, clock_.now())) {
                ++refused;
                continue;
            }
            store::add_history(tx, visit,
                {visit.created_at, std::nullopt, "booked", visit.status, visit.starts_at,
                    visit.ends_at, visit.practitioner_id, std::nullopt});
            reminders.follow(tx, visit, clock_.now());
            stored.push_back(visit);
        }
        return refused;
    });
    parts_->timeline.enter(stored);
    return refused;
}

} // namespace clinic::appointments
