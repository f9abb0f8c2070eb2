// Practitioners and what can be booked with them.
#include "catalogue.hpp"

namespace clinic::clinics {
namespace {

std::string practitioner(
    std::string_view last_name, std::string_view more = "", std::string_view sites = "")
{
    return fmt::format(R"({{"kind": "practitioner", "title": "Dr", "first_name": "Claire",
        "last_name": "{}", "specialty": "Médecine générale", "languages": ["fr", "en"],
        "colour": "#0E5A5E", "site_ids": [{}], "online_bookable": true{}}})",
        last_name, sites, more);
}

std::string visit_type(std::string_view name, std::string_view changes = "")
{
    std::string body = fmt::format(R"({{"name": "{}", "duration_minutes": 20,
        "price": {{"amount": 3000, "currency": "EUR"}}, "colour": "#AA3300",
        "buffer_before_minutes": 0, "buffer_after_minutes": 5, "modes": ["on_site", "video"],
        "online_bookable": true, "min_notice_minutes": 120, "horizon_days": 90,
        "practitioner_ids": []}})",
        name);
    // "member": value replaces that member.
    if (const auto colon = changes.find(':'); colon != std::string_view::npos) {
        const auto start = body.find(changes.substr(0, colon));
        REQUIRE(start != std::string::npos);
        const auto value = body.find_first_not_of(": ", start + colon);
        const auto end = body[value] == '['   ? body.find(']', value) + 1
                         : body[value] == '{' ? body.find('}', value) + 1
                                              : body.find_first_of(",}", value);
        body.replace(start, end - start, changes);
    }
    return body;
}

} // namespace

TEST_CASE("a practitioner is made, listed by name, edited and archived")
{
    Catalogue at;
    const auto site = Catalogue::id_of(at.site());
    (void)at.events();
    const auto zoe = at.made("/api/practitioners", practitioner("Zoé"));
    const auto ali = at.made("/api/practitioners",
        practitioner("Élie", R"(, "licence_number": "A 123")", fmt::format("\"{}\"", site)));
    CHECK(at.events() == Events{"clinics.changed", "clinics.changed"});
    const auto all = at.patient.get("/api/practitioners?count=true");
    CHECK(all.json("/total") == "2");
    CHECK(all.json("/items/0/last_name") == "Élie");
    CHECK(at.patient.get("/api/practitioners?site_id=" + site).size() == 1);
    CHECK(at.patient.get("/api/practitioners?kind=coach").size() == 0);
    CHECK(at.patient.get("/api/practitioners?kind=nurse").status == 422);
    CHECK(at.patient.get(zoe).json("/languages/1") == "en");

    const auto edited = at.admin.with("if-match", "\"1\"").put(zoe, practitioner("Zola"));
    CHECK(edited.json("/last_name") == "Zola");
    CHECK(edited.json("/version") == "2");
    CHECK(at.admin.with("if-match", "\"1\"").put(zoe, practitioner("Zut")).status == 412);

    CHECK(at.admin.del(ali).status == 204);
    CHECK(at.patient.get("/api/practitioners").size() == 1);
    CHECK(at.patient.get("/api/practitioners?archived=true").size() == 2);
    CHECK(at.patient.get(ali).json("/archived") == "true");
    CHECK(at.admin.del("/api/practitioners/" + PractitionerId::fresh().str()).status == 404);
}

TEST_CASE("what a practitioner refers to must exist and fit")
{
    Catalogue at;
    const auto doctor = at.clinic.sign_in(Role::practitioner);
    const auto login = [](UserId user) { return fmt::format(R"(, "user_id": "{}")", user.view()); };
    const auto path = at.made("/api/practitioners", practitioner("Martin", login(doctor.user())));
    const auto before = at.stored();
    const auto post = [&](std::string_view more, std::string_view sites = "") {
        return at.admin.post("/api/practitioners", practitioner("Petit", more, sites));
    };
    refused(post(login(doctor.user())), "/user_id", "taken");
    refused(post(login(at.desk.user())), "/user_id", "role");
    refused(post(login(UserId::fresh())), "/user_id", "unknown");
    refused(post("", fmt::format("\"{}\"", SiteId::fresh().view())), "/site_ids/0", "unknown");
    refused(post(R"(, "licence_number": "10000000001")"), "/licence_number", "rpps");
    CHECK(at.stored() == before);

    // Their own log-in is not taken from themselves.
    CHECK(at.admin.put(path, practitioner("Martin-Roy", login(doctor.user()))).status == 200);
    const auto known = at.clinic->clinics.practitioner_of(doctor.user());
    REQUIRE(known);
    CHECK(known->name() == "Dr Claire Martin-Roy");
}

TEST_CASE("a kind of visit is made, offered by some, edited and archived")
{
    Catalogue at;
    const auto martin = Catalogue::id_of(at.made("/api/practitioners", practitioner("Martin")));
    const auto petit = Catalogue::id_of(at.made("/api/practitioners", practitioner("Petit")));
    const auto everyone = at.made("/api/visit-types", visit_type("Suivi"));
    const auto only_martin = at.made("/api/visit-types",
        visit_type("Bilan", fmt::format(R"("practitioner_ids": ["{}"])", martin)));
    (void)at.events();
    CHECK(at.patient.get("/api/visit-types?practitioner_id=" + martin).size() == 2);
    const auto of_petit = at.patient.get(
        "/api/visit-types?practitioner_id=" + petit + "&count=true");
    CHECK(of_petit.json("/total") == "1");
    CHECK(of_petit.json("/items/0/name") == "Suivi");
    CHECK(of_petit.json("/items/0/price/amount") == "3000");
    CHECK(of_petit.json("/items/0/cancel_notice_minutes") == "1440"); // unless told otherwise

    CHECK(at.admin.put(everyone, visit_type("Contrôle")).json("/name") == "Contrôle");
    CHECK(at.admin.with("if-match", "\"1\"").put(everyone, visit_type("Zut")).status == 412);
    CHECK(at.admin.del(only_martin).status == 204);
    CHECK(at.events() == Events{"clinics.changed", "clinics.changed"});
    CHECK(at.patient.get("/api/visit-types").size() == 1);
    const auto stored = at.clinic->clinics.visit_type(
        *VisitTypeId::parse(Catalogue::id_of(only_martin)));
    REQUIRE(stored);
    CHECK(stored->archived);
    CHECK(stored->offered_by(*PractitionerId::parse(martin)));
    CHECK_FALSE(stored->offered_by(*PractitionerId::parse(petit)));
    CHECK(stored->can_be(VisitMode::video));
    CHECK_FALSE(stored->can_be(VisitMode::home));
}

TEST_CASE("a kind of visit names the rooms and devices that it takes on site")
{
    Catalogue at;
    const auto site = at.site();
    const auto room = Catalogue::id_of(at.made(site + "/rooms", R"({"name": "Salle 1"})"));
    const auto scanner = Catalogue::id_of(
        at.made(site + "/rooms", R"({"name": "Échographe", "kind": "device"})"));
    const auto needing = [](const std::string& needs) {
        return visit_type(
            "Échographie", fmt::format(R"("horizon_days": 90, "needs": [{}])", needs));
    };
    const auto path = at.made("/api/visit-types",
        needing(fmt::format(
            R"({{"kind": "room"}}, {{"kind": "device", "room_ids": ["{}"]}})", scanner)));
    CHECK(at.patient.get(path).json("/needs/0/room_ids") == "[]");
    CHECK(at.patient.get(path).json("/needs/1/room_ids/0") == scanner);
    const auto known = at.clinic->clinics.visit_type(*VisitTypeId::parse(Catalogue::id_of(path)));
    REQUIRE(known);
    CHECK(known->needs.at(1) == RoomNeed{RoomKind::device, {*RoomId::parse(scanner)}});

    const auto before = at.stored();
    const auto put = [&](const std::string& needs) { return at.admin.put(path, needing(needs)); };
    refused(put(fmt::format(R"({{"kind": "room", "room_ids": ["{}"]}})", RoomId::fresh().view())),
        "/needs/0/room_ids/0", "unknown");
    refused(put(fmt::format(R"({{"kind": "room", "room_ids": ["{}"]}})", scanner)),
        "/needs/0/room_ids/0", "kind");
    refused(put(fmt::format(R"({{"kind": "room", "room_ids": ["{0}", "{0}"]}})", room)),
        "/needs/0/room_ids/1", "repeated");
    refused(put(R"({"room_ids": []})"), "/needs/0/kind", "required");
    refused(
        put(R"({"kind": "room"}, {"kind": "room"}, {"kind": "room"}, {"kind": "room"}, {"kind": "room"})"),
        "/needs", "too_many");
    CHECK(at.stored() == before);

    // What is named may be archived: the kind of visit is still edited.
    CHECK(at.admin.del(site + "/rooms/" + scanner).status == 204);
    CHECK(put(fmt::format(R"({{"kind": "device", "room_ids": ["{}"]}})", scanner)).status == 200);
}

TEST_CASE("a kind of visit that does not fit the calendar is refused where it does not")
{
    Catalogue at;
    const auto before = at.stored();
    const auto post = [&](std::string_view change) {
        return at.admin.post("/api/visit-types", visit_type("Suivi", change));
    };
    refused(post(R"("duration_minutes": 22)"), "/duration_minutes", "multiple_of_5");
    refused(post(R"("duration_minutes": 500)"), "/duration_minutes", "too_large");
    refused(post(R"("horizon_days": 90, "cancel_notice_minutes": -1)"), "/cancel_notice_minutes",
        "too_small");
    refused(post(R"("horizon_days": 90, "cancel_notice_minutes": 43201)"), "/cancel_notice_minutes",
        "too_large");
    refused(post(R"("buffer_after_minutes": 3)"), "/buffer_after_minutes", "multiple_of_5");
    refused(post(R"("price": {"amount": -1, "currency": "EUR"})"), "/price/amount", "out_of_range");
    refused(post(R"("modes": [])"), "/modes", "too_few");
    refused(post(R"("modes": ["video", "video"])"), "/modes/1", "repeated");
    refused(post(fmt::format(R"("practitioner_ids": ["{}"])", PractitionerId::fresh().view())),
        "/practitioner_ids/0", "unknown");
    CHECK(at.stored() == before);
}

} // namespace clinic::clinics
