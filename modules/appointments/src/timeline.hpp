#pragma once
// Visits in their patients' timelines.

#include "appointments/appointments.hpp"

namespace clinic::bus {
class Bus;
}

namespace clinic::appointments {

class Timeline {
public:
    Timeline(const clinics::Clinics& clinics, patients::Patients& patients)
        : clinics_(clinics), patients_(patients)
    {
    }

    /// Before the bus starts. `find` reads a visit as it stands.
    void listen(bus::Bus& bus, std::function<std::optional<Appointment>(AppointmentId)> find) const;
    void enter(std::span<const Appointment> visits) const;

private:
    [[nodiscard]] patients::TimelineEntry entry_of(const Appointment& visit) const;

    const clinics::Clinics& clinics_;
    patients::Patients& patients_;
};

} // namespace clinic::appointments
