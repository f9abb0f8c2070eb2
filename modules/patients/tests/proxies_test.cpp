// Who acts for a patient: written down at the desk, ended there or by the birthday, and nothing medical opens by it.
#include "desk.hpp"

namespace clinic::patients {
namespace {

/// A parent with an account, and a child of seven without one; 1 June 2026.
struct Family : Desk {
    std::string parent;
    std::string child;

    Family()
    {
        clinic->clock.set(*Instant::parse("2026-06-01T08:00:00Z"));
        for (auto* visitor : {&admin, &desk, &doctor, &coach, &accountant, &patient})
            *visitor = this->clinic.again(*visitor);
        parent = add_own();
        child = add("Soi", "Zoé", R"("birth_date": "2019-03-05", "confirm_duplicate": true)");
        (void)events();
    }
    std::string body(const std::string& who, std::string_view more = "")
    {
        return fmt::format(
            R"({{"patient_id":"{}","relation":"parent"{}}})", id_of(who).view(), more);
    }
    std::string made()
    {
        const auto reply = desk.post(child + "/proxies", body(parent));
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return child + "/proxies/" + reply.json("/id");
    }
    void go_on_at(std::string_view instant)
    {
        clinic->clock.set(*Instant::parse(instant));
        for (auto* visitor : {&desk, &patient}) *visitor = this->clinic.again(*visitor);
    }
};

bool refused(const test::Reply& reply, std::string_view pointer, std::string_view code)
{
    INFO(reply.body);
    CHECK(reply.status == 422);
    CHECK(reply.json("/errors/0/pointer") == pointer);
    CHECK(reply.json("/errors/0/code") == code);
    return reply.status == 422;
}

} // namespace

TEST_CASE("the desk lets a parent act for their child, and ends it")
{
    Family at;
    CHECK(at.patient.get("/api/patients/me/wards").size() == 0);
    const auto path = at.made();
    CHECK(at.events() == Events{"patients.proxy_changed"});
    const auto shown = at.desk.get(at.child + "/proxies");
    CHECK(shown.size() == 1);
    CHECK(shown.json("/items/0/name") == "Soi Même");
    CHECK(shown.json("/items/0/relation") == "parent");
    CHECK(shown.json("/items/0/until") == "2037-03-05");
    const auto wards = at.patient.get("/api/patients/me/wards");
    CHECK(wards.size() == 1);
    CHECK(wards.json("/items/0/patient_id") == Desk::id_of(at.child).str());
    CHECK(wards.json("/items/0/name") == "Soi Zoé");

    CHECK(at.desk.post(at.child + "/proxies", at.body(at.parent)).code() == "acts_already");
    CHECK(at.desk.del(path).status == 204);
    CHECK(at.desk.del(path).status == 404);
    CHECK(at.patient.get("/api/patients/me/wards").size() == 0);
    CHECK(at.desk.get(at.child + "/proxies").size() == 0);
    (void)at.made(); // again
}

TEST_CASE("it ends by itself on the eighteenth birthday, unless it is kept")
{
    Family at;
    (void)at.made();
    at.go_on_at("2037-03-04T09:59:59Z");
    CHECK(at.patient.get("/api/patients/me/wards").size() == 1);
    at.go_on_at("2037-03-04T10:00:00Z"); // the birthday begins somewhere
    CHECK(at.patient.get("/api/patients/me/wards").size() == 0);
    CHECK(at.desk.get(at.child + "/proxies").size() == 0);
    const auto before = at.stored();
    refused(at.desk.post(at.child + "/proxies", at.body(at.parent)), "/kept", "of_age");
    CHECK(at.stored() == before);
    CHECK(at.desk.post(at.child + "/proxies", at.body(at.parent, R"(,"kept":true)")).status == 201);
    const auto kept = at.desk.get(at.child + "/proxies");
    CHECK(kept.size() == 1);
    CHECK(kept.json("/items/0/until") == "");
    CHECK(at.patient.get("/api/patients/me/wards").size() == 1);
}

TEST_CASE("who cannot act for somebody is refused, and nothing is stored")
{
    Family at;
    const auto without_date = at.add("Soi", "Ana");
    const auto no_account = at.add("Autre", "Ben", R"("birth_date": "1990-01-01")");
    const auto before = at.stored();
    const auto post = [&](const std::string& whom, const std::string& who) {
        return at.desk.post(whom + "/proxies", at.body(who));
    };
    refused(post(at.child, no_account), "/patient_id", "no_account");
    refused(post(at.parent, at.parent), "/patient_id", "self");
    refused(post(without_date, at.parent), "/kept", "no_birth_date");
    refused(post(at.child, "/" + PatientId::fresh().str()), "/patient_id", "unknown");
    CHECK(post("/api/patients/" + PatientId::fresh().str(), at.parent).status == 404);
    for (auto* who : {&at.patient, &at.doctor, &at.coach, &at.accountant})
        CHECK(who->post(at.child + "/proxies", at.body(at.parent)).status == 403);
    CHECK(at.stored() == before);
}

TEST_CASE("who acts for a child reads neither the record nor the card of the child by it")
{
    Family at;
    const auto path = at.made();
    for (const auto* part : {"", "/record", "/timeline", "/allergies", "/consents"})
        CHECK_MESSAGE(at.patient.get(at.child + part).status == 404, part);
    CHECK(at.patient.get(at.child + "/proxies").status == 403);
    CHECK(at.patient.del(path).status == 403);
    CHECK(at.doctor.get(at.child + "/proxies").status == 404); // not in their care
    at.enter_care(at.child, at.doctor);
    CHECK(at.doctor.get(at.child + "/proxies").size() == 1);
}

TEST_CASE("an archived parent acts for nobody")
{
    Family at;
    (void)at.made();
    CHECK(at.desk.del(at.parent).status == 204);
    CHECK(at.patient.get("/api/patients/me/wards").size() == 0);
    CHECK(at.desk.post(at.parent + "/restore").status == 200);
    CHECK(at.patient.get("/api/patients/me/wards").size() == 1);
}

} // namespace clinic::patients
