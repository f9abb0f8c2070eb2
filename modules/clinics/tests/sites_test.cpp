#include "catalogue.hpp"

namespace clinic::clinics {

TEST_CASE("an admin opens a site, and everybody signed in reads it")
{
    Catalogue at;
    (void)at.events();
    const auto reply = at.admin.post("/api/clinics", lilas);
    CHECK(reply.status == 201);
    CHECK(reply.header("etag") == "\"1\"");
    CHECK(at.events() == Events{"clinics.changed"});
    const auto path = "/api/clinics/" + reply.json("/id");
    for (auto* who : {&at.admin, &at.desk, &at.patient}) {
        const auto site = who->get(path);
        CHECK(site.json("/name") == "Cabinet des Lilas");
        CHECK(site.json("/address/city") == "Paris");
        CHECK(site.json("/address/line2") == "");
        CHECK(site.json("/opening_hours/1/opens") == "13:30");
        CHECK(site.json("/archived") == "false");
    }
    CHECK(at.clinic.stranger().get(path).status == 401);
    CHECK(at.patient.get("/api/clinics/" + SiteId::fresh().str()).status == 404);
}

TEST_CASE("only admins change the organisation")
{
    Catalogue at;
    const auto site = at.site();
    const auto before = at.stored();
    for (auto* who : {&at.desk, &at.patient}) {
        CHECK(who->post("/api/clinics", lilas).status == 403);
        CHECK(who->put(site, lilas).status == 403);
        CHECK(who->del(site).status == 403);
        CHECK(who->post(site + "/closures", "{}").status == 403);
        CHECK(who->post(site + "/rooms", "{}").status == 403);
        CHECK(who->put(site + "/staff", "{}").status == 403);
        CHECK(who->post("/api/practitioners", "{}").status == 403);
        CHECK(who->post("/api/visit-types", "{}").status == 403);
    }
    CHECK(at.patient.get(site + "/staff").status == 403);
    CHECK(at.stored() == before);
}

TEST_CASE("opening hours that contradict themselves are refused where they do, all at once")
{
    Catalogue at;
    const auto before = at.stored();
    const auto post = [&](std::string_view hours) {
        return at.admin.post("/api/clinics", site_open(hours));
    };
    refused(post(R"([{"weekday": 2, "opens": "12:00", "closes": "12:00"}])"),
        "/opening_hours/0/closes", "before_opens");
    refused(post(R"([{"weekday": 2, "opens": "08:00", "closes": "12:00"},
                     {"weekday": 2, "opens": "11:59", "closes": "14:00"}])"),
        "/opening_hours/1/opens", "overlap");
    refused(post(R"([{"weekday": 8, "opens": "08:00", "closes": "12:00"}])"),
        "/opening_hours/0/weekday", "too_large");
    const auto both = post(R"([{"weekday": 2, "opens": "08:00", "closes": "12:00"},
                               {"weekday": 2, "opens": "09:00", "closes": "10:00"},
                               {"weekday": 3, "opens": "09:00", "closes": "08:00"}])");
    CHECK(both.size("/errors") == 2);
    CHECK(both.json("/errors/1/pointer") == "/opening_hours/2/closes");
    CHECK(at.stored() == before);

    CHECK(post(R"([{"weekday": 2, "opens": "08:00", "closes": "12:00"},
                   {"weekday": 2, "opens": "12:00", "closes": "24:00"},
                   {"weekday": 3, "opens": "08:00", "closes": "12:00"}])")
              .status == 201);
}

TEST_CASE("a site's zone is one that exists, and its fields are checked together")
{
    Catalogue at;
    const auto reply = at.admin.post("/api/clinics", R"({"name": " ", "time_zone": "Europe/Lyon",
        "email": "nobody", "opening_hours": [], "address": {"line1": "2 rue"}, "size": 3})");
    CHECK(reply.status == 422);
    CHECK(reply.size("/errors") >= 6);
}

TEST_CASE("a site says who bills, by numbers whose keys are right")
{
    Catalogue at;
    const auto with = [](std::string_view more) {
        std::string site(lilas);
        return site.insert(1, more);
    };
    const auto path = at.made(
        "/api/clinics", with(R"("legal_name": "SELARL des Lilas", "siret": "12345678200010",
                "vat_number": "FR83404833048",)"));
    const auto site = at.desk.get(path);
    CHECK(site.json("/legal_name") == "SELARL des Lilas");
    CHECK(site.json("/siret") == "12345678200010");
    CHECK(site.json("/vat_number") == "FR83404833048");
    const auto before = at.stored();
    const auto wrong = [&](std::string_view field, std::string_view value) {
        return at.admin.put(path, with(fmt::format(R"("{}": "{}",)", field, value)));
    };
    for (const auto* siret :
        {"12345678200011", "1234567820001", "123 456 782 00010", "12345678300018"})
        refused(wrong("siret", siret), "/siret", "siret");
    for (const auto* number : {"FR84404833048", "FR83404833049", "404833048", "FR"})
        refused(wrong("vat_number", number), "/vat_number", "vat-number");
    CHECK(at.stored() == before);
    CHECK(at.admin.put(path, with(R"("vat_number": "BE0123456749",)")).status == 200);
    CHECK(at.desk.get(path).json("/siret").empty()); // PUT is the whole site
}

TEST_CASE("an edit needs the version it was made on")
{
    Catalogue at;
    const auto site = at.site();
    (void)at.events();
    const auto edited = at.admin.with("if-match", "\"1\"").put(site, site_open("[]"));
    CHECK(edited.status == 200);
    CHECK(edited.json("/name") == "Été");
    CHECK(edited.json("/phone") == "");
    CHECK(edited.header("etag") == "\"2\"");
    CHECK(at.events() == Events{"clinics.changed"});

    const auto before = at.stored();
    CHECK(at.admin.with("if-match", "\"1\"").put(site, lilas).status == 412);
    CHECK(at.admin.with("if-match", "\"1\"").del(site).status == 412);
    CHECK(at.admin.put("/api/clinics/" + SiteId::fresh().str(), lilas).status == 404);
    CHECK(at.stored() == before);
    CHECK(at.events().empty());
}

TEST_CASE("an archived site leaves the list, is still found, and can be taken back")
{
    Catalogue at;
    const auto site = at.site();
    at.made("/api/clinics", site_open("[]"));
    CHECK(at.patient.get("/api/clinics").size() == 2);
    (void)at.events();
    CHECK(at.admin.del(site).status == 204);
    CHECK(at.admin.del(site).status == 204);
    CHECK(at.events() == Events{"clinics.changed"}); // the second time nothing happened
    CHECK(at.patient.get("/api/clinics?count=true").json("/total") == "1");
    CHECK(at.patient.get("/api/clinics?archived=true").size() == 2);
    CHECK(at.patient.get(site).json("/archived") == "true");
    CHECK(at.clinic->clinics.sites().size() == 1);
    std::string back(lilas);
    back.insert(1, R"("archived": false, )");
    CHECK(at.admin.put(site, back).json("/archived") == "false");
}

TEST_CASE("sites are listed by name, without regard to accents, page by page")
{
    Catalogue at;
    for (const auto* name : {"Zola", "Église", "Eglantine", "abbaye"}) {
        std::string body = site_open("[]");
        body.replace(body.find("Été"), std::string_view("Été").size(), name);
        at.made("/api/clinics", body);
    }
    const auto first = at.patient.get("/api/clinics?limit=2");
    CHECK(first.json("/items/0/name") == "abbaye");
    CHECK(first.json("/items/1/name") == "Eglantine");
    const auto second = at.patient.get("/api/clinics?limit=2&cursor=" + first.json("/next"));
    CHECK(second.json("/items/0/name") == "Église");
    CHECK(second.json("/items/1/name") == "Zola");
    CHECK(second.json("/next") == "");
    CHECK(at.patient.get("/api/clinics?cursor=bogus").json("/errors/0/pointer") == "?cursor");
}

TEST_CASE("a site closes for some days, and the closure can be taken back")
{
    Catalogue at;
    const auto site = at.site();
    (void)at.events();
    const auto closure = at.admin.post(site + "/closures",
        R"({"first_day": "2026-12-24", "last_day": "2026-12-26", "reason": "Noël"})");
    CHECK(closure.status == 201);
    CHECK(closure.json("/site_id") == Catalogue::id_of(site));
    CHECK(at.events() == Events{"clinics.changed"});
    CHECK(at.patient.get(site + "/closures").json("/items/0/reason") == "Noël");

    const auto id = *SiteId::parse(Catalogue::id_of(site));
    const auto touching = [&](std::string_view first, std::string_view last) {
        return at.clinic->clinics.closures(id, *LocalDate::parse(first), *LocalDate::parse(last))
            .size();
    };
    CHECK(touching("2026-12-26", "2026-12-31") == 1);
    CHECK(touching("2026-12-01", "2026-12-24") == 1);
    CHECK(touching("2026-12-27", "2026-12-31") == 0);

    refused(at.admin.post(site + "/closures",
                R"({"first_day": "2026-12-24", "last_day": "2026-12-23", "reason": "x"})"),
        "/last_day", "before_first_day");
    const auto other = at.made("/api/clinics", site_open("[]"));
    const auto path = "/closures/" + closure.json("/id");
    CHECK(at.admin.del(other + path).status == 404);
    CHECK(at.admin.del(site + path).status == 204);
    CHECK(at.admin.del(site + path).status == 404);
    CHECK(at.patient.get(site + "/closures").size() == 0);
    CHECK(at.patient.get("/api/clinics/" + SiteId::fresh().str() + "/closures").status == 404);
}

TEST_CASE("rooms have one name each, until they are removed")
{
    Catalogue at;
    const auto site = at.site();
    const auto room = at.admin.post(site + "/rooms", R"({"name": "Salle Écho"})");
    CHECK(room.status == 201);
    refused(at.admin.post(site + "/rooms", R"({"name": "salle echo"})"), "/name", "taken");
    CHECK(at.desk.get(site + "/rooms").size() == 1);
    const auto path = site + "/rooms/" + room.json("/id");
    CHECK(at.admin.with("if-match", "\"7\"").del(path).status == 412);
    CHECK(at.admin.del(path).status == 204);
    CHECK(at.admin.del(path).status == 404);
    CHECK(at.desk.get(site + "/rooms").size() == 0);
    CHECK(at.admin.post(site + "/rooms", R"({"name": "Salle Écho"})").status == 201);
}

TEST_CASE("rooms and devices are edited by admins, switched off, archived and taken back")
{
    Catalogue at;
    const auto site = at.site();
    const auto room = at.made(site + "/rooms", R"({"name": "Salle 1"})");
    const auto scanner = at.made(site + "/rooms", R"({"name": "Échographe", "kind": "device"})");
    CHECK(at.desk.get(site + "/rooms").json("/items/0/kind") == "device");
    CHECK(at.desk.get(site + "/rooms").json("/items/1/active") == "true");

    const auto before = at.stored();
    for (auto* who : {&at.desk, &at.patient})
        CHECK(who->put(room, R"({"name": "Salle 2"})").status == 403);
    CHECK(at.admin.with("if-match", "\"7\"").put(room, R"({"name": "Salle 2"})").status == 412);
    refused(at.admin.put(room, R"({"name": "echographe"})"), "/name", "taken");
    const auto elsewhere = at.made("/api/clinics", site_open("[]"));
    const auto before_wrong_site = at.stored();
    CHECK(at.admin.put(elsewhere + "/rooms/" + at.id_of(room), R"({"name": "Salle 2"})").status ==
          404);
    CHECK(at.stored() == before_wrong_site);
    CHECK(before != before_wrong_site); // the other site alone

    (void)at.events();
    const auto edited = at.admin.put(
        room, R"({"name": "Salle 2", "kind": "room", "active": false})");
    REQUIRE_MESSAGE(edited.status == 200, edited.body);
    CHECK(edited.json("/active") == "false");
    CHECK(edited.json("/version") == "2");
    CHECK(at.events() == Events{"clinics.changed"});

    CHECK(at.admin.del(scanner).status == 204);
    CHECK(at.desk.get(site + "/rooms").size() == 1);
    CHECK(at.desk.get(site + "/rooms?archived=true").size() == 2);
    const auto back = at.admin.put(
        scanner, R"({"name": "Échographe", "kind": "device", "archived": false})");
    CHECK(back.json("/archived") == "false");
    CHECK(at.desk.get(site + "/rooms").size() == 2);
}

TEST_CASE("staff belong to sites; patients and unknown accounts do not")
{
    Catalogue at;
    const auto site = at.site();
    const auto body = [](const auto&... users) {
        std::string ids;
        ((ids += fmt::format("{}\"{}\"", ids.empty() ? "" : ",", users.view())), ...);
        return fmt::format(R"({{"user_ids": [{}]}})", ids);
    };
    const auto set = at.admin.put(site + "/staff", body(at.desk.user(), at.admin.user()));
    CHECK(set.status == 200);
    CHECK(set.size() == 2);
    CHECK(set.json("/items/1/roles/0") == "receptionist");
    CHECK(at.desk.get(site + "/staff").body == set.body);
    const auto id = *SiteId::parse(Catalogue::id_of(site));
    const auto posted = [&] {
        return at.clinic->clinics.posting(at.desk.user(), auth::bit(Role::receptionist));
    };
    CHECK(posted().sites == std::vector{id});

    const auto before = at.stored();
    refused(at.admin.put(site + "/staff", body(at.patient.user())), "/user_ids/0", "role");
    refused(at.admin.put(site + "/staff", body(at.desk.user(), UserId::fresh())), "/user_ids/1",
        "unknown");
    refused(at.admin.put(site + "/staff", body(at.desk.user(), at.desk.user())), "/user_ids/1",
        "repeated");
    CHECK(at.stored() == before);

    CHECK(at.admin.put(site + "/staff", R"({"user_ids": []})").size() == 0);
    CHECK_FALSE(posted().at(id));
}

} // namespace clinic::clinics
