// Who reads a medical record, and what breaking the glass opens.

#include "desk.hpp"

namespace clinic::patients {
namespace {

constexpr std::string_view reason = R"({"reason": "Urgence : malaise en salle d’attente"})";

enum class Standing { none, care, glass, own };

struct Expected {
    auth::Role role;
    Standing relation;
    int record;
    int write; ///< POST of an allergy
    int timeline;
};

} // namespace

TEST_CASE("the predicate: each role in each relation reads and writes what the rule says")
{
    using enum auth::Role;
    using enum Standing;
    constexpr std::array table{Expected{practitioner, none, 404, 404, 404},
        Expected{practitioner, care, 200, 201, 200}, Expected{practitioner, glass, 200, 201, 200},
        Expected{admin, none, 403, 403, 200}, Expected{admin, glass, 200, 403, 200},
        Expected{receptionist, none, 403, 403, 200}, Expected{receptionist, care, 403, 403, 200},
        Expected{accountant, none, 403, 403, 403}, Expected{accountant, care, 403, 403, 403},
        Expected{coach, none, 404, 403, 404}, Expected{coach, care, 404, 403, 404},
        Expected{coach, own, 200, 403, 200}, Expected{patient, none, 404, 403, 404},
        Expected{patient, care, 404, 403, 404}, Expected{patient, own, 200, 403, 200}};
    for (const auto& [role, relation, record, write, timeline] : table) {
        CAPTURE(api::spell(role));
        CAPTURE(static_cast<int>(relation));
        Desk at;
        auto who = at.clinic.sign_in(role);
        NewPatient person;
        person.birth_name = "Noé";
        person.first_name = "Léa";
        if (relation == own) person.user = who.user();
        const auto path = "/api/patients/" + at.clinic->patients.add(person).str();
        if (relation == care) at.enter_care(path, who);
        if (relation == glass) REQUIRE(who.post(path + "/break-glass", reason).status == 201);
        CHECK(who.get(path + "/record").status == record);
        CHECK(who.get(path + "/allergies").status == record);
        const bool carer = role == practitioner || role == admin;
        CHECK(who.get(path + "/problems").status == (carer ? record : 403)); // never for patients
        CHECK(who.post(path + "/allergies", R"({"substance": "Latex"})").status == write);
        CHECK(who.get(path + "/timeline").status == timeline);
        const http::Principal principal{who.user(), {}, "", auth::bit(role)};
        const auto id = Desk::id_of(path);
        CHECK(at.clinic->patients.may_read_clinical(principal, id) ==
              (record == 200 && relation != own));
        CHECK(at.clinic->patients.may_write_clinical(principal, id) == (write == 201));
        CHECK(at.clinic->patients.owns(principal, id) == (relation == own));
    }
}

TEST_CASE("break-glass: a practitioner reads for an hour, and the admins read why")
{
    Desk at;
    const auto lea = at.add("Noé", "Léa");
    (void)at.events(); // delivered before the clock goes back
    at.clinic->clock.set(*Instant::parse("2026-06-01T10:00:00Z"));
    auto doctor = at.clinic.again(at.doctor);
    CHECK(doctor.get(lea).status == 404);
    const auto opened = doctor.post(lea + "/break-glass", reason);
    REQUIRE_MESSAGE(opened.status == 201, opened.body);
    CHECK(opened.json("/closes_at") == "2026-06-01T11:00:00Z");
    CHECK(at.events() == Events{"patients.glass_broken"});
    CHECK(doctor.get(lea).status == 200);
    const auto record = doctor.get(lea + "/record");
    CHECK(record.json("/basis") == "glass");
    CHECK(record.json("/until") == "2026-06-01T11:00:00Z");
    CHECK(record.json("/may_write") == "true");

    auto admin = at.clinic.again(at.admin);
    const auto list = admin.get("/api/break-glass?count=true");
    CHECK(list.json("/total") == "1");
    CHECK(list.json("/items/0/patient_name") == "Noé Léa");
    CHECK(list.json("/items/0/user_id") == doctor.user().str());
    CHECK(list.json("/items/0/reason") == "Urgence : malaise en salle d’attente");
    const auto audit = admin.get("/api/admin/audit?action=break_glass.open");
    CHECK(audit.json("/items/0/subject_id") == Desk::id_of(lea).str());

    at.clinic->clock.set(*Instant::parse("2026-06-01T10:59:59Z"));
    auto later = at.clinic.again(doctor);
    CHECK(later.get(lea + "/record").status == 200);
    at.clinic->clock.set(*Instant::parse("2026-06-01T11:00:00Z"));
    CHECK(later.get(lea + "/record").status == 404);
    CHECK(later.get(lea).status == 404);
}

TEST_CASE("break-glass: without a reason, a patient or a right, nothing opens")
{
    Desk at;
    const auto lea = at.add("Noé", "Léa");
    at.enter_care(lea, at.doctor);
    (void)at.events();
    const auto before = at.stored();
    CHECK(at.doctor.post(lea + "/break-glass", reason).code() == "in_care");
    auto other = at.clinic.sign_in(Role::practitioner);
    const auto signed_in = at.stored();
    CHECK(other.post(lea + "/break-glass", R"({"reason": "urgent"})").status == 422);
    CHECK(other.post(lea + "/break-glass", R"({"reason": "          "})").status == 422);
    const auto nobody = "/api/patients/" + PatientId::fresh().str();
    CHECK(other.post(nobody + "/break-glass", reason).status == 404);
    for (auto* who : {&at.desk, &at.coach, &at.accountant, &at.patient}) {
        CHECK(who->post(lea + "/break-glass", reason).status == 403);
        CHECK(who->get("/api/break-glass").status == 403);
    }
    CHECK(at.admin.get(lea + "/record").code() == "break_glass_needed");
    CHECK(at.doctor.get("/api/break-glass").status == 403);
    CHECK(at.stored() == signed_in);
    CHECK(before != signed_in); // an account more
    CHECK(at.events().empty());
}

TEST_CASE("break-glass: what one opened stays closed to others")
{
    Desk at;
    const auto lea = at.add("Noé", "Léa");
    const auto paul = at.add("Noé", "Paul");
    REQUIRE(at.doctor.post(lea + "/break-glass", reason).status == 201);
    CHECK(at.clinic.sign_in(Role::practitioner).get(lea + "/record").status == 404);
    CHECK(at.doctor.get(paul + "/record").status == 404);
    CHECK(at.admin.get(lea + "/record").status == 403);
    CHECK(Desk::found(at.doctor, "noe") == ""); // and the search is still one's own
}

TEST_CASE("outside one's care, a patient is found by the full name and the birth date alone")
{
    Desk at;
    const auto lea = at.add("Lefèvre", "Léa", R"("birth_date": "1980-03-12", "used_name": "Roy")");
    const auto found = [&](const char* query) {
        const auto reply = at.doctor.get(std::string("/api/outside-care?") + query);
        return reply.status == 200 ? reply.json("/items/0/id") : fmt::format("{}", reply.status);
    };
    const auto id = Desk::id_of(lea).str();
    CHECK(found("first_name=lea&birth_name=LEFEVRE&birth_date=1980-03-12") == id);
    CHECK(found("first_name=lea&birth_name=roy&birth_date=1980-03-12") == id);
    CHECK(found("first_name=le&birth_name=lefevre&birth_date=1980-03-12") == "");
    CHECK(found("first_name=lea&birth_name=lefevre&birth_date=1980-03-13") == "");
    CHECK(found("first_name=lea&birth_name=lefevre") == "422");
    for (auto* who : {&at.coach, &at.accountant, &at.patient}) {
        CHECK(who->get("/api/outside-care?first_name=lea&birth_name=roy&birth_date=1980-03-12")
                  .status == 403);
    }
}

} // namespace clinic::patients
