#include "parlour.hpp"

namespace clinic::coaching {

TEST_CASE("coaching: everyone may report, once, with a reason, and moderators read it")
{
    Parlour at;
    const auto post = at.posted(at.zoe);
    const auto comment = at.commented(at.leo, post);
    (void)at.clinic.events();
    CHECK(at.leo.post(post + "/report", R"({"reason":"spam","detail":"Publicité"})").status == 204);
    CHECK(at.coach.post(post + "/report", R"({"reason":"dangerous"})").status == 204);
    CHECK(at.zoe.post(comment + "/report", R"({"reason":"privacy"})").status == 204);
    CHECK(at.clinic.events() == std::vector<std::string>(3, "coaching.reported"));

    const auto before = at.clinic.snapshot();
    CHECK(at.leo.post(post + "/report", R"({"reason":"other"})").code() == "already_reported");
    CHECK(at.zoe.post(comment + "/report", R"({"reason":"spam"})").code() == "already_reported");
    CHECK(at.zoe.post(post + "/report", R"({"reason":"spam"})").code() == "own");
    CHECK(at.leo.post(comment + "/report", R"({"reason":"spam"})").code() == "own");
    CHECK(at.admin.post(post + "/report", R"({"reason":"boring"})").status == 422);
    CHECK(at.admin.post(post + "/report", R"({})").status == 422);
    CHECK(at.leo.get("/api/posts?reported=true").status == 403);
    CHECK(at.leo.get("/api/posts?hidden=true").status == 403);
    CHECK(at.coach.get(post + "/reports").status == 403);
    CHECK(at.clinic.snapshot() == before);

    (void)at.posted(at.zoe, "Sans reproche");
    const auto list = at.admin.get("/api/posts?reported=true");
    REQUIRE(list.size() == 1);
    CHECK(list.json("/items/0/reports") == "3");
    const auto reports = at.admin.get(post + "/reports?limit=2");
    CHECK(reports.json("/items/0/reason") == "spam");
    CHECK(reports.json("/items/0/detail") == "Publicité");
    const auto last = at.admin.get(post + "/reports?cursor=" + reports.json("/next"));
    CHECK(last.json("/items/0/comment_text") == "Merci");
    CHECK(last.json("/items/0/settled_at") == "");

    CHECK(at.admin.del(post + "/reports").json("/reports") == "0");
    CHECK(at.admin.get("/api/posts?reported=true").size() == 0);
    CHECK(at.admin.get(post + "/reports").json("/items/2/settled_at") == "2026-06-01T06:00:00Z");
    CHECK(at.leo.post(post + "/report", R"({"reason":"other"})").code() == "already_reported");
}

TEST_CASE("coaching: a hidden post is absent for all but its author and moderators")
{
    Parlour at;
    const auto post = at.posted(at.zoe);
    const auto comment = at.commented(at.coach, post);
    CHECK(at.leo.post(post + "/report", R"({"reason":"spam"})").status == 204);
    CHECK(at.leo.post(post + "/hide", "{}").status == 403);
    CHECK(at.coach.post(post + "/hide", "{}").status == 403);
    (void)at.clinic.events();
    const auto hidden = at.admin.post(post + "/hide", R"({"reason":"Publicité"})");
    CHECK(hidden.json("/hidden") == "true");
    CHECK(hidden.json("/reports") == "0");
    CHECK(at.admin.post(post + "/hide", R"({"reason":"Encore"})").json("/hidden_reason") ==
          "Publicité");
    CHECK(at.clinic.events() == std::vector<std::string>{"coaching.hidden"});

    const auto before = at.clinic.snapshot();
    const auto nobodys = "/api/posts/" + PostId::fresh().str();
    CHECK(at.leo.get(post).body == at.leo.get(nobodys).body);
    for (const auto* below : {"/like", "/comments", "/report"}) {
        const auto body = std::string_view(below) == "/comments" ? R"({"text":"x"})"
                          : std::string_view(below) == "/report" ? R"({"reason":"spam"})"
                                                                 : "";
        CHECK(at.coach.post(post + below, body).status == 404);
    }
    CHECK(at.coach.get(post + "/comments").status == 404);
    CHECK(at.coach.patch(comment, R"({"text":"x"})").status == 404);
    CHECK(at.coach.del(post + "/like").status == 404);
    CHECK(at.leo.get("/api/posts?count=true").json("/total") == "0");
    CHECK(at.leo.get("/api/posts").size() == 0);
    CHECK(at.clinic.snapshot() == before);

    CHECK(at.zoe.get(post).json("/hidden_reason") == "Publicité");
    CHECK(at.zoe.get("/api/posts").json("/items/0/hidden") == "true");
    CHECK(at.zoe.get("/api/posts?mine=true").size() == 1);
    CHECK(at.admin.get("/api/posts?hidden=true").size() == 1);
    CHECK(at.admin.get(post).status == 200);

    CHECK(at.admin.del(post + "/hide").json("/hidden") == "false");
    CHECK(at.admin.del(post + "/hide").status == 200);
    CHECK(at.leo.get(post).status == 200);
    CHECK(at.clinic.events() == std::vector<std::string>{"coaching.unhidden"});
    CHECK(at.leo.del(post + "/hide").status == 403);
}

TEST_CASE("coaching: a hidden comment is neither seen nor counted")
{
    Parlour at;
    const auto post = at.posted(at.zoe);
    const auto comment = at.commented(at.leo, post);
    CHECK(at.coach.post(comment + "/report", R"({"reason":"abusive"})").status == 204);
    CHECK(at.admin.get(post).json("/reports") == "1");
    CHECK(at.leo.post(comment + "/hide").status == 403);
    CHECK(at.admin.post(comment + "/hide").json("/hidden") == "true");
    CHECK(at.admin.post(comment + "/hide").status == 200);
    CHECK(at.admin.get(post).json("/reports") == "0");
    CHECK(at.zoe.get(post).json("/comments") == "0");
    CHECK(at.zoe.get(post + "/comments?count=true").json("/total") == "0");
    CHECK(at.leo.get(post + "/comments").json("/items/0/hidden") == "true");
    CHECK(at.zoe.post(comment + "/report", R"({"reason":"spam"})").status == 404);
    CHECK(at.admin.del(comment + "/hide").json("/hidden") == "false");
    CHECK(at.zoe.get(post).json("/comments") == "1");
    CHECK(at.admin.post(comment + "/hide").status == 200);
    CHECK(at.leo.del(comment).status == 204); // taken away while hidden: it was not counted
    CHECK(at.zoe.get(post).json("/comments") == "0");
}

TEST_CASE("coaching: a comment that goes takes its reports along")
{
    Parlour at;
    const auto post = at.posted(at.zoe);
    const auto comment = at.commented(at.leo, post);
    CHECK(at.coach.post(comment + "/report", R"({"reason":"abusive"})").status == 204);
    CHECK(at.leo.del(comment).status == 204);
    CHECK(at.admin.get(post).json("/reports") == "0");
    CHECK(at.admin.get("/api/posts?reported=true").size() == 0);
}

TEST_CASE("coaching: only moderators pin, and a pinned post stands first")
{
    Parlour at;
    const auto old = at.posted(at.zoe, "Ancien");
    at.minute_passes();
    (void)at.posted(at.zoe, "Nouveau");
    CHECK(at.coach.post(old + "/pin").status == 403);
    CHECK(at.coach.del(old + "/pin").status == 403);
    CHECK(at.leo.get("/api/posts").json("/items/0/text") == "Nouveau");
    CHECK(at.admin.post(old + "/pin").status == 200);
    CHECK(at.leo.get("/api/posts").json("/items/0/text") == "Ancien");
    CHECK(at.admin.del(old + "/pin").json("/pinned") == "false");
    CHECK(at.leo.get("/api/posts").json("/items/0/text") == "Nouveau");
}

} // namespace clinic::coaching
