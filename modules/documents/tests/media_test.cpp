#include "shelf.hpp"

namespace clinic::documents {
namespace {

/// A JPEG with an EXIF segment: it lies on its side, and tells where it was taken.
std::string photo(int orientation)
{
    std::string exif("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 25);
    exif += static_cast<char>(orientation);
    exif += std::string(6, '\0') + "GPS 48.85 2.35 HOME";
    const auto size = exif.size() + 2;
    const auto plain = jpeg(60, 20);
    return plain.substr(0, 2) + "\xff\xe1" + static_cast<char>(size >> 8) +
           static_cast<char>(size & 0xff) + exif + plain.substr(2);
}

} // namespace

TEST_CASE("media: a photo loses where it was taken and stands upright; everybody sees a public one")
{
    Shelf at;
    REQUIRE(photo(6).contains("GPS"));
    const auto added = at.coach.upload("/api/media", {{"visibility", "public"}}, "p.jpg", photo(6));
    REQUIRE_MESSAGE(added.status == 201, added.body);
    CHECK(added.json("/width") == "20");
    CHECK(added.json("/height") == "60");
    const auto shown = at.clinic.stranger().get("/api/media/public/" + added.json("/id"));
    CHECK(shown.status == 200);
    CHECK_FALSE(shown.body.contains("GPS"));
    CHECK_FALSE(shown.body.contains("Exif"));
    CHECK(shown.header("cache-control") == "public, max-age=31536000, immutable");
    CHECK(at.mia.get("/api/media/" + added.json("/id")).status == 200);
}

TEST_CASE("media: a private picture is its owner's alone")
{
    Shelf at;
    const auto added = at.noe.upload("/api/media", {}, "p.png", png());
    REQUIRE_MESSAGE(added.status == 201, added.body);
    const auto id = added.json("/id");
    CHECK(at.noe.get("/api/media/" + id).status == 200);
    CHECK(at.noe.get("/api/media/" + id).header("cache-control") == "private, no-store");
    CHECK(at.mia.get("/api/media/" + id).status == 404);
    CHECK(at.admin.get("/api/media/" + id).status == 404);
    CHECK(at.clinic.stranger().get("/api/media/public/" + id).status == 404);
    CHECK(at.clinic->documents.media(*MediaId::parse(id))->owner == at.noe.user());
}

TEST_CASE("media: only pictures, and nothing is kept of what is refused")
{
    Shelf at;
    const auto before = at.clinic.snapshot();
    CHECK(at.noe.upload("/api/media", {}, "a.pdf", pdf()).status == 422);
    CHECK(at.noe.upload("/api/media", {{"visibility", "all"}}, "a.png", png()).status == 422);
    CHECK(at.noe.upload("/api/media", {{"owner_id", at.mia.user().str()}}, "a.png", png()).status ==
          422);
    CHECK(at.clinic.stranger().upload("/api/media", {}, "a.png", png()).status == 401);
    CHECK(at.clinic.snapshot() == before);
    CHECK(at.files().empty());
}

} // namespace clinic::documents
