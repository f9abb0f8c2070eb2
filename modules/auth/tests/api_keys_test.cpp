#include "factors.hpp"

#include <chrono>
#include <thread>

namespace clinic::test {
namespace {

Reply make(Visitor visitor, std::string_view scopes, std::string_view days = "90")
{
    return visitor.post("/api/auth/api-keys",
        fmt::format(R"({{"name":"Labo","scopes":{},"days":{}}})", scopes, days));
}

struct Keys {
    TestClinic clinic;
    Visitor admin{clinic.sign_in(Role::admin)};
    std::string key{};
    std::string id{};
    Visitor program{clinic.stranger()};

    explicit Keys(std::string_view scopes = R"(["clinics:read","clinics:write"])")
    {
        const auto made = make(admin, scopes);
        REQUIRE_MESSAGE(made.status == 201, made.body);
        key = made.json("/key");
        id = made.json("/id");
        program = Visitor(clinic, key, admin.user());
    }
};

} // namespace

TEST_CASE("api keys: made once, shown once, listed by their beginning")
{
    Keys at;
    CHECK(at.key.starts_with("mk_"));
    CHECK(at.key.size() == 46); // 256 bits
    const auto list = at.admin.get("/api/auth/api-keys");
    REQUIRE(list.size() == 1);
    CHECK(list.json("/items/0/prefix") == at.key.substr(0, 11));
    CHECK(list.json("/items/0/name") == "Labo");
    CHECK(list.json("/items/0/scopes") == R"(["clinics:read","clinics:write"])");
    CHECK(list.json("/items/0/last_used_at") == "");
    CHECK_FALSE(list.body.contains(at.key));
    CHECK_FALSE(at.clinic.snapshot().contains(at.key));
    CHECK(at.clinic.sign_in(Role::admin).get("/api/auth/api-keys").size() == 0);
}

TEST_CASE("api keys: good for what they name, never for another area, and reading is not writing")
{
    Keys at(R"(["clinics:read"])");
    CHECK(at.program.get("/api/clinics").status == 200);
    CHECK(at.program.post("/api/clinics", "{}").status == 403);
    CHECK(at.program.get("/api/patients?q=a").status == 403);
    CHECK(at.program.get("/api/admin/audit").status == 403);
    Keys writer;
    CHECK(writer.program.post("/api/clinics", "{}").status == 422);
}

TEST_CASE("api keys: no account act is open to them, and none can be given")
{
    Keys at;
    for (const auto& route : at.clinic->router.routes()) {
        const auto scope = http::scope_of(route);
        const bool personal = scope.starts_with("auth:") || scope.starts_with("users:") ||
                              scope.starts_with("live:");
        if (!personal || route.row.policy.door() == http::Policy::Door::everyone) continue;
        CHECK_MESSAGE(make(at.admin, fmt::format(R"(["{}"])", scope)).status == 422, scope);
        CHECK_MESSAGE(
            at.program.with("x-requested-with", "x").send(route.method, route.path, "").status ==
                403,
            route.operation);
    }
    CHECK_FALSE(at.admin.get("/api/auth/api-keys/scopes").body.contains("users:"));
}

TEST_CASE("api keys: give no more than their owner may")
{
    TestClinic clinic;
    auto patient = clinic.sign_in(Role::patient);
    CHECK(make(patient, R"(["admin:read"])").status == 422);
    CHECK(make(patient, R"(["made:up"])").status == 422);
    CHECK(make(patient, "[]").status == 422);
    CHECK(make(patient, R"(["appointments:read"])").status == 201);
    CHECK(patient.get("/api/auth/api-keys").size() == 1);
}

TEST_CASE("api keys: follow their owner's roles and status within seconds")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    auto boss = clinic.sign_in(Role::admin);
    const auto key = make(boss, R"(["admin:read"])").json("/key");
    Visitor program(clinic, key, boss.user());
    CHECK(program.get("/api/admin/audit").status == 200);
    const auto path = "/api/users/" + boss.user().str();
    REQUIRE(admin.patch(path, R"({"roles":["receptionist"]})").status == 200);
    clinic->auth.follow_revocations();
    CHECK(program.get("/api/admin/audit").status == 403);
    REQUIRE(admin.patch(path, R"({"roles":["admin"],"status":"disabled"})").status == 200);
    clinic->auth.follow_revocations();
    CHECK(program.get("/api/admin/audit").status == 401);
}

TEST_CASE("api keys: revoked by their owner alone, at once, and expired by themselves")
{
    Keys at;
    auto stranger = at.clinic.sign_in(Role::admin);
    CHECK(stranger.del("/api/auth/api-keys/" + at.id).status == 404);
    CHECK(at.admin.del("/api/auth/api-keys/" + at.id).status == 204);
    CHECK(at.admin.del("/api/auth/api-keys/" + at.id).status == 404);
    CHECK(at.program.get("/api/clinics").status == 401);
    at.clinic->auth.follow_revocations();
    CHECK(at.program.get("/api/clinics").status == 401);

    at.clinic->clock.set(at.clinic->clock.now());
    at.admin = at.clinic.again(at.admin);
    const auto made = make(at.admin, R"(["clinics:read"])", "1");
    Visitor program(at.clinic, made.json("/key"), at.admin.user());
    at.clinic->clock.advance_seconds(86'399);
    CHECK(program.get("/api/clinics").status == 200);
    at.clinic->clock.advance_seconds(1);
    CHECK(program.get("/api/clinics").status == 401);
}

TEST_CASE("api keys: an admin sees and revokes those of others, at once, and it is in the audit")
{
    Keys at;
    auto boss = at.clinic.sign_in(Role::admin);
    const auto keys = "/api/users/" + at.admin.user().str() + "/api-keys";
    const auto list = boss.get(keys + "?count=true");
    REQUIRE(list.size() == 1);
    CHECK(list.json("/total") == "1");
    CHECK(list.body.contains(at.key.substr(0, 11)));
    CHECK_FALSE(list.body.contains(at.key));
    CHECK(boss.get("/api/users/" + boss.user().str() + "/api-keys").size() == 0);
    // Named with somebody else's account, it does not exist.
    CHECK(boss.del("/api/users/" + boss.user().str() + "/api-keys/" + at.id).status == 404);
    CHECK(boss.get("/api/users/" + UserId::fresh().str() + "/api-keys").status == 404);
    for (const auto role : {Role::receptionist, Role::practitioner, Role::patient}) {
        auto other = at.clinic.sign_in(role);
        CHECK(other.get(keys).status == 403);
        CHECK(other.del(keys + '/' + at.id).status == 403);
    }
    CHECK(at.program.del(keys + '/' + at.id).status == 403); // no key revokes keys
    CHECK(at.program.get("/api/clinics").status == 200);
    REQUIRE(boss.del(keys + '/' + at.id).status == 204);
    CHECK(at.program.get("/api/clinics").status == 401);
    CHECK(boss.del(keys + '/' + at.id).status == 404);
    CHECK(boss.get(keys).size() == 0);
    at.clinic.settle();
    const auto row = at.clinic.database->read_now([&](db::Tx& tx) {
        return tx.one<std::string>(R"(
            SELECT actor_id || ' ' || subject_kind || ' ' || detail FROM admin_audit
             WHERE action = 'users.revoke_key_of_user' AND subject_id = :key)",
            at.id);
    });
    CHECK(row == boss.user().str() + R"( api_key {"user":")" + at.admin.user().str() + "\"}");
}

TEST_CASE("api keys: another's is revoked only on fresh proof of who asks")
{
    Keys at;
    at.clinic->clock.set(at.clinic->clock.now());
    auto boss = at.clinic.sign_in(Role::admin);
    at.clinic->clock.advance_seconds(301);
    const auto path = "/api/users/" + at.admin.user().str() + "/api-keys/" + at.id;
    CHECK(boss.del(path).code() == "step_up_needed");
    CHECK(at.program.get("/api/clinics").status == 200);
}

TEST_CASE("api keys: none outlives what makes the account its owner's again")
{
    Keys at;
    auto boss = at.clinic.sign_in(Role::admin);
    const auto path = "/api/users/" + at.admin.user().str();
    SUBCASE("another password")
    {
        REQUIRE(
            at.admin
                .post("/api/auth/password/change",
                    R"({"current_password":"correct horse battery","new_password":"quite another phrase"})")
                .status == 204);
    }
    SUBCASE("the log-out by an admin")
    {
        REQUIRE(boss.post(path + "/logout").status == 204);
    }
    SUBCASE("the account disabled, and enabled again")
    {
        REQUIRE(boss.patch(path, R"({"status":"disabled"})").status == 200);
        CHECK(at.program.get("/api/clinics").status == 401); // at once
        REQUIRE(boss.patch(path, R"({"status":"active"})").status == 200);
    }
    SUBCASE("a new password by the link of the command line")
    {
        const auto email = boss.get(path).json("/email");
        const auto link = at.clinic->auth.reset_link(email, "").value();
        REQUIRE(at.clinic.stranger()
                    .post("/api/auth/password/reset",
                        fmt::format(R"({{"token":"{}","password":"quite another phrase"}})",
                            link.substr(link.find('=') + 1)))
                    .status == 204);
    }
    CHECK(at.program.get("/api/clinics").status == 401);
    at.clinic->auth.follow_revocations();
    CHECK(at.program.get("/api/clinics").status == 401);
    CHECK(at.clinic.database->read_now([](db::Tx& tx) {
        return tx.value<std::int64_t>(
            "SELECT COUNT(*) FROM auth_api_keys WHERE revoked_at IS NULL");
    }) == 0);
}

TEST_CASE("api keys: a look at the database that another process takes finds them too")
{
    Keys at;
    at.clinic->auth.follow_revocations();
    CHECK(at.program.get("/api/clinics").status == 200);
}

TEST_CASE("api keys: their last use is shown, to the hour")
{
    Keys at;
    at.clinic->clock.set(*Instant::parse("2026-06-01T08:47:00Z"));
    at.admin = at.clinic.again(at.admin);
    const auto made = make(at.admin, R"(["clinics:read"])");
    Visitor program(at.clinic, made.json("/key"), at.admin.user());
    REQUIRE(program.get("/api/clinics").status == 200);
    at.clinic->auth.follow_revocations();
    CHECK(
        at.admin.get("/api/auth/api-keys").json("/items/0/last_used_at") == "2026-06-01T08:00:00Z");
}

TEST_CASE("api keys: the audit names the key beside who answers for it")
{
    Keys at;
    const auto made = at.program.post("/api/clinics",
        R"({"name":"Annexe","address":{"line1":"1 rue X","postal_code":"75001","city":"Paris","country":"FR"},"time_zone":"Europe/Paris","opening_hours":[]})");
    REQUIRE_MESSAGE(made.status == 201, made.body);
    at.clinic.settle();
    CHECK(at.admin.get("/api/admin/audit").body.contains("(Labo, " + at.key.substr(0, 11) + "…)"));
}

TEST_CASE("api keys: have a rate of their own")
{
    TestClinic clinic([](config::Config& config) { config.limits.per_key_per_minute = 5; });
    auto admin = clinic.sign_in(Role::admin);
    const auto key = make(admin, R"(["clinics:read"])").json("/key");
    Visitor program(clinic, key, admin.user());
    for (int i = 0; i < 5; ++i) CHECK(program.get("/api/clinics").status == 200);
    CHECK(program.get("/api/clinics").status == 429);
    CHECK(admin.get("/api/clinics").status == 200);
}

TEST_CASE("api keys: twenty are the most")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    for (int i = 0; i < 20; ++i) CHECK(make(admin, R"(["clinics:read"])").status == 201);
    CHECK(make(admin, R"(["clinics:read"])").code() == "too_many_keys");
}

TEST_CASE("api keys: made only on fresh proof of who asks")
{
    Zoe zoe({Role::admin});
    zoe.clinic->clock.advance_seconds(301);
    CHECK(make(zoe.browser.visitor(), R"(["clinics:read"])").code() == "step_up_needed");
}

TEST_CASE("api keys: who must show that it is still them has no keys until an admin has looked")
{
    Keys at;
    auto demanded = std::make_shared<std::optional<Instant>>(at.clinic->clock.now());
    at.clinic->auth.on_proof_demanded([demanded, owner = at.admin.user()](UserId who) {
        return who == owner ? *demanded : std::nullopt;
    });
    CHECK(at.program.get("/api/clinics").code() == "key_on_hold");
    demanded->reset();
    CHECK(at.program.get("/api/clinics").status == 200);
}

TEST_CASE("api keys: a mass reading by one stops it")
{
    TestClinic clinic([](config::Config& config) { config.audit.mass_reading_patients = 5; });
    auto admin = clinic.sign_in(Role::admin);
    auto desk = clinic.sign_in(Role::receptionist);
    std::vector<std::string> patients;
    for (int i = 0; i < 7; ++i) {
        const auto made = desk.post("/api/patients",
            fmt::format(
                R"({{"birth_name":"Patient {}","first_name":"Lou","sex":"female","birth_date":"1990-01-{:02}"}})",
                static_cast<char>('A' + i), i + 1));
        REQUIRE(made.status == 201);
        patients.push_back("/api/patients/" + made.json("/id"));
    }
    const auto key = make(desk, R"(["patients:read"])").json("/key");
    Visitor program(clinic, key, desk.user());
    for (int i = 0; i < 6; ++i) REQUIRE(program.get(patients[i]).status == 200);
    for (int i = 0; i < 500 && !clinic->admin.must_prove_anew(desk.user()); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(20)); // behind the commit
    CHECK(program.get(patients[6]).code() == "key_on_hold");
    const auto alert = admin.get("/api/admin/alerts?open=true").json("/items/0/id");
    REQUIRE(admin.post("/api/admin/alerts/" + alert + "/clear", R"({"note":"Un export"})").status <
            300);
    CHECK(program.get(patients[6]).status == 200);
}

TEST_CASE("api keys: one that a patient made opens nothing once they are staff, before they have a "
          "second factor")
{
    Zoe zoe({Role::patient},
        [](config::Config& config) { config.auth.second_factor = "required_for_staff"; });
    const auto key = make(zoe.browser.visitor(), R"(["appointments:read"])").json("/key");
    Visitor program(zoe.clinic, key, zoe.id);
    CHECK(program.get("/api/appointments").status == 200);
    zoe.clinic.database->write_now([&](db::Tx& tx) {
        tx.run("UPDATE auth_users SET roles = :roles WHERE id = :id",
            std::int64_t{auth::bit(Role::practitioner)}, zoe.id);
    });
    zoe.clinic->auth.follow_revocations();
    CHECK(program.get("/api/appointments").code() == "second_factor_setup_needed");
    REQUIRE(zoe.browser.log_in("zoe@test.example").status == 200);
    REQUIRE(zoe.add_app().status == 200);
    zoe.clinic->auth.follow_revocations();
    CHECK(program.get("/api/appointments").status == 200);
}

TEST_CASE("api keys: every forgery is refused")
{
    Keys at;
    std::vector<std::string> forged{"mk_", "mk", "mk_ ", at.key + "A", at.key + "=", " " + at.key,
        at.key.substr(0, 45), at.key.substr(0, 11), "MK_" + at.key.substr(3), at.key.substr(3),
        "mk_" + std::string(43, 'A'), "mk_" + std::string(5'000, 'a'), at.key + "." + at.key,
        "mk_" + crypto::base64url(crypto::blake2b(at.key)), "sk_" + at.key.substr(3)};
    auto flipped = at.key;
    flipped.back() = flipped.back() == 'A' ? 'B' : 'A';
    forged.push_back(flipped);
    const auto hash = at.clinic.database->read_now(
        [](db::Tx& tx) { return tx.value<std::string>("SELECT key_hash FROM auth_api_keys"); });
    forged.push_back("mk_" + hash);
    forged.push_back(hash);
    for (const auto& token : forged) {
        INFO(token);
        CHECK(Visitor(at.clinic, token, {}).get("/api/clinics").status == 401);
    }
    CHECK(at.program.get("/api/clinics").status == 200);
}

} // namespace clinic::test
