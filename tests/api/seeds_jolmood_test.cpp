// What the page of jolmood promises, kept: the gateway's paths, roles, limits on media, health answers and logs.
// (Replication, sharding, Redis and Kubernetes belong to the move to several hosts; video and push to subjects of their own.)

#include "support/practice.hpp"

namespace clinic::test {
namespace {

Reply program(Visitor visitor, std::string_view path)
{
    return visitor.with("accept", "application/json").get(path);
}

} // namespace

TEST_CASE("jolmood: the gateway's prefixes lead to the same routes as /api")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    for (const auto* path : {"/users", "/users/me", "/posts", "/appointments", "/admin/stats",
             "/admin/logs", "/admin/audit", "/auth/sessions"}) {
        CHECK_MESSAGE(program(admin, path).status == 200, path);
        CHECK_MESSAGE(admin.get("/api" + std::string(path)).status == 200, path);
        CHECK_MESSAGE(program(clinic.stranger(), path).status == 401, path);
    }
}

TEST_CASE("jolmood: log in, then GET /users/me with the token")
{
    TestClinic clinic;
    const auto known = clinic.sign_in(Role::patient);
    auto stranger = clinic.stranger();
    const auto session = stranger.post(
        "/auth/login", fmt::format(R"({{"email":"patient1@test.example","password":"{}"}})",
                           TestClinic::password));
    REQUIRE(session.status == 200);
    CHECK(session.json("/token_type") == "Bearer");
    CHECK(!session.header("set-cookie").empty());
    Visitor me(clinic, session.json("/access_token"), known.user());
    CHECK(program(me, "/users/me").json("/id") == known.user().str());
}

TEST_CASE("jolmood: a user reads posts, takes appointments and keeps their profile; no more")
{
    Practice at;
    CHECK(at.noe.get("/api/posts").status == 200);
    CHECK(at.noe.patch("/api/users/me", R"({"first_name":"Noé"})").status == 200);
    CHECK(at.noe.get("/api/patients/me").status == 200);
    const auto booked = at.booked(at.noe, at.noe_id, "2026-06-03T08:00:00Z");
    CHECK(at.noe.get(booked).status == 200);
    for (const auto* path : {"/api/admin/stats", "/api/admin/logs", "/api/users"})
        CHECK_MESSAGE(at.noe.get(path).status == 403, path);
}

TEST_CASE("jolmood: a coach keeps their own planning and sees their clients' visits")
{
    Practice at;
    auto coach = at.clinic.sign_in(Role::coach);
    const auto practitioner = at.add_doctor("Rivière", coach.user());
    const auto plan = "/api/availability/" + practitioner.str();
    const auto week = coach.get(plan);
    CHECK(week.status == 200);
    CHECK(coach.get("/api/availability/" + at.martin.str()).status == 404);
    const auto visit = at.desk.post("/api/appointments",
        fmt::format(
            R"({{"practitioner_id":"{}","site_id":"{}","visit_type_id":"{}","patient_id":"{}",)"
            R"("starts_at":"2026-06-02T08:00:00Z"}})",
            practitioner.view(), at.site.view(), at.type.view(), at.noe_id.view()));
    REQUIRE_MESSAGE(visit.status == 201, visit.body);
    at.clinic.settle();
    CHECK(coach.get("/api/appointments").size() == 1);
    CHECK(coach.get("/api/admin/stats").status == 403);
}

TEST_CASE("jolmood: an admin has figures of the system and manages users")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    const auto other = clinic.sign_in(Role::patient);
    const auto stats = admin.get("/api/admin/stats");
    CHECK(stats.json("/users") == "2");
    CHECK(!stats.json("/uptime_seconds").empty());
    const auto path = "/api/users/" + other.user().str();
    CHECK(admin.patch(path, R"({"status":"disabled"})").status == 200);
    CHECK(clinic.stranger()
              .post("/api/auth/login",
                  fmt::format(R"({{"email":"patient2@test.example","password":"{}"}})",
                      TestClinic::password))
              .status == 403); // told to who knows the password, to nobody else
}

TEST_CASE("jolmood: posts are written, liked and commented on")
{
    TestClinic clinic;
    auto coach = clinic.sign_in(Role::coach);
    auto user = clinic.sign_in(Role::patient);
    const auto post = coach.post("/api/posts", R"({"text":"Marcher une demi-heure par jour."})");
    REQUIRE_MESSAGE(post.status == 201, post.body);
    const auto path = "/api/posts/" + post.json("/id");
    CHECK(user.post(path + "/like").status < 300);
    CHECK(user.post(path + "/comments", R"({"text":"Merci !"})").status == 201);
    CHECK(user.get(path + "/comments").size() == 1);
    CHECK(user.get(path).json("/likes") == "1");
}

TEST_CASE("jolmood: media are private or public, pictures or PDF, of 10 MB at most")
{
    Practice at;
    const std::string pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n";
    const auto document = [&](std::string_view name, std::string_view bytes) {
        return at.noe.upload("/api/documents",
            {{"patient_id", at.noe_id.str()}, {"category", "other"}}, name, bytes);
    };
    CHECK(document("bilan.pdf", pdf).status == 201);
    CHECK(
        document("page.html", "<html><script>alert(1)</script></html>").json("/errors/0/pointer") ==
        "/file");
    CHECK(document("lourd.pdf", pdf + std::string(10 * 1024 * 1024, ' ')).status == 413);
    CHECK(at.clinic.stranger().get("/api/media/" + UserId::fresh().str()).status == 401);
    CHECK(at.clinic.stranger().get("/api/media/public/" + UserId::fresh().str()).status == 404);
}

TEST_CASE("jolmood: logs are JSON lines of named levels, which an admin reads")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    CHECK(admin.get("/api/admin/logs?level=warn").status == 200);
    CHECK(admin.get("/api/admin/logs?level=loud").status == 422);
    CHECK(clinic.sign_in(Role::coach).get("/api/admin/logs").status == 403);
    CHECK(config::Config{}.log.days == 30);
}

TEST_CASE("jolmood: each service has its health answer, in the page's own shape")
{
    TestClinic clinic;
    for (const auto* service :
        {"auth", "users", "coaching", "appointments", "admin", "documents"}) {
        const auto reply = clinic.stranger().get(fmt::format("/api/{}/health", service));
        CHECK_MESSAGE(reply.status == 200, service);
        CHECK(reply.json("/status") == "healthy");
        CHECK(reply.json("/service") == fmt::format("{}-service", service));
        CHECK(!reply.json("/version").empty());
        CHECK(reply.json("/database") == "connected");
        CHECK(Instant::parse(reply.json("/timestamp")).has_value());
    }
}

TEST_CASE("jolmood: the API is documented by the program itself")
{
    TestClinic clinic;
    CHECK(clinic.stranger().get("/api/openapi.json").json("/openapi").starts_with("3.1"));
    CHECK(clinic.stranger().get("/api/docs").status == 200);
}

} // namespace clinic::test
