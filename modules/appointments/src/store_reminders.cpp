#include "store_reminders.hpp"

namespace clinic::appointments::store {

std::vector<ReminderRow> reminders_of(db::Tx& tx, AppointmentId visit)
{
    return tx.all<ReminderRow>(R"(
        SELECT days_before, due_at, told_at FROM appointments_reminders
         WHERE appointment_id = :visit
         ORDER BY due_at)",
        visit);
}

void add_reminder(db::Tx& tx, AppointmentId visit, Instant due_at, int days_before)
{
    tx.run("INSERT INTO appointments_reminders (appointment_id, due_at, days_before) "
           "VALUES (:visit, :due_at, :days_before)",
        visit, due_at, days_before);
}

void drop_reminder(db::Tx& tx, AppointmentId visit, Instant due_at)
{
    tx.run("DELETE FROM appointments_reminders WHERE appointment_id = :visit AND due_at = :due_at",
        visit, due_at);
}

void mark_told(db::Tx& tx, AppointmentId visit, Instant due_at, Instant now)
{
    tx.run("UPDATE appointments_reminders SET told_at = :now "
           "WHERE appointment_id = :visit AND due_at = :due_at",
        now, visit, due_at);
}

bool any_reminder_due(db::Tx& tx, Instant now)
{
    return tx
        .one<int>("SELECT 1 FROM appointments_reminders WHERE told_at IS NULL AND due_at <= :now "
                  "LIMIT 1",
            now)
        .has_value();
}

std::vector<DueReminder> due_reminders(db::Tx& tx, Instant now, int limit)
{
    return tx.all<DueReminder>(R"(
        SELECT appointment_id, days_before, due_at FROM appointments_reminders
         WHERE told_at IS NULL AND due_at <= :now
         ORDER BY due_at
         LIMIT :limit)",
        now, limit);
}

bool later_reminder_due(db::Tx& tx, AppointmentId visit, const Span& span)
{
    return tx
        .one<int>(R"(
            SELECT 1 FROM appointments_reminders
             WHERE appointment_id = :visit AND told_at IS NULL AND due_at > :from AND due_at <= :until
             LIMIT 1)",
            visit, span.from, span.until)
        .has_value();
}

} // namespace clinic::appointments::store
