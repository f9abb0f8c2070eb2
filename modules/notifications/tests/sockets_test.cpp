// Live frames through the whole server: real WebSockets, each of a person, and what each of them hears.

#include "support/served.hpp"

#include <chrono>

using namespace clinic;
using namespace clinic::notifications;
using clinic::test::Served;
using clinic::test::Visitor;
using namespace std::chrono_literals;
namespace wire = clinic::http::testing;

namespace {

using Frames = std::vector<std::string>;

/// What is heard until nothing comes for a moment.
Frames heard(wire::Wire& socket)
{
    Frames frames;
    for (auto frame = wire::next_frame(socket, 500ms); frame.opcode == 1;
        frame = wire::next_frame(socket, 200ms)) {
        frames.push_back(frame.payload);
    }
    std::ranges::sort(frames);
    return frames;
}

std::string changed(std::string_view path, std::string_view topic = "appointments")
{
    return fmt::format(
        R"({{"type":"changed","topic":"{}","id":"{}"}})", topic, path.substr(path.rfind('/') + 1));
}

const std::string one_unread = R"({"type":"notification","unread":1})";

} // namespace

TEST_CASE("sockets: a booking is heard by those it concerns, and by nobody else")
{
    Served at;
    auto stranger = at.clinic.sign_in(Role::patient);
    at.add_patient("Moreau", stranger.user(), "moreau@mail.example");
    const auto desk = at.listen(at.desk);
    const auto other_desk = at.listen(at.other_desk);
    const auto doctor = at.listen(at.doctor);
    const auto colleague = at.listen(at.colleague);
    const auto noe = at.listen(at.noe);
    const auto other_patient = at.listen(stranger);

    const auto path = at.booked(at.desk, at.noe_id);
    at.clinic.settle();
    CHECK(heard(*doctor) == Frames{changed(path), one_unread});
    CHECK(heard(*noe) == Frames{changed(path), one_unread});
    CHECK(heard(*desk) == Frames{changed(path)}); // who booked it needs no notice
    CHECK(heard(*other_desk).empty());
    CHECK(heard(*colleague).empty());
    CHECK(heard(*other_patient).empty());

    // Booked by the patient, it is news to the front desk of that site as well.
    const auto second = at.booked(at.noe, at.noe_id, "2026-06-02T08:40:00Z");
    at.clinic.settle();
    CHECK(heard(*desk) == Frames{changed(second), one_unread});
    CHECK(heard(*noe) == Frames{changed(second)});
    CHECK(heard(*other_desk).empty());
    CHECK(heard(*other_patient).empty());
}

TEST_CASE("sockets: what a colleague writes of a patient is heard by who cares for them")
{
    Served at;
    at.clinic->patients.enter_care(at.noe_id, at.doctor.user());
    auto stranger = at.clinic.sign_in(Role::practitioner);
    const auto doctor = at.listen(at.doctor);
    const auto other = at.listen(stranger);
    const auto noe = at.listen(at.noe);
    at.clinic->patients.enter_care(at.noe_id, at.colleague.user());

    const auto begun = at.colleague.post("/api/consultations",
        fmt::format(R"({{"patient_id":"{}","site_id":"{}"}})", at.noe_id.view(), at.site.view()));
    REQUIRE_MESSAGE(begun.status == 200, begun.body);
    at.clinic.settle();
    CHECK(heard(*doctor) == Frames{changed("/" + begun.json("/id"), "consultations")});
    CHECK(heard(*noe).empty()); // patients read no notes

    const auto record = "/api/patients/" + at.noe_id.str();
    REQUIRE(at.colleague.post(record + "/allergies", R"({"substance":"Latex","status":"active"})")
                .status == 201);
    at.clinic.settle();
    CHECK(heard(*doctor) == Frames{changed(record, "patients")});
    CHECK(heard(*noe) == Frames{changed(record, "patients")});
    CHECK(heard(*other).empty());
}

TEST_CASE("sockets: what is to be issued is heard at the counter and by whose visit it was")
{
    Served at;
    auto accountant = at.clinic.sign_in(Role::accountant);
    const auto desk = at.listen(at.desk);
    const auto accounts = at.listen(accountant);
    const auto doctor = at.listen(at.doctor);
    const auto colleague = at.listen(at.colleague);
    const auto noe = at.listen(at.noe);
    const auto draft = at.admin.post("/api/invoices",
        fmt::format(
            R"({{"patient_id":"{}","site_id":"{}","practitioner_id":"{}","lines":[{{"label":"Soin",)"
            R"("unit_price":{{"amount":3000,"currency":"EUR"}},"exemption":"Exonéré"}}]}})",
            at.noe_id.view(), at.site.view(), at.martin.view()));
    REQUIRE_MESSAGE(draft.status == 201, draft.body);
    at.clinic.settle();
    for (const auto* who : {&desk, &accounts, &doctor})
        CHECK(heard(**who) == Frames{changed("/" + draft.json("/id"), "invoices")});
    for (const auto* who : {&colleague, &noe}) CHECK(heard(**who).empty());
}

TEST_CASE("sockets: log-out and other roles end a socket within five seconds")
{
    Served at;
    const auto doctor = at.listen(at.doctor);
    const auto noe = at.listen(at.noe);
    const auto desk = at.listen(at.desk);

    const auto begun = std::chrono::steady_clock::now();
    REQUIRE(at.noe.with("x-requested-with", "monoclinic").post("/api/auth/logout").status < 300);
    CHECK(wire::next_frame(*noe).payload == R"({"type":"signed_out"})");
    CHECK(wire::next_frame(*noe).opcode == 8);
    CHECK(noe->closed());
    REQUIRE(at.admin.patch("/api/users/" + at.doctor.user().str(), R"({"roles":["accountant"]})")
                .status == 200);
    CHECK(wire::next_frame(*doctor).payload == R"({"type":"signed_out"})");
    CHECK(wire::next_frame(*doctor).opcode == 8);
    CHECK(doctor->closed());
    CHECK(std::chrono::steady_clock::now() - begun < 5s);

    at.booked(at.desk, at.noe_id);
    at.clinic.settle();
    CHECK(heard(*desk).size() == 1); // the others go on
}
