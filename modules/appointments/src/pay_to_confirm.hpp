#pragma once
// Visits that patients book themselves and that their payment confirms: what time does to them, and what the payment does.
// Each decides in one transaction by the visit as it stands, so that exactly one of the two is told.

#include "reminders.hpp"

namespace clinic::appointments {

/// Money that was taken at the last second still confirms: it is heard of a moment later.
constexpr int payment_grace_seconds = 60;

class PayToConfirm {
public:
    PayToConfirm(
        db::Database& database, bus::Bus& bus, const Clock& clock, const clinics::Clinics& clinics)
        : database_(database), bus_(bus), clock_(clock), reminders_(clinics)
    {
    }

    /// Cancels what was not paid in time; for a worker. How much there was to do.
    int end_unpaid();
    /// False when the visit does not wait for its payment, or no longer.
    bool confirm(AppointmentId id);

private:
    void cancel(db::Tx& tx, AppointmentId id, Instant now);

    db::Database& database_;
    bus::Bus& bus_;
    const Clock& clock_;
    Reminders reminders_;
};

} // namespace clinic::appointments
