// Every route × every role × {nobody's, somebody else's} object, generated from the route table: what a policy refuses has
// no effect, and what is not yours looks exactly like what does not exist.

#include "sample.hpp"
#include "support/test_clinic.hpp"

#include <algorithm>
#include <array>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <map>
#include <set>

namespace clinic::test {
namespace {

constexpr auto all_roles = api::spelled_names<auth::Role>();

/// An issued and paid invoice of that patient.
std::map<std::string, std::string> fill_billing(
    TestClinic& clinic, const appointments::Appointment& visit)
{
    auto accounts = clinic.sign_in(Role::accountant);
    const auto made = accounts.post("/api/invoices",
        fmt::format(
            R"({{"patient_id":"{}","site_id":"{}","practitioner_id":"{}","lines":[{{"label":"Consultation","unit_price":{{"amount":3000,"currency":"EUR"}},"exemption":"Exonéré"}}]}})",
            visit.patient_id.view(), visit.site_id.view(), visit.practitioner_id.view()));
    const auto path = "/api/invoices/" + made.json("/id");
    CHECK(accounts.post(path + "/issue").status == 200);
    const auto paid = accounts.post(path + "/pay", R"({"method":"cash"})");
    return {{"billing.id", made.json("/id")}, {"billing.payment_id", paid.json("/payments/0/id")}};
}

/// Somebody else's things: a patient cared for by another practitioner, their visit, their account.
struct Elsewhere {
    std::map<std::string, std::string> ids; ///< by "<module>.<path parameter>"
};

/// A clinical document, not shared, and a picture that is nobody's but its owner's.
void fill_documents(
    TestClinic& clinic, Elsewhere& elsewhere, patients::PatientId patient, UserId carer)
{
    documents::NewDocument document;
    document.patient = patient;
    document.category = documents::Category::lab_report;
    document.name = "Ailleurs.png";
    document.author = carer;
    elsewhere.ids["documents.id"] = clinic->documents.keep(document, grey_png).str();
    elsewhere.ids["media.id"] = clinic->documents.add_media(carer, grey_png, false).str();
}

/// A patient's picture.
void fill_avatars(TestClinic& clinic, Elsewhere& elsewhere, UserId person)
{
    clinic->documents.set_avatar(person, grey_png);
    elsewhere.ids["avatars.id"] = person.str();
}

/// A signed consultation and a draft would be refused alike: one draft with a line.
void fill_consultations(
    TestClinic& clinic, Elsewhere& elsewhere, const appointments::Appointment& visit)
{
    consultations::Consultation draft;
    draft.id = consultations::ConsultationId::fresh();
    draft.patient_id = visit.patient_id;
    draft.practitioner_id = visit.practitioner_id;
    draft.site_id = visit.site_id;
    draft.started_at = clinic->clock.now();
    draft.note.subjective = "Ailleurs";
    draft.prescriptions.push_back({consultations::PrescriptionId::fresh(), {}, 1});
    draft.prescriptions.back().medicine.name = "Paracétamol 1 g";
    clinic->consultations.import({draft});
    elsewhere.ids["consultations.id"] = draft.id.str();
    elsewhere.ids["consultations.prescription_id"] = draft.prescriptions.back().id.str();
}

/// The sections of the medical record, each with an entry of somebody else's.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> record_sections{
    {{"allergies", R"({"substance": "Latex", "status": "active"})"},
        {"problems", R"({"label": "Asthme", "status": "active"})"},
        {"medications", R"({"name": "Ventoline"})"},
        {"immunizations", R"({"vaccine": "DTP", "given_on": "2020-01-01"})"},
        {"vitals", R"({"measured_at": "2026-01-01T08:00:00Z", "spo2": 98})"},
        {"consents", R"({"kind": "reminders", "text_version": 1, "decision": "accepted"})"},
        {"history", R"({"kind": "surgical", "title": "Appendicectomie"})"}}};

void fill_record(TestClinic& clinic, patients::PatientId patient, Elsewhere& elsewhere)
{
    auto doctor = clinic.sign_in(Role::practitioner);
    clinic->patients.enter_care(patient, doctor.user());
    elsewhere.ids["record.id"] = patient.str();
    for (const auto& [section, body] : record_sections) {
        const auto made = doctor.post(
            fmt::format("/api/patients/{}/{}", patient.view(), section), body);
        REQUIRE_MESSAGE(made.status == 201, made.body);
        elsewhere.ids[std::string(section) + ".id"] = patient.str();
        elsewhere.ids[std::string(section) + ".entry_id"] = made.json("/id");
    }
}

/// A post and a comment that only their author and moderators see.
void fill_coaching(TestClinic& clinic, Visitor& author, Elsewhere& elsewhere)
{
    const auto post = author.post("/api/posts", R"({"text":"Ailleurs"})").json("/id");
    const auto comment =
        author.post("/api/posts/" + post + "/comments", R"({"text":"Ailleurs"})").json("/id");
    auto moderator = clinic.sign_in(Role::admin);
    REQUIRE(moderator.post("/api/posts/" + post + "/hide", "{}").status == 200);
    elsewhere.ids["coaching.id"] = post;
    elsewhere.ids["coaching.comment_id"] = comment;
}

/// A wish of somebody else's, and what they are offered.
void fill_waiting(
    Visitor& desk, Visitor& person, const appointments::Appointment& visit, Elsewhere& elsewhere)
{
    const auto wish =
        person
            .post("/api/waiting-list",
                fmt::format(R"({{"site_id":"{}","visit_type_id":"{}","until":"2026-06-30"}})",
                    visit.site_id.view(), visit.visit_type_id.view()))
            .json("/id");
    const auto offered = desk.post("/api/waiting-list/" + wish + "/offers",
        fmt::format(R"({{"practitioner_id":"{}","starts_at":"2026-06-16T08:00:00Z"}})",
            visit.practitioner_id.view()));
    REQUIRE_MESSAGE(offered.status == 200, offered.body);
    elsewhere.ids["waiting_list.id"] = wish;
    elsewhere.ids["waiting_list.offer_id"] = offered.json("/offer/id");
    elsewhere.ids["waiting_list.site_id"] = visit.site_id.str();
}

std::string nobodys(const std::string&)
{
    const auto uuid = new_uuid();
    return {uuid.data(), uuid.size()};
}

/// Somebody who acts for somebody else.
void fill_proxies(TestClinic& clinic, patients::PatientId patient, Elsewhere& elsewhere)
{
    auto guardian = clinic.sign_in(Role::patient);
    patients::NewPatient person;
    person.birth_name = "Tutelle";
    person.first_name = "Ana";
    person.user = guardian.user();
    const auto made =
        clinic.sign_in(Role::admin)
            .post(fmt::format("/api/patients/{}/proxies", patient.view()),
                fmt::format(R"({{"patient_id":"{}","relation":"guardian","kept":true}})",
                    clinic->patients.add(person).view()));
    REQUIRE_MESSAGE(made.status == 201, made.body);
    elsewhere.ids["patients.proxy_id"] = made.json("/id");
}

/// A passkey and an API key of somebody else's.
void fill_factors(TestClinic& clinic, Visitor& owner, Elsewhere& elsewhere)
{
    const auto made = owner.post(
        "/api/auth/api-keys", R"({"name":"Ailleurs","scopes":["appointments:read"],"days":1})");
    REQUIRE_MESSAGE(made.status == 201, made.body);
    elsewhere.ids["auth.key_id"] = made.json("/id");
    const std::string passkey = nobodys({});
    clinic.database->write_now([&](db::Tx& tx) {
        tx.run(R"(
            INSERT INTO auth_passkeys (id, user_id, credential_id, public_key, sign_count, name,
                                       created_at)
            VALUES (:id, :user, 'AAAA', 'AAAA', 0, 'Ailleurs', 0))",
            passkey, owner.user());
    });
    elsewhere.ids["auth.passkey_id"] = passkey;
}

Elsewhere fill(TestClinic& clinic)
{
    clinic->clock.set(*Instant::parse("2026-06-01T06:00:00Z"));
    clinics::SiteDetails site;
    site.name = "Ailleurs";
    site.address = {"1 rue d'Ailleurs", {}, "75001", "Paris", "FR"};
    const auto site_id = clinic->clinics.add_site(site);
    auto carer = clinic.sign_in(Role::practitioner);
    clinics::PractitionerDetails details;
    details.user = carer.user();
    details.first_name = "Alix";
    details.last_name = "Ailleurs";
    details.specialty = "Médecine générale";
    details.sites = {site_id};
    const auto practitioner = clinic->clinics.add_practitioner(details);
    clinics::VisitTypeDetails type;
    type.name = "Consultation";
    type.modes = {clinics::VisitMode::on_site};
    const auto type_id = clinic->clinics.add_visit_type(type);

    auto person = clinic.sign_in(Role::patient);
    patients::NewPatient patient;
    patient.birth_name = "Ailleurs";
    patient.first_name = "Noé";
    patient.user = person.user();
    const auto patient_id = clinic->patients.add(patient);

    appointments::Appointment visit;
    visit.id = appointments::AppointmentId::fresh();
    visit.patient_id = patient_id;
    visit.patient_name = "Ailleurs Noé";
    visit.practitioner_id = practitioner;
    visit.site_id = site_id;
    visit.visit_type_id = type_id;
    visit.starts_at = *Instant::parse("2026-06-10T08:00:00Z");
    visit.ends_at = visit.starts_at.plus_minutes(20);
    CHECK(clinic->appointments.import({visit}) == 0);
    std::vector<appointments::Appointments::WeeklySpan> week;
    for (int day = 1; day <= 7; ++day) week.push_back({site_id, day, {9 * 60}, {12 * 60}});
    clinic->appointments.set_hours(practitioner, 20, week);
    const auto hold = person.post("/api/holds",
        fmt::format(
            R"({{"practitioner_id":"{}","site_id":"{}","visit_type_id":"{}","starts_at":"2026-06-11T08:00:00Z"}})",
            practitioner.view(), site_id.view(), type_id.view()));
    REQUIRE_MESSAGE(hold.status == 201, hold.body);
    auto manager = clinic.sign_in(Role::admin);
    const auto series = manager.post("/api/series",
        fmt::format(
            R"({{"patient_id":"{}","practitioner_id":"{}","site_id":"{}","visit_type_id":"{}","first_day":"2026-06-12","time":"10:00","rule":"FREQ=WEEKLY;COUNT=2"}})",
            patient_id.view(), practitioner.view(), site_id.view(), type_id.view()));
    REQUIRE_MESSAGE(series.status == 201, series.body);
    type.name = "Atelier";
    type.capacity = 3;
    const auto group = manager.post("/api/appointments",
        fmt::format(
            R"({{"patient_id":"{}","practitioner_id":"{}","site_id":"{}","visit_type_id":"{}","starts_at":"2026-06-14T08:00:00Z"}})",
            patient_id.view(), practitioner.view(), site_id.view(),
            clinic->clinics.add_visit_type(type).view()));
    REQUIRE_MESSAGE(group.status == 201, group.body);
    const auto feed = person.post("/api/calendar-feeds", R"({"kind":"patient"})");
    REQUIRE_MESSAGE(feed.status == 201, feed.body);
    const auto session = person.get("/api/auth/sessions").json("/items/0/id");
    REQUIRE(!session.empty());
    Elsewhere elsewhere{{{"appointments.id", visit.id.str()}, {"patients.id", patient_id.str()},
        {"accesses.id", patient_id.str()}, {"auth.id", session},
        {"appointments.practitioner_id", practitioner.str()},
        {"appointments.hold_id", hold.json("/id")}, {"appointments.series_id", series.json("/id")},
        {"appointments.group_id", group.json("/group_id")},
        {"appointments.feed_id", feed.json("/feed/id")},
        {"appointments.owner_id", person.user().str()}, {"appointments.calendar", "patient"},
        {"appointments.visit_id", visit.id.str()}}};
    fill_waiting(manager, person, visit, elsewhere);
    fill_consultations(clinic, elsewhere, visit);
    elsewhere.ids.merge(fill_billing(clinic, visit));
    fill_record(clinic, patient_id, elsewhere);
    fill_proxies(clinic, patient_id, elsewhere);
    fill_coaching(clinic, person, elsewhere);
    fill_factors(clinic, person, elsewhere);
    fill_documents(clinic, elsewhere, patient_id, carer.user());
    fill_avatars(clinic, elsewhere, person.user());
    clinic.settle();
    return elsewhere;
}

/// Roles whose work is with everybody's objects of a module: nothing there is foreign to them.
bool sees_all(const std::string& module, Role role)
{
    using enum auth::Role;
    static const std::set<std::pair<std::string, Role>> all{{"appointments", admin},
        {"waiting_list", admin}, {"patients", admin}, {"patients", receptionist},
        {"billing", admin}, {"billing", accountant}, {"coaching", admin}, {"avatars", admin},
        {"avatars", receptionist}};
    // An admin learns that the patient exists, and is asked for a reason (403) before the record opens.
    const auto is_module = [&](const auto& section) { return section.first == module; };
    const bool record = module == "record" || std::ranges::any_of(record_sections, is_module);
    return all.contains({module, role}) || (record && (role == admin || role == receptionist));
}

std::string module_of(const http::Route& route)
{
    return route.operation.substr(0, route.operation.find('.'));
}

/// The path with every parameter replaced by what `id_for` gives; empty text when it has none for one of them.
template <class F> std::string fill_path(const http::Route& route, F&& id_for)
{
    std::string path = route.path;
    for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
        const auto close = path.find('}', open);
        const std::string id = id_for(path.substr(open + 1, close - open - 1));
        if (id.empty()) return {};
        path.replace(open, close - open + 1, id);
    }
    return path;
}

Reply ask(Visitor& visitor, const http::Route& route, const std::string& path)
{
    const bool body = route.method == http::Method::post || route.method == http::Method::put ||
                      route.method == http::Method::patch;
    if (route.row.same_site) visitor.with("x-requested-with", "monoclinic");
    if (route.row.upload > 0)
        return visitor.upload(route.method, path, sample_fields(route), "a.png", grey_png);
    return visitor.send(
        route.method, body ? path : path + sample_query(route), body ? sample_body(route) : "");
}

bool may_call(const http::Route& route, Role role)
{
    return route.row.policy.door() != http::Policy::Door::roles ||
           (route.row.policy.any_of() & auth::bit(role)) != 0;
}

std::string name_of(const http::Route& route, std::string_view role)
{
    return fmt::format("{} as {}", route.operation, role);
}

} // namespace

TEST_CASE("sweep: only these routes are open to everyone")
{
    TestClinic clinic;
    std::set<std::string> open;
    for (const auto& route : clinic->router.routes()) {
        if (route.row.policy.door() == http::Policy::Door::everyone) open.insert(route.operation);
    }
    const std::set<std::string> pages{"coaching.coaches", "coaching.coach", "coaching.specialties",
        "coaching.specialty", "media.read_public", "appointments.calendar_feed",
        "appointments.dav_begin", "appointments.dav_look_up",
        // The page on which everybody books, before any log-in.
        "appointments.public_practitioners", "appointments.public_practitioner",
        "appointments.public_slots"};
    for (const auto& operation : open) {
        CHECK_MESSAGE((operation.starts_with("auth.") || pages.contains(operation)), operation);
    }
    CHECK(open.size() <= 19 + pages.size());
}

TEST_CASE("sweep: without a token, or with the wrong role, nothing opens and nothing changes")
{
    TestClinic clinic;
    (void)fill(clinic);
    auto stranger = clinic.stranger();
    std::map<Role, Visitor> people;
    for (std::size_t i = 0; i < all_roles.size(); ++i) {
        people.emplace(static_cast<Role>(i), clinic.sign_in(static_cast<Role>(i)));
    }
    const auto before = clinic.snapshot();
    int asked = 0;
    for (const auto& route : clinic->router.routes()) {
        if (route.row.policy.door() == http::Policy::Door::everyone) continue;
        const auto path = fill_path(route, nobodys);
        CHECK_MESSAGE(ask(stranger, route, path).status == 401, name_of(route, "a stranger"));
        for (auto& [role, visitor] : people) {
            if (may_call(route, role)) continue;
            CHECK_MESSAGE(
                ask(visitor, route, path).status == 403, name_of(route, api::spell(role)));
            ++asked;
        }
    }
    CHECK(asked > 100);
    CHECK(clinic.snapshot() == before);
}

TEST_CASE("sweep: what does not exist is not found, whoever asks")
{
    TestClinic clinic;
    (void)fill(clinic);
    for (std::size_t i = 0; i < all_roles.size(); ++i) {
        const auto role = static_cast<Role>(i);
        for (const auto& route : clinic->router.routes()) {
            const bool public_route = route.row.policy.door() == http::Policy::Door::everyone;
            if (!route.path.contains('{') || public_route || !may_call(route, role)) continue;
            auto visitor = clinic.sign_in(role);
            const auto reply = ask(visitor, route, fill_path(route, nobodys));
            CHECK_MESSAGE(reply.status == 404, name_of(route, all_roles[i])
                                                   << ": " << reply.status << reply.body);
        }
    }
}

TEST_CASE(
    "sweep: what is somebody else's looks the same as what does not exist, and stays as it is")
{
    TestClinic clinic;
    const auto elsewhere = fill(clinic);
    std::map<Role, Visitor> people;
    for (std::size_t i = 0; i < all_roles.size(); ++i) {
        people.emplace(static_cast<Role>(i), clinic.sign_in(static_cast<Role>(i)));
    }
    const auto before = clinic.snapshot();
    int asked = 0;
    for (auto& [role, visitor] : people) {
        for (const auto& route : clinic->router.routes()) {
            const auto module = module_of(route);
            const bool public_route = route.row.policy.door() == http::Policy::Door::everyone;
            if (public_route || !may_call(route, role) || sees_all(module, role)) continue;
            if (module == "appointments" && route.path.contains("availability") &&
                role == Role::receptionist)
                continue;
            const auto foreign = fill_path(route, [&](const std::string& parameter) {
                const auto known = elsewhere.ids.find(module + '.' + parameter);
                return known == elsewhere.ids.end() ? std::string() : known->second;
            });
            if (foreign.empty() || foreign == route.path) continue;
            const auto theirs = ask(visitor, route, foreign);
            const auto absent = ask(visitor, route, fill_path(route, nobodys));
            CHECK_MESSAGE(theirs.status == 404, name_of(route, api::spell(role))
                                                    << ": " << theirs.status << theirs.body);
            CHECK_MESSAGE(theirs.body == absent.body, name_of(route, api::spell(role)));
            ++asked;
        }
    }
    CHECK(asked > 30);
    CHECK(clinic.snapshot() == before);
}

TEST_CASE("sweep: fields that the server owns are refused from a client")
{
    TestClinic clinic;
    auto admin = clinic.sign_in(Role::admin);
    for (const auto& route : clinic->router.routes()) {
        const bool body = route.method == http::Method::post || route.method == http::Method::put ||
                          route.method == http::Method::patch;
        if (!body || !may_call(route, Role::admin)) continue;
        if (route.row.upload > 0) {
            auto fields = sample_fields(route);
            fields.emplace_back("created_at", "2020-01-01T00:00:00Z");
            const auto reply = admin.upload(
                route.method, fill_path(route, nobodys), fields, "a.png", grey_png);
            CHECK_MESSAGE(reply.status == 422, route.operation << ": " << reply.status);
            CHECK_MESSAGE(reply.body.contains("/created_at"), route.operation);
            continue;
        }
        auto sample = sample_body(route);
        const auto more = std::string(R"("created_at":"2020-01-01T00:00:00Z","version":99)");
        sample.insert(sample.size() - 1, (sample == "{}" ? "" : ",") + more);
        if (route.row.same_site) admin.with("x-requested-with", "monoclinic");
        const auto reply = admin.send(route.method, fill_path(route, nobodys), sample);
        CHECK_MESSAGE(reply.status == 422, route.operation << ": " << reply.status);
        CHECK_MESSAGE(reply.body.contains("/created_at"), route.operation);
    }
}

} // namespace clinic::test
