#pragma once
// A small practice that sends mail to a real SMTP server: one site in Paris, two doctors, one receptionist there and one at no
// site, an admin, a patient with a log-in. It is Monday 1 June 2026, 8:00 in Paris.

#include "support/smtp_server.hpp"
#include "support/test_clinic.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::test {

struct Practice {
    SmtpServer smtp;
    TestClinic clinic;
    Visitor admin;
    Visitor desk;
    Visitor other_desk;
    Visitor doctor;
    Visitor colleague;
    Visitor noe;
    clinics::SiteId site;
    clinics::PractitionerId martin;
    clinics::PractitionerId petit;
    clinics::VisitTypeId type;
    patients::PatientId noe_id;

    explicit Practice(
        bool mail_on = true, std::string birth_name = "Durand", std::string language = "fr")
        : clinic([&](config::Config& config) {
              config.server.public_url = "https://lilas.example";
              config.smtp.from = "Clinique des Lilas <rdv@lilas.example>";
              config.smtp.starttls = "off";
              if (mail_on) config.smtp.url = smtp.url();
          }),
          admin(at_eight(clinic).sign_in(Role::admin)),
          desk(clinic.sign_in(Role::receptionist)),
          other_desk(clinic.sign_in(Role::receptionist)),
          doctor(clinic.sign_in(Role::practitioner)),
          colleague(clinic.sign_in(Role::practitioner)),
          noe(clinic.sign_in(Role::patient, Language::fr))
    {
        clinics::SiteDetails details;
        details.name = "Cabinet des Lilas";
        details.address = {"1 rue des Lilas", {}, "75020", "Paris", "FR"};
        site = clinic->clinics.add_site(details);
        martin = add_doctor("Martin", doctor.user());
        petit = add_doctor("Petit", colleague.user());
        clinics::VisitTypeDetails visit;
        visit.name = "Oncologie";
        visit.duration_minutes = 20;
        visit.price = {3000, "EUR"};
        visit.modes = {clinics::VisitMode::on_site};
        visit.horizon_days = 365;
        type = clinic->clinics.add_visit_type(visit);
        clinic->clinics.set_staff(site, std::vector{desk.user()});
        noe_id = add_patient(
            std::move(birth_name), noe.user(), "noe@mail.example", std::move(language));
        clinic.settle();
    }

    static TestClinic& at_eight(TestClinic& clinic)
    {
        clinic->clock.set(*Instant::parse("2026-06-01T06:00:00Z"));
        return clinic;
    }

    clinics::PractitionerId add_doctor(std::string name, UserId user)
    {
        clinics::PractitionerDetails details;
        details.user = user;
        details.title = "Dr";
        details.first_name = "Alix";
        details.last_name = std::move(name);
        details.specialty = "Oncologie";
        details.sites = {site};
        const auto id = clinic->clinics.add_practitioner(details);
        std::vector<appointments::Appointments::WeeklySpan> week;
        for (int day = 1; day <= 7; ++day) week.push_back({site, day, {9 * 60}, {12 * 60}});
        clinic->appointments.set_hours(id, 20, week);
        return id;
    }

    patients::PatientId add_patient(std::string name, std::optional<UserId> user,
        std::optional<std::string> email, std::string language = "fr")
    {
        patients::NewPatient patient;
        patient.birth_name = std::move(name);
        patient.first_name = "Alex";
        patient.user = user;
        patient.email = std::move(email);
        patient.language = std::move(language);
        return clinic->patients.add(patient);
    }

    /// Tuesday 2 June, 10:00 in Paris, with Dr Martin, unless told otherwise; the visit's path.
    std::string booked(Visitor& by, patients::PatientId patient,
        std::string_view start = "2026-06-02T08:00:00Z", std::string_view reason = "Cancer du sein")
    {
        const auto reply = by.post("/api/appointments",
            fmt::format(
                R"({{"practitioner_id":"{}","site_id":"{}","visit_type_id":"{}","patient_id":"{}",)"
                R"("starts_at":"{}","reason":"{}"}})",
                martin.view(), site.view(), type.view(), patient.view(), start, reason));
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        clinic.settle();
        return "/api/appointments/" + reply.json("/id");
    }
    void moved(Visitor& by, const std::string& path, std::string_view start)
    {
        const auto reply = by.post(path + "/move", fmt::format(R"({{"starts_at":"{}"}})", start));
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        clinic.settle();
    }
    void cancelled(Visitor& by, const std::string& path)
    {
        REQUIRE(by.del(path).status == 200);
        clinic.settle();
    }
    /// Lets the bus try again what it holds back.
    void later(std::int64_t seconds)
    {
        clinic->clock.advance_seconds(seconds);
        clinic->bus.wake();
        clinic.settle();
    }

    [[nodiscard]] std::string unread(Visitor& who)
    {
        return who.get("/api/notifications").json("/unread");
    }
    /// "state|error|attempts" of every delivery, in order.
    [[nodiscard]] std::vector<std::string> deliveries()
    {
        return clinic.database->read_now([](db::Tx& tx) {
            return tx.all<std::string>(
                "SELECT kind || '|' || state || '|' || COALESCE(error, '') || '|' || "
                "CAST(attempts AS TEXT) AS line FROM notifications_deliveries ORDER BY id");
        });
    }
};

} // namespace clinic::test
