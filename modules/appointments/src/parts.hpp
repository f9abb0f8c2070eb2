#pragma once
// What stands behind the public class beside the handlers of visits.

#include "dav.hpp"
#include "feeds.hpp"
#include "outside.hpp"
#include "pay_to_confirm.hpp"
#include "public_booking.hpp"
#include "timeline.hpp"
#include "waiting_handlers.hpp"

namespace clinic::appointments {

struct Appointments::Parts {
    Parts(db::Database& database, bus::Bus& bus, const Clock& clock, const auth::Directory& people,
        const clinics::Clinics& clinics, patients::Patients& patients,
        const crypto::SealingKey& sealing, Handlers& visits, const Options& options)
        : timeline(clinics, patients),
          waiting_list(database, bus, clock, clinics, visits.plans, options),
          waiting(clinics, patients, visits, waiting_list),
          reminder_teller(database, bus, clock, clinics),
          pay_to_confirm(database, bus, clock, clinics),
          feeds(clinics, patients, people, options),
          outside(database, bus, clock, clinics, patients, sealing, options),
          dav(clinics, patients, options),
          everybody(clinics, visits.plans)
    {
    }

    Timeline timeline;
    WaitingList waiting_list;
    WaitingHandlers waiting;
    ReminderTeller reminder_teller;
    PayToConfirm pay_to_confirm;
    Feeds feeds;
    Outside outside;
    Dav dav;
    PublicBooking everybody;
};

} // namespace clinic::appointments
