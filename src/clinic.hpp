#pragma once
// The composition root: every part of the program, made in the order in which they stand on each other. Tests build the
// same struct over a temporary database.

#include "admin/admin.hpp"
#include "appointments/appointments.hpp"
#include "auth/auth.hpp"
#include "billing/billing.hpp"
#include "clinics/clinics.hpp"
#include "coaching/coaching.hpp"
#include "consultations/consultations.hpp"
#include "documents/documents.hpp"
#include "notifications/notifications.hpp"
#include "patients/patients.hpp"
#include "reporting/reporting.hpp"

#include "platform/bus/bus.hpp"
#include "platform/config/config.hpp"
#include "platform/core/workers.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/db/database.hpp"
#include "platform/http/live.hpp"
#include "platform/http/router.hpp"
#include "platform/http/static.hpp"
#include "platform/observe/metrics.hpp"

#include <string>

namespace clinic {

struct Clinic {
    /// The database is open and migrated; all three outlive the clinic.
    Clinic(const config::Config& config, db::Database& database, observe::Metrics& metrics);
    ~Clinic(); ///< stops
    Clinic(const Clinic&) = delete;
    Clinic& operator=(const Clinic&) = delete;

    /// Events flow and sessions are watched from now on.
    void start();
    void stop();

    /// The OpenAPI 3.1 file of this program.
    [[nodiscard]] std::string openapi() const;

    const config::Config& config;
    db::Database& database;
    observe::Metrics& metrics;
    Clock clock;
    crypto::SigningKeys signing;
    crypto::SealingKey sealing;
    bus::Bus bus;
    Workers slow;
    Workers doors; ///< log-ins and what else checks passwords
    http::StaticFiles web;
    http::Router router;

    auth::Auth auth;
    clinics::Clinics clinics;
    patients::Patients patients;
    admin::Admin admin;
    documents::Documents documents;
    appointments::Appointments appointments;
    consultations::Consultations consultations;
    billing::Billing billing;
    coaching::Coaching coaching;
    http::Live live; ///< asks notifications whose ticket it is, once it serves
    notifications::Notifications notifications;
    reporting::Reporting reporting;

private:
    void mount();
    void watch_outbox();
    [[nodiscard]] admin::Counters counters();
    [[nodiscard]] std::int64_t appointments_today() const;
};

} // namespace clinic
