#include "parlour.hpp"

namespace clinic::coaching {
namespace {

std::string profile(std::string_view specialties = "", std::string_view more = "")
{
    return fmt::format(
        R"({{"headline":"Manger mieux","about":"Sans se priver.","specialty_ids":[{}],"languages":["fr"],"published":true{}}})",
        specialties, more);
}

} // namespace

TEST_CASE("coaching: a coach writes and publishes a page, and a stranger reads it")
{
    Parlour at;
    const auto page = "/api/coaches/" + at.coach_id.str();
    auto stranger = at.clinic.stranger();
    const auto empty = at.coach.get("/api/coaches/me");
    CHECK(empty.json("/version") == "0");
    CHECK(empty.json("/headline") == "Nutrition");
    CHECK(empty.json("/coach_id") == at.coach_id.str());
    CHECK(stranger.get(page).status == 404);
    CHECK(stranger.get("/api/coaches").size() == 0);

    const auto saved = at.coach.put(
        "/api/coaches/me", profile(fmt::format("\"{}\"", at.nutrition.view())));
    REQUIRE_MESSAGE(saved.status == 200, saved.body);
    CHECK(saved.header("etag") == "\"1\"");
    const auto shown = stranger.get(page);
    REQUIRE(shown.status == 200);
    CHECK(shown.json("/name") == "Marc Rivière");
    CHECK(shown.json("/about") == "Sans se priver.");
    CHECK(shown.json("/specialties/0/slug") == "nutrition");
    CHECK(shown.json("/offers/0/price/amount") == "6000");
    CHECK(shown.json("/sites/0") == "Cabinet des Lilas, Paris");
    CHECK(shown.json("/bookable") == "true");
    CHECK(shown.json("/followed") == "false");
    // Nothing personal beyond what is published.
    const auto user = at.clinic->auth.find(at.coach.user());
    CHECK(!shown.body.contains(user->email));
    CHECK(!shown.body.contains(user->id.view()));
    const auto list = stranger.get("/api/coaches?count=true");
    CHECK(list.json("/items/0/id") == at.coach_id.str());
    CHECK(list.json("/total") == "1");
    CHECK(stranger.get("/api/coaches?specialty=nutrition").size() == 1);
    CHECK(stranger.get("/api/coaches?specialty=sommeil").size() == 0);
    CHECK(stranger.get("/api/specialties").json("/items/0/name_fr") == "Nutrition");
    CHECK(stranger.get("/api/specialties/" + at.nutrition.str()).status == 200);
}

TEST_CASE("coaching: an unpublished page is seen by its coach and moderators alone")
{
    Parlour at;
    at.publish();
    const auto page = "/api/coaches/" + at.coach_id.str();
    CHECK(at.coach
              .put("/api/coaches/me",
                  R"({"headline":"h","specialty_ids":[],"languages":[],"published":false})")
              .status == 200);
    CHECK(at.clinic.stranger().get(page).status == 404);
    CHECK(at.zoe.get(page).body == at.zoe.get("/api/coaches/" + CoachId::fresh().str()).body);
    CHECK(at.zoe.post(page + "/follow").status == 404);
    CHECK(at.coach.get(page).json("/published") == "false");
    CHECK(at.admin.get(page).status == 200);
}

TEST_CASE(
    "coaching: a profile is its coach's alone, and what is wrong with it is told at its field")
{
    Parlour at;
    auto unlinked = at.clinic.sign_in(Role::coach);
    const auto before = at.clinic.snapshot();
    CHECK(at.zoe.put("/api/coaches/me", profile()).status == 403);
    CHECK(at.admin.put("/api/coaches/me", profile()).status == 403);
    CHECK(at.clinic.stranger().put("/api/coaches/me", profile()).status == 401);
    CHECK(unlinked.get("/api/coaches/me").status == 404);
    CHECK(unlinked.put("/api/coaches/me", profile()).status == 404);
    const auto pointer = [&](std::string_view body) {
        const auto reply = at.coach.put("/api/coaches/me", body);
        CHECK_MESSAGE(reply.status == 422, reply.body);
        return reply.json("/errors/0/pointer");
    };
    CHECK(pointer("{}") == "/headline");
    CHECK(
        pointer(profile(fmt::format("\"{}\"", SpecialtyId::fresh().view()))) == "/specialty_ids/0");
    CHECK(pointer(profile(fmt::format("\"{0}\",\"{0}\"", at.nutrition.view()))) ==
          "/specialty_ids/0");
    CHECK(pointer(profile("", fmt::format(R"(,"photo_id":"{}")", MediaId::fresh().view()))) ==
          "/photo_id");
    CHECK(pointer(profile("", R"(,"name":"Dieu")")) == "/name");
    CHECK(pointer(fmt::format(
              R"({{"headline":"{}","specialty_ids":[],"languages":["french"],"published":true}})",
              std::string(161, 'a'))) == "/headline");
    CHECK(at.coach.with("if-match", "\"4\"").put("/api/coaches/me", profile()).status == 412);
    CHECK(at.clinic.snapshot() == before);
}

TEST_CASE("coaching: following a coach fills the feed of followed coaches")
{
    Parlour at;
    at.publish();
    const auto page = "/api/coaches/" + at.coach_id.str();
    const auto by_coach = at.posted(at.coach, "Recette");
    (void)at.posted(at.leo, "Autre chose");
    CHECK(at.zoe.get("/api/posts?followed=true").size() == 0);
    (void)at.clinic.events();
    CHECK(at.zoe.post(page + "/follow").json("/followers") == "1");
    CHECK(at.zoe.post(page + "/follow").json("/followers") == "1");
    CHECK(at.clinic.events() == std::vector<std::string>{"coaching.followed"});
    const auto feed = at.zoe.get("/api/posts?followed=true");
    REQUIRE(feed.size() == 1);
    CHECK(feed.json("/items/0/text") == "Recette");
    CHECK(at.leo.get("/api/posts?followed=true").size() == 0);
    CHECK(at.leo.get("/api/posts?coach_id=" + at.coach_id.str()).size() == 1);
    CHECK(at.zoe.get("/api/coaches?followed=true").json("/items/0/followed") == "true");
    CHECK(at.leo.get("/api/coaches?followed=true").size() == 0);
    CHECK(at.clinic.stranger().get("/api/coaches?followed=true").size() == 0);
    CHECK(at.clinic.stranger().post(page + "/follow").status == 401);
    CHECK(at.zoe.del(page + "/follow").json("/followed") == "false");
    CHECK(at.zoe.del(page + "/follow").json("/followers") == "0");
    CHECK(at.zoe.get("/api/posts?followed=true").size() == 0);
}

TEST_CASE("coaching: a coach whom the clinic archives has no page any more")
{
    Parlour at;
    at.publish();
    const auto page = "/api/coaches/" + at.coach_id.str();
    CHECK(at.clinic.stranger().get(page).status == 200);
    CHECK(at.admin.del("/api/practitioners/" + at.coach_id.str()).status == 204);
    at.clinic.settle();
    CHECK(at.clinic.stranger().get(page).status == 404);
    CHECK(at.clinic.stranger().get("/api/coaches").size() == 0);
}

TEST_CASE("coaching: specialties are an admin's to keep")
{
    Parlour at;
    const auto sleep = R"({"name_fr":"Sommeil","name_en":"Sleep","slug":"sommeil"})";
    const auto before = at.clinic.snapshot();
    CHECK(at.coach.post("/api/specialties", sleep).status == 403);
    CHECK(at.clinic.stranger().post("/api/specialties", sleep).status == 401);
    const auto code = [&](std::string_view slug) {
        return at.admin
            .post("/api/specialties",
                fmt::format(R"({{"name_fr":"a","name_en":"b","slug":"{}"}})", slug))
            .json("/errors/0/code");
    };
    CHECK(code("Été") == "format");
    CHECK(code("-a") == "format");
    CHECK(code("a--b") == "format");
    CHECK(code("nutrition") == "taken");
    CHECK(at.clinic.snapshot() == before);

    const auto made = at.admin.post("/api/specialties", sleep);
    REQUIRE(made.status == 201);
    const auto path = "/api/specialties/" + made.json("/id");
    CHECK(made.header("location") == path);
    CHECK(at.admin.get("/api/specialties?limit=1&count=true").json("/total") == "2");
    const auto edited =
        at.admin.with("if-match", "\"1\"")
            .put(path, R"({"name_fr":"Bien dormir","name_en":"Sleep","slug":"sommeil"})");
    CHECK(edited.json("/version") == "2");
    CHECK(at.admin.with("if-match", "\"1\"").put(path, sleep).status == 412);
    CHECK(at.admin.put(path, R"({"name_fr":"a","name_en":"b","slug":"nutrition"})").status == 422);
    CHECK(at.admin.del(path).status == 204);
    CHECK(at.admin.del(path).status == 404);
    at.publish();
    CHECK(at.admin.del("/api/specialties/" + at.nutrition.str()).code() == "in_use");
    CHECK(at.clinic.stranger().get("/api/specialties").size() == 1);
}

} // namespace clinic::coaching
