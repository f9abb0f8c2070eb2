#pragma once
// The canary: words that exist nowhere else, put into every text that a person can give, and the places where they are
// looked for afterwards.

#include "sample.hpp"
#include "support/smtp_server.hpp"
#include "support/test_clinic.hpp"

#include "platform/log/log.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <ranges>
#include <set>

namespace clinic::test {
namespace json = boost::json;

constexpr std::string_view canary = "zqxcanary"; // in texts; searched for in any case

inline bool sings(std::string_view text)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return !std::ranges::search(text, canary, {}, lower).empty();
}

/// Ids that exist, by the field that names such a thing: "patient_id".
using Ids = std::map<std::string, std::string>;

inline std::string text_of(const json::object& object, std::string_view name)
{
    const auto* found = object.if_contains(name);
    return found == nullptr || !found->is_string() ? std::string()
                                                   : std::string(found->as_string());
}

/// A value of the schema with the canary in each of its free texts.
class Cage {
public:
    Cage(const api::Describer& describer, const Ids& ids) : describer_(describer), ids_(ids) {}

    json::value fill(const json::object& schema, const std::string& name)
    {
        if (const auto* either = schema.if_contains("anyOf")) {
            return fill(either->as_array().at(0).as_object(), name);
        }
        if (const auto reference = text_of(schema, "$ref"); !reference.empty()) {
            const auto shared = describer_.schemas().at(reference.substr(reference.rfind('/') + 1));
            return fill(json::parse(shared).as_object(), name);
        }
        const auto type = text_of(schema, "type");
        if (type == "object") return fill_object(schema);
        if (type == "array") {
            return json::array{
                fill(schema.at("items").as_object(), name.substr(0, name.size() - 1))};
        }
        if (type == "string") return fill_text(schema, name);
        return sample_value(schema, describer_);
    }
    [[nodiscard]] int texts() const { return texts_; }

private:
    json::value fill_object(const json::object& schema)
    {
        json::object made;
        const auto* properties = schema.if_contains("properties");
        if (properties == nullptr) return made;
        for (const auto& [name, property] : properties->as_object()) {
            made[name] = fill(property.as_object(), name);
        }
        return made;
    }
    json::value fill_text(const json::object& schema, const std::string& name)
    {
        const auto format = text_of(schema, "format");
        if (format == "uuid") {
            const auto known = ids_.find(name);
            return known == ids_.end() ? sample_value(schema, describer_)
                                       : json::value(known->second);
        }
        if (format == "email")
            return json::string(fmt::format("{}{}@test.example", canary, ++texts_));
        const bool free = (format.empty() || format == "password") && !schema.contains("enum");
        if (!free) return sample_value(schema, describer_);
        const auto longest =
            schema.contains("maxLength") ? schema.at("maxLength").to_number<std::size_t>() : 1000;
        if (longest < canary.size() + 4) return sample_value(schema, describer_);
        auto word = fmt::format("{}{}", canary, ++texts_);
        const auto* shortest = schema.if_contains("minLength");
        const auto least = shortest == nullptr ? 0 : shortest->to_number<std::size_t>();
        if (word.size() < least) word.append(least - word.size(), 'y');
        return json::string(word);
    }

    const api::Describer& describer_;
    const Ids& ids_;
    int texts_ = 0;
};

/// "patient_id" of "/api/patients", "visit_type_id" of "/api/visit-types".
inline std::string field_of(std::string path)
{
    auto word = path.substr(path.rfind('/') + 1);
    std::ranges::replace(word, '-', '_');
    if (word.ends_with("ies")) word.replace(word.size() - 3, 3, "y");
    else if (word.ends_with('s')) word.pop_back();
    return word + "_id";
}

/// A clinic that works, its log and its mail, and everything that was answered.
struct Aviary {
    SmtpServer smtp;
    TestClinic clinic;
    std::map<Role, Visitor> people;
    Ids ids;
    std::vector<std::string> leaks;
    std::set<std::string> worked;
    std::map<std::string, std::string> refusals; ///< the last of each operation
    std::set<std::string> shown; ///< GETs that showed the patient's data
    int texts = 0;

    Aviary()
        : clinic([this](config::Config& config) {
              config.smtp.url = smtp.url();
              config.smtp.starttls = "off";
              config.smtp.from = "Clinique <rdv@lilas.example>";
          })
    {
        log::start({.dir = logs().string(), .level = log::Level::debug, .console = false});
        clinic->clock.set(*Instant::parse("2026-11-20T06:00:00Z"));
        for (std::size_t i = 0; i < api::spelled_names<auth::Role>().size(); ++i) {
            const auto role = static_cast<Role>(i);
            people.emplace(role, clinic.sign_in(role));
        }
        stock();
    }
    ~Aviary() { log::stop(); }
    [[nodiscard]] std::filesystem::path logs() const { return clinic.folder() / "logs"; }

    /// The few things that others stand on.
    void stock()
    {
        clinics::SiteDetails site;
        site.name = "Zqxcanary-sur-Seine";
        site.address = {"1 rue Zqxcanary", {}, "75001", "Paris", "FR"};
        const auto site_id = clinic->clinics.add_site(site);
        const auto room = clinic->clinics.add_room(site_id, "Zqxcanarium");
        clinics::PractitionerDetails carer;
        carer.user = people.at(Role::practitioner).user();
        carer.first_name = "Zqxcanary";
        carer.last_name = "Zqxcanarius";
        carer.specialty = "Médecine";
        carer.sites = {site_id};
        const auto practitioner = clinic->clinics.add_practitioner(carer);
        clinics::VisitTypeDetails type;
        type.name = "Zqxcanarologie";
        type.price = {3000, "EUR"};
        type.modes = {clinics::VisitMode::on_site};
        type.horizon_days = 365;
        type.needs = {{clinics::RoomKind::room, {}}};
        const auto type_id = clinic->clinics.add_visit_type(type);
        std::vector<appointments::Appointments::WeeklySpan> week;
        for (int day = 1; day <= 7; ++day) week.push_back({site_id, day, {8 * 60}, {18 * 60}});
        clinic->appointments.set_hours(practitioner, 20, week);
        patients::NewPatient patient;
        patient.birth_name = "Zqxcanarel";
        patient.first_name = "Zqxcanarina";
        patient.email = "zqxcanary@mail.example";
        patient.user = people.at(Role::patient).user();
        ids = {{"site_id", site_id.str()}, {"clinic_id", site_id.str()},
            {"practitioner_id", practitioner.str()}, {"visit_type_id", type_id.str()},
            {"room_id", room.str()}, {"patient_id", clinic->patients.add(patient).str()},
            {"user_id", people.at(Role::patient).user().str()}};
        clinic->clinics.set_staff(site_id, std::vector{people.at(Role::receptionist).user()});
        stock_a_visit(site_id, practitioner, type_id);
        clinic.settle();
    }
    /// Of today, so that a note can be written of it and a bill made.
    void stock_a_visit(
        clinics::SiteId site, clinics::PractitionerId practitioner, clinics::VisitTypeId type)
    {
        appointments::Appointment visit;
        visit.id = appointments::AppointmentId::fresh();
        visit.patient_id = *patients::PatientId::parse(ids.at("patient_id"));
        visit.patient_name = "Zqxcanarel Zqxcanarina";
        visit.practitioner_id = practitioner;
        visit.site_id = site;
        visit.visit_type_id = type;
        visit.starts_at = *Instant::parse("2026-11-20T08:00:00Z");
        visit.ends_at = visit.starts_at.plus_minutes(30);
        visit.reason = "Zqxcanary au genou";
        CHECK(clinic->appointments.import({visit}) == 0);
        ids["appointment_id"] = visit.id.str();
        clinic->patients.enter_care(visit.patient_id, people.at(Role::practitioner).user());
        billing::ActDetails act;
        act.label = "Zqxcanaropathie";
        act.price = {3000, "EUR"};
        act.exemption = "Zqxcanary, art. 261";
        ids["act_id"] = clinic->billing.add_act(act).str();
    }

    /// The path with ids that exist where there are such; nobody's otherwise.
    [[nodiscard]] std::string path_of(const http::Route& route) const
    {
        std::string path = route.path;
        for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
            const auto close = path.find('}', open);
            auto name = path.substr(open + 1, close - open - 1);
            if (name == "id") name = field_of(path.substr(0, open - 1));
            const auto known = ids.find(name);
            const auto uuid = new_uuid();
            path.replace(open, close - open + 1,
                known == ids.end() ? std::string(uuid.data(), uuid.size()) : known->second);
        }
        return path;
    }

    std::string body_of(const http::Route& route)
    {
        api::Describer describer;
        Cage cage(describer, ids);
        json::object body;
        for (const auto& property : route.input(describer)) {
            const std::string name(property.name);
            if (route.path.contains('{' + name + '}')) continue;
            auto value = cage.fill(json::parse(property.schema).as_object(), name);
            if (name == "starts_at") value = "2026-11-24T10:00:00Z";
            body[name] = std::move(value);
        }
        texts += cage.texts();
        return json::serialize(body);
    }

    /// Every field of the form, texts with the canary in them.
    Visitor::Fields form_of(const http::Route& route)
    {
        const auto values = json::parse(body_of(route)).as_object();
        Visitor::Fields fields;
        for (const auto& [name, value] : values) {
            if (name == "file") continue;
            fields.emplace_back(std::string(name),
                value.is_string() ? std::string(value.as_string()) : json::serialize(value));
        }
        return fields;
    }

    /// Heads and problems of an answer, where nothing of what people wrote belongs.
    void look_at(std::string_view operation, const Reply& reply)
    {
        const auto note = [&](std::string_view where, std::string_view text) {
            if (sings(text)) leaks.push_back(fmt::format("{} · {}: {}", operation, where, text));
        };
        for (const auto& [name, value] : reply.headers) {
            // A download is named as its owner named it: the browser asks for nothing else.
            if (name != "content-disposition") note(name, value);
        }
        if (reply.status < 400) return;
        note("title", reply.json("/title"));
        note("detail", reply.json("/detail"));
        note("errors", reply.json("/errors"));
    }

    /// What a list must be asked for, with the ids that are known.
    [[nodiscard]] std::string query_of(const http::Route& route) const
    {
        auto query = sample_query(route);
        if (route.operation == "documents.list") query = "?patient_id="; // staff say whose
        for (const auto& [name, id] : ids) {
            for (const char before : {'?', '&'}) {
                const auto at = query.find(before + name + '=');
                if (at == std::string::npos) continue;
                const auto value = at + name.size() + 2;
                query.replace(value, query.find('&', value) - value, id);
            }
        }
        return query;
    }

    void ask(const http::Route& route)
    {
        const bool body = route.method != http::Method::get && route.method != http::Method::del;
        for (auto& [role, visitor] : people) {
            const auto& policy = route.row.policy;
            const bool may = policy.door() != http::Policy::Door::roles ||
                             (policy.any_of() & auth::bit(role)) != 0;
            if (!may) continue;
            if (route.row.same_site) visitor.with("x-requested-with", "monoclinic");
            const auto target = path_of(route) + (body ? "" : query_of(route));
            const auto reply = route.row.upload > 0
                                   ? visitor.upload(route.method, target, form_of(route),
                                         "Zqxcanary bilan.png", grey_png)
                                   : visitor.send(route.method, target, body ? body_of(route) : "");
            look_at(route.operation, reply);
            // A list of many people is not a look at this one.
            if (route.method == http::Method::get && route.path.contains('{') &&
                reply.body.contains(ids.at("patient_id")))
                shown.insert(route.operation);
            if (reply.status >= 300) {
                refusals[std::string(route.operation)] = target + " " + reply.body;
                continue;
            }
            worked.insert(route.operation);
            const auto id = reply.json("/id");
            if (!id.empty() && !route.path.contains('{')) ids.emplace(field_of(route.path), id);
            return;
        }
    }

    template <class F> void walk(F&& wanted)
    {
        for (const auto& route : clinic->router.routes()) {
            // Whoever logs out, or sets up, asks nothing more.
            const bool ends = route.operation.starts_with("auth.") && route.path.contains("logout");
            if (!ends && wanted(route)) ask(route);
        }
        clinic.settle();
    }

    void search(std::string_view where, std::string_view text)
    {
        if (!sings(text)) return;
        const auto at = std::ranges::search(text, canary, {}, [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        }).begin() - text.begin();
        const auto from = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, at - 200));
        leaks.push_back(fmt::format("{}: …{}", where, text.substr(from, 400)));
    }
    [[nodiscard]] std::string logged() const
    {
        log::flush();
        std::string all;
        for (const auto& entry : std::filesystem::directory_iterator(logs())) {
            std::ifstream in(entry.path());
            all.append(std::istreambuf_iterator<char>(in), {});
        }
        return all;
    }
    /// Rows of tables that are read by those who keep the system, not by those who care.
    [[nodiscard]] std::string technical_rows()
    {
        std::string rows;
        std::string table;
        for (const auto line : std::views::split(clinic.snapshot(), '\n')) {
            const std::string text(line.begin(), line.end());
            if (text.ends_with(':') && !text.contains(' ')) table = text;
            const bool technical = table.starts_with("admin_") || table.starts_with("bus_") ||
                                   table.starts_with("http_") || table.starts_with("auth_sessions");
            if (technical) rows += text + '\n';
        }
        return rows;
    }
    void search_everywhere()
    {
        search("log", logged());
        search("metrics", clinic->metrics.text());
        search("technical tables", technical_rows());
        for (const auto& mail : smtp.mails()) search("mail subject", mail.header("subject"));
    }
};

} // namespace clinic::test
