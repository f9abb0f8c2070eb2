// What is a person's own word, or takes everything away at once, is not done by a program's key, nor by a page left open.

#include "support/surgery.hpp"

#include <doctest/doctest.h>

namespace clinic::test {
namespace {

/// A key of theirs with all that they may give.
Visitor key_of(TestClinic& clinic, Visitor& owner)
{
    const auto scopes = owner.get("/api/auth/api-keys/scopes").json("/scopes");
    const auto made = owner.post("/api/auth/api-keys",
        fmt::format(R"({{"name":"Logiciel","scopes":{},"days":30}})", scopes));
    REQUIRE_MESSAGE(made.status == 201, made.body);
    return {clinic, made.json("/key"), owner.user()};
}

} // namespace

TEST_CASE("a key neither opens a record outside of care nor signs a note")
{
    Surgery at;
    at.clinic->patients.enter_care(at.noe_id, at.doctor.user());
    auto key = key_of(at.clinic, at.doctor);
    REQUIRE(key.get("/api/patients/" + at.noe_id.str()).status == 200);
    const auto note = at.doctor.post("/api/consultations",
        fmt::format(R"({{"patient_id":"{}","site_id":"{}"}})", at.noe_id.view(), at.site.view()));
    REQUIRE_MESSAGE(note.status == 200, note.body);
    const auto before = at.clinic.snapshot({"admin_audit"});
    CHECK(key.post("/api/patients/" + at.mia_id.str() + "/break-glass",
                 R"({"reason":"Urgence vitale au cabinet"})")
              .status == 403);
    CHECK(key.post("/api/consultations/" + note.json("/id") + "/sign", R"({"prescriptions":[]})")
              .status == 403);
    CHECK(at.clinic.snapshot({"admin_audit"}) == before);
}

TEST_CASE("who did what leaves as a file only for who has just shown who they are")
{
    Surgery at;
    CHECK(at.admin.get("/api/admin/audit/export?format=csv").status == 200);
    auto key = key_of(at.clinic, at.admin);
    CHECK(key.get("/api/admin/audit/export?format=csv").status == 403);
    at.clinic->clock.advance_seconds(6 * 60);
    CHECK(at.admin.get("/api/admin/audit/export?format=csv").code() == "step_up_needed");
    CHECK(at.admin.get("/api/admin/audit").status == 200);
}

} // namespace clinic::test
