#pragma once
// A patient in care of a doctor, and everybody else who may come by. Files are made here, of the right kind and the wrong.

#include "../src/picture.hpp"

#include "support/test_clinic.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fstream>

namespace clinic::documents {

/// A picture with something to see: left half red, right half blue, of noise so that it does not pack away.
inline Picture picture(int width, int height)
{
    Picture made{width, height, true, {}};
    std::uint32_t noise = 1;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            noise = noise * 1664525 + 1013904223;
            const auto grain = static_cast<std::uint8_t>(noise >> 26);
            const bool left = x < width / 2;
            made.pixels.insert(
                made.pixels.end(), {static_cast<std::uint8_t>(left ? 190 + grain : grain), grain,
                                       static_cast<std::uint8_t>(left ? grain : 190 + grain), 255});
        }
    }
    return made;
}
inline std::string png(int width = 40, int height = 30)
{
    return encode_png(picture(width, height));
}
inline std::string jpeg(int width = 40, int height = 30)
{
    return encode_jpeg(picture(width, height), 90);
}
inline std::string pdf(std::string_view text = "Bilan")
{
    Paper paper;
    paper.title = text;
    return Printer().print(paper);
}

struct Shelf {
    test::TestClinic clinic;
    test::Visitor admin = clinic.sign_in(Role::admin);
    test::Visitor desk = clinic.sign_in(Role::receptionist);
    test::Visitor doctor = clinic.sign_in(Role::practitioner);
    test::Visitor stranger = clinic.sign_in(Role::practitioner);
    test::Visitor accountant = clinic.sign_in(Role::accountant);
    test::Visitor coach = clinic.sign_in(Role::coach);
    test::Visitor noe = clinic.sign_in(Role::patient);
    test::Visitor mia = clinic.sign_in(Role::patient);
    patients::PatientId noe_id = add_patient("Durand", noe);
    patients::PatientId mia_id = add_patient("Moreau", mia);

    Shelf()
    {
        clinic->patients.enter_care(noe_id, doctor.user());
        clinic->patients.enter_care(noe_id, coach.user());
        clinic.settle();
        (void)clinic.events();
    }
    patients::PatientId add_patient(std::string name, const test::Visitor& user)
    {
        patients::NewPatient patient;
        patient.birth_name = std::move(name);
        patient.first_name = "Alex";
        patient.user = user.user();
        return clinic->patients.add(patient);
    }
    /// Added for Noé; its path.
    std::string added(
        test::Visitor& by, std::string_view category, std::string_view shared = "false")
    {
        const auto reply = by.upload("/api/documents",
            {{"patient_id", noe_id.str()}, {"category", std::string(category)},
                {"shared", std::string(shared)}},
            "Scan.png", png());
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return "/api/documents/" + reply.json("/id");
    }
    std::vector<std::string> events()
    {
        clinic.settle();
        return clinic.events();
    }
    /// The sealed files on the disk.
    [[nodiscard]] std::vector<std::filesystem::path> files() const
    {
        std::vector<std::filesystem::path> found;
        const auto folder = clinic.folder() / "documents";
        if (!std::filesystem::exists(folder)) return found;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            if (entry.is_regular_file()) found.push_back(entry.path());
        }
        return found;
    }
    static void flip_a_bit(const std::filesystem::path& file)
    {
        std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekg(10);
        const char was = static_cast<char>(bytes.get());
        bytes.seekp(10);
        bytes.put(static_cast<char>(was ^ 4));
    }
};

} // namespace clinic::documents
