#pragma once
// When a patient is reminded of a visit, and the worker that tells it. Who sends what, and whether at all, is for those who
// hear of it.

#include "store_reminders.hpp"

#include "platform/bus/bus.hpp"
#include "platform/db/database.hpp"

namespace clinic::appointments {

/// A reminder that comes sooner after the booking than this says nothing new.
constexpr int fresh_minutes = 180;

/// So many days before, at the visit's own time of day, but no earlier than 9:00 and no later than 19:00 on the wall of its
/// site: by begin of day.
struct ReminderMoment {
    int days_before = 1;
    Instant due_at;
    auto operator<=>(const ReminderMoment&) const = default;
};
/// The earliest first. `days_before` are at least 1, each once.
[[nodiscard]] std::vector<ReminderMoment> reminder_moments(
    const Zone& zone, Instant starts_at, const std::vector<int>& days_before);

/// A moment at which a visit's patient is, or was, reminded of it.
struct Reminder {
    int days_before = 1;
    Instant due_at;
    std::optional<Instant> told_at;

    static constexpr auto schema = api::object(
        api::field("days_before", &Reminder::days_before, "How many days before the visit"),
        api::field("due_at", &Reminder::due_at, "When"),
        api::field("told_at", &Reminder::told_at, "When it was told; absent: it is to come"));
};

class Reminders {
public:
    explicit Reminders(const clinics::Clinics& clinics) : clinics_(clinics) {}

    /// After every change of a visit, in its transaction: those to come are what the visit needs now. What was told stays
    /// told.
    void follow(db::Tx& tx, const Appointment& visit, Instant now) const;

private:
    [[nodiscard]] std::vector<ReminderMoment> moments_of(const Appointment& visit) const;

    const clinics::Clinics& clinics_;
};

class ReminderTeller {
public:
    ReminderTeller(
        db::Database& database, bus::Bus& bus, const Clock& clock, const clinics::Clinics& clinics)
        : database_(database), bus_(bus), clock_(clock), reminders_(clinics)
    {
    }

    /// Tells what is due, each once. How much there was to do: when nothing, that took one look into an index.
    int tell_due();

private:
    void settle(db::Tx& tx, const store::DueReminder& due, Instant now);

    db::Database& database_;
    bus::Bus& bus_;
    const Clock& clock_;
    Reminders reminders_;
};

} // namespace clinic::appointments
