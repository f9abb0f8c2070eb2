#include "support/surgery.hpp"

namespace clinic::appointments {

using test::Surgery;

namespace {

std::string path_of(patients::PatientId patient)
{
    return "/api/appointments/reliability?patient_id=" + patient.str();
}

void go_on_at(Surgery& at, std::string_view instant)
{
    at.clinic->clock.set(*Instant::parse(instant));
    for (auto* visitor : {&at.desk, &at.noe, &at.admin, &at.doctor})
        *visitor = at.clinic.again(*visitor);
}

} // namespace

TEST_CASE("how a patient kept to their visits is told to the clinic's side, for two years")
{
    Surgery at;
    const auto came = at.booked(at.noe_id, "2026-06-02T07:00:00Z");
    const auto missed = at.booked(at.noe_id, "2026-06-02T07:20:00Z");
    const auto given_up = at.booked(at.noe_id, "2026-06-02T09:00:00Z");
    const auto by_clinic = at.booked(at.noe_id, "2026-06-02T09:20:00Z");
    const auto in_time = at.booked(at.noe_id, "2026-06-05T08:40:00Z");
    (void)at.booked(at.noe_id, "2026-06-05T08:00:00Z"); // still to come: says nothing yet
    (void)at.booked(at.mia_id, "2026-06-05T08:20:00Z");
    go_on_at(at, "2026-06-02T08:00:00Z");
    CHECK(at.desk.post(came + "/arrive").status == 200);
    CHECK(at.desk.post(missed + "/no-show").status == 200);
    CHECK(at.desk.del(given_up + "?asked_by=patient").json("/late_cancel") == "true");
    CHECK(at.desk.del(by_clinic).json("/late_cancel") == "true");
    CHECK(at.noe.del(in_time).status == 200);
    at.clinic.settle();

    for (auto* who : {&at.desk, &at.admin, &at.doctor}) {
        const auto told = who->get(path_of(at.noe_id));
        REQUIRE_MESSAGE(told.status == 200, told.body);
        CHECK(told.json("/kept") == "1");
        CHECK(told.json("/missed") == "1");
        CHECK(told.json("/cancelled_late") == "1");
        CHECK(told.json("/since") == "2024-06-02T08:00:00Z");
    }
    CHECK(at.desk.post(missed + "/undo").status == 200);
    CHECK(at.desk.get(path_of(at.noe_id)).json("/missed") == "0");
    go_on_at(at, "2028-06-02T08:00:01Z");
    CHECK(at.desk.get(path_of(at.noe_id)).json("/kept") == "0");
}

TEST_CASE("the front desk counts the visits at its own sites")
{
    Surgery at;
    clinics::SiteDetails details;
    details.name = "Annexe";
    details.address = {"2 rue des Lilas", {}, "75020", "Paris", "FR"};
    const auto annex = at.clinic->clinics.add_site(details);
    auto other_desk = at.clinic.sign_in(Role::receptionist);
    at.clinic->clinics.set_staff(annex, std::vector{other_desk.user()});
    const auto path = at.booked(at.noe_id);
    go_on_at(at, "2026-06-02T08:00:00Z");
    CHECK(at.desk.post(path + "/arrive").status == 200);
    other_desk = at.clinic.again(other_desk);
    CHECK(other_desk.get(path_of(at.noe_id)).json("/kept") == "0");
    CHECK(at.desk.get(path_of(at.noe_id)).json("/kept") == "1");
}

TEST_CASE("whom one does not see is told like who does not exist")
{
    Surgery at;
    const auto path = at.booked(at.noe_id);
    at.clinic.settle();
    go_on_at(at, "2026-06-02T08:00:00Z");
    CHECK(at.desk.post(path + "/arrive").status == 200);
    auto colleague = at.clinic.again(at.colleague); // they are not in their care
    const auto foreign = colleague.get(path_of(at.noe_id));
    CHECK(foreign.status == 200);
    CHECK(foreign.json("/kept") == "0");
    CHECK(foreign.body == colleague.get(path_of(patients::PatientId::fresh())).body);
}

TEST_CASE("nobody else reads how a patient kept to their visits, the patient least of all")
{
    Surgery at;
    (void)at.booked(at.noe_id);
    at.clinic.settle();
    const auto path = path_of(at.noe_id);
    CHECK(at.noe.get(path).status == 403);
    CHECK(at.clinic.sign_in(Role::receptionist).get(path).status == 404); // at no site
    CHECK(at.clinic.stranger().get(path).status == 401);
    CHECK(at.desk.get("/api/appointments/reliability").status == 422);
    auto both = at.clinic.sign_in({Role::coach, Role::patient});
    CHECK(both.get(path_of(at.add_patient("Roy", "Ève", both.user()))).status == 404);
}

} // namespace clinic::appointments
