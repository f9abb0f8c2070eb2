#pragma once
// What stands behind the public class beside the handlers of visits.

#include "timeline.hpp"
#include "waiting_handlers.hpp"

namespace clinic::appointments {

struct Appointments::Parts {
    Parts(db::Database& database, bus::Bus& bus, const Clock& clock,
        const clinics::Clinics& clinics, patients::Patients& patients, Handlers& visits,
        const Options& options)
        : timeline(clinics, patients),
          waiting_list(database, bus, clock, clinics, visits.plans, options),
          waiting(clinics, patients, visits, waiting_list)
    {
    }

    Timeline timeline;
    WaitingList waiting_list;
    WaitingHandlers waiting;
};

} // namespace clinic::appointments
