#pragma once
// Rows of reminders.

#include "slots.hpp"
#include "store.hpp"

namespace clinic::appointments::store {

struct ReminderRow {
    std::optional<int> days_before; ///< absent: the visit's are still to be computed
    Instant due_at;
    std::optional<Instant> told_at;

    static constexpr auto schema = api::object(
        api::field("days_before", &ReminderRow::days_before, ""),
        api::field("due_at", &ReminderRow::due_at, ""),
        api::field("told_at", &ReminderRow::told_at, ""));
};
struct DueReminder {
    AppointmentId appointment_id;
    std::optional<int> days_before;
    Instant due_at;

    static constexpr auto schema = api::object(
        api::field("appointment_id", &DueReminder::appointment_id, ""),
        api::field("days_before", &DueReminder::days_before, ""),
        api::field("due_at", &DueReminder::due_at, ""));
};

/// The earliest first.
[[nodiscard]] std::vector<ReminderRow> reminders_of(db::Tx& tx, AppointmentId visit);
void add_reminder(db::Tx& tx, AppointmentId visit, Instant due_at, int days_before);
void drop_reminder(db::Tx& tx, AppointmentId visit, Instant due_at);
void mark_told(db::Tx& tx, AppointmentId visit, Instant due_at, Instant now);

[[nodiscard]] bool any_reminder_due(db::Tx& tx, Instant now);
/// Not told yet, the earliest first.
[[nodiscard]] std::vector<DueReminder> due_reminders(db::Tx& tx, Instant now, int limit);
/// Another one of the visit, due after `from` and by `until`, is not told yet either.
[[nodiscard]] bool later_reminder_due(db::Tx& tx, AppointmentId visit, const Span& span);

} // namespace clinic::appointments::store
