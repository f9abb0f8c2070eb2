#pragma once
// Two sites, in Paris and on Réunion, three doctors of whom one works at both, a receptionist in Paris, a manager, and two
// patients. It is Monday 1 June 2026, 8:00 in Paris.

#include "support/test_clinic.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::reporting {

using test::Visitor;

struct Practice {
    test::TestClinic clinic;
    Visitor manager;
    Visitor desk;
    Visitor doctor;
    Visitor colleague;
    Visitor accountant;
    clinics::SiteId paris;
    clinics::SiteId island;
    clinics::PractitionerId martin; ///< in Paris
    clinics::PractitionerId petit; ///< on the island
    clinics::VisitTypeId type;
    patients::PatientId noe;
    patients::PatientId mia;

    Practice()
        : clinic(),
          manager(at_eight(clinic).sign_in(Role::admin)),
          desk(clinic.sign_in(Role::receptionist)),
          doctor(clinic.sign_in(Role::practitioner)),
          colleague(clinic.sign_in(Role::practitioner)),
          accountant(clinic.sign_in(Role::accountant)),
          paris(add_site("Cabinet des Lilas", "Europe/Paris")),
          island(add_site("Cabinet des Îles", "Indian/Reunion")),
          martin(add_doctor("Martin", doctor.user(), paris)),
          petit(add_doctor("Petit", colleague.user(), island))
    {
        clinics::VisitTypeDetails visit;
        visit.name = "Consultation";
        visit.duration_minutes = 30;
        visit.price = {3000, "EUR"};
        visit.modes = {clinics::VisitMode::on_site};
        visit.horizon_days = 365;
        type = clinic->clinics.add_visit_type(visit);
        clinic->clinics.set_staff(paris, std::vector{desk.user()});
        noe = add_patient("Durand");
        mia = add_patient("Moreau");
        clinic.settle();
    }

    static test::TestClinic& at_eight(test::TestClinic& clinic)
    {
        clinic->clock.set(*Instant::parse("2026-06-01T06:00:00Z"));
        return clinic;
    }
    clinics::SiteId add_site(std::string name, std::string zone)
    {
        clinics::SiteDetails details;
        details.name = std::move(name);
        details.address = {"1 rue des Lilas", {}, "75020", "Paris", "FR"};
        details.time_zone = std::move(zone);
        return clinic->clinics.add_site(details);
    }
    /// Receives from 9 to 12, Monday to Friday.
    clinics::PractitionerId add_doctor(std::string name, UserId user, clinics::SiteId site)
    {
        clinics::PractitionerDetails details;
        details.user = user;
        details.first_name = "Alix";
        details.last_name = std::move(name);
        details.specialty = "Médecine générale";
        details.sites = {site};
        const auto id = clinic->clinics.add_practitioner(details);
        std::vector<appointments::Appointments::WeeklySpan> week;
        for (int day = 1; day <= 5; ++day) week.push_back({site, day, {9 * 60}, {12 * 60}});
        clinic->appointments.set_hours(id, 30, week);
        return id;
    }
    patients::PatientId add_patient(std::string name)
    {
        patients::NewPatient patient;
        patient.birth_name = std::move(name);
        patient.first_name = "Alex";
        return clinic->patients.add(patient);
    }

    /// With Dr Martin in Paris; the visit's path.
    std::string booked(patients::PatientId patient, std::string_view start)
    {
        const auto reply = manager.post("/api/appointments",
            fmt::format(
                R"({{"practitioner_id":"{}","site_id":"{}","visit_type_id":"{}","patient_id":"{}","starts_at":"{}"}})",
                martin.view(), paris.view(), type.view(), patient.view(), start));
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        clinic.settle();
        return "/api/appointments/" + reply.json("/id");
    }
    void act(const std::string& path, std::string_view deed, std::string_view body = "")
    {
        const auto reply = manager.post(path + std::string(deed), body);
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        clinic.settle();
    }
    /// A visit written down without any event.
    appointments::Appointment past_visit(patients::PatientId patient,
        clinics::PractitionerId practitioner, clinics::SiteId site, std::string_view start,
        appointments::Status status = appointments::Status::fulfilled) const
    {
        appointments::Appointment visit;
        visit.id = appointments::AppointmentId::fresh();
        visit.patient_id = patient;
        visit.patient_name = "Durand Alex";
        visit.practitioner_id = practitioner;
        visit.site_id = site;
        visit.visit_type_id = type;
        visit.starts_at = *Instant::parse(start);
        visit.ends_at = visit.starts_at.plus_minutes(30);
        visit.created_at = visit.starts_at.plus_days(-2);
        visit.status = status;
        return visit;
    }
    /// At that time; log-ins last 10 minutes only, so those who act sign in anew.
    void at(std::string_view time)
    {
        clinic->clock.set(*Instant::parse(time));
        for (auto* who : {&manager, &desk, &doctor, &colleague, &accountant})
            *who = clinic.again(*who);
    }
};

constexpr auto june = "?from=2026-06-01&until=2026-06-30";
constexpr auto first_week = "?from=2026-06-01&until=2026-06-07";

} // namespace clinic::reporting
