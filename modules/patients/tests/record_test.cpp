#include "desk.hpp"

namespace clinic::patients {

TEST_CASE("a patient is registered, and the record reads as it was written")
{
    Desk at;
    (void)at.events();
    const auto reply = at.desk.post("/api/patients", person("Lefèvre-Noël", " Chloé ", R"(
        "used_name": "Martin", "birth_date": "1980-03-12", "birth_place": "Lyon",
        "phone": "06 12 34 56 78", "email": "chloe@example.org", "language": "en",
        "address": {"line1": "1 rue", "postal_code": "69001", "city": "Lyon", "country": "FR"},
        "emergency_contact": {"name": "Paul", "phone": "06 99 99 99 99"}, "note": "Badge\n3e étage")"));
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    CHECK(reply.header("etag") == "\"1\"");
    CHECK(at.events() == Events{"patients.registered"});
    const auto record = at.desk.get("/api/patients/" + reply.json("/id"));
    CHECK(record.body == reply.body);
    CHECK(record.json("/first_name") == "Chloé");
    CHECK(record.json("/birth_date") == "1980-03-12");
    CHECK(record.json("/emergency_contact/name") == "Paul");
    CHECK(record.json("/language") == "en");
    CHECK(record.json("/archived_at") == "");
    const auto card = at.clinic->patients.card(*PatientId::parse(reply.json("/id")));
    REQUIRE(card);
    CHECK(card->name == "Martin Chloé");
    CHECK(card->language == "en");
}

TEST_CASE("a record with wrong fields is refused with all of them, and nothing is stored")
{
    Desk at;
    const auto before = at.stored();
    const auto reply = at.desk.post("/api/patients", R"({"birth_name": " ", "sex": "f",
        "birth_date": "1980-02-30", "phone": "12", "email": "a@b", "colour": "red"})");
    CHECK(reply.status == 422);
    CHECK(reply.size("/errors") == 7);
    const LocalDate today{static_cast<std::int32_t>(at.clinic->clock.now().ms / 86'400'000)};
    const auto born = [&](LocalDate date) {
        return at.desk.post("/api/patients",
            person("Noé", "Léa", fmt::format(R"("birth_date": "{}")", date.text())));
    };
    const auto future = born(today.plus_days(2));
    CHECK(future.json("/errors/0/pointer") == "/birth_date");
    CHECK(future.json("/errors/0/code") == "future");
    CHECK(at.stored() == before);
    CHECK(at.events().empty());
    CHECK(born(today).status == 201);
}

TEST_CASE("PUT replaces the whole record, PATCH its named members")
{
    Desk at;
    const auto path = at.add("Noé", "Léa", R"("phone": "06 12 34 56 78", "note": "x")");
    (void)at.events();
    const auto patched =
        at.desk.with("if-match", "\"1\"")
            .patch(path, R"({"used_name": "Roy", "note": null, "birth_date": "1990-01-02"})");
    CHECK(patched.status == 200);
    CHECK(patched.json("/version") == "2");
    CHECK(patched.json("/used_name") == "Roy");
    CHECK(patched.json("/note") == "");
    CHECK(patched.json("/phone") == "06 12 34 56 78");
    const auto put = at.desk.with("if-match", "\"2\"").put(path, person("Noé", "Léa"));
    CHECK(put.json("/phone") == "");
    CHECK(put.json("/used_name") == "");
    CHECK(put.json("/language") == "fr");
    CHECK(at.events() == Events{"patients.changed", "patients.changed"});

    const auto before = at.stored();
    CHECK(at.desk.with("if-match", "\"2\"").put(path, person("Zut", "Léa")).status == 412);
    CHECK(at.desk.with("if-match", "\"2\"").patch(path, "{}").status == 412);
    CHECK(at.desk.with("if-match", "\"2\"").del(path).status == 412);
    CHECK(
        at.desk.patch(path, R"({"birth_date": "2999-01-01"})").json("/errors/0/code") == "future");
    CHECK(at.desk.patch(path, R"({"phone": "abc"})").json("/errors/0/pointer") == "/phone");
    CHECK(at.stored() == before);
    const auto nobody = "/api/patients/" + PatientId::fresh().str();
    CHECK(at.desk.get(nobody).status == 404);
    CHECK(at.desk.put(nobody, person("A", "B")).status == 404);
    CHECK(at.desk.patch(nobody, "{}").status == 404);
    CHECK(at.desk.del(nobody).status == 404);
    CHECK(at.desk.post(nobody + "/restore").status == 404);
}

TEST_CASE("an archived patient is left out of the search until asked for, and can be taken back")
{
    Desk at;
    const auto path = at.add("Noé", "Léa");
    (void)at.events();
    CHECK(at.desk.del(path).status == 204);
    CHECK(at.desk.del(path).status == 204);
    CHECK(at.events() == Events{"patients.archived"});
    CHECK(at.desk.get(path).json("/archived_at") != "");
    CHECK(Desk::found(at.desk, "noe") == "");
    CHECK(Desk::found(at.desk, "noe", "&archived=true") == "Noé Léa");
    CHECK(Desk::found(at.desk, "") == "");
    CHECK(at.desk.post(path + "/restore").json("/archived_at") == "");
    CHECK(at.desk.post(path + "/restore").status == 200);
    CHECK(at.events() == Events{"patients.changed"});
    CHECK(Desk::found(at.desk, "noe") == "Noé Léa");
}

TEST_CASE("somebody alike is told before they are written down twice")
{
    Desk at;
    at.add("Lefèvre", "Chloé", R"("birth_date": "1980-03-12", "phone": "06 12 34 56 78")");
    (void)at.events();
    const auto before = at.stored();
    const auto alike = [&](std::string_view name, std::string_view first, std::string_view more) {
        const auto reply = at.desk.post("/api/patients", person(name, first, more));
        return reply.code() == "possible_duplicate" && reply.status == 409 &&
               reply.json("/candidates/0/birth_name") == "Lefèvre";
    };
    CHECK(alike("LEFEVRE", "Chloe", R"("birth_date": "1980-03-12")"));
    CHECK(alike("Lefebvre", "Chloé", R"("birth_date": "1980-03-12")")); // one letter more
    CHECK(alike("Chloé", "Lefèvre", R"("birth_date": "1980-03-12")"));  // in the wrong boxes
    CHECK(alike("Lefèvre-Roy", "Marie Chloé", R"("birth_date": "1980-03-12")"));
    CHECK(alike("Martin", "Chloé", R"("phone": "+33 6 12 34 56 78")")); // married meanwhile
    CHECK(at.stored() == before);
    CHECK(at.events().empty());

    CHECK(at.desk
              .get("/api/patients/duplicates?first_name=Chloe&birth_name=Lefevre"
                   "&birth_date=1980-03-12")
              .size() == 1);
    CHECK(at.desk.get("/api/patients/duplicates?first_name=Chloe").status == 422);

    CHECK(at.desk.post("/api/patients", person("Lefèvre", "Chloé", R"("birth_date": "1980-03-13")"))
              .status == 201);
    CHECK(at.desk.post("/api/patients", person("Lefèvre", "Paul", R"("birth_date": "1980-03-12")"))
              .status == 201); // a twin
    CHECK(at.desk.post("/api/patients", person("Lefèvre", "Anna", R"("phone": "06 12 34 56 78")"))
              .status == 201); // the family's telephone
    CHECK(
        at.desk
            .post("/api/patients", person("Lefèvre", "Chloé",
                                       R"("birth_date": "1980-03-12", "confirm_duplicate": true)"))
            .status == 201);
}

TEST_CASE("a practitioner hears that there is a lookalike, but not who")
{
    Desk at;
    const auto path = at.add("Lefèvre", "Chloé", R"("birth_date": "1980-03-12")");
    const auto body = person("Lefevre", "Chloe", R"("birth_date": "1980-03-12")");
    const auto hidden = at.doctor.post("/api/patients", body);
    CHECK(hidden.code() == "possible_duplicate");
    CHECK(hidden.size("/candidates") == 0);
    const auto ask = "/api/patients/duplicates?first_name=Chloe&birth_name=Lefevre"
                     "&birth_date=1980-03-12";
    CHECK(at.doctor.get(ask).size() == 0);
    CHECK(at.doctor.get(ask).json("/others") == "true");
    at.enter_care(path, at.doctor);
    CHECK(at.doctor.post("/api/patients", body).size("/candidates") == 1);
    CHECK(at.doctor.get(ask).json("/others") == "false");
}

TEST_CASE("whoever registers on their own has a record of their own")
{
    Desk at;
    const auto asked = at.clinic.stranger().post("/api/auth/register", R"({
        "email": "lea@example.org", "password": "correct horse battery", "first_name": "Léa",
        "last_name": "Noé", "birth_date": "1990-01-02", "phone": "06 11 22 33 44", "language": "en"})");
    REQUIRE_MESSAGE(asked.status == 202, asked.body);
    CHECK(at.events() == Events{"auth.registered", "patients.registered"});
    const auto session = at.clinic.stranger().post(
        "/api/auth/login", R"({"email": "lea@example.org", "password": "correct horse battery"})");
    test::Visitor lea(at.clinic, session.json("/access_token"), {});
    const auto me = lea.get("/api/patients/me");
    CHECK(me.status == 200);
    CHECK(me.json("/birth_name") == "Noé");
    CHECK(me.json("/email") == "lea@example.org");
    CHECK(me.json("/language") == "en");
    CHECK(me.json("/birth_date") == "1990-01-02");
    CHECK(Desk::found(at.desk, "lea noe") == "Noé Léa");
}

TEST_CASE("patients edit some of their own record")
{
    Desk at;
    const auto path = at.add_own();
    (void)at.events();
    const auto edited = at.patient.patch("/api/patients/me", R"({"phone": "07 00 00 00 00",
        "sex": "male", "birth_date": "1990-01-02", "used_name": "Moi"})");
    CHECK(edited.status == 200);
    CHECK(edited.json("/phone") == "07 00 00 00 00");
    CHECK(edited.json("/note") == ""); // not for them
    CHECK(at.desk.get(path).json("/note") == "Rappeler le matin");
    CHECK(at.events() == Events{"patients.changed"});

    const auto before = at.stored();
    const auto locked = at.patient.patch("/api/patients/me", R"({"birth_date": "1990-01-03"})");
    CHECK(locked.json("/errors/0/pointer") == "/birth_date");
    CHECK(locked.json("/errors/0/code") == "locked");
    CHECK(at.patient.patch("/api/patients/me", R"({"birth_date": null})").status == 422);
    CHECK(at.patient.patch("/api/patients/me", R"({"note": "x"})").json("/errors/0/pointer") ==
          "/note");
    CHECK(at.patient.with("if-match", "\"1\"").patch("/api/patients/me", "{}").status == 412);
    CHECK(at.stored() == before);
    CHECK(at.patient.patch("/api/patients/me", R"({"birth_date": "1990-01-02"})").status == 200);
    CHECK(at.coach.get("/api/patients/me").status == 404); // has none
    CHECK(at.coach.patch("/api/patients/me", "{}").status == 404);
}

} // namespace clinic::patients
