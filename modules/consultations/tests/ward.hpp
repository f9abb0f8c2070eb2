#pragma once
// Two doctors of one site, a front desk, and two patients: Noé is in Dr Martin's care and has a visit with them this
// morning, Mia is in nobody's. It is Monday 1 June 2026, 10:00 in Paris.

#include "support/test_clinic.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::consultations {

struct Ward {
    test::TestClinic clinic;
    test::Visitor admin;
    test::Visitor desk;
    test::Visitor doctor;
    test::Visitor colleague;
    test::Visitor noe;
    clinics::SiteId site;
    clinics::PractitionerId practitioner;
    clinics::PractitionerId other_practitioner;
    clinics::VisitTypeId type;
    patients::PatientId noe_id;
    patients::PatientId mia_id;
    appointments::Appointment visit;

    Ward()
        : clinic(),
          admin(at_ten(clinic).sign_in(Role::admin)),
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
        clinics::VisitTypeDetails kind;
        kind.name = "Consultation";
        kind.modes = {clinics::VisitMode::on_site};
        type = clinic->clinics.add_visit_type(kind);
        clinic->clinics.set_staff(site, std::vector{desk.user()});
        noe_id = add_patient("Durand", "Noé", noe.user());
        mia_id = add_patient("Moreau", "Mia", {});
        clinic->patients.enter_care(noe_id, doctor.user());
        visit = add_visit("2026-06-01T07:40:00Z");
        clinic.settle();
        (void)clinic.events();
    }

    static test::TestClinic& at_ten(test::TestClinic& clinic)
    {
        clinic->clock.set(*Instant::parse("2026-06-01T08:00:00Z"));
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
        return clinic->clinics.add_practitioner(details);
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

    appointments::Appointment add_visit(
        std::string_view start, appointments::Status status = appointments::Status::arrived)
    {
        appointments::Appointment made;
        made.id = appointments::AppointmentId::fresh();
        made.patient_id = noe_id;
        made.patient_name = "Durand Noé";
        made.practitioner_id = practitioner;
        made.site_id = site;
        made.visit_type_id = type;
        made.starts_at = *Instant::parse(start);
        made.ends_at = made.starts_at.plus_minutes(20);
        made.status = status;
        made.reason = "Toux";
        REQUIRE(clinic->appointments.import({made}) == 0);
        return made;
    }

    test::Reply start(test::Visitor& who, const appointments::Appointment& of)
    {
        return who.post(
            "/api/consultations", fmt::format(R"({{"appointment_id":"{}"}})", of.id.view()));
    }
    test::Reply walk_in(test::Visitor& who, patients::PatientId patient)
    {
        return who.post("/api/consultations",
            fmt::format(R"({{"patient_id":"{}","site_id":"{}","reason":"Entorse"}})",
                patient.view(), site.view()));
    }
    /// The doctor's consultation of the visit; its path.
    std::string started()
    {
        const auto reply = start(doctor, visit);
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return "/api/consultations/" + reply.json("/id");
    }
    /// With a note and, when wished, a line of prescription, and signed.
    std::string signed_note(bool with_prescription = true)
    {
        const auto path = started();
        REQUIRE(doctor.put(path, note()).status == 200);
        std::string lines = "[]";
        if (with_prescription) {
            const auto line = doctor.post(path + "/prescriptions", paracetamol);
            REQUIRE(line.status == 201);
            lines = fmt::format(R"([{{"id":"{}","version":1}}])", line.json("/id"));
        }
        const auto reply = doctor.post(path + "/sign", R"({"prescriptions":)" + lines + "}");
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return path;
    }

    static std::string note(std::string_view more = "")
    {
        return fmt::format(
            R"({{"reason":"Toux","subjective":"Tousse depuis une semaine","objective":"Auscultation libre",)"
            R"("vitals":{{"temperature_dc":381,"systolic_mmhg":125,"diastolic_mmhg":80}},)"
            R"("diagnoses":[{{"label":"Bronchite aiguë","code":"J20.9","main":true}}]{}}})",
            more);
    }
    static constexpr std::string_view paracetamol =
        R"({"medicine":"Paracétamol 1 g, comprimé","dose":"1 comprimé","frequency":"3 fois par jour",)"
        R"("duration":"5 jours"})";
};

} // namespace clinic::consultations
