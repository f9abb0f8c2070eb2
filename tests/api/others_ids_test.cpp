// Every id field of every write route's body, and of every list's query: what names nothing, and what names something of
// another house, is refused and changes nothing; where the thing itself is a secret, both are refused in the same words.
// Fields come from the route table: a new route with ids fails here until its deed is written down below.
//
// It was seen to fail with: hours kept for a visit type that does not exist; an invoice handed to a practitioner of
// another site; a picture of somebody else's in a post; a list by patient that forgot to narrow.

#include "sample.hpp"
#include "two_houses.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <ranges>

namespace clinic::test {
namespace {
namespace json = boost::json;
using enum auth::Role;

/// A request that is accepted as it stands, with every id field filled in.
struct Deed {
    std::string operation;
    Role role;
    std::string path;
    std::string body;
    /// What this role may name of any house: the clinic's own lists, or everybody's patients.
    std::set<std::string> reach = {};
};

std::string booking(std::string_view hour)
{
    return fmt::format(
        R"({{"patient_id":"$patient_id","practitioner_id":"$practitioner_id","site_id":"$site_id",)"
        R"("visit_type_id":"$visit_type_id","starts_at":"2026-06-03T{}:00Z"}})",
        hour);
}
std::string holding(std::string_view hour)
{
    return fmt::format(R"({{"practitioner_id":"$practitioner_id","site_id":"$site_id",)"
                       R"("visit_type_id":"$visit_type_id","starts_at":"2026-06-05T{}:00Z"}})",
        hour);
}
std::string moving(std::string_view hour)
{
    return fmt::format(R"({{"practitioner_id":"$practitioner_id","site_id":"$site_id",)"
                       R"("starts_at":"2026-06-04T{}:00Z"}})",
        hour);
}
std::string in_room(std::string body)
{
    return body.replace(body.size() - 1, 1, R"(,"room_ids":["$room_id"]})");
}
const std::string week =
    R"({"slot_step_minutes":20,"weekly":[{"site_id":"$site_id","weekday":1,"opens":"08:00",)"
    R"("closes":"18:00","visit_type_ids":["$visit_type_id"]}]})";
const std::string more_hours =
    R"({"kind":"extra","site_id":"$site_id","first_day":"2026-07-01","last_day":"2026-07-01",)"
    R"("opens":"19:00","closes":"20:00"})";
const std::string line =
    R"({"act_id":"$act_id","label":"Soin","unit_price":{"amount":3000,"currency":"EUR"},)"
    R"("exemption":"Exonéré"})";
const std::string invoice =
    R"({"patient_id":"$patient_id","site_id":"$site_id","practitioner_id":"$practitioner_id",)"
    R"("appointment_id":"$later_visit","lines":[)" +
    line + "]}";
const std::string invoice_edited = R"({"practitioner_id":"$practitioner_id","lines":[)" + line +
                                   "]}";
const std::string walk_in =
    R"({"patient_id":"$patient_id","practitioner_id":"$practitioner_id","site_id":"$site_id",)"
    R"("visit_type_id":"$visit_type_id"})";
std::string repeating(std::string_view time)
{
    return fmt::format(
        R"({{"patient_id":"$patient_id","practitioner_id":"$practitioner_id","site_id":"$site_id",)"
        R"("visit_type_id":"$visit_type_id","first_day":"2026-07-06","time":"{}",)"
        R"("rule":"FREQ=WEEKLY;COUNT=2"}})",
        time);
}
const std::string series_moved = R"({"time":"12:40","practitioner_id":"$practitioner_id"})";
const std::string waiting =
    R"({"patient_id":"$patient_id","site_id":"$site_id","visit_type_id":"$visit_type_id",)"
    R"("practitioner_ids":["$practitioner_id"],"until":"2026-06-30"})";
const std::string waiting_edited =
    R"({"practitioner_ids":["$practitioner_id"],"until":"2026-06-30"})";
const std::string act =
    R"({"coding":"free","label":"Acte","price":{"amount":3000,"currency":"EUR"},"vat_rate":0,)"
    R"("exemption":"Exonéré","visit_type_id":"$visit_type_id"})";
const std::string profile =
    R"({"headline":"Bouger","specialty_ids":["$specialty_id"],"languages":["fr"],)"
    R"("photo_id":"$photo_id","published":true})";
std::string carer(std::string_view user)
{
    return fmt::format(
        R"({{"user_id":"{}","kind":"practitioner","first_name":"A","last_name":"B",)"
        R"("specialty":"C","languages":[],"colour":"#0E5A5E","site_ids":["$site_id"],)"
        R"("online_bookable":true}})",
        user);
}
const std::string visit_type =
    R"({"name":"Suivi","duration_minutes":20,"price":{"amount":3000,"currency":"EUR"},)"
    R"("colour":"#0E5A5E","buffer_before_minutes":0,"buffer_after_minutes":0,"modes":["on_site"],)"
    R"("online_bookable":true,"min_notice_minutes":0,"horizon_days":90,)"
    R"("practitioner_ids":["$practitioner_id"],"needs":[{"kind":"room","room_ids":["$room_id"]}]})";

/// The same with the coach of the house, and what they offer.
std::string with_coach(std::string body)
{
    for (const auto& [from, to] :
        {std::pair("$practitioner_id", "$coach_id"), std::pair("$visit_type_id", "$coach_type")}) {
        if (const auto at = body.find(from); at != std::string::npos)
            body.replace(at, std::string_view(from).size(), to);
    }
    return body;
}

const std::vector<Deed>& deeds()
{
    static const std::vector<Deed> all{
        {"patients.add_proxy", receptionist, "/api/patients/$child_id/proxies",
            R"({"patient_id":"$patient_id","relation":"guardian","kept":true})", {"patient_id"}},
        {"waiting_list.make", patient, "/api/waiting-list", waiting},
        {"waiting_list.edit", patient, "/api/waiting-list/$wish_id", waiting_edited},
        {"waiting_list.offer_by_hand", receptionist, "/api/waiting-list/$wish_id/offers",
            R"({"practitioner_id":"$practitioner_id","starts_at":"2026-06-08T08:00:00Z"})"},
        {"appointments.book", patient, "/api/appointments", booking("07:00")},
        {"appointments.book", coach, "/api/appointments", with_coach(booking("07:20"))},
        {"appointments.book", practitioner, "/api/appointments", booking("07:40")},
        {"appointments.book", receptionist, "/api/appointments", in_room(booking("08:00")),
            {"patient_id"}},
        {"appointments.book", admin, "/api/appointments", booking("08:20"), {"patient_id"}},
        {"appointments.hold", patient, "/api/holds", holding("09:00")},
        {"appointments.hold", practitioner, "/api/holds", holding("09:20")},
        {"appointments.hold", receptionist, "/api/holds", holding("09:40")},
        {"appointments.move", patient, "/api/appointments/$later_visit/move", moving("07:00")},
        {"appointments.move", practitioner, "/api/appointments/$later_visit/move", moving("07:20")},
        {"appointments.move", receptionist, "/api/appointments/$later_visit/move",
            in_room(moving("07:40"))},
        {"appointments.preview_series", practitioner, "/api/series/preview", repeating("09:00")},
        {"appointments.preview_series", receptionist, "/api/series/preview", repeating("09:00"),
            {"patient_id"}},
        {"appointments.book_series", practitioner, "/api/series", repeating("09:20")},
        {"appointments.book_series", receptionist, "/api/series", repeating("09:40"),
            {"patient_id"}},
        {"appointments.preview_series_move", receptionist, "/api/series/$series_id/move/preview",
            series_moved},
        {"appointments.move_series", practitioner, "/api/series/$series_id/move", series_moved},
        {"appointments.move_group", receptionist, "/api/groups/$group_id/move",
            R"({"starts_at":"2026-06-14T09:00:00Z","practitioner_id":"$practitioner_id"})"},
        {"appointments.walk_in", receptionist, "/api/board/walk-ins", walk_in, {"patient_id"}},
        {"appointments.walk_in", practitioner, "/api/board/walk-ins", walk_in},
        {"appointments.set_availability", practitioner, "/api/availability/$practitioner_id", week},
        {"appointments.set_availability", receptionist, "/api/availability/$practitioner_id", week},
        {"appointments.add_exception", practitioner,
            "/api/availability/$practitioner_id/exceptions", more_hours},
        {"billing.add_act", accountant, "/api/billing/acts", act, {"visit_type_id"}},
        {"billing.edit_act", accountant, "/api/billing/acts/$other_act", with_coach(act),
            {"visit_type_id"}},
        {"billing.draft", receptionist, "/api/invoices", invoice, {"patient_id", "act_id"}},
        {"billing.edit", receptionist, "/api/invoices/$draft_id", invoice_edited, {"act_id"}},
        {"billing.refund", receptionist, "/api/invoices/$invoice_id/refund",
            R"({"payment_id":"$payment_id","reason":"Erreur"})"},
        {"clinics.set_staff", admin, "/api/clinics/$site_id/staff", R"({"user_ids":["$desk_id"]})",
            {"user_id"}},
        {"clinics.add_practitioner", admin, "/api/practitioners", carer("$spare_id"), {"site_id"}},
        {"clinics.edit_practitioner", admin, "/api/practitioners/$practitioner_id",
            carer("$user_id"), {"site_id"}},
        {"clinics.add_visit_type", admin, "/api/visit-types", visit_type,
            {"practitioner_id", "room_id"}},
        {"clinics.edit_visit_type", admin, "/api/visit-types/$visit_type_id", visit_type,
            {"practitioner_id", "room_id"}},
        {"coaching.edit_profile", coach, "/api/coaches/me", profile, {"specialty_id"}},
        {"coaching.write", coach, "/api/posts", R"({"text":"Bonjour","image_ids":["$image_id"]})"},
        {"coaching.edit", coach, "/api/posts/$post_id", R"({"image_ids":["$image_id"]})"},
        {"consultations.sign", practitioner, "/api/consultations/$consultation_id/sign",
            R"({"prescriptions":[{"id":"$prescription_id","version":1}]})"},
        {"consultations.start", practitioner, "/api/consultations",
            R"({"appointment_id":"$appointment_id"})"},
        {"consultations.start", practitioner, "/api/consultations",
            R"({"patient_id":"$patient_id","site_id":"$site_id"})"},
        {"documents.add", patient, "/api/documents", R"({"patient_id":"$patient_id"})"},
        {"documents.add", practitioner, "/api/documents", R"({"patient_id":"$patient_id"})"},
        {"documents.add", receptionist, "/api/documents", R"({"patient_id":"$patient_id"})",
            {"patient_id"}},
    };
    return all;
}

/// What nobody of another house may even know to exist: refused in the words for what does not.
bool is_secret(const std::string& field)
{
    static const std::set<std::string> fields{
        "patient_id", "appointment_id", "payment_id", "prescription_id", "image_id", "photo_id"};
    return fields.contains(field);
}

/// "/lines/0/act_id" names an "act_id", "/image_ids/0" an "image_id", "/prescriptions/0/id" a "prescription_id".
std::string field_at(const std::string& pointer)
{
    std::vector<std::string> names;
    for (const auto part : std::views::split(std::string_view(pointer).substr(1), '/'))
        names.emplace_back(part.begin(), part.end());
    const auto one_of = [](const std::string& list) { return list.substr(0, list.size() - 1); };
    if (names.back() == "0") return one_of(names.at(names.size() - 2));
    if (names.back() == "id") return one_of(names.at(names.size() - 3)) + "_id";
    return names.back();
}

bool writes(const http::Route& route)
{
    return route.method != http::Method::get;
}

std::string fresh()
{
    const auto uuid = new_uuid();
    return {uuid.data(), uuid.size()};
}

struct Town {
    TestClinic clinic;
    House ours;
    House theirs;

    Town()
    {
        clinic->clock.set(*Instant::parse("2026-06-01T06:00:00Z"));
        theirs = Builder(clinic, "Nord").build();
        ours = Builder(clinic, "Sud").build();
        for (const auto role : {admin, accountant}) ours.people.emplace(role, clinic.sign_in(role));
        ours.ids["desk_id"] = ours.people.at(receptionist).user().str();
        ours.ids["spare_id"] = clinic.sign_in(practitioner).user().str();
        billing::ActDetails act;
        act.label = "Autre acte";
        act.price = {3000, "EUR"};
        act.exemption = "Exonéré";
        patients::NewPatient child;
        child.birth_name = "Sud";
        child.first_name = "Zoé";
        ours.ids["child_id"] = clinic->patients.add(child).str();
        ours.ids["other_act"] = clinic->billing.add_act(act).str();
        clinic.settle();
    }
    [[nodiscard]] const http::Route& route(const std::string& operation)
    {
        const auto& routes = clinic->router.routes();
        const auto found = std::ranges::find(routes, operation, &http::Route::operation);
        REQUIRE_MESSAGE(found != routes.end(), operation);
        return *found;
    }
    Reply ask(const Deed& deed, const json::value& body)
    {
        const auto& row = route(deed.operation);
        auto& who = ours.people.at(deed.role);
        const auto path = ours.filled(deed.path);
        if (row.row.upload == 0) return who.send(row.method, path, json::serialize(body));
        Visitor::Fields fields{{"category", "other"}};
        for (const auto& [name, value] : body.as_object())
            fields.emplace_back(std::string(name), std::string(value.as_string()));
        return who.upload(row.method, path, fields, "a.png", grey_png);
    }
    /// The deed with one id replaced.
    Reply ask(const Deed& deed, const std::string& pointer, const std::string& id)
    {
        auto body = json::parse(ours.filled(deed.body));
        body.at_pointer(pointer) = id;
        return ask(deed, body);
    }
    [[nodiscard]] bool holds(const Deed& deed, const std::string& pointer) const
    {
        boost::system::error_code none;
        return json::parse(ours.filled(deed.body)).find_pointer(pointer, none) != nullptr;
    }
};

std::string name_of(const Deed& deed, const std::string& pointer)
{
    return fmt::format("{} as {}: {}", deed.operation, api::spell(deed.role), pointer);
}

} // namespace

TEST_CASE("bad input: ids of another house in a body are refused, and change nothing")
{
    Town town;
    const auto before = town.clinic.snapshot();
    int tried = 0;
    for (const auto& deed : deeds()) {
        for (const auto& pointer : id_pointers(town.route(deed.operation))) {
            if (!town.holds(deed, pointer)) continue;
            const auto field = field_at(pointer);
            const auto absent = town.ask(deed, pointer, fresh());
            CHECK_MESSAGE((absent.status >= 400 && absent.status < 500),
                name_of(deed, pointer) << " of nothing: " << absent.status << absent.body);
            ++tried;
            if (deed.reach.contains(field)) continue;
            REQUIRE_MESSAGE(!town.theirs.id(field).empty(), field);
            const auto foreign = town.ask(deed, pointer, town.theirs.id(field));
            CHECK_MESSAGE((foreign.status >= 400 && foreign.status < 500),
                name_of(deed, pointer) << " of another: " << foreign.status << foreign.body);
            if (is_secret(field))
                CHECK_MESSAGE(foreign.body == absent.body, name_of(deed, pointer));
        }
        if (town.clinic.snapshot() != before) {
            FAIL_CHECK("something changed by " << name_of(deed, "an id"));
            break;
        }
    }
    CHECK(tried > 50);
    // And it was the id: as they stand, all of these are accepted.
    for (const auto& deed : deeds()) {
        const auto reply = town.ask(deed, json::parse(town.ours.filled(deed.body)));
        CHECK_MESSAGE(reply.status < 300, name_of(deed, "as it stands") << reply.body);
    }
}

TEST_CASE("bad input: every id field of every write route is tried")
{
    Town town;
    for (const auto& route : town.clinic->router.routes()) {
        if (!writes(route)) continue;
        for (const auto& pointer : id_pointers(route)) {
            const bool written_down = std::ranges::any_of(deeds(), [&](const Deed& deed) {
                return deed.operation == route.operation && town.holds(deed, pointer);
            });
            CHECK_MESSAGE(written_down, route.operation << " " << pointer);
        }
    }
}

TEST_CASE("bad input: ids of another house in a query show nothing of it")
{
    Town town;
    /// Whose work is with everybody's: the register of patients, the papers and books of the whole clinic.
    const auto reaches = [](const std::string& operation, Role role) {
        const bool books = operation.starts_with("billing.") || operation == "reporting.finance";
        return role == admin || (role == accountant && (books || operation == "documents.list")) ||
               (role == receptionist && operation == "documents.list");
    };
    std::vector<std::string> theirs;
    for (const auto* field : {"appointment_id", "later_visit", "invoice_id", "draft_id",
             "payment_id", "consultation_id", "person_id"})
        theirs.push_back(town.theirs.id(field));
    const std::vector<std::string> looks{"admin_audit"};
    const auto before = town.clinic.snapshot(looks);
    int tried = 0;
    for (const auto& route : town.clinic->router.routes()) {
        if (writes(route)) continue;
        for (const auto& pointer : id_pointers(route)) {
            CHECK_MESSAGE(!route.path.contains('{'), route.operation);
            const auto field = pointer.substr(1, pointer.find('/', 1) - 1); // of a list: its name
            REQUIRE_MESSAGE(!town.theirs.id(field).empty(), route.operation << pointer);
            const auto query = [&](const std::string& id) {
                auto others = sample_query(route);
                if (const auto at = others.find(field + '='); at != std::string::npos)
                    return others.replace(at + field.size() + 1, id.size(), id);
                return others + (others.empty() ? '?' : '&') + field + '=' + id;
            };
            for (auto& [role, who] : town.ours.people) {
                const auto& policy = route.row.policy;
                const bool may = policy.door() != http::Policy::Door::roles ||
                                 (policy.any_of() & auth::bit(role)) != 0;
                if (!may || reaches(route.operation, role)) continue;
                const auto reply = who.get(route.path + query(town.theirs.id(field)));
                const auto absent = who.get(route.path + query(fresh()));
                const auto name = fmt::format(
                    "{}{} as {}", route.operation, pointer, api::spell(role));
                for (const auto& id : theirs)
                    CHECK_MESSAGE(!reply.body.contains(id), name << ": " << reply.body);
                const bool secret = field == "patient_id" || field == "appointment_id" ||
                                    route.operation.starts_with("reporting.");
                if (secret) CHECK_MESSAGE(reply.status == absent.status, name);
                if (secret) CHECK_MESSAGE(reply.body == absent.body, name);
                ++tried;
            }
        }
    }
    CHECK(tried > 40);
    CHECK(town.clinic.snapshot(looks) == before);
}

} // namespace clinic::test
