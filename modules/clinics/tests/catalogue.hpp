#pragma once
// An organisation to edit: an admin, everybody who may only look, and bodies that are good as they are.

#include "support/test_clinic.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::clinics {

using Events = std::vector<std::string>;

inline constexpr std::string_view lilas = R"({
    "name": "Cabinet des Lilas",
    "address": {"line1": "1 rue des Lilas", "postal_code": "75020", "city": "Paris", "country": "FR"},
    "phone": "01 43 00 00 00", "email": "accueil@lilas.example", "time_zone": "Europe/Paris",
    "opening_hours": [{"weekday": 1, "opens": "08:00", "closes": "12:00"},
                      {"weekday": 1, "opens": "13:30", "closes": "19:00"},
                      {"weekday": 6, "opens": "09:00", "closes": "12:00"}]})";

/// A good site with other hours.
inline std::string site_open(std::string_view hours)
{
    return fmt::format(R"({{"name": "Été", "time_zone": "Europe/Paris", "opening_hours": {},
        "address": {{"line1": "2 rue", "postal_code": "69001", "city": "Lyon", "country": "FR"}}}})",
        hours);
}

struct Catalogue {
    test::TestClinic clinic;
    test::Visitor admin = clinic.sign_in(Role::admin);
    test::Visitor desk = clinic.sign_in(Role::receptionist);
    test::Visitor patient = clinic.sign_in(Role::patient);

    std::string made(std::string_view path, std::string_view body)
    {
        const auto reply = admin.post(path, body);
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return std::string(path) + '/' + reply.json("/id");
    }
    std::string site() { return made("/api/clinics", lilas); }
    /// All that is stored, once what is under way has ended: to show that a refusal changed nothing.
    std::string stored()
    {
        clinic.settle();
        return clinic.snapshot();
    }
    Events events()
    {
        clinic.settle();
        return clinic.events();
    }
    static std::string id_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }
};

/// The refusal names this field and this code first.
inline bool refused(const test::Reply& reply, std::string_view pointer, std::string_view code)
{
    INFO(reply.body);
    CHECK(reply.status == 422);
    CHECK(reply.json("/errors/0/pointer") == pointer);
    CHECK(reply.json("/errors/0/code") == code);
    return reply.status == 422;
}

} // namespace clinic::clinics
