#pragma once
// A small surgery to book in: one site in Paris, two doctors who receive from 9 to 12 every day in 20-minute steps, one
// visit type, two patients, a receptionist. It is Monday 1 June 2026, 8:00 in Paris, unless told otherwise.

#include "support/test_clinic.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::test {

struct Surgery {
    TestClinic clinic;
    Visitor admin;
    Visitor desk;
    Visitor doctor;
    Visitor colleague;
    Visitor noe;
    clinics::SiteId site;
    clinics::PractitionerId practitioner;
    clinics::PractitionerId other_practitioner;
    clinics::VisitTypeId type;
    patients::PatientId noe_id;
    patients::PatientId mia_id;

    explicit Surgery(std::string_view now = "2026-06-01T06:00:00Z",
        const std::function<void(config::Config&)>& tune = {})
        : clinic(tune),
          admin(at(clinic, now).sign_in(Role::admin)),
          desk(clinic.sign_in(Role::receptionist)),
          doctor(clinic.sign_in(Role::practitioner)),
          colleague(clinic.sign_in(Role::practitioner)),
          noe(clinic.sign_in(Role::patient))
    {
        clinics::SiteDetails details;
        details.name = "Cabinet des Lilas";
        details.address = {"1 rue des Lilas", {}, "75020", "Paris", "FR"};
        site = clinic->clinics.add_site(details);
        practitioner = add_practitioner("Martin", doctor.user());
        other_practitioner = add_practitioner("Petit", colleague.user());
        clinics::VisitTypeDetails visit;
        visit.name = "Consultation";
        visit.duration_minutes = 20;
        visit.price = {3000, "EUR"};
        visit.modes = {clinics::VisitMode::on_site, clinics::VisitMode::video};
        visit.min_notice_minutes = 60;
        visit.horizon_days = 30;
        type = clinic->clinics.add_visit_type(visit);
        const std::vector staff{desk.user()};
        clinic->clinics.set_staff(site, staff);
        noe_id = add_patient("Durand", "Noé", noe.user());
        mia_id = add_patient("Moreau", "Mia", {});
        clinic.settle();
        (void)clinic.events();
    }

    static TestClinic& at(TestClinic& clinic, std::string_view now)
    {
        clinic->clock.set(*Instant::parse(now));
        return clinic;
    }

    clinics::PractitionerId add_practitioner(std::string name, UserId user)
    {
        clinics::PractitionerDetails details;
        details.user = user;
        details.title = "Dr";
        details.first_name = "Alix";
        details.last_name = std::move(name);
        details.specialty = "Médecine générale";
        details.licence_number = "10003456784";
        details.sites = {site};
        const auto id = clinic->clinics.add_practitioner(details);
        std::vector<appointments::Appointments::WeeklySpan> week;
        for (int day = 1; day <= 7; ++day) week.push_back({site, day, {9 * 60}, {12 * 60}});
        clinic->appointments.set_hours(id, 20, week);
        return id;
    }

    patients::PatientId add_patient(
        std::string name, std::string first_name, std::optional<UserId> user)
    {
        patients::NewPatient patient;
        patient.birth_name = std::move(name);
        patient.first_name = std::move(first_name);
        patient.birth_date = LocalDate::of(1987, 4, 12);
        patient.user = user;
        return clinic->patients.add(patient);
    }

    /// A wish for a visit; 10:00 in Paris on Tuesday unless told otherwise.
    [[nodiscard]] std::string wish(
        std::string_view start = "2026-06-02T08:00:00Z", std::string_view more = "") const
    {
        return fmt::format(
            R"({{"practitioner_id":"{}","site_id":"{}","visit_type_id":"{}","starts_at":"{}"{}}})",
            practitioner.view(), site.view(), type.view(), start, more);
    }
    [[nodiscard]] std::string wish_for(patients::PatientId patient,
        std::string_view start = "2026-06-02T08:00:00Z", std::string_view more = "") const
    {
        return wish(start, fmt::format(R"(,"patient_id":"{}"{})", patient.view(), more));
    }

    /// Booked by the front desk; its path.
    [[nodiscard]] std::string booked(
        patients::PatientId patient, std::string_view start = "2026-06-02T08:00:00Z")
    {
        const auto reply = desk.post("/api/appointments", wish_for(patient, start));
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return "/api/appointments/" + reply.json("/id");
    }
};

} // namespace clinic::test
