#pragma once
// The surgery with rooms: what the tests of rooms and devices have in common.

#include "support/surgery.hpp"

namespace clinic::appointments {

constexpr std::string_view ten = "2026-06-02T08:00:00Z";

/// A third doctor, as many rooms as are asked for, and kinds of visit that need them.
struct Ward : test::Surgery {
    test::Visitor third;
    clinics::PractitionerId third_practitioner;
    std::vector<clinics::RoomId> rooms;
    clinics::VisitTypeId exam; ///< any room

    explicit Ward(int count) : third(clinic.sign_in(Role::practitioner))
    {
        third_practitioner = add_practitioner("Roux", third.user());
        for (int i = 1; i <= count; ++i)
            rooms.push_back(clinic->clinics.add_room(site, fmt::format("Salle {}", i)));
        exam = add_type("Examen", {{clinics::RoomKind::room, {}}});
        clinic.settle();
        (void)clinic.events();
    }

    clinics::VisitTypeId add_type(std::string name, std::vector<clinics::RoomNeed> needs,
        const std::function<void(clinics::VisitTypeDetails&)>& tune = {})
    {
        clinics::VisitTypeDetails details;
        details.name = std::move(name);
        details.duration_minutes = 20;
        details.price = {3000, "EUR"};
        details.modes = {clinics::VisitMode::on_site, clinics::VisitMode::video};
        details.needs = std::move(needs);
        if (tune) tune(details);
        return clinic->clinics.add_visit_type(details);
    }

    [[nodiscard]] std::string asked(clinics::VisitTypeId what, clinics::PractitionerId who,
        std::string_view start = ten, std::string_view more = "") const
    {
        return fmt::format(
            R"({{"practitioner_id":"{}","site_id":"{}","visit_type_id":"{}","starts_at":"{}"{}}})",
            who.view(), site.view(), what.view(), start, more);
    }
    test::Reply book(clinics::VisitTypeId what, clinics::PractitionerId who,
        std::string_view start = ten, std::string_view more = "",
        std::optional<patients::PatientId> patient = {})
    {
        return desk.post("/api/appointments",
            asked(what, who, start,
                fmt::format(R"(,"patient_id":"{}"{})", patient.value_or(mia_id).view(), more)));
    }
    /// The path of a visit that must be had.
    std::string visit(clinics::VisitTypeId what, clinics::PractitionerId who,
        std::string_view start = ten, std::string_view more = "",
        std::optional<patients::PatientId> patient = {})
    {
        const auto reply = book(what, who, start, more, patient);
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return "/api/appointments/" + reply.json("/id");
    }
    /// Its rooms, by their place in `rooms`: "1", "1+2", "" for none.
    [[nodiscard]] std::string rooms_of(const std::string& path)
    {
        const auto found = clinic->appointments.find(
            *AppointmentId::parse(path.substr(path.rfind('/') + 1)));
        std::string names;
        for (const auto& id : found->room_ids) {
            const auto place = std::ranges::find(rooms, id) - rooms.begin();
            names.append(names.empty() ? "" : "+").append(std::to_string(place + 1));
        }
        return names;
    }
    test::Reply move(const std::string& path, std::string_view start, std::string_view more = "")
    {
        return desk.post(path + "/move", fmt::format(R"({{"starts_at":"{}"{}}})", start, more));
    }
    /// All that is stored, once what is under way has ended: to show that a refusal changed nothing.
    [[nodiscard]] std::string stored()
    {
        clinic.settle();
        return clinic.snapshot();
    }
    [[nodiscard]] bool offered(test::Visitor& who, clinics::VisitTypeId what,
        clinics::PractitionerId by, std::string_view start = ten)
    {
        const auto slots = who.get(fmt::format(
            "/api/slots?visit_type_id={}&practitioner_id={}&from=2026-06-02&until=2026-06-02",
            what.view(), by.view()));
        REQUIRE(slots.status == 200);
        return slots.body.contains(fmt::format(R"("starts_at":"{}")", start));
    }
    [[nodiscard]] std::string audit_detail(const std::string& path)
    {
        const auto id = path.substr(path.rfind('/') + 1);
        return admin.get("/api/admin/audit?limit=1&kind=write&subject_id=" + id)
            .json("/items/0/detail");
    }
};

} // namespace clinic::appointments
