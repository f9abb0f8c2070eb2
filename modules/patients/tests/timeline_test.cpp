#include "desk.hpp"

namespace clinic::patients {
namespace {

std::string titles(const test::Reply& reply)
{
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    std::string titles;
    for (std::size_t i = 0; i < reply.size(); ++i) {
        titles += reply.json(fmt::format("/items/{}/title", i)) + "; ";
    }
    return titles;
}

Instant on(const char* text)
{
    return *Instant::parse(text);
}

struct Story : Desk {
    std::string own = add_own();
    PatientId id = id_of(own);

    Story()
    {
        enter_care(own, doctor);
        auto& patients = clinic->patients;
        patients.enter_timeline({"t:visit", id, "visit", on("2026-02-01T09:00:00Z"),
            {"Visite", "Visit"}, {}, false, true});
        patients.enter_timeline({"t:invoice", id, "invoice", on("2026-02-02T09:00:00Z"),
            {"Facture", "Invoice"}, "/invoices/1", false, false});
        patients.enter_timeline({"t:note", id, "consultation", on("2026-02-03T09:00:00Z"),
            {"Consultation", "Consultation"}, {}, true, false});
    }
};

} // namespace

TEST_CASE("the timeline is told newest first, to each as much as is theirs")
{
    Story at;
    const auto path = at.own + "/timeline";
    CHECK(titles(at.doctor.get(path)) == "Consultation; Invoice; Visit; ");
    CHECK(titles(at.desk.get(path)) == "Invoice; Visit; ");
    CHECK(titles(at.patient.get(path)) == "Visit; ");
    auto french = at.clinic.sign_in(Role::receptionist, Language::fr);
    CHECK(titles(french.get(path)) == "Facture; Visite; ");
    CHECK(at.doctor.get(path).json("/items/1/link") == "/invoices/1");
}

TEST_CASE("the timeline comes page by page, those of one moment too")
{
    Story at;
    for (int i = 0; i < 5; ++i) {
        at.clinic->patients.enter_timeline({fmt::format("t:{}", i), at.id, "visit",
            on("2026-03-01T09:00:00Z"), {"x", fmt::format("{}", i)}, {}});
    }
    std::string seen;
    std::string cursor;
    do {
        const auto page = at.doctor.get(at.own + "/timeline?limit=3&count=true" + cursor);
        CHECK(page.json("/total") == "8");
        seen += titles(page);
        cursor = page.json("/next").empty() ? "" : "&cursor=" + page.json("/next");
    } while (!cursor.empty());
    CHECK(seen == "4; 3; 2; 1; 0; Consultation; Invoice; Visit; ");
}

TEST_CASE("a change of the record enters the timeline, and one that was an error says so")
{
    Desk at;
    const auto own = at.add_own();
    at.enter_care(own, at.doctor);
    const auto write = [&](const char* section, const char* body) {
        const auto reply = at.doctor.post(own + section, body);
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return own + section + "/" + reply.json("/id");
    };
    const auto allergy = write("/allergies", R"({"substance": "Latex", "noted_on": "2020-01-01"})");
    write("/problems", R"({"label": "Asthme", "code": "J45", "since": "2021-01-01"})");
    write("/vitals",
        R"({"measured_at": "2025-01-01T08:00:00Z", "systolic": 120, "diastolic": 80, "weight_kg": 72.5})");
    const auto path = own + "/timeline";
    CHECK(titles(at.doctor.get(path)) ==
          "Measures: 120/80\u00a0mmHg, 72.5\u00a0kg; Problem: Asthme (J45); Allergy: Latex; ");
    CHECK(titles(at.patient.get(path)) ==
          "Measures: 120/80\u00a0mmHg, 72.5\u00a0kg; Allergy: Latex; ");
    CHECK(titles(at.desk.get(path)) == "");

    CHECK(
        at.doctor.put(allergy, R"({"substance": "Iode", "noted_on": "2020-01-01"})").status == 200);
    CHECK(titles(at.patient.get(path)).ends_with("; Allergy: Iode; "));
    CHECK(at.doctor.del(allergy).status == 204);
    CHECK(
        titles(at.patient.get(path)).ends_with("; Struck out (entered in error): Allergy: Iode; "));
}

TEST_CASE("what is older never takes the place of what is newer")
{
    Story at;
    auto& patients = at.clinic->patients;
    const auto enter = [&](std::int64_t version, const char* title) {
        patients.enter_timeline({"t:visit", at.id, "visit", on("2026-02-01T09:00:00Z"),
            {title, title}, {}, false, true, version});
    };
    enter(3, "Cancelled");
    enter(2, "Booked");
    CHECK(titles(at.patient.get(at.own + "/timeline")) == "Cancelled; ");
    enter(4, "Booked again");
    CHECK(titles(at.patient.get(at.own + "/timeline")) == "Booked again; ");
}

} // namespace clinic::patients
