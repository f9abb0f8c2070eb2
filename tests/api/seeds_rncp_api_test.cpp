// What the page of rncp-api promises, kept: its gateway's endpoints, health answers and configuration, and what it meant to
// do about security and speed. (Scaling out by more processes belongs to the move to several hosts.)

#include "support/practice.hpp"

namespace clinic::test {
namespace {

Reply program(Visitor visitor, std::string_view path)
{
    return visitor.with("accept", "application/json").get(path);
}

} // namespace

TEST_CASE("rncp-api: the entry point greets, and a browser gets the app")
{
    TestClinic clinic;
    const auto index = clinic.stranger().with("accept", "text/html").get("/");
    CHECK(index.status == 200);
    CHECK(index.header("content-type").starts_with("text/html"));
}

TEST_CASE("rncp-api: GET /health and GET /users/health")
{
    TestClinic clinic;
    for (const auto* path : {"/health", "/users/health"}) {
        const auto reply = program(clinic.stranger(), path);
        CHECK_MESSAGE(reply.status == 200, path);
        CHECK(reply.json("/status") == "healthy");
    }
}

TEST_CASE("rncp-api: users are listed, shown and made under /users")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    const auto made = admin.with("accept", "application/json")
                          .post("/users", R"({"email":"new@test.example","first_name":"Lou",)"
                                          R"("last_name":"Petit","roles":["receptionist"],)"
                                          R"("language":"fr"})");
    REQUIRE_MESSAGE(made.status == 201, made.body);
    CHECK(program(admin, "/users").size() == 2);
    const auto shown = program(admin, "/users/" + made.json("/id"));
    CHECK(shown.status == 200);
    CHECK(shown.json("/email") == "new@test.example");
    CHECK(program(admin, "/users/" + UserId::fresh().str()).status == 404);
}

TEST_CASE("rncp-api: input is validated, every fault at once")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    const auto reply = admin.post("/api/users",
        R"({"email":"nobody","first_name":"","last_name":7,"roles":["king"],"language":"fr"})");
    CHECK(reply.status == 422);
    CHECK(reply.size("/errors") == 4);
    CHECK(program(admin, "/users").size() == 1);
}

TEST_CASE("rncp-api: a JWT, signed, is asked for wherever it matters")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    const auto& token = admin.token();
    CHECK(std::ranges::count(token, '.') == 2);
    CHECK(program(clinic.stranger(), "/users").status == 401);
    auto forged = clinic.stranger();
    // In the middle of the signature: the last byte of one is often a zero already.
    auto altered = token;
    auto& letter = altered[token.size() - 40];
    letter = letter == 'A' ? 'B' : 'A';
    forged.with("authorization", "Bearer " + altered);
    CHECK(forged.get("/api/users").status == 401);
    CHECK(clinic.stranger().get("/.well-known/jwks.json").json("/keys/0/kty") == "OKP");
}

TEST_CASE("rncp-api: rates are limited per address")
{
    TestClinic clinic([](config::Config& config) { config.limits.per_address_per_minute = 3; });
    auto stranger = clinic.stranger();
    for (int i = 0; i < 3; ++i) (void)stranger.get("/api/clinics");
    CHECK(stranger.get("/api/clinics").status == 429);
}

TEST_CASE("rncp-api: the environment configures")
{
    const auto read = [](config::Variables environment) {
        return config::load({.file = {}, .environment = std::move(environment), .overrides = {}});
    };
    const auto config = read({{"MONOCLINIC_SERVER_LISTEN", "127.0.0.1:3001"},
        {"MONOCLINIC_SERVER_CORS_ORIGINS", "https://app.example"}});
    REQUIRE(config);
    CHECK(config->listen_port() == 3001);
    CHECK(config->server.cors_origins == std::vector<std::string>{"https://app.example"});
    CHECK(!read({{"MONOCLINIC_SERVER_PORTT", "3001"}}));
}

} // namespace clinic::test
