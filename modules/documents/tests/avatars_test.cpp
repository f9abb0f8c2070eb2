#include "shelf.hpp"

#include "../src/content.hpp"

namespace clinic::documents {
namespace {

std::string path_of(const test::Visitor& whose)
{
    return "/api/users/" + whose.user().str() + "/avatar";
}

test::Reply set(test::Visitor& who, std::string_view bytes, std::string_view name = "moi.png")
{
    return who.upload(http::Method::put, "/api/users/me/avatar", {}, name, bytes);
}

/// A picture in three colours from left to right.
std::string flag(int width, int height)
{
    Picture made{width, height, true, {}};
    for (int i = 0; i < width * height; ++i) {
        const int third = i % width * 3 / width;
        const auto of = [&](int one) { return static_cast<std::uint8_t>(third == one ? 250 : 5); };
        made.pixels.insert(made.pixels.end(), {of(0), of(1), of(2), 255});
    }
    return encode_jpeg(made, 95);
}

} // namespace

TEST_CASE("avatars: what is set is the square in the middle, small, and says nothing else")
{
    Shelf at;
    const auto set_one = set(at.doctor, flag(1200, 400), "moi.jpg");
    REQUIRE_MESSAGE(set_one.status == 200, set_one.body);
    const auto shown = at.mia.get(path_of(at.doctor));
    CHECK(shown.header("content-type") == "image/jpeg");
    CHECK(shown.header("cache-control") == "private, no-store");
    const auto content = inspect(shown.body);
    REQUIRE(content);
    CHECK(content->width == 256);
    CHECK(content->height == 256);
    const auto pixels = decode(shown.body, *content, 256);
    REQUIRE(pixels);
    for (const std::size_t x : {4, 128, 251}) { // the green third and nothing of its neighbours
        const auto* const pixel = &pixels->pixels[(std::size_t{128} * 256 + x) * 4];
        CHECK(pixel[0] < 60);
        CHECK(pixel[1] > 200);
        CHECK(pixel[2] < 60);
    }
    REQUIRE(set(at.doctor, flag(90, 3000), "moi.jpg").status == 200);
    const auto strip = inspect(at.mia.get(path_of(at.doctor)).body);
    REQUIRE(strip);
    CHECK(strip->width == strip->height);
    CHECK(strip->width <= 90);
}

TEST_CASE("avatars: the account tells by name that there is one, and another has another name")
{
    Shelf at;
    CHECK(at.coach.get("/api/users/me").json("/avatar") == "");
    const auto first = set(at.coach, png()).json("/avatar");
    CHECK(at.events() == std::vector<std::string>{"documents.avatar_changed", "auth.user_changed"});
    const auto me = at.coach.get("/api/users/me");
    CHECK(me.json("/avatar") == first);
    CHECK(me.header("etag") == "\"2\"");
    const auto second = set(at.coach, png(80, 80)).json("/avatar");
    CHECK(second != first);
    (void)at.events();
    CHECK(at.coach.get("/api/users/me").json("/avatar") == second);
    CHECK(at.admin.get("/api/users?role=coach").json("/items/0/avatar") == second);
    REQUIRE(at.coach.del("/api/users/me/avatar").status == 204);
    CHECK(at.events() == std::vector<std::string>{"documents.avatar_changed", "auth.user_changed"});
    CHECK(at.coach.get("/api/users/me").json("/avatar") == "");
    CHECK(at.coach.get(path_of(at.coach)).status == 404);
    CHECK(at.coach.del("/api/users/me/avatar").status == 404);
}

TEST_CASE("avatars: the staff's are seen by everybody, a patient's by who sees their record")
{
    Shelf at;
    REQUIRE(set(at.doctor, png()).status == 200);
    REQUIRE(set(at.noe, png()).status == 200);
    for (auto* who :
        {&at.admin, &at.desk, &at.stranger, &at.accountant, &at.coach, &at.noe, &at.mia})
        CHECK(who->get(path_of(at.doctor)).status == 200);
    for (auto* who : {&at.admin, &at.desk, &at.doctor, &at.noe})
        CHECK(who->get(path_of(at.noe)).status == 200);
    const auto absent = at.mia.get("/api/users/" + UserId::fresh().str() + "/avatar");
    CHECK(absent.status == 404);
    for (auto* who : {&at.mia, &at.accountant, &at.stranger}) {
        const auto hidden = who->get(path_of(at.noe));
        CHECK(hidden.status == 404);
        CHECK(hidden.body == who->get(path_of(at.mia)).body);
    }
    CHECK(at.mia.get(path_of(at.noe)).body == absent.body);
    CHECK(at.clinic.stranger().get(path_of(at.doctor)).status == 401);
    CHECK(at.clinic.stranger().get(path_of(at.noe)).status == 401);
}

TEST_CASE("avatars: the look at a patient's is in the audit, at the staff's it is not")
{
    Shelf at;
    REQUIRE(set(at.doctor, png()).status == 200);
    REQUIRE(set(at.noe, png()).status == 200);
    REQUIRE(at.desk.get(path_of(at.noe)).status == 200);
    REQUIRE(at.desk.get(path_of(at.doctor)).status == 200);
    at.clinic.settle();
    const auto looks = at.clinic.database->read_now([](db::Tx& tx) {
        return tx.all<std::string>(
            "SELECT subject_id FROM admin_audit WHERE action = 'avatars.show'");
    });
    CHECK(looks == std::vector{at.noe.user().str()});
}

TEST_CASE("avatars: one file an account, and its key goes with the row")
{
    Shelf at;
    REQUIRE(set(at.doctor, png()).status == 200);
    const auto first = at.files();
    REQUIRE(first.size() == 1);
    REQUIRE(set(at.doctor, png(60, 60)).status == 200);
    const auto rows = [&] {
        return at.clinic.database->read_now([](db::Tx& tx) {
            return tx.value<std::int64_t>("SELECT COUNT(*) FROM documents_files");
        });
    };
    CHECK(rows() == 1);
    // What lies on the disk without a row is swept once it is old enough to be nobody's work under way.
    for (const auto& file : at.files()) {
        std::filesystem::last_write_time(
            file, std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
    }
    CHECK(at.clinic->documents.sweep() == 1);
    CHECK(at.files().size() == 1);
    CHECK_FALSE(std::filesystem::exists(first.front()));
    CHECK(at.mia.get(path_of(at.doctor)).status == 200);
    REQUIRE(at.doctor.del("/api/users/me/avatar").status == 204);
    CHECK(rows() == 0);
    for (const auto& file : at.files()) {
        std::filesystem::last_write_time(
            file, std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
    }
    CHECK(at.clinic->documents.sweep() == 1);
    CHECK(at.files().empty());
}

TEST_CASE("avatars: only pictures, nobody else's, and a refusal leaves the one that was there")
{
    Shelf at;
    REQUIRE(set(at.noe, png()).status == 200);
    at.clinic.settle();
    const auto before = at.clinic.snapshot();
    const auto files = at.files();
    const auto shown = at.noe.get(path_of(at.noe)).body;
    CHECK(set(at.noe, pdf()).status == 422);
    CHECK(set(at.noe, png() + "<script>alert(1)</script>").json("/errors/0/code") == "broken");
    CHECK(set(at.noe, "<svg xmlns='http://www.w3.org/2000/svg'/>").status == 422);
    CHECK(set(at.noe, jpeg().substr(0, 300)).status == 422);
    CHECK(set(at.noe, "").status == 422);
    CHECK(at.admin.upload(http::Method::put, path_of(at.noe), {}, "a.png", png()).status == 405);
    CHECK(at.clinic.stranger()
              .upload(http::Method::put, "/api/users/me/avatar", {}, "a.png", png())
              .status == 401);
    CHECK(at.clinic.snapshot() == before);
    CHECK(at.files() == files);
    CHECK(at.noe.get(path_of(at.noe)).body == shown);
}

} // namespace clinic::documents
