// Words that exist nowhere else are put into every text that a person can give, through every route; then every place
// from which data could leak is searched for them: the log, the metrics, problems, answers' heads, mails' subjects, the
// audit, events and stored answers.
//
// The walk takes routes and fields from the route table, so that a new one is in it by being there. It was seen to fail
// with: log::trusted(in.reason) in a handler; a problem whose title held the name; a Location made of a name; a mail
// with the reason in its subject; an event with a note in it.

#include "canary.hpp"

namespace clinic::test {
namespace {

bool makes(const http::Route& route)
{
    return route.method == http::Method::post && !route.path.contains('{');
}
bool removes(const http::Route& route)
{
    return route.method == http::Method::del;
}

/// From now on every change fails inside the database, with all its values at hand.
void break_database(TestClinic& clinic)
{
    clinic.database->write_now([](db::Tx& tx) {
        if (!tx.postgres()) {
            return tx.script("CREATE TRIGGER broken BEFORE INSERT ON admin_audit BEGIN "
                             "SELECT RAISE(ABORT, 'broken'); END;");
        }
        tx.script("ALTER TABLE admin_audit ADD CONSTRAINT broken CHECK (kind = '') NOT VALID");
    });
}

} // namespace

TEST_CASE("canary: what people write is found where it belongs, and nowhere else")
{
    Aviary aviary;
    aviary.walk(makes);
    aviary.walk([](const auto& route) { return !makes(route) && !removes(route); });
    aviary.walk(removes);
    aviary.search_everywhere();
    for (const auto& leak : aviary.leaks) FAIL_CHECK(leak);
    MESSAGE("routes that worked: ", aviary.worked.size(), ", texts: ", aviary.texts);
    CHECK(aviary.worked.size() > 60);
    for (const std::string operation : {"patients.edit", "appointments.book", "consultations.start",
             "consultations.save", "consultations.prescribe", "documents.add", "documents.list",
             "documents.show", "media.add", "billing.draft"})
        CHECK_MESSAGE(aviary.worked.contains(operation), operation << aviary.refusals[operation]);
    CHECK(aviary.texts > 100);
    CHECK(sings(aviary.clinic.snapshot())); // it did arrive where it belongs
}

TEST_CASE("canary: whatever shows the patient's data is in the audit, as a read")
{
    Aviary aviary;
    aviary.walk(makes);
    aviary.walk([](const auto& route) { return !removes(route); });
    auto& admin = aviary.people.at(Role::admin);
    const auto rows = admin.get("/api/admin/audit?kind=read&limit=200").body;
    CHECK(aviary.shown.contains("patients.show"));
    CHECK(aviary.shown.contains("appointments.show"));
    for (const auto& operation : aviary.shown) {
        CHECK_MESSAGE(rows.contains(fmt::format("\"action\":\"{}\"", operation)), operation);
    }
}

TEST_CASE("canary: a broken database tells nothing either")
{
    Aviary aviary;
    break_database(aviary.clinic);
    aviary.walk([](const auto& route) { return !removes(route); });
    CHECK(aviary.logged().contains("http.failed"));
    aviary.search_everywhere();
    for (const auto& leak : aviary.leaks) FAIL_CHECK(leak);
}

TEST_CASE("canary: is heard wherever it is let out")
{
    Aviary aviary;
    aviary.look_at("a.route", {201, {{"location", "/api/x/Zqxcanary"}}, "{}"});
    CHECK(aviary.leaks.size() == 1);
    aviary.look_at("a.route", {422, {}, R"({"title":"ZQXCANARY"})"});
    CHECK(aviary.leaks.size() == 2);
    log::warn("test.leak", {{"what", log::trusted("zqxcanary7")}});
    aviary.clinic->metrics.counter("clinic_leak", "x", {{"name", "zqxcanary"}}).add();
    aviary.search_everywhere();
    CHECK(aviary.leaks.size() == 4);
}

} // namespace clinic::test
