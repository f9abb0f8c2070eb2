#include "desk.hpp"

namespace clinic::patients {

TEST_CASE("for those who may not see a patient, the patient does not exist")
{
    Desk at;
    const auto path = at.add("Noé", "Léa", R"("note": "Rappeler")");
    const auto absent = at.doctor.get("/api/patients/" + PatientId::fresh().str());
    for (auto* who : {&at.doctor, &at.coach, &at.accountant, &at.patient}) {
        const auto reply = who->get(path);
        CHECK(reply.status == 404);
        CHECK(reply.body == absent.body); // not to be told apart
    }
    CHECK(at.admin.get(path).json("/note") == "Rappeler");
    CHECK(at.clinic.stranger().get(path).status == 401);
}

TEST_CASE("practitioners and coaches see those in their care, and nobody else")
{
    Desk at;
    const auto lea = at.add("Noé", "Léa", R"("phone": "06 12 34 56 78")");
    const auto paul = at.add("Noé", "Paul");
    at.enter_care(lea, at.doctor);
    at.enter_care(lea, at.doctor); // again changes nothing
    at.enter_care(paul, at.coach);
    CHECK(at.doctor.get(lea).status == 200);
    CHECK(at.doctor.get(paul).status == 404);
    CHECK(at.coach.get(paul).status == 200);
    for (const auto* q : {"", "noe", "noé l", "noe lea", "0612"}) {
        CHECK(Desk::found(at.doctor, q) == "Noé Léa");
    }
    CHECK(Desk::found(at.doctor, "paul") == "");
    CHECK(Desk::found(at.coach, "noe") == "Noé Paul");
    CHECK(at.doctor.get("/api/patients?count=true").json("/total") == "1");

    // Their search follows the record.
    CHECK(at.desk.patch(lea, R"({"birth_name": "Zola"})").status == 200);
    CHECK(Desk::found(at.doctor, "noe") == "");
    CHECK(Desk::found(at.doctor, "zola") == "Zola Léa");
    CHECK(at.desk.del(lea).status == 204);
    CHECK(Desk::found(at.doctor, "zola") == "");
}

TEST_CASE("whom a practitioner registers is in their care")
{
    Desk at;
    const auto reply = at.doctor.post("/api/patients", person("Noé", "Léa"));
    CHECK(reply.status == 201);
    CHECK(at.doctor.get("/api/patients/" + reply.json("/id")).status == 200);
    CHECK(Desk::found(at.doctor, "noe") == "Noé Léa");
    CHECK(Desk::found(at.coach, "noe") == "");
}

TEST_CASE("patients read their own record by its id too, without what staff note")
{
    Desk at;
    const auto own = at.add_own();
    CHECK(at.patient.get(own).status == 200);
    CHECK(at.patient.get(own).json("/note") == "");
    CHECK(at.patient.get("/api/patients/me").body == at.patient.get(own).body);
    // What a practitioner happens to share with a patient by account is no way in.
    CHECK(at.clinic.sign_in(Role::patient).get(own).status == 404);
}

TEST_CASE("each route is for its roles")
{
    Desk at;
    const auto path = at.add("Noé", "Léa");
    at.enter_care(path, at.doctor);
    at.enter_care(path, at.coach);
    const auto before = at.stored();
    for (auto* who : {&at.doctor, &at.coach, &at.accountant, &at.patient}) {
        CHECK(who->put(path, person("X", "Y")).status == 403);
        CHECK(who->patch(path, "{}").status == 403);
        CHECK(who->del(path).status == 403);
        CHECK(who->post(path + "/restore").status == 403);
    }
    for (auto* who : {&at.coach, &at.accountant, &at.patient}) {
        CHECK(who->post("/api/patients", person("X", "Y")).status == 403);
        CHECK(who->get("/api/patients/duplicates?first_name=a&birth_name=b").status == 403);
    }
    for (auto* who : {&at.accountant, &at.patient}) CHECK(who->get("/api/patients").status == 403);
    for (auto* who : {&at.desk, &at.doctor, &at.accountant}) {
        CHECK(who->get("/api/patients/me").status == 403);
        CHECK(who->patch("/api/patients/me", "{}").status == 403);
    }
    CHECK(at.stored() == before);
}

TEST_CASE("the rule that other modules ask is the same")
{
    Desk at;
    const auto path = at.add("Noé", "Léa");
    const auto id = Desk::id_of(path);
    const auto who = [](const test::Visitor& visitor, Role role) {
        return http::Principal{visitor.user(), {}, "", auth::bit(role)};
    };
    const auto& patients = at.clinic->patients;
    CHECK(patients.may_see(who(at.desk, Role::receptionist), id));
    CHECK_FALSE(patients.may_see(who(at.doctor, Role::practitioner), id));
    at.enter_care(path, at.doctor);
    CHECK(patients.may_see(who(at.doctor, Role::practitioner), id));
    CHECK_FALSE(patients.may_see(who(at.doctor, Role::accountant), id)); // the role was taken away
    CHECK_FALSE(patients.may_see(who(at.desk, Role::receptionist), PatientId::fresh()));
    CHECK(patients.may_write_clinical(who(at.doctor, Role::practitioner), id));
    CHECK_FALSE(patients.may_read_clinical(who(at.desk, Role::receptionist), id));
    const auto own = Desk::id_of(at.add_own());
    CHECK(patients.owns(who(at.patient, Role::patient), own));
    CHECK_FALSE(patients.owns(who(at.patient, Role::patient), id));
    CHECK_FALSE(patients.may_read_clinical(who(at.patient, Role::patient), own));
}

TEST_CASE("what other modules tell is entered once for each source, and never for nobody")
{
    Desk at;
    const auto id = Desk::id_of(at.add("Noé", "Léa"));
    auto& patients = at.clinic->patients;
    const auto before = at.stored();
    patients.enter_timeline({"x:0", PatientId::fresh(), "visit", {}, {"a", "b"}, {}});
    CHECK(at.stored() == before);
    patients.enter_timeline({"x:1", id, "visit", {1000}, {"Réservé", "Booked"}, "/calendar"});
    const auto once = at.stored();
    CHECK(once != before);
    patients.enter_timeline({"x:1", id, "visit", {1000}, {"Réservé", "Booked"}, "/calendar"});
    CHECK(at.stored() == once);
}

} // namespace clinic::patients
