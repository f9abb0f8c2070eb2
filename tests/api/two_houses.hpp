#pragma once
// Two houses of one clinic that have nothing to do with each other: each with its site, its people, a patient in their
// care, and one of everything that can be named in a request. What belongs to one is foreign to those of the other.

#include "sample.hpp"
#include "support/test_clinic.hpp"

#include "platform/core/text.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <map>
#include <set>

namespace clinic::test {

struct House {
    /// By the field that names such a thing in a request: "patient_id", "image_id".
    std::map<std::string, std::string, std::less<>> ids;
    std::map<Role, Visitor> people;

    [[nodiscard]] std::string id(std::string_view field) const
    {
        const auto found = ids.find(field);
        return found == ids.end() ? std::string() : found->second;
    }
    /// The text with "$patient_id" and its like replaced by this house's.
    [[nodiscard]] std::string filled(std::string text) const
    {
        // Backwards, so that a name comes before another one that begins it.
        for (auto one = ids.rbegin(); one != ids.rend(); ++one) {
            const auto name = '$' + one->first;
            for (auto at = text.find(name); at != std::string::npos; at = text.find(name))
                text.replace(at, name.size(), one->second);
        }
        return text;
    }
};

class Builder {
public:
    Builder(TestClinic& clinic, std::string name) : clinic_(clinic), name_(std::move(name)) {}

    House build()
    {
        clinics::SiteDetails site;
        site.name = name_;
        site.address = {"1 rue des Lilas", {}, "75020", "Paris", "FR"};
        site_ = clinic_->clinics.add_site(site);
        keep("site_id", site_);
        keep("room_id", clinic_->clinics.add_room(site_, "Salle " + name_));
        for (const auto role : {Role::practitioner, Role::coach, Role::receptionist, Role::patient})
            house_.people.emplace(role, clinic_.sign_in(role));
        clinic_->clinics.set_staff(site_, std::vector{user(Role::receptionist)});
        practitioner_ = add_carer(Role::practitioner);
        keep("practitioner_id", practitioner_);
        coach_ = add_carer(Role::coach);
        keep("coach_id", coach_);
        add_types();
        add_patient();
        add_visits();
        add_series();
        add_group();
        add_wish();
        add_consultation();
        add_invoice();
        add_community();
        clinic_.settle();
        return std::move(house_);
    }

private:
    template <class I> void keep(const std::string& field, const I& id)
    {
        house_.ids[field] = id.str();
    }
    [[nodiscard]] UserId user(Role role) const { return house_.people.at(role).user(); }

    clinics::PractitionerId add_carer(Role role)
    {
        clinics::PractitionerDetails carer;
        carer.user = user(role);
        carer.kind = role == Role::coach ? clinics::PractitionerKind::coach
                                         : clinics::PractitionerKind::practitioner;
        carer.first_name = "Alix";
        carer.last_name = name_;
        carer.specialty = "Médecine";
        carer.sites = {site_};
        const auto id = clinic_->clinics.add_practitioner(carer);
        std::vector<appointments::Appointments::WeeklySpan> week;
        for (int day = 1; day <= 7; ++day) week.push_back({site_, day, {8 * 60}, {18 * 60}});
        clinic_->appointments.set_hours(id, 20, week);
        return id;
    }
    clinics::VisitTypeId add_type(const std::string& name, clinics::PractitionerId by,
        std::vector<clinics::RoomNeed> needs = {})
    {
        clinics::VisitTypeDetails type;
        type.name = name;
        type.duration_minutes = 20;
        type.price = {3000, "EUR"};
        type.modes = {clinics::VisitMode::on_site};
        type.practitioners = {by};
        type.needs = std::move(needs);
        return clinic_->clinics.add_visit_type(type);
    }
    void add_types()
    {
        type_ = add_type("Consultation " + name_, practitioner_, {{clinics::RoomKind::room, {}}});
        keep("visit_type_id", type_);
        keep("coach_type", add_type("Séance " + name_, coach_));
        billing::ActDetails act;
        act.label = "Acte " + name_;
        act.price = {3000, "EUR"};
        act.exemption = "Exonéré";
        keep("act_id", clinic_->billing.add_act(act));
    }
    void add_patient()
    {
        patients::NewPatient patient;
        patient.birth_name = name_;
        patient.first_name = "Noé";
        patient.user = user(Role::patient);
        patient_ = clinic_->patients.add(patient);
        keep("patient_id", patient_);
        keep("person_id", user(Role::patient));
        keep("user_id", user(Role::practitioner));
        keep("actor_id", user(Role::practitioner));
        for (const auto role : {Role::practitioner, Role::coach})
            clinic_->patients.enter_care(patient_, user(role));
    }
    void add_visit(const std::string& field, std::string_view start)
    {
        appointments::Appointment visit;
        visit.id = appointments::AppointmentId::fresh();
        visit.patient_id = patient_;
        visit.patient_name = name_ + " Noé";
        visit.practitioner_id = practitioner_;
        visit.site_id = site_;
        visit.visit_type_id = type_;
        visit.starts_at = *Instant::parse(start);
        visit.ends_at = visit.starts_at.plus_minutes(20);
        CHECK(clinic_->appointments.import({visit}) == 0);
        keep(field, visit.id);
    }
    void add_visits()
    {
        add_visit("appointment_id", "2026-06-01T08:00:00Z");
        add_visit("later_visit", "2026-06-10T08:00:00Z");
    }
    void add_series()
    {
        const auto made =
            house_.people.at(Role::receptionist)
                .post("/api/series",
                    house_.filled(
                        R"({"patient_id":"$patient_id","site_id":"$site_id",)"
                        R"("practitioner_id":"$practitioner_id","visit_type_id":"$visit_type_id",)"
                        R"("first_day":"2026-07-07","time":"12:00","rule":"FREQ=WEEKLY;COUNT=2"})"));
        REQUIRE_MESSAGE(made.status == 201, made.body);
        house_.ids["series_id"] = made.json("/id");
    }
    void add_group()
    {
        clinics::VisitTypeDetails type;
        type.name = "Atelier " + name_;
        type.modes = {clinics::VisitMode::on_site};
        type.practitioners = {practitioner_};
        type.capacity = 3;
        house_.ids["group_type"] = clinic_->clinics.add_visit_type(type).str();
        const auto made =
            house_.people.at(Role::receptionist)
                .post("/api/appointments",
                    house_.filled(
                        R"({"patient_id":"$patient_id","site_id":"$site_id",)"
                        R"("practitioner_id":"$practitioner_id","visit_type_id":"$group_type",)"
                        R"("starts_at":"2026-06-14T08:00:00Z"})"));
        REQUIRE_MESSAGE(made.status == 201, made.body);
        house_.ids["group_id"] = made.json("/group_id");
    }
    /// For something that nobody books, so that it stays.
    void add_wish()
    {
        appointments::WaitingWish wish;
        wish.id = appointments::WishId::fresh();
        wish.patient_id = patient_;
        wish.site_id = site_;
        wish.visit_type_id = add_type("Attente " + name_, practitioner_);
        wish.until = LocalDate::of(2026, 6, 30);
        wish.created_at = clinic_->clock.now();
        clinic_->appointments.import_wishes({wish});
        keep("wish_id", wish.id);
    }
    void add_consultation()
    {
        consultations::Consultation draft;
        draft.id = consultations::ConsultationId::fresh();
        draft.patient_id = patient_;
        draft.practitioner_id = practitioner_;
        draft.site_id = site_;
        draft.started_at = clinic_->clock.now();
        draft.note.subjective = name_;
        draft.prescriptions.push_back({consultations::PrescriptionId::fresh(), {}, 1});
        auto& medicine = draft.prescriptions.back().medicine;
        medicine.name = "Paracétamol 1 g";
        medicine.dose = "1 comprimé";
        medicine.duration = "3 jours";
        clinic_->consultations.import({draft});
        keep("consultation_id", draft.id);
        keep("prescription_id", draft.prescriptions.back().id);
    }
    void add_invoice()
    {
        auto accounts = clinic_.sign_in(Role::accountant);
        const auto body = house_.filled(
            R"({"patient_id":"$patient_id","site_id":"$site_id","practitioner_id":"$practitioner_id",)"
            R"("lines":[{"label":"Soin","unit_price":{"amount":3000,"currency":"EUR"},"exemption":"Exonéré"}]})");
        const auto draft = accounts.post("/api/invoices", body);
        REQUIRE_MESSAGE(draft.status == 201, draft.body);
        house_.ids["draft_id"] = draft.json("/id");
        const auto made = accounts.post("/api/invoices", body);
        const auto path = "/api/invoices/" + made.json("/id");
        REQUIRE(accounts.post(path + "/issue").status == 200);
        const auto paid = accounts.post(path + "/pay", R"({"method":"cash"})");
        REQUIRE_MESSAGE(paid.status == 200, paid.body);
        house_.ids["invoice_id"] = made.json("/id");
        house_.ids["payment_id"] = paid.json("/payments/0/id");
    }
    void add_community()
    {
        const auto coach = user(Role::coach);
        keep("photo_id", clinic_->documents.add_media(coach, grey_png, true));
        keep("image_id", clinic_->documents.add_media(coach, grey_png, true));
        keep("specialty_id", clinic_->coaching.add_specialty({name_, name_, text::folded(name_)}));
        const auto post = house_.people.at(Role::coach).post("/api/posts", R"({"text":"Bonjour"})");
        REQUIRE_MESSAGE(post.status == 201, post.body);
        house_.ids["post_id"] = post.json("/id");
    }

    TestClinic& clinic_;
    std::string name_;
    House house_;
    clinics::SiteId site_;
    clinics::PractitionerId practitioner_;
    clinics::PractitionerId coach_;
    clinics::VisitTypeId type_;
    patients::PatientId patient_;
};

} // namespace clinic::test
