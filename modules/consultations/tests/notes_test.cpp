#include "ward.hpp"

#include <algorithm>

namespace clinic::consultations {

using Events = std::vector<std::string>;

TEST_CASE("consultations: one is begun from a visit, and begun again it is the same")
{
    Ward at;
    const auto first = at.start(at.doctor, at.visit);
    REQUIRE(first.status == 200);
    CHECK(first.json("/reason") == "Toux");
    CHECK(first.json("/patient_name") == "Durand Noé");
    CHECK(first.json("/appointment_id") == at.visit.id.view());
    CHECK(first.json("/signed_at").empty());
    CHECK(first.header("etag") == "\"1\"");
    CHECK(first.json("/background/allergies") == "[]");
    CHECK(at.clinic.events() == Events{"consultations.started"});

    const auto path = "/api/consultations/" + first.json("/id");
    CHECK(at.doctor.put(path, Ward::note()).status == 200);
    const auto again = at.start(at.doctor, at.visit);
    CHECK(again.status == 200);
    CHECK(again.json("/id") == first.json("/id"));
    CHECK(again.json("/objective") == "Auscultation libre");
    CHECK(at.clinic.events().empty());
}

TEST_CASE("consultations: who is here already is received, whatever the date of the visit")
{
    Ward at;
    const auto early = at.add_visit("2026-06-02T08:00:00Z", appointments::Status::arrived);
    CHECK(at.start(at.doctor, early).status == 200);
}

TEST_CASE(
    "consultations: a visit that is not theirs, over, or not for today is refused without a trace")
{
    Ward at;
    using appointments::Status;
    const auto cancelled = at.add_visit("2026-06-01T06:00:00Z", Status::cancelled);
    const auto missed = at.add_visit("2026-06-01T06:20:00Z", Status::no_show);
    const auto tomorrow = at.add_visit("2026-06-02T08:00:00Z", Status::booked);
    auto unlinked = at.clinic.sign_in(Role::practitioner);
    const auto before = at.clinic.snapshot();
    CHECK(at.start(at.colleague, at.visit).json("/errors/0/pointer") == "/appointment_id");
    CHECK(at.start(at.doctor, cancelled).code() == "bad_transition");
    CHECK(at.start(at.doctor, missed).code() == "bad_transition");
    CHECK(at.start(at.doctor, tomorrow).code() == "too_early");
    CHECK(at.start(unlinked, at.visit).status == 403);
    for (auto* who : {&at.desk, &at.admin, &at.noe}) CHECK(at.start(*who, at.visit).status == 403);
    CHECK(at.doctor.post("/api/consultations", "{}").json("/errors/0/pointer") == "/patient_id");
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("consultations: somebody in care walks in, at a site where the practitioner receives")
{
    Ward at;
    const auto reply = at.walk_in(at.doctor, at.noe_id);
    REQUIRE(reply.status == 200);
    CHECK(reply.json("/reason") == "Entorse");
    CHECK(reply.json("/appointment_id").empty());
    CHECK(at.walk_in(at.doctor, at.noe_id).json("/id") != reply.json("/id"));

    const auto before = at.clinic.snapshot();
    CHECK(at.walk_in(at.doctor, at.mia_id).json("/errors/0/code") == "unknown");
    CHECK(at.walk_in(at.doctor, patients::PatientId::fresh()).json("/errors/0/code") == "unknown");
    CHECK(at.walk_in(at.colleague, at.noe_id).json("/errors/0/code") == "unknown");
    CHECK(at.doctor
              .post("/api/consultations", fmt::format(R"({{"patient_id":"{}","site_id":"{}"}})",
                                              at.noe_id.view(), clinics::SiteId::fresh().view()))
              .json("/errors/0/pointer") == "/site_id");
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("consultations: the draft is saved whole, and the second of two writers is told")
{
    Ward at;
    const auto path = at.started();
    const auto saved = at.doctor.with("if-match", "\"1\"").put(path, Ward::note());
    REQUIRE(saved.status == 200);
    CHECK(saved.json("/version") == "2");
    CHECK(saved.json("/vitals/temperature_dc") == "381");
    CHECK(saved.json("/diagnoses/0/code") == "J20.9");

    const auto before = at.clinic.snapshot();
    const auto late =
        at.doctor.with("if-match", "\"1\"").put(path, Ward::note(R"(,"plan":"Autre chose")"));
    CHECK(late.status == 412);
    CHECK(late.code() == "stale");
    CHECK(at.clinic.snapshot() == before);
    CHECK(at.doctor.get(path).json("/plan").empty());

    // What is emptied on the screen is emptied in the draft.
    const auto emptied = at.doctor.with("if-match", "\"2\"")
                             .put(path, R"({"subjective":"  ","vitals":{},"diagnoses":[]})");
    CHECK(emptied.json("/subjective").empty());
    CHECK(emptied.json("/vitals") == "{}");
    CHECK(emptied.size("/diagnoses") == 0);
}

TEST_CASE("consultations: values that cannot be are told at their field")
{
    Ward at;
    const auto path = at.started();
    const auto before = at.clinic.snapshot();
    const auto refused = [&](std::string_view vitals, std::string_view diagnoses) {
        const auto reply = at.doctor.put(
            path, fmt::format(R"({{"vitals":{{{}}},"diagnoses":[{}]}})", vitals, diagnoses));
        return fmt::format("{} {}", reply.status, reply.json("/errors/0/pointer"));
    };
    CHECK(refused(R"("temperature_dc":37)", "") == "422 /vitals/temperature_dc");
    CHECK(
        refused(R"("systolic_mmhg":80,"diastolic_mmhg":120)", "") == "422 /vitals/diastolic_mmhg");
    CHECK(refused("", R"({"label":"Grippe","code":"grippe"})") == "422 /diagnoses/0/code");
    CHECK(refused("", R"({"label":" "})") == "422 /diagnoses/0/label");
    CHECK(
        refused("", R"({"label":"A","main":true},{"label":"B","main":true})") == "422 /diagnoses");
    CHECK(at.doctor.put(path, R"({"vitals":{}})").json("/errors/0/pointer") == "/diagnoses");
    CHECK(at.doctor.put(path, Ward::note(R"(,"plan":")" + std::string(20'001, 'a') + '"')).status ==
          422);
    CHECK(at.doctor.put(path, Ward::note(R"(,"signed_at":"2026-06-01T08:00:00Z")")).status == 422);
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("consultations: who has the patient in care reads, only the practitioner writes")
{
    Ward at;
    const auto path = at.started();
    CHECK(at.colleague.get(path).status == 404);
    CHECK(at.admin.get(path).status == 404);
    for (auto* who : {&at.desk, &at.noe}) CHECK(who->get(path).status == 403);
    CHECK(at.clinic.sign_in(Role::accountant).get(path).status == 403);
    CHECK(at.clinic.sign_in(Role::coach).get(path).status == 403);
    CHECK(at.clinic.stranger().get(path).status == 401);

    at.clinic->patients.enter_care(at.noe_id, at.colleague.user());
    CHECK(at.colleague.get(path).status == 200);
    CHECK(at.colleague.get(path + "/prescriptions").status == 200);
    const auto before = at.clinic.snapshot();
    CHECK(at.colleague.put(path, Ward::note()).status == 403);
    CHECK(at.colleague.post(path + "/prescriptions", Ward::paracetamol).status == 403);
    CHECK(at.colleague.post(path + "/sign", "{}").status == 403);
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("consultations: one begun by mistake is discarded, but never what is written")
{
    Ward at;
    const auto path = at.started();
    at.clinic->patients.enter_care(at.noe_id, at.colleague.user());
    (void)at.clinic.events();
    auto before = at.clinic.snapshot();
    CHECK(at.colleague.del(path).status == 403);
    CHECK(at.doctor.with("if-match", "\"7\"").del(path).status == 412);
    CHECK(at.clinic.snapshot() == before);
    CHECK(at.doctor.del(path).status == 204);
    CHECK(at.clinic.events() == Events{"consultations.discarded"});
    CHECK(at.doctor.get(path).status == 404);

    const auto again = at.started();
    CHECK(again != path);
    REQUIRE(at.doctor.put(again, Ward::note()).status == 200);
    before = at.clinic.snapshot();
    CHECK(at.doctor.del(again).code() == "written");
    CHECK(at.clinic.snapshot() == before);
    CHECK(at.doctor.del(at.signed_note()).code() == "signed");
}

TEST_CASE("consultations: lists show one's own, and all of a patient in care")
{
    Ward at;
    const auto path = at.signed_note();
    at.clinic->clock.advance_seconds(60);
    (void)at.walk_in(at.doctor, at.noe_id);
    const std::string all = "/api/consultations";
    const auto mine = at.doctor.get(all + "?count=true");
    CHECK(mine.size() == 2);
    CHECK(mine.json("/total") == "2");
    CHECK(mine.json("/items/0/reason") == "Entorse");
    CHECK(mine.json("/items/1/diagnosis") == "Bronchite aiguë");
    CHECK(mine.json("/items/1/patient_name") == "Durand Noé");
    CHECK(at.doctor.get(all + "?signed=false").json("/items/0/reason") == "Entorse");
    CHECK(at.doctor.get(all + "?signed=false&count=true").json("/total") == "1");
    CHECK(at.doctor.get(all + "?signed=true").size() == 1);
    CHECK(at.doctor.get(all + "?appointment_id=" + at.visit.id.str()).json("/items/0/id") ==
          path.substr(path.rfind('/') + 1));
    const auto first = at.doctor.get(all + "?limit=1");
    const auto second = at.doctor.get(all + "?limit=1&cursor=" + first.json("/next"));
    CHECK(second.json("/items/0/reason") == "Toux");
    CHECK(second.json("/next").empty());
    CHECK(at.doctor.get(all + "?cursor=abc").status == 422);

    const auto of_noe = all + "?patient_id=" + at.noe_id.str();
    CHECK(at.colleague.get(all).size() == 0);
    CHECK(at.colleague.get(of_noe).size() == 0);
    CHECK(at.colleague.get(all + "?practitioner_id=" + at.practitioner.str()).size() == 0);
    CHECK(at.colleague.get(all + "?appointment_id=" + at.visit.id.str()).size() == 0);
    CHECK(at.admin.get(of_noe).size() == 0);
    CHECK(at.noe.get(of_noe).status == 403);
    at.clinic->patients.enter_care(at.noe_id, at.colleague.user());
    CHECK(at.colleague.get(of_noe).size() == 2);
    CHECK(at.colleague.get(of_noe + "&practitioner_id=" + at.other_practitioner.str()).size() == 0);
    CHECK(at.colleague.get(all).size() == 0);
}

} // namespace clinic::consultations
