// The medical record through the front door.

#include "desk.hpp"

namespace clinic::patients {
namespace {

struct Chart : Desk {
    std::string lea = add("Noé", "Léa");
    std::string own = add_own();

    Chart()
    {
        enter_care(lea, doctor);
        enter_care(own, doctor);
        (void)events();
    }
    std::string write(const std::string& section, std::string_view body)
    {
        const auto reply = doctor.post(lea + "/" + section, body);
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return lea + "/" + section + "/" + reply.json("/id");
    }
};

struct Sample {
    std::string_view section;
    std::string_view good;
    std::string_view better;
    std::string_view bad;
    std::string_view wrong_field;
};

constexpr std::array samples{
    Sample{"allergies",
        R"({"substance": "Pénicilline", "reaction": "Urticaire", "severity": "severe",
        "noted_on": "2019-05-02"})",
        R"({"substance": "Amoxicilline"})", R"({"substance": " ", "severity": "severe"})",
        "/substance"},
    Sample{"problems", R"({"label": "Asthme", "code": "J45.9", "since": "2010-01-01"})",
        R"({"label": "Asthme", "code": "J45"})", R"({"label": "Asthme", "code": "asthma"})",
        "/code"},
    Sample{"medications", R"({"name": "Metformine", "dose": "500 mg", "since": "2020-01-01"})",
        R"({"name": "Metformine", "dose": "1 g"})",
        R"({"name": "Metformine", "since": "2020-01-02", "until": "2020-01-01"})", "/until"},
    Sample{"immunizations", R"({"vaccine": "DTP", "given_on": "2015-03-04", "lot": "A12"})",
        R"({"vaccine": "DTP", "given_on": "2015-03-05"})",
        R"({"vaccine": "DTP", "given_on": "2999-01-01"})", "/given_on"},
    Sample{"vitals",
        R"({"measured_at": "2026-01-02T09:00:00Z", "height_cm": 180, "weight_kg": 81,
        "systolic": 120, "diastolic": 80, "heart_rate": 64, "temperature": 36.8, "spo2": 98})",
        R"({"measured_at": "2026-01-02T09:00:00Z", "weight_kg": 80.5})",
        R"({"measured_at": "2026-01-02T09:00:00Z", "weight_kg": 8000})", "/weight_kg"},
    Sample{"consents", R"({"kind": "reminders", "text_version": 1, "decision": "accepted"})",
        R"({"kind": "reminders", "text_version": 1, "decision": "withdrawn"})",
        R"({"kind": "reminders", "text_version": 7, "decision": "accepted"})", "/text_version"},
    Sample{"history",
        R"({"kind": "surgical", "title": "Appendicectomie", "happened_on": "1999-01-01"})",
        R"({"kind": "surgical", "title": "Appendicectomie", "text": "Sans suites"})",
        R"({"kind": "travel", "title": "Appendicectomie"})", "/kind"}};

} // namespace

TEST_CASE("the record: each section is written, read, corrected and struck out, and keeps its past")
{
    for (const auto& sample : samples) {
        CAPTURE(sample.section);
        Chart at;
        const std::string section(sample.section);
        const auto made = at.doctor.post(at.lea + "/" + section, sample.good);
        REQUIRE_MESSAGE(made.status == 201, made.body);
        CHECK(made.header("etag") == "\"1\"");
        CHECK(made.json("/author_id") == at.doctor.user().str());
        CHECK(made.json("/door") == "clinic");
        CHECK(at.events() == Events{"patients.record_changed"});
        const auto path = at.lea + "/" + section + "/" + made.json("/id");

        const auto put = at.doctor.with("if-match", "\"1\"").put(path, sample.better);
        REQUIRE_MESSAGE(put.status == 200, put.body);
        CHECK(put.json("/version") == "2");
        CHECK(at.doctor.with("if-match", "\"1\"").put(path, sample.good).status == 412);
        const auto former = at.doctor.get(path + "/former");
        CHECK(former.size() == 1);
        CHECK(former.body.contains(made.body));

        CHECK(at.doctor.with("if-match", "\"1\"").del(path).status == 412);
        CHECK(at.doctor.del(path).status == 204);
        CHECK(at.doctor.del(path).status == 204); // again changes nothing
        CHECK(at.doctor.get(at.lea + "/" + section).size() == 0);
        const auto all = at.doctor.get(
            at.lea + "/" + section + "?entered_in_error=true&count=true");
        CHECK(all.json("/items/0/entered_in_error") == "true");
        CHECK(all.json("/total") == "1");
        CHECK(at.doctor.get(path + "/former").size() == 2);
        CHECK(at.doctor.put(path, sample.good).json("/entered_in_error") == "false"); // taken back
        CHECK(at.doctor.get(at.lea + "/record").size("/" + section) == 1);
    }
}

TEST_CASE("the record: what is wrong is refused with its field, and nothing is stored")
{
    Chart at;
    for (const auto& sample : samples) {
        CAPTURE(sample.section);
        const auto path = at.write(std::string(sample.section), sample.good);
        (void)at.events();
        const auto before = at.stored();
        const auto list = at.lea + "/" + std::string(sample.section);
        const auto refused = at.doctor.post(list, sample.bad);
        CHECK(refused.status == 422);
        CHECK(refused.json("/errors/0/pointer") == sample.wrong_field);
        CHECK(at.doctor.put(path, sample.bad).status == 422);
        const auto nobody = list + "/" + PatientId::fresh().str();
        CHECK(at.doctor.put(nobody, sample.good).status == 404);
        CHECK(at.doctor.del(nobody).status == 404);
        CHECK(at.doctor.get(nobody + "/former").status == 404);
        CHECK(at.stored() == before);
        CHECK(at.events().empty());
    }
}

TEST_CASE("the record: an entry is found under its own patient and section alone")
{
    Chart at;
    const auto allergy = at.write("allergies", R"({"substance": "Latex"})");
    const auto id = allergy.substr(allergy.rfind('/') + 1);
    const auto before = at.stored();
    CHECK(at.doctor.put(at.own + "/allergies/" + id, R"({"substance": "Iode"})").status == 404);
    CHECK(at.doctor.del(at.lea + "/medications/" + id).status == 404);
    CHECK(at.stored() == before);
}

TEST_CASE("the record: vitals are measures that can be, with the body mass index computed")
{
    Chart at;
    at.write(
        "vitals", R"({"measured_at": "2026-01-02T09:00:00Z", "height_cm": 180, "weight_kg": 81})");
    CHECK(at.doctor.get(at.lea + "/record").json("/vitals/0/bmi") == "25");
    const auto refused = [&](std::string_view measures, std::string_view field) {
        const auto reply = at.doctor.post(at.lea + "/vitals",
            fmt::format(R"({{"measured_at": "2026-01-02T09:00:00Z"{}}})", measures));
        return reply.status == 422 && reply.json("/errors/0/pointer") == field;
    };
    CHECK(refused("", "/weight_kg"));
    CHECK(refused(R"(, "systolic": 120)", "/diastolic"));
    CHECK(refused(R"(, "systolic": 80, "diastolic": 120)", "/diastolic"));
    CHECK(refused(R"(, "temperature": 368)", "/temperature"));
    CHECK(refused(R"(, "heart_rate": 7)", "/heart_rate"));
    CHECK(refused(R"(, "bmi": 20)", "/bmi"));
    CHECK(
        at.doctor.post(at.lea + "/vitals", R"({"measured_at": "2999-01-01T00:00:00Z", "spo2": 98})")
            .status == 422);
}

TEST_CASE("the record: measurings come page by page, newest first, whenever they were written")
{
    Chart at;
    for (const int day : {3, 1, 5, 2, 4}) {
        at.write("vitals",
            fmt::format(
                R"({{"measured_at": "2026-01-0{}T09:00:00Z", "heart_rate": 6{}}})", day, day));
    }
    std::string seen;
    std::string cursor;
    do {
        const auto page = at.doctor.get(at.lea + "/vitals?limit=2" + cursor);
        for (std::size_t i = 0; i < page.size(); ++i) {
            seen += page.json(fmt::format("/items/{}/heart_rate", i)) + ' ';
        }
        cursor = page.json("/next").empty() ? "" : "&cursor=" + page.json("/next");
    } while (!cursor.empty());
    CHECK(seen == "65 64 63 62 61 ");
    CHECK(at.doctor.get(at.lea + "/vitals?cursor=made-up").status == 422);
}

TEST_CASE("the record: patients read the shared part of their own, and decide on consents")
{
    Chart at;
    for (const auto& sample : samples) {
        REQUIRE(
            at.doctor.post(at.own + "/" + std::string(sample.section), sample.good).status == 201);
    }
    (void)at.events();
    const auto record = at.patient.get(at.own + "/record");
    REQUIRE(record.status == 200);
    CHECK(record.json("/basis") == "own");
    CHECK(record.json("/may_write") == "false");
    CHECK(record.size("/allergies") == 1);
    CHECK(record.size("/vitals") == 1);
    CHECK(record.json("/problems").empty());
    CHECK(record.json("/history").empty());
    CHECK(at.patient.get(at.own + "/problems").status == 403);
    CHECK(at.patient.post(at.own + "/allergies", R"({"substance": "Iode"})").status == 403);
    CHECK(at.patient.get(at.lea + "/record").status == 404);

    const auto texts = at.patient.get("/api/consent-texts");
    CHECK(texts.size() == 4);
    CHECK(texts.json("/items/0/title") == "Care data");
    const auto given = at.patient.post(at.own + "/consents",
        R"({"kind": "care_data", "text_version": 1, "decision": "accepted"})");
    CHECK(given.status == 201);
    CHECK(given.json("/door") == "portal");
    CHECK(given.json("/author_id") == at.patient.user().str());
    const auto withdrawn = at.patient.post(at.own + "/consents",
        R"({"kind": "care_data", "text_version": 1, "decision": "withdrawn"})");
    CHECK(withdrawn.status == 201);
    CHECK(at.patient.get(at.own + "/consents").json("/items/0/decision") == "withdrawn");
    CHECK(at.patient.get(at.own + "/consents").size() == 3); // the proof of both stays
    CHECK(at.patient.del(at.own + "/consents/" + given.json("/id")).status == 403);
    CHECK(at.patient
              .post(at.lea + "/consents",
                  R"({"kind": "care_data", "text_version": 1, "decision": "accepted"})")
              .status == 404);
}

TEST_CASE("the record: what other modules read of it is what holds today")
{
    Chart at;
    at.clinic->clock.set(*Instant::parse("2026-06-01T10:00:00Z"));
    auto doctor = at.clinic.again(at.doctor);
    const auto write = [&](const char* section, const char* body) {
        CHECK(doctor.post(at.lea + section, body).status == 201);
    };
    write("/allergies", R"({"substance": "Latex"})");
    write("/allergies", R"({"substance": "Lait", "status": "resolved"})");
    write("/problems", R"({"label": "Asthme"})");
    write("/problems", R"({"label": "Otite", "status": "resolved", "resolved_on": "2020-01-01"})");
    write("/medications", R"({"name": "Ventoline"})");
    write("/medications", R"({"name": "Amoxicilline", "until": "2026-05-30"})");
    write("/medications", R"({"name": "Doliprane", "until": "2026-06-01"})");
    const auto summary = at.clinic->patients.summary(Desk::id_of(at.lea));
    REQUIRE(summary.allergies.size() == 1);
    CHECK(summary.allergies[0].substance == "Latex");
    REQUIRE(summary.problems.size() == 1);
    CHECK(summary.problems[0].label == "Asthme");
    CHECK(summary.medications.size() == 2);
}

TEST_CASE("the record: an import is checked like a form")
{
    Chart at;
    auto& patients = at.clinic->patients;
    const auto id = Desk::id_of(at.lea);
    const auto take_over = [&](std::string section, std::string body) {
        const ImportedEntry entry{
            id, std::move(section), std::move(body), {1'000'000}, "Import", {}};
        patients.import_record({&entry, 1});
    };
    take_over("allergies", R"({"substance": "Latex", "status": "active"})");
    CHECK(at.doctor.get(at.lea + "/allergies").json("/items/0/door") == "import");
    const auto before = at.stored();
    CHECK_THROWS_AS(take_over("allergies", "{}"), std::invalid_argument);
    CHECK_THROWS_AS(take_over("allergies", R"({"substance": ""})"), std::invalid_argument);
    CHECK_THROWS_AS(take_over("tattoos", "{}"), std::invalid_argument);
    CHECK(at.stored() == before);
}

} // namespace clinic::patients
