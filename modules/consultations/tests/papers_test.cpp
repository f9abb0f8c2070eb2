#include "ward.hpp"

#include "documents/documents.hpp"

namespace clinic::consultations {

TEST_CASE("consultations: signing puts the prescription among the patient's documents, once")
{
    Ward at;
    const auto path = at.signed_note();
    const auto id = *ConsultationId::parse(path.substr(path.rfind('/') + 1));
    at.clinic.settle();
    const auto source = "consultations.prescription:" + id.str();
    const auto kept = at.clinic->documents.by_source(source);
    REQUIRE(kept);
    const auto document = at.doctor.get(path).json("/prescription_document_id");
    CHECK(document == kept->id.view());
    CHECK(at.clinic->documents.read(kept->id).starts_with("%PDF-"));

    at.clinic.database->write_now([&](db::Tx& tx) {
        at.clinic->bus.emit(tx, Signed{id, at.noe_id, at.practitioner, at.site, at.visit.id, 3});
    });
    at.clinic.settle();
    const auto listed = at.noe.get("/api/documents?category=prescription");
    CHECK(listed.size() == 1);
    CHECK(at.noe.get("/api/documents/" + document).status == 200);
    CHECK(at.clinic.sign_in(Role::patient).get("/api/documents/" + document).status == 404);
}

TEST_CASE("consultations: no prescription, no document")
{
    Ward at;
    const auto path = at.signed_note(false);
    at.clinic.settle();
    CHECK(at.noe.get("/api/documents").size() == 0);
    CHECK(at.doctor.get(path).json("/prescription_document_id").empty());
}

} // namespace clinic::consultations
