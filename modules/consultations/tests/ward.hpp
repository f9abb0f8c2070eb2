#pragma once
// The small surgery at ten in the morning: Noé is in Dr Martin's care and has a visit with them today, Mia is in nobody's.

#include "support/surgery.hpp"

namespace clinic::consultations {

struct Ward : test::Surgery {
    appointments::Appointment visit;

    Ward() : Surgery("2026-06-01T08:00:00Z")
    {
        clinic->patients.enter_care(noe_id, doctor.user());
        visit = add_visit("2026-06-01T07:40:00Z");
        clinic.settle();
        (void)clinic.events();
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
