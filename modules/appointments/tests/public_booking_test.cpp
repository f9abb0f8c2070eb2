// The page on which everybody books: open, lean, and the same whoever asks.

#include "support/surgery.hpp"

#include "platform/core/text.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <set>

namespace clinic::appointments {

using test::Surgery;

namespace {

constexpr std::string_view door = "/api/public/practitioners";
constexpr std::string_view ten = R"("starts_at":"2026-06-02T08:00:00Z")";

std::string slots_of(const Surgery& at, std::string_view more = "")
{
    return fmt::format(
        "/api/public/slots?visit_type_id={}&practitioner_id={}&from=2026-06-02&until=2026-06-02{}",
        at.type.view(), at.practitioner.view(), more);
}

clinics::PractitionerDetails details_of(Surgery& at, clinics::PractitionerId id)
{
    clinics::PractitionerDetails details = *at.clinic->clinics.practitioner(id);
    details.licence_number.reset(); // the surgery's are made up
    return details;
}

void save(Surgery& at, clinics::PractitionerId id, const clinics::PractitionerDetails& details)
{
    const auto path = "/api/practitioners/" + id.str();
    const auto reply = at.admin.put(path, api::to_json(details));
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
}

void save(Surgery& at, const clinics::VisitTypeDetails& details)
{
    const auto reply = at.admin.put("/api/visit-types/" + at.type.str(), api::to_json(details));
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
}

std::string slug_of_first(Surgery& at)
{
    return at.clinic.stranger().get(door).json("/practitioners/0/slug");
}

/// Every name of a member, at any depth.
void gather(const boost::json::value& value, std::set<std::string>& names)
{
    if (value.is_array()) {
        for (const auto& one : value.as_array()) gather(one, names);
    }
    if (!value.is_object()) return;
    for (const auto& [name, member] : value.as_object()) {
        names.insert(std::string(name));
        gather(member, names);
    }
}

std::set<std::string> names_in(const test::Reply& reply)
{
    std::set<std::string> names;
    gather(boost::json::parse(reply.body), names);
    return names;
}

} // namespace

TEST_CASE("public booking: without a log-in one sees with whom, what for and where")
{
    Surgery at;
    const auto reply = at.clinic.stranger().get(door);
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    CHECK(reply.size("/practitioners") == 2);
    CHECK(reply.json("/practitioners/0/last_name") == "Martin");
    CHECK(reply.json("/practitioners/0/specialty") == "Médecine générale");
    CHECK(reply.json("/practitioners/0/site_ids/0") == at.site.view());
    CHECK(reply.json("/visit_types/0/name") == "Consultation");
    CHECK(reply.json("/visit_types/0/price/amount") == "3000");
    CHECK(reply.size("/visit_types/0/practitioner_ids") == 2);
    CHECK(reply.json("/sites/0/address/city") == "Paris");
    CHECK(reply.json("/sites/0/time_zone") == "Europe/Paris");
    CHECK(at.clinic.events().empty());
}

TEST_CASE("public booking: a page of one has a name to read, which outlives a new surname")
{
    Surgery at;
    const auto slug = slug_of_first(at);
    const auto key = at.practitioner.str().substr(28);
    CHECK(slug == "dr-alix-martin-" + key);
    auto stranger = at.clinic.stranger();
    const auto page = stranger.get(std::string(door) + '/' + slug);
    REQUIRE_MESSAGE(page.status == 200, page.body);
    CHECK(page.size("/practitioners") == 1);
    CHECK(page.json("/practitioners/0/id") == at.practitioner.view());
    CHECK(page.size("/visit_types/0/practitioner_ids") == 1);

    auto details = details_of(at, at.practitioner);
    details.last_name = "Martin-Lœuïl d’Été";
    save(at, at.practitioner, details);
    CHECK(slug_of_first(at).ends_with('-' + key));
    CHECK(std::ranges::all_of(slug_of_first(at),
        [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }));
    CHECK(stranger.get(std::string(door) + '/' + slug).json("/practitioners/0/id") ==
          at.practitioner.view());
    for (const auto* nobody : {"dr-alix-martin", "dr-alix-martin-00000000", "-", "x"}) {
        CHECK_MESSAGE(stranger.get(std::string(door) + '/' + nobody).status == 404, nobody);
    }
}

TEST_CASE("public booking: who is not booked online, or offers nothing so, is not there")
{
    Surgery at;
    auto stranger = at.clinic.stranger();
    const auto page = std::string(door) + '/' + slug_of_first(at);
    const auto absent = stranger.get(std::string(door) + "/dr-nobody-00000000").body;
    const auto gone = [&] {
        const auto all = stranger.get(door);
        CHECK_FALSE(all.body.contains(at.practitioner.view()));
        CHECK(stranger.get(slots_of(at)).size() == 0);
        const auto reply = stranger.get(page);
        CHECK(reply.status == 404);
        return reply.json("/detail");
    };
    const auto before = details_of(at, at.practitioner);
    auto details = before;
    details.online_bookable = false;
    save(at, at.practitioner, details);
    CHECK(absent.contains(gone()));
    details = before;
    details.sites.clear();
    save(at, at.practitioner, details);
    gone();
    save(at, at.practitioner, before);
    CHECK(stranger.get(page).status == 200);
    clinics::VisitTypeDetails type = *at.clinic->clinics.visit_type(at.type);
    type.practitioners = {at.other_practitioner};
    save(at, type);
    gone();
    type.practitioners.clear();
    type.online_bookable = false;
    save(at, type);
    gone();
    CHECK(stranger.get(door).body == R"({"practitioners":[],"visit_types":[],"sites":[]})");
    type.online_bookable = true;
    save(at, type);
    CHECK(at.admin.del("/api/practitioners/" + at.practitioner.str()).status == 204);
    gone();
}

TEST_CASE("public booking: free slots are those that a patient is offered, whoever asks")
{
    Surgery at;
    auto stranger = at.clinic.stranger();
    const auto free = stranger.get(slots_of(at));
    REQUIRE_MESSAGE(free.status == 200, free.body);
    CHECK(free.size() == 9);
    CHECK(free.body.contains(ten));
    const auto held = at.noe.post("/api/holds", at.wish());
    REQUIRE(held.status == 201);
    // To the one who holds it too: the answer is one for all, so that it can be kept.
    const auto less = stranger.get(slots_of(at)).body;
    CHECK_FALSE(less.contains(ten));
    for (auto* who : {&at.noe, &at.desk, &at.doctor, &at.admin})
        CHECK(who->get(slots_of(at)).body == less);
    CHECK(at.noe.del("/api/holds/" + held.json("/id")).status == 204);
    // A held time and a booked one look alike.
    (void)at.booked(at.mia_id);
    CHECK(stranger.get(slots_of(at)).body == less);
}

TEST_CASE("public booking: rules of the public hold for staff here too, and nothing refuses but "
          "the range")
{
    Surgery at;
    clinics::VisitTypeDetails type = *at.clinic->clinics.visit_type(at.type);
    type.online_bookable = false;
    save(at, type);
    CHECK(at.desk.get(slots_of(at)).size() == 0);
    CHECK(at.desk.get("/api" + slots_of(at).substr(std::string_view("/api/public").size())).size() >
          0);
    type.online_bookable = true;
    save(at, type);

    auto stranger = at.clinic.stranger();
    const auto days = [&](std::string_view from, std::string_view until) {
        return stranger.get(fmt::format(
            "/api/public/slots?visit_type_id={}&from={}&until={}", at.type.view(), from, until));
    };
    CHECK(days("2026-06-02", "2026-06-15").status == 200);
    CHECK(days("2026-06-02", "2026-06-16").json("/errors/0/pointer") == "/until");
    CHECK(days("2026-06-02", "2026-06-01").status == 422);
    CHECK(days("2026-06-01", "2026-06-01").size() > 0);
    CHECK(days("2026-05-20", "2026-05-31").size() == 0); // past
    CHECK(days("2026-08-01", "2026-08-02").size() == 0); // beyond the horizon
    CHECK(stranger.get(slots_of(at, "&mode=home")).size() == 0);
    CHECK(stranger.get(slots_of(at, "&mode=video")).size() == 9);
    CHECK(
        stranger
            .get(fmt::format("/api/public/slots?visit_type_id={}&from=2026-06-02&until=2026-06-02",
                clinics::VisitTypeId::fresh().view()))
            .size() == 0);
    CHECK(stranger.post("/api/holds", at.wish()).status == 401);
    CHECK(stranger.post("/api/appointments", at.wish()).status == 401);
}

TEST_CASE("public booking: only what stands on the door is told")
{
    Surgery at;
    auto details = details_of(at, at.practitioner);
    details.languages = {"fr"};
    save(at, at.practitioner, details);
    auto stranger = at.clinic.stranger();
    const auto all = stranger.get(door);
    const std::set<std::string> told{"practitioners", "visit_types", "sites", "id", "slug", "title",
        "first_name", "last_name", "specialty", "languages", "site_ids", "name", "duration_minutes",
        "price", "amount", "currency", "colour", "modes", "horizon_days", "practitioner_ids",
        "address", "line1", "postal_code", "city", "country", "time_zone"};
    CHECK(names_in(all) == told);
    for (const auto& secret : {at.doctor.user().str(), at.colleague.user().str(),
             std::string("10003456784"), std::string("test.example")})
        CHECK_MESSAGE(!all.body.contains(secret), secret);
    (void)at.booked(at.noe_id);
    const auto slots = stranger.get(slots_of(at));
    CHECK(names_in(slots) ==
          std::set<std::string>{"items", "starts_at", "ends_at", "practitioner_id", "site_id"});
    CHECK_FALSE(slots.body.contains("Durand"));
}

TEST_CASE("public booking: an answer is kept for a while, and told to be the same by its tag")
{
    Surgery at;
    auto stranger = at.clinic.stranger();
    for (const auto& path : {std::string(door), slots_of(at)}) {
        const auto first = stranger.get(path);
        CHECK(first.header("cache-control").starts_with("public, max-age="));
        const auto tag = first.header("etag");
        REQUIRE(tag.size() > 3);
        const auto same = stranger.with("if-none-match", tag).get(path);
        CHECK(same.status == 304);
        CHECK(same.body.empty());
        CHECK(same.header("etag") == tag);
        CHECK_FALSE(first.body.contains("version"));
    }
    const auto tag = stranger.get(slots_of(at)).header("etag");
    (void)at.booked(at.mia_id);
    const auto changed = stranger.with("if-none-match", tag).get(slots_of(at));
    CHECK(changed.status == 200);
    CHECK(changed.header("etag") != tag);
}

TEST_CASE("public booking: one address cannot ask without end, and keeps nobody else from asking")
{
    Surgery at;
    http::Request asking;
    asking.path = door;
    asking.address = "192.0.2.7";
    int refused = 0;
    test::Reply last;
    for (int i = 0; i < 400; ++i) {
        last = at.clinic.send(asking);
        if (last.status == 429) ++refused;
    }
    CHECK(refused > 0);
    CHECK(last.code() == "too_many");
    CHECK(!last.header("retry-after").empty());
    asking.address = "192.0.2.8";
    CHECK(at.clinic.send(asking).status == 200);
}

} // namespace clinic::appointments
