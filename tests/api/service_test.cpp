// The surface around the modules: health, aliases, methods, languages, bad requests.

#include "support/test_clinic.hpp"

#include <doctest/doctest.h>

namespace clinic::test {

TEST_CASE("service: health answers as the seeds spell it, for the whole and for each module")
{
    TestClinic clinic;
    auto stranger = clinic.stranger();
    for (const auto* path : {"/health", "/api/appointments/health", "/api/patients/health",
             "/api/auth/health", "/api/users/health", "/users/health"}) {
        const auto reply = stranger.get(path);
        CHECK_MESSAGE(reply.status == 200, path);
        CHECK(reply.json("/status") == "healthy");
        CHECK(reply.json("/database") == "connected");
        CHECK(!reply.json("/service").empty());
        CHECK(!reply.json("/version").empty());
        CHECK(reply.json("/timestamp").ends_with("Z"));
    }
    CHECK(stranger.get("/ready").status == 200);
}

TEST_CASE("service: un-prefixed paths answer programs as the API, and browsers with the app")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    CHECK(admin.with("accept", "application/json").get("/users").size() == 1);
    CHECK(admin.with("accept", "application/json").get("/users/me").status == 200);
    CHECK(admin.with("accept", "application/json").get("/appointments").status == 200);
    const auto page = admin.with("accept", "text/html,*/*").get("/appointments");
    CHECK(page.header("content-type") != "application/json");
    CHECK(clinic.stranger().with("accept", "application/json").get("/users").status == 401);
}

TEST_CASE("service: problems speak the language of the one who asks")
{
    TestClinic clinic;
    auto french = clinic.sign_in(Role::admin, Language::fr);
    const std::string path = "/api/patients/" + patients::PatientId::fresh().str();
    CHECK(french.get(path).json("/title") == "Introuvable");
    CHECK(french.with("accept-language", "en-GB,en;q=0.9").get(path).json("/title") == "Not found");
    CHECK(clinic.stranger().get(path).json("/title") == "Connexion nécessaire");
    CHECK(french.get(path).header("content-type") == "application/problem+json");
    CHECK(!french.get(path).json("/request_id").empty());
}

TEST_CASE("service: what is not understood is refused with the right status")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    CHECK(admin.get("/api/nothing").status == 404);
    CHECK(admin.get("/api").status == 404);
    const auto wrong_method = admin.del("/api/appointments");
    CHECK(wrong_method.status == 405);
    CHECK(wrong_method.header("allow").contains("GET"));
    CHECK(wrong_method.header("allow").contains("POST"));
    CHECK(admin.post("/api/appointments", "{").status == 400);
    CHECK(admin.post("/api/appointments", "{} {}").status == 400);
    CHECK(admin.post("/api/appointments", "[]").status == 422);
    CHECK(admin.post("/api/appointments", "\"\xff\"").status == 400);
    CHECK(admin.with("content-type", "text/plain").post("/api/appointments", "{}").status == 415);
    CHECK(admin.get("/api/appointments?limit=0").json("/errors/0/pointer") == "?limit");
    CHECK(admin.get("/api/appointments?limit=5&limit=6").json("/errors/0/code") == "repeated");
    CHECK(admin.get("/api/appointments?colour=red").json("/errors/0/code") == "unknown");
    CHECK(admin.get("/api/appointments?from=%ff").status == 400);
    CHECK(admin.get("/api/appointments/..%2f..%2fetc").status == 422);
    CHECK(admin.with("idempotency-key", std::string(300, 'k'))
              .post("/api/appointments", "{}")
              .code() == "idempotency_key");
    std::string deep(100, '[');
    CHECK(admin.post("/api/appointments", deep + std::string(100, ']')).status == 400);
}

TEST_CASE("service: too many requests are told to wait")
{
    TestClinic clinic([](config::Config& config) { config.limits.per_address_per_minute = 5; });
    auto stranger = clinic.stranger();
    int refused = 0;
    for (int i = 0; i < 10; ++i) {
        const auto reply = stranger.get("/api/clinics");
        if (reply.status != 429) continue;
        ++refused;
        CHECK(reply.code() == "too_many");
        CHECK(std::stoi(reply.header("retry-after")) >= 1);
    }
    CHECK(refused >= 4);
}

TEST_CASE("service: metrics are for operators' addresses only")
{
    TestClinic open;
    CHECK(open.stranger().get("/metrics").header("content-type").starts_with("text/plain"));
    TestClinic closed([](config::Config& config) { config.metrics.allow = {"10.0.0.1"}; });
    CHECK(closed.stranger().get("/metrics").status == 404);
}

TEST_CASE("service: every write leaves its line in the audit, in the same commit")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    const auto made = admin.post(
        "/api/patients", R"({"birth_name":"Durand","first_name":"Noé","sex":"male"})");
    REQUIRE(made.status == 201);
    const auto rows = admin.get("/api/admin/audit?subject_id=" + made.json("/id"));
    REQUIRE(rows.size() == 1);
    CHECK(rows.json("/items/0/action") == "patients.add");
    CHECK(rows.json("/items/0/actor_id") == admin.user().str());
    const auto before = clinic.snapshot();
    CHECK(admin.post("/api/patients", R"({"birth_name":"","first_name":"Noé","sex":"male"})")
              .status == 422);
    CHECK(clinic.snapshot() == before);
}

} // namespace clinic::test
