// The program around the clinic: one process per folder, a believable demo, the events' file.

#include "asyncapi.hpp"
#include "demo.hpp"
#include "program.hpp"
#include "support/test_clinic.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::test {

TEST_CASE("program: a second process on the same data is refused with a sentence")
{
    const auto folder = std::filesystem::temp_directory_path() /
                        ("monoclinic-twice-" + UserId::fresh().str());
    config::Config config;
    config.server.data = folder.string();
    {
        const Program first(config);
        std::string said;
        try {
            const Program second(config);
        } catch (const std::exception& error) {
            said = error.what();
        }
        CHECK_MESSAGE(said.contains(folder.string()), said);
    }
    CHECK_NOTHROW(std::make_unique<Program>(config));
    std::filesystem::remove_all(folder);
}

/// Heights and weights that a doctor would believe, and a pressure that is measured of the living.
void check_bodies(Visitor& doctor)
{
    int grown = 0;
    int children = 0;
    const auto all = doctor.get("/api/patients?limit=200");
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto field = [&](std::string_view name) {
            return all.json(fmt::format("/items/{}/{}", i, name));
        };
        const auto vitals = doctor.get("/api/patients/" + field("id") + "/vitals");
        if (vitals.size() == 0) continue;
        const auto age = 2026 - std::stoi(field("birth_date"));
        const auto metres = std::stod(vitals.json("/items/0/height_cm")) / 100;
        const auto weight = std::stod(vitals.json("/items/0/weight_kg"));
        const auto index = weight / metres / metres;
        const auto who = fmt::format("{} years, {} m, {} kg", age, metres, weight);
        CHECK_MESSAGE((index > 12 && index < 36), who);
        CHECK_MESSAGE((age < 18 || (metres > 1.40 && metres < 2.0)), who);
        CHECK_MESSAGE((age > 10 || (metres < 1.60 && weight < 60)), who);
        const auto systolic = std::stoi(vitals.json("/items/0/systolic"));
        const auto diastolic = std::stoi(vitals.json("/items/0/diastolic"));
        CHECK_MESSAGE((systolic < 165 && diastolic > 45 && systolic - diastolic > 20), who);
        ++(age < 18 ? children : grown);
    }
    CHECK(grown > 10);
    CHECK(children > 2);
}

TEST_CASE("program: the demo is a clinic at work, today")
{
    TestClinic clinic;
    make_demo(*clinic, "une-demo-agreable", 2); // of the weeks, which are all alike
    CHECK(is_demo(*clinic));
    CHECK(clinic->clinics.sites().size() == 2);
    CHECK(clinic->clinics.practitioners().size() == 8);
    for (const auto& site : clinic->clinics.sites())
        CHECK_MESSAGE(api::checks::siret.holds(site.siret.value_or("")), site.name);
    for (const auto& carer : clinic->clinics.practitioners()) {
        const bool registered = carer.kind == clinics::PractitionerKind::practitioner;
        const auto number = carer.licence_number.value_or("");
        CHECK_MESSAGE(api::checks::rpps.holds(number) == registered, carer.name());
    }
    const auto signed_in = [&](std::string_view who) {
        const auto reply = clinic.stranger().post("/api/auth/login",
            fmt::format(R"({{"email":"{}@demo.example","password":"une-demo-agreable"}})", who));
        REQUIRE_MESSAGE(reply.status == 200, who);
        return Visitor(clinic, reply.json("/access_token"), {});
    };
    auto desk = signed_in("reception");
    const auto now = clinic->clock.now();
    const auto in_days = [&](int first, int last) {
        return fmt::format("/api/appointments?limit=1&count=true&from={}&until={}",
            now.plus_days(first).text(), now.plus_days(last).text());
    };
    CHECK(std::stoi(desk.get(in_days(-15, 0)).json("/total")) > 350);
    CHECK(std::stoi(desk.get(in_days(0, 22)).json("/total")) > 300);
    CHECK(desk.get("/api/patients?count=true").json("/total") == "400");
    auto doctor = signed_in("doctor");
    CHECK(doctor.get("/api/patients").size() > 20);
    CHECK(doctor.get("/api/appointments").size() > 20);
    check_bodies(doctor);
    auto patient = signed_in("patient");
    CHECK(patient.get("/api/appointments").size() > 5);
    CHECK(patient.get("/api/patients/me").json("/birth_name") == "Vidal");
    CHECK(signed_in("admin").get("/api/users").status == 200);
    CHECK(signed_in("coach").get("/api/appointments").status == 200);
    CHECK(signed_in("accounts").get("/api/clinics").size() == 2);
    CHECK_THROWS_AS(make_demo(*clinic, "une-demo-agreable"), NotEmpty);
}

TEST_CASE("program: events are described with their bodies and their listeners")
{
    TestClinic clinic;
    const auto file = boost::json::parse(asyncapi(clinic->bus));
    CHECK(file.at("asyncapi").as_string() == "3.0.0");
    for (const auto* event : {"appointments.booked", "appointments.moved", "appointments.cancelled",
             "auth.invited", "patients.changed", "clinics.changed"}) {
        const auto* message = file.at("components").at("messages").as_object().if_contains(event);
        REQUIRE_MESSAGE(message != nullptr, event);
        CHECK(!message->at("payload").at("properties").as_object().empty());
    }
    const auto& booked =
        file.at("operations").at("appointments.booked").at("description").as_string();
    CHECK(booked.find("notifications.") != boost::json::string::npos);
}

} // namespace clinic::test
