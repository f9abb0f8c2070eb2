#include "reminders.hpp"

#include "handlers.hpp"

#include <algorithm>

namespace clinic::appointments {
namespace {

constexpr LocalTime earliest{9 * 60};
constexpr LocalTime latest{19 * 60};
constexpr int most_at_once = 100;

/// What is not confirmed yet, has begun or will not be, is no visit to be reminded of.
bool is_to_be_recalled(const Appointment& visit, Instant now)
{
    return is_ahead(visit.status) && visit.status != Status::pending && now < visit.starts_at;
}

} // namespace

std::vector<ReminderMoment> reminder_moments(
    const Zone& zone, Instant starts_at, const std::vector<int>& days_before)
{
    const auto start = zone.local(starts_at);
    const auto time = std::clamp(start.time, earliest, latest);
    std::vector<ReminderMoment> moments;
    for (const int days : days_before)
        moments.push_back({days, moment(zone, start.date.plus_days(-days), time)});
    std::ranges::sort(moments, {}, &ReminderMoment::due_at);
    return moments;
}

std::vector<ReminderMoment> Reminders::moments_of(const Appointment& visit) const
{
    const auto type = clinics_.visit_type(visit.visit_type_id);
    const auto site = clinics_.site(visit.site_id);
    const auto zone = site ? Zone::find(site->time_zone) : std::nullopt;
    if (!type || !zone || !is_ahead(visit.status)) return {};
    return reminder_moments(*zone, visit.starts_at, type->reminder_days);
}

void Reminders::follow(db::Tx& tx, const Appointment& visit, Instant now) const
{
    const auto wanted = moments_of(visit);
    const auto present = store::reminders_of(tx, visit.id);
    for (const auto& one : present) {
        const bool stays = one.told_at || std::ranges::find(wanted, one.due_at,
                                              &ReminderMoment::due_at) != wanted.end();
        if (!stays) store::drop_reminder(tx, visit.id, one.due_at);
    }
    // Only time passes between two changes, so that what was left out once as too soon stays left out.
    const auto soonest = now.plus_minutes(fresh_minutes);
    for (const auto& [days, due_at] : wanted) {
        const bool known = std::ranges::find(present, due_at, &store::ReminderRow::due_at) !=
                           present.end();
        if (due_at >= soonest && !known) store::add_reminder(tx, visit.id, due_at, days);
    }
}

int ReminderTeller::tell_due()
{
    const auto now = clock_.now();
    int settled = 0;
    while (database_.read_now([&](db::Tx& tx) { return store::any_reminder_due(tx, now); })) {
        settled += database_.write_now([&](db::Tx& tx) {
            const auto batch = store::due_reminders(tx, now, most_at_once);
            for (const auto& due : batch) settle(tx, due, now);
            return static_cast<int>(batch.size());
        });
    }
    return settled;
}

void ReminderTeller::settle(db::Tx& tx, const store::DueReminder& due, Instant now)
{
    const auto visit = *store::find(tx, due.appointment_id);
    if (!due.days_before) return reminders_.follow(tx, visit, now);
    // When nothing ran for a while, the last one that is due is enough.
    const bool tell = is_to_be_recalled(visit, now) &&
                      !store::later_reminder_due(tx, due.appointment_id, {due.due_at, now});
    if (!tell) return store::drop_reminder(tx, due.appointment_id, due.due_at);
    store::mark_told(tx, due.appointment_id, due.due_at, now);
    bus_.emit(tx, ReminderDue{fact_of(visit, {}), *due.days_before});
}

} // namespace clinic::appointments
