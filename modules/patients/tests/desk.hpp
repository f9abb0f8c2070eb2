#pragma once
// A front desk with people to write down.

#include "support/test_clinic.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::patients {

using Events = std::vector<std::string>;

/// A good body; `more` holds further members.
inline std::string person(
    std::string_view birth_name, std::string_view first_name, std::string_view more = "")
{
    return fmt::format(R"({{"birth_name": "{}", "first_name": "{}", "sex": "female"{}{}}})",
        birth_name, first_name, more.empty() ? "" : ", ", more);
}

struct Desk {
    test::TestClinic clinic;
    test::Visitor admin = clinic.sign_in(Role::admin);
    test::Visitor desk = clinic.sign_in(Role::receptionist);
    test::Visitor doctor = clinic.sign_in(Role::practitioner);
    test::Visitor coach = clinic.sign_in(Role::coach);
    test::Visitor accountant = clinic.sign_in(Role::accountant);
    test::Visitor patient = clinic.sign_in(Role::patient);

    /// Registered at the front desk; the path of the record.
    std::string add(std::string_view birth_name, std::string_view first_name,
        std::string_view more = R"("confirm_duplicate": true)")
    {
        const auto reply = desk.post("/api/patients", person(birth_name, first_name, more));
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return "/api/patients/" + reply.json("/id");
    }
    /// The record of `patient`.
    std::string add_own()
    {
        NewPatient own;
        own.birth_name = "Soi";
        own.first_name = "Même";
        own.note = "Rappeler le matin";
        own.user = patient.user();
        return "/api/patients/" + clinic->patients.add(own).str();
    }
    void enter_care(const std::string& path, const test::Visitor& carer)
    {
        clinic->patients.enter_care(id_of(path), carer.user());
    }
    static PatientId id_of(const std::string& path)
    {
        return *PatientId::parse(path.substr(path.rfind('/') + 1));
    }
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

    /// "Birth First" of those found, in order, with commas between.
    static std::string found(test::Visitor& who, std::string_view q, std::string_view more = "")
    {
        std::string target = "/api/patients?q=";
        for (const unsigned char c : q) target += fmt::format("%{:02X}", c);
        return names(who.get(target + std::string(more)));
    }
    static std::string names(const test::Reply& reply)
    {
        REQUIRE_MESSAGE(reply.status == 200, reply.body);
        std::string names;
        for (std::size_t i = 0; i < reply.size(); ++i) {
            if (i > 0) names += ", ";
            names += reply.json(fmt::format("/items/{}/birth_name", i)) + ' ' +
                     reply.json(fmt::format("/items/{}/first_name", i));
        }
        return names;
    }
};

} // namespace clinic::patients
