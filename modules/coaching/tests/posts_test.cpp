#include "parlour.hpp"

#include "demo_pictures.hpp"

#include <set>
#include <thread>

namespace clinic::coaching {

TEST_CASE("coaching: a patient writes, and everyone signed in reads it under a published name")
{
    Parlour at;
    const auto reply = at.zoe.post("/api/posts", R"({"text":"  Première séance !\nMerci.  "})");
    REQUIRE(reply.status == 201);
    CHECK(reply.header("location") == "/api/posts/" + reply.json("/id"));
    CHECK(reply.header("etag") == "\"1\"");
    CHECK(reply.json("/text") == "Première séance !\nMerci.");
    CHECK(reply.json("/author_kind") == "member");
    CHECK(reply.json("/mine") == "true");
    CHECK(at.clinic.events() == std::vector<std::string>{"coaching.posted"});

    const auto path = "/api/posts/" + reply.json("/id");
    const auto seen = at.leo.get(path);
    CHECK(seen.json("/mine") == "false");
    CHECK(seen.json("/reports") == "");
    CHECK(!seen.body.contains(at.zoe.user().view()));
    CHECK(at.leo.get("/posts").size() == 1); // the un-prefixed address
    CHECK(at.clinic.stranger().get(path).status == 401);
    CHECK(at.clinic.stranger().get("/api/posts").status == 401);
    CHECK(at.clinic.stranger().post("/api/posts", R"({"text":"x"})").status == 401);
}

TEST_CASE("coaching: who works here is named in full, others by first name and an initial")
{
    Parlour at;
    const auto zoe = at.clinic->auth.find(at.zoe.user());
    const auto expected = zoe->first_name + ' ' + zoe->last_name.substr(0, 1) + '.';
    CHECK(at.leo.get(at.posted(at.zoe)).json("/author_name") == expected);
    const auto by_coach = at.leo.get(at.posted(at.coach));
    CHECK(by_coach.json("/author_name") == "Marc Rivière");
    CHECK(by_coach.json("/author_kind") == "coach");
    CHECK(by_coach.json("/coach_id") == ""); // no page to go to yet
    at.publish();
    CHECK(at.leo.get("/api/posts").json("/items/0/coach_id") == at.coach_id.str());
    CHECK(at.leo.get(at.posted(at.admin)).json("/author_kind") == "team");
}

TEST_CASE("coaching: a new name reaches what was written before")
{
    Parlour at;
    const auto post = at.posted(at.zoe);
    const auto comment = at.commented(at.zoe, post);
    REQUIRE(
        at.zoe.patch("/api/users/me", R"({"first_name":"Énora","last_name":"Éluard"})").status ==
        200);
    at.clinic.settle();
    CHECK(at.leo.get(post).json("/author_name") == "Énora É.");
    CHECK(at.leo.get(post + "/comments").json("/items/0/author_name") == "Énora É.");
    REQUIRE(
        at.admin
            .put("/api/practitioners/" + at.coach_id.str(),
                R"({"kind":"coach","first_name":"Marc","last_name":"Rivière-Roux","specialty":"x",)"
                R"("languages":[],"colour":"#000000","site_ids":[],"online_bookable":true,"user_id":")" +
                    at.coach.user().str() + "\"}")
            .status == 200);
    at.clinic.settle();
    CHECK(at.leo.get(at.posted(at.coach)).json("/author_name") == "Marc Rivière-Roux");
}

TEST_CASE("coaching: markup and scripts are text, stored and told as they were written")
{
    Parlour at;
    const std::string nasty =
        R"(<script>alert('x')</script> <img src=x onerror=alert(1)> javascript:alert(1) {{7*7}} '; DROP TABLE coaching_posts; --)";
    const auto post = at.posted(at.zoe, nasty);
    const auto shown = at.leo.get(post);
    CHECK(shown.json("/text") == nasty);
    CHECK(shown.header("content-type") == "application/json");
    CHECK(at.leo.get(at.commented(at.leo, post, nasty).substr(0, post.size()) + "/comments")
              .json("/items/0/text") == nasty);
    // A browser that opens the address gets the app, never the text.
    const auto page = at.leo.with("accept", "text/html").get(post.substr(4));
    CHECK(!page.body.contains("onerror"));
}

TEST_CASE("coaching: what a post must be, each refusal without effect")
{
    Parlour at;
    const auto refused = [&](std::string_view body, std::string_view pointer) {
        const auto reply = at.zoe.post("/api/posts", body);
        CHECK_MESSAGE(reply.status == 422, reply.body);
        CHECK_MESSAGE(reply.json("/errors/0/pointer") == pointer, reply.body);
    };
    const auto before = at.clinic.snapshot();
    const auto image = MediaId::fresh().str();
    refused(R"({})", "/text");
    refused(R"({"text":"   "})", "/text");
    refused(R"({"text":7})", "/text");
    refused(R"({"text":"a\u0007b"})", "/text");
    refused(fmt::format(R"({{"text":"{}"}})", std::string(5001, 'a')), "/text");
    refused(R"({"text":"a","author_name":"Dieu"})", "/author_name");
    refused(R"({"text":"a","likes":1000})", "/likes");
    refused(R"({"text":"a","image_ids":["x"]})", "/image_ids/0");
    refused(fmt::format(R"({{"text":"a","image_ids":["{}"]}})", image), "/image_ids/0");
    refused(fmt::format(R"({{"text":"a","image_ids":["{0}","{0}","{0}","{0}","{0}"]}})", image),
        "/image_ids");
    CHECK(at.clinic.snapshot() == before);
    std::string longest;
    for (int i = 0; i < 5000; ++i) longest += "é";
    CHECK(at.zoe.get(at.posted(at.zoe, longest)).json("/text") == longest);
}

TEST_CASE("coaching: pictures are the author's own and public, or refused without effect")
{
    Parlour at;
    auto& documents = at.clinic->documents;
    const auto png = demo::portrait_png(0);
    const auto own = documents.add_media(at.zoe.user(), png, true).str();
    const auto other = documents.add_media(at.zoe.user(), png, true).str();
    const auto secret = documents.add_media(at.zoe.user(), png, false).str();
    const auto foreign = documents.add_media(at.leo.user(), png, true).str();
    const auto body = [](std::string_view images) {
        return fmt::format(R"({{"text":"Regardez","image_ids":[{}]}})", images);
    };
    const auto quoted = [](std::string_view id) { return fmt::format("\"{}\"", id); };
    const auto before = at.clinic.snapshot();
    for (const auto& [images, code] : {std::pair{quoted(secret), "unknown"},
             {quoted(foreign), "unknown"}, {quoted(MediaId::fresh().view()), "unknown"},
             {quoted(own) + "," + quoted(own), "duplicate"}}) {
        const auto reply = at.zoe.post("/api/posts", body(images));
        CHECK_MESSAGE(reply.status == 422, reply.body);
        CHECK(reply.json("/errors/0/code") == code);
    }
    CHECK(at.clinic.snapshot() == before);

    const auto made = at.zoe.post("/api/posts", body(quoted(own) + "," + quoted(other)));
    REQUIRE_MESSAGE(made.status == 201, made.body);
    CHECK(made.json("/image_ids/1") == other);
    const auto post = "/api/posts/" + made.json("/id");
    const auto shown = at.clinic.stranger().get("/api/media/public/" + own);
    CHECK(shown.status == 200);
    CHECK(shown.header("content-type") == "image/png");
    CHECK(at.zoe.patch(post, fmt::format(R"({{"image_ids":["{}"]}})", foreign)).status == 422);
    CHECK(at.zoe.patch(post, fmt::format(R"({{"image_ids":["{}"]}})", other)).size("/image_ids") ==
          1);
    CHECK(at.zoe.patch(post, R"({"text":"Sans changer l’image"})").size("/image_ids") == 1);
}

TEST_CASE("coaching: one's own is edited and deleted, a foreign one is not")
{
    Parlour at;
    const auto post = at.posted(at.zoe);
    (void)at.commented(at.leo, post);
    CHECK(at.leo.post(post + "/like").status == 200);
    const auto before = at.clinic.snapshot();
    CHECK(at.leo.patch(post, R"({"text":"À moi"})").status == 403);
    CHECK(at.admin.patch(post, R"({"text":"À moi"})").status == 403);
    CHECK(at.leo.del(post).status == 403);
    CHECK(at.admin.del(post).status == 403);
    CHECK(at.zoe.with("if-match", "\"7\"").patch(post, R"({"text":"x"})").status == 412);
    CHECK(at.clinic.snapshot() == before);
    (void)at.clinic.events();

    const auto edited = at.zoe.with("if-match", "\"1\"").patch(post, R"({"text":"Mieux"})");
    CHECK(edited.status == 200);
    CHECK(edited.json("/text") == "Mieux");
    CHECK(edited.json("/version") == "2");
    CHECK(edited.json("/edited_at") == "2026-06-01T06:00:00Z");
    CHECK(at.clinic.events() == std::vector<std::string>{"coaching.edited"});
    CHECK(at.zoe.del(post).status == 204);
    CHECK(at.zoe.get(post).status == 404);
    CHECK(at.leo.get(post + "/comments").status == 404);
    CHECK(at.zoe.get("/api/posts").size() == 0);
    CHECK(at.clinic.events() == std::vector<std::string>{"coaching.deleted"});
}

TEST_CASE("coaching: a like is counted once, however often it is given or taken back")
{
    Parlour at;
    const auto post = at.posted(at.zoe);
    (void)at.clinic.events();
    CHECK(at.leo.post(post + "/like").json("/likes") == "1");
    CHECK(at.leo.post(post + "/like").json("/likes") == "1");
    CHECK(at.clinic.events() == std::vector<std::string>{"coaching.liked"});
    CHECK(at.coach.post(post + "/like").json("/likes") == "2");
    CHECK(at.leo.get(post).json("/liked") == "true");
    CHECK(at.zoe.get(post).json("/liked") == "false");
    CHECK(at.leo.del(post + "/like").json("/likes") == "1");
    CHECK(at.leo.del(post + "/like").json("/likes") == "1");
    // A like is no edit: the version stays, and a reader who knows it is told the new count.
    CHECK(at.zoe.get(post).json("/version") == "1");
    CHECK(at.zoe.with("if-none-match", "\"1\"").get(post).json("/likes") == "1");
}

TEST_CASE("coaching: thirty at once like a post, twice each, and thirty likes are counted")
{
    Parlour at;
    const auto post = at.posted(at.zoe);
    std::vector<test::Visitor> crowd;
    for (int i = 0; i < 30; ++i) crowd.push_back(at.clinic.sign_in(Role::patient));
    std::atomic<int> fine{0};
    const auto all = [&](auto deed) {
        std::vector<std::thread> threads;
        for (auto& one : crowd) {
            for (int twice = 0; twice < 2; ++twice) {
                threads.emplace_back([&fine, deed, visitor = one]() mutable {
                    fine += deed(visitor).status == 200 ? 1 : 0;
                });
            }
        }
        for (auto& thread : threads) thread.join();
    };
    all([&](test::Visitor& visitor) { return visitor.post(post + "/like"); });
    CHECK(fine == 60);
    CHECK(at.zoe.get(post).json("/likes") == "30");
    while (crowd.size() > 10) crowd.pop_back();
    all([&](test::Visitor& visitor) { return visitor.del(post + "/like"); });
    CHECK(at.zoe.get(post).json("/likes") == "20");
}

TEST_CASE("coaching: the feed is paged, and posts that arrive meanwhile shift no page")
{
    Parlour at;
    std::vector<std::string> ids;
    for (int i = 0; i < 25; ++i) {
        at.minute_passes();
        auto zoe = at.clinic.again(at.zoe);
        ids.push_back(at.posted(zoe, fmt::format("n° {}", i)).substr(11));
    }
    auto admin = at.clinic.again(at.admin);
    auto leo = at.clinic.again(at.leo);
    CHECK(admin.post("/api/posts/" + ids[3] + "/pin").json("/pinned") == "true");
    std::vector<std::string> read;
    std::string cursor;
    do {
        const auto page = leo.get("/api/posts?limit=7&count=true" + cursor);
        REQUIRE(page.status == 200);
        for (std::size_t i = 0; i < page.size(); ++i)
            read.push_back(page.json(fmt::format("/items/{}/id", i)));
        const auto next = page.json("/next");
        cursor = next.empty() ? "" : "&cursor=" + next;
        at.minute_passes();
        auto coach = at.clinic.again(at.coach);
        (void)at.posted(coach, "Pendant ce temps");
    } while (!cursor.empty());
    std::vector<std::string> expected{ids[3]};
    for (int i = 24; i >= 0; --i) {
        if (i != 3) expected.push_back(ids[static_cast<std::size_t>(i)]);
    }
    CHECK(read == expected);
    CHECK(leo.get("/api/posts?count=true").json("/total") == "29");
    CHECK(leo.get("/api/posts?cursor=bm9wZQ").status == 422);
    CHECK(leo.get("/api/posts?limit=0").status == 422);
}

TEST_CASE(
    "coaching: comments stand below their post, oldest first, and their author's alone to change")
{
    Parlour at;
    const auto post = at.posted(at.zoe);
    const auto other_post = at.posted(at.zoe, "Autre");
    (void)at.clinic.events();
    const auto first = at.commented(at.leo, post, "Un");
    CHECK(at.clinic.events() == std::vector<std::string>{"coaching.commented"});
    (void)at.commented(at.coach, post, "Deux");
    CHECK(at.zoe.get(post).json("/comments") == "2");
    const auto page = at.zoe.get(post + "/comments?limit=1&count=true");
    CHECK(page.json("/items/0/text") == "Un");
    CHECK(page.json("/total") == "2");
    CHECK(
        at.zoe.get(post + "/comments?limit=1&cursor=" + page.json("/next")).json("/items/0/text") ==
        "Deux");

    const auto before = at.clinic.snapshot();
    const auto stray = other_post + first.substr(post.size());
    CHECK(at.leo.patch(stray, R"({"text":"x"})").status == 404);
    CHECK(at.zoe.patch(first, R"({"text":"x"})").status == 403);
    CHECK(at.zoe.del(first).status == 403);
    CHECK(at.leo.with("if-match", "\"3\"").del(first).status == 412);
    CHECK(at.leo.post(post + "/comments", R"({"text":""})").status == 422);
    CHECK(at.leo.post(post + "/comments", fmt::format(R"({{"text":"{}"}})", std::string(2001, 'a')))
              .status == 422);
    CHECK(at.clinic.snapshot() == before);

    const auto edited = at.leo.with("if-match", "\"1\"").patch(first, R"({"text":"Une"})");
    CHECK(edited.json("/text") == "Une");
    CHECK(edited.header("etag") == "\"2\"");
    CHECK(at.leo.del(first).status == 204);
    CHECK(at.zoe.get(post).json("/comments") == "1");
    CHECK(at.leo.del(first).status == 404);
}

} // namespace clinic::coaching
