#include "ward.hpp"

namespace clinic::consultations {

using Events = std::vector<std::string>;

TEST_CASE("consultations: lines are prescribed, corrected and taken off, each with its version")
{
    Ward at;
    const auto path = at.started();
    const auto line = at.doctor.post(path + "/prescriptions", Ward::paracetamol);
    REQUIRE(line.status == 201);
    CHECK(line.json("/substitutable") == "true");
    const auto one = path + "/prescriptions/" + line.json("/id");
    const auto corrected =
        at.doctor.with("if-match", "\"1\"").put(one, R"({"medicine":"Ibuprofène 400 mg"})");
    CHECK(corrected.status == 200);
    CHECK(corrected.json("/version") == "2");
    CHECK(corrected.json("/dose").empty());
    const auto other = at.walk_in(at.doctor, at.noe_id).json("/id");

    const auto before = at.clinic.snapshot();
    CHECK(at.doctor.with("if-match", "\"1\"").put(one, Ward::paracetamol).status == 412);
    CHECK(at.doctor.with("if-match", "\"1\"").del(one).status == 412);
    CHECK(at.doctor.put(one, "{}").json("/errors/0/pointer") == "/medicine");
    CHECK(at.doctor.put(path + "/prescriptions/" + PrescriptionId::fresh().str(), Ward::paracetamol)
              .status == 404);
    // A line is found in its own consultation only.
    CHECK(at.doctor.del("/api/consultations/" + other + "/prescriptions/" + line.json("/id"))
              .status == 404);
    CHECK(at.clinic.snapshot() == before);
    CHECK(at.doctor.get(path + "/prescriptions").json("/items/0/version") == "2");
    CHECK(at.doctor.del(one).status == 204);
    CHECK(at.doctor.get(path + "/prescriptions").size() == 0);
}

TEST_CASE("consultations: signing wants something written, and every line read and complete")
{
    Ward at;
    const auto path = at.started();
    CHECK(at.doctor.post(path + "/sign", "{}").code() == "nothing_written");
    REQUIRE(at.doctor.put(path, Ward::note()).status == 200);
    const auto line = at.doctor.post(path + "/prescriptions", R"({"medicine":"Amoxicilline 1 g"})");
    const auto read = [&](int version) {
        return fmt::format(
            R"({{"prescriptions":[{{"id":"{}","version":{}}}]}})", line.json("/id"), version);
    };
    (void)at.clinic.events();
    const auto before = at.clinic.snapshot();
    CHECK(at.doctor.post(path + "/sign", "{}").code() == "prescription_changed");
    CHECK(at.doctor.post(path + "/sign", read(7)).status == 412);
    const auto incomplete = at.doctor.post(path + "/sign", read(1));
    CHECK(incomplete.status == 422);
    CHECK(incomplete.json("/errors/0/pointer") == "/prescriptions/0");
    CHECK(at.doctor.with("if-match", "\"1\"").post(path + "/sign", read(1)).code() == "stale");
    CHECK(at.clinic.snapshot() == before);

    REQUIRE(
        at.doctor
            .put(path + "/prescriptions/" + line.json("/id"),
                R"({"medicine":"Amoxicilline 1 g","frequency":"matin et soir","quantity":"2 boîtes"})")
            .status == 200);
    const auto signed_now = at.doctor.with("if-match", "\"2\"").post(path + "/sign", read(2));
    CHECK(signed_now.status == 200);
    CHECK(signed_now.json("/signed_at") == "2026-06-01T08:00:00Z");
    CHECK(signed_now.json("/version") == "3");
    CHECK(at.clinic.events() ==
          Events{"consultations.signed", "documents.added"}); // the prescription's paper
}

TEST_CASE("consultations: what is signed stays as it is, and later words are addenda")
{
    Ward at;
    const auto path = at.signed_note();
    const auto line = at.doctor.get(path + "/prescriptions").json("/items/0/id");
    at.clinic.settle();
    (void)at.clinic.events();
    const auto before = at.clinic.snapshot();
    const auto one = path + "/prescriptions/" + line;
    CHECK(at.doctor.put(path, Ward::note()).code() == "signed");
    CHECK(at.doctor.post(path + "/prescriptions", Ward::paracetamol).code() == "signed");
    CHECK(at.doctor.put(one, Ward::paracetamol).code() == "signed");
    CHECK(at.doctor.del(one).code() == "signed");
    CHECK(at.doctor.post(path + "/sign", "{}").code() == "signed");
    const auto again = at.start(at.doctor, at.visit);
    CHECK(again.code() == "signed");
    CHECK(again.json("/consultation_id") == path.substr(path.rfind('/') + 1));
    CHECK(at.doctor.post(path + "/addenda", R"({"text":"   "})").status == 422);
    CHECK(at.colleague.post(path + "/addenda", R"({"text":"Non"})").status == 404);
    CHECK(at.clinic.snapshot() == before);

    const auto added = at.doctor.post(path + "/addenda", R"({"text":"Résultat reçu : normal."})");
    CHECK(added.status == 201);
    CHECK(added.json("/author_name").starts_with("Camille"));
    CHECK(at.clinic.events() == Events{"consultations.addendum_written"});
    at.clinic->patients.enter_care(at.noe_id, at.colleague.user());
    CHECK(at.colleague.post(path + "/addenda", R"({"text":"Vu en garde."})").status == 201);
    CHECK(at.doctor.get(path + "/addenda").size() == 2);
    CHECK(at.doctor.get(path).json("/addenda/1/text") == "Vu en garde.");
}

TEST_CASE("consultations: a signed note stands once in the patient's timeline, told twice or not")
{
    Ward at;
    const auto path = at.signed_note();
    at.clinic.settle();
    const auto again = [&] {
        const auto id = *ConsultationId::parse(path.substr(path.rfind('/') + 1));
        at.clinic.database->write_now([&](db::Tx& tx) {
            at.clinic->bus.emit(
                tx, Signed{id, at.noe_id, at.practitioner, at.site, at.visit.id, 3});
        });
        at.clinic.settle();
    };
    again();
    const auto titles = at.clinic.database->read_now([&](db::Tx& tx) {
        return tx.all<std::string>(
            "SELECT title_fr FROM patients_timeline WHERE kind = 'consultation' AND clinical = 1");
    });
    CHECK(titles == std::vector<std::string>{"Consultation : Bronchite aiguë"});
}

TEST_CASE("consultations: a draft takes no addendum")
{
    Ward at;
    const auto path = at.started();
    CHECK(at.doctor.post(path + "/addenda", R"({"text":"Trop tôt"})").code() == "not_signed");
}

TEST_CASE("consultations: the database itself refuses to change what is signed")
{
    Ward at;
    const auto path = at.signed_note();
    REQUIRE(at.doctor.post(path + "/addenda", R"({"text":"Ajout"})").status == 201);
    const auto id = path.substr(path.rfind('/') + 1);
    const auto draft = at.walk_in(at.doctor, at.noe_id).json("/id");
    const auto before = at.clinic.snapshot();
    const auto refused = [&](std::string_view sql, auto... ids) {
        return at.clinic.database->write_now([&](db::Tx& tx) { return tx.attempt(sql, ids...); }) ==
               db::Tx::Outcome::violated;
    };
    CHECK(refused("UPDATE consultations_encounters SET plan = 'x' WHERE id = :id", id));
    CHECK(refused("UPDATE consultations_encounters SET signed_at = NULL WHERE id = :id", id));
    for (const auto* table : {"vitals", "diagnoses", "prescriptions", "addenda"}) {
        CHECK(refused(
            fmt::format("DELETE FROM consultations_{} WHERE encounter_id = :id", table), id));
        // Nor can a part move to another consultation.
        CHECK(refused(
            fmt::format(
                "UPDATE consultations_{} SET encounter_id = :to WHERE encounter_id = :id", table),
            draft, id));
    }
    CHECK(refused("INSERT INTO consultations_vitals (encounter_id, weight_g) VALUES (:id, 1)", id));
    CHECK(refused("INSERT INTO consultations_diagnoses (encounter_id, position, label, main) "
                  "VALUES (:id, 9, 'x', 0)",
        id));
    CHECK(refused("INSERT INTO consultations_prescriptions (id, encounter_id, position, medicine, "
                  "substitutable, version) VALUES ('x', :id, 9, 'x', 0, 1)",
        id));
    CHECK(refused("INSERT INTO consultations_addenda (id, encounter_id, author_id, author_name, "
                  "written_at, body) VALUES ('x', :id, 'x', 'x', 1, 'x')",
        draft));
    CHECK(at.clinic.snapshot() == before);
    // A draft's own parts do change.
    CHECK_FALSE(refused("UPDATE consultations_encounters SET plan = 'x' WHERE id = :id", draft));
    CHECK_FALSE(refused(
        "INSERT INTO consultations_vitals (encounter_id, weight_g) VALUES (:id, 1)", draft));
}

} // namespace clinic::consultations
