#include "demo.hpp"

#include "demo_billing.hpp"
#include "demo_coaching.hpp"
#include "demo_consultations.hpp"
#include "demo_documents.hpp"
#include "demo_names.hpp"
#include "demo_record.hpp"
#include "demo_visits.hpp"
#include "demo_waiting.hpp"

#include "platform/crypto/password.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace clinic {
namespace {

using demo::Carer;
using demo::Dice;
using demo::Patient;

/// Of the company that both sites belong to: a SIREN that is everybody's example.
constexpr std::string_view company = "SELARL Santé des Tilleuls";
constexpr std::string_view vat_number = "FR11123456782";
/// Numbers with a right check digit, of nobody in particular.
constexpr std::array<std::string_view, 6> rpps{
    "10100020402", "10100052116", "10100083822", "10100115533", "10100147247", "10100178952"};

constexpr int patients_count = 396; // four more write in the feed
constexpr std::string_view admin_email = "admin@demo.example";

/// Builds the demo, one part after the other.
class Demo {
public:
    Demo(Clinic& clinic, const std::string& password, int weeks)
        : clinic_(clinic),
          weeks_(weeks),
          hash_(crypto::hash_password(password, {})),
          zone_(*Zone::find("Europe/Paris")),
          today_(zone_.local(clinic.clock.now()).date)
    {
    }

    void make()
    {
        add_sites();
        add_people();
        add_visit_types();
        set_hours();
        add_patients();
        const auto visits = demo::add_visits(clinic_, carers_, patients_, weeks_, dice_);
        demo::add_consultations(clinic_, carers_, patients_, visits, dice_);
        demo::add_bills(clinic_, visits, dice_);
        demo::add_records(clinic_, carers_, patients_, dice_);
        demo::add_coaching(clinic_, carers_, members(), dice_);
        demo::add_documents(clinic_, carers_, patients_);
        demo::add_wishes(clinic_, carers_, patients_);
    }

private:
    UserId add_user(
        std::string_view email, std::string_view first, std::string_view last, auth::Role role);
    void add_sites();
    void add_people();
    void add_carer(std::string_view email, std::string_view title, std::string_view first,
        std::string_view last, std::string_view specialty, std::string_view colour,
        std::vector<clinics::SiteId> sites, clinics::PractitionerKind kind);
    void add_visit_types();
    void add_visit_type(std::string_view name, int minutes, std::int64_t cents,
        std::string_view colour, clinics::PractitionerKind kind, bool video);
    void add_scans();
    void add_prepaid_type();
    void set_hours();
    void add_patients();
    [[nodiscard]] std::vector<UserId> members();
    [[nodiscard]] patients::NewPatient new_patient(int number);

    Clinic& clinic_;
    int weeks_;
    std::string hash_;
    Zone zone_;
    LocalDate today_;
    Dice dice_;
    clinics::SiteId tilleuls_, parc_;
    clinics::RoomId pasteur_, scanner_;
    std::vector<Carer> carers_;
    std::vector<Patient> patients_;
    UserId patient_user_;
};

UserId Demo::add_user(
    std::string_view email, std::string_view first, std::string_view last, auth::Role role)
{
    const auto made = clinic_.auth.create_user({.email = std::string(email),
        .first_name = std::string(first),
        .last_name = std::string(last),
        .roles = {role},
        .password_hash = hash_});
    if (!made) throw std::runtime_error(made.error().detail.en);
    return *made;
}

void Demo::add_sites()
{
    clinics::SiteDetails site;
    site.name = "Cabinet des Tilleuls";
    site.legal_name = company;
    site.siret = "12345678200010";
    site.vat_number = vat_number;
    site.address = {"14 allée des Tilleuls", {}, "69003", "Lyon", "FR"};
    site.phone = "04 78 00 00 01";
    site.email = "tilleuls@demo.example";
    for (int day = 1; day <= 5; ++day) site.opening_hours.push_back({day, {8 * 60}, {19 * 60}});
    site.opening_hours.push_back({6, {9 * 60}, {12 * 60}});
    tilleuls_ = clinic_.clinics.add_site(site);

    site.name = "Maison de santé du Parc";
    site.siret = "12345678200028";
    site.address = {"3 place du Marché", "Bâtiment B", "69100", "Villeurbanne", "FR"};
    site.phone = "04 78 00 00 02";
    site.email = "parc@demo.example";
    site.opening_hours.pop_back();
    parc_ = clinic_.clinics.add_site(site);
    clinic_.clinics.add_room(tilleuls_, "Salle 1");
    clinic_.clinics.add_room(tilleuls_, "Salle 2");
    pasteur_ = clinic_.clinics.add_room(parc_, "Salle Pasteur");
    scanner_ = clinic_.clinics.add_room(parc_, "Échographe", clinics::RoomKind::device);
}

void Demo::add_carer(std::string_view email, std::string_view title, std::string_view first,
    std::string_view last, std::string_view specialty, std::string_view colour,
    std::vector<clinics::SiteId> sites, clinics::PractitionerKind kind)
{
    const bool coach = kind == clinics::PractitionerKind::coach;
    clinics::PractitionerDetails details;
    details.user = add_user(
        email, first, last, coach ? auth::Role::coach : auth::Role::practitioner);
    details.kind = kind;
    if (!title.empty()) details.title = title;
    details.first_name = first;
    details.last_name = last;
    details.specialty = specialty;
    if (!coach) details.licence_number = rpps.at(carers_.size());
    details.languages = {"fr", "en"};
    details.colour = colour;
    details.sites = sites;
    carers_.push_back({clinic_.clinics.add_practitioner(details), *details.user, std::move(sites),
        {}, {}, kind, specialty});
}

void Demo::add_people()
{
    using enum clinics::PractitionerKind;
    add_user(admin_email, "Agathe", "Renard", auth::Role::admin);
    const std::vector desk{
        add_user("reception@demo.example", "Romane", "Colin", auth::Role::receptionist)};
    add_user("accounts@demo.example", "Ahmed", "Caron", auth::Role::accountant);
    patient_user_ = add_user("patient@demo.example", "Paul", "Vidal", auth::Role::patient);
    clinic_.clinics.set_staff(tilleuls_, desk);
    clinic_.clinics.set_staff(parc_, desk);

    add_carer("doctor@demo.example", "Dr", "Claire", "Martin", "Médecine générale", "#0E5A5E",
        {tilleuls_}, practitioner);
    add_carer("doctor2@demo.example", "Dr", "Youssef", "Benali", "Médecine générale", "#7A4E9F",
        {tilleuls_, parc_}, practitioner);
    add_carer("doctor3@demo.example", "Dr", "Hélène", "Girard", "Pédiatrie", "#B4532A", {tilleuls_},
        practitioner);
    add_carer("doctor4@demo.example", "Dr", "Thomas", "Nguyen", "Cardiologie", "#2F6DB5", {parc_},
        practitioner);
    add_carer("nurse@demo.example", "", "Sonia", "Diallo", "Soins infirmiers", "#4F7A28",
        {tilleuls_}, practitioner);
    add_carer("midwife@demo.example", "", "Élise", "Fournier", "Sage-femme", "#A8356B", {parc_},
        practitioner);
    add_carer("coach@demo.example", "", "Marc", "Rivière", "Coaching nutrition", "#8A6D00",
        {tilleuls_}, coach);
    add_carer(
        "coach2@demo.example", "", "Nadia", "Roussel", "Sophrologie", "#006C7A", {parc_}, coach);
}

void Demo::add_visit_type(std::string_view name, int minutes, std::int64_t cents,
    std::string_view colour, clinics::PractitionerKind kind, bool video)
{
    clinics::VisitTypeDetails type;
    type.name = name;
    type.duration_minutes = minutes;
    type.price = {cents, "EUR"};
    type.colour = colour;
    type.modes = {clinics::VisitMode::on_site};
    if (video) type.modes.push_back(clinics::VisitMode::video);
    type.min_notice_minutes = 120;
    // Who is late by a few hours costs the clinic little, but for the long visits.
    type.cancel_notice_minutes = minutes >= 40 ? 24 * 60 : 2 * 60;
    type.horizon_days = 60;
    for (const auto& carer : carers_) {
        if (carer.kind == kind) type.practitioners.push_back(carer.id);
    }
    const auto id = clinic_.clinics.add_visit_type(type);
    for (auto& carer : carers_) {
        if (carer.kind != kind) continue;
        carer.types.push_back(id);
        carer.visit_minutes.push_back(minutes);
    }
}

void Demo::add_visit_types()
{
    using enum clinics::PractitionerKind;
    add_visit_type("Consultation", 20, 3000, "#0E5A5E", practitioner, true);
    add_visit_type("Première consultation", 40, 4500, "#2F6DB5", practitioner, false);
    add_visit_type("Suivi", 20, 2650, "#4F7A28", practitioner, true);
    add_visit_type("Séance d’accompagnement", 60, 6000, "#8A6D00", coach, true);
    add_scans();
    add_prepaid_type();
}

/// One scanner in one room, for all who work at the Parc: bookable by everybody, and so far by nobody booked.
void Demo::add_scans()
{
    clinics::VisitTypeDetails type;
    type.name = "Échographie";
    type.duration_minutes = 30;
    type.price = {5300, "EUR"};
    type.colour = "#A8356B";
    type.buffer_after_minutes = 10;
    type.modes = {clinics::VisitMode::on_site};
    type.needs = {{clinics::RoomKind::room, {pasteur_}}, {clinics::RoomKind::device, {scanner_}}};
    type.min_notice_minutes = 120;
    type.horizon_days = 60;
    for (const auto& carer : carers_) {
        const bool there = std::ranges::find(carer.sites, parc_) != carer.sites.end();
        if (there && carer.kind == clinics::PractitionerKind::practitioner)
            type.practitioners.push_back(carer.id);
    }
    clinic_.clinics.add_visit_type(type);
}

/// Booked online, it is confirmed by its payment. Nobody has had such a visit yet.
void Demo::add_prepaid_type()
{
    clinics::VisitTypeDetails type;
    type.name = "Bilan nutritionnel";
    type.duration_minutes = 40;
    type.price = {5500, "EUR"};
    type.colour = "#9A4A7A";
    type.modes = {clinics::VisitMode::on_site, clinics::VisitMode::video};
    type.min_notice_minutes = 120;
    type.horizon_days = 60;
    type.pay_to_confirm = true;
    for (const auto& carer : carers_) {
        if (carer.kind == clinics::PractitionerKind::coach) type.practitioners.push_back(carer.id);
    }
    clinic_.clinics.add_visit_type(type);
}

void Demo::set_hours()
{
    for (const auto& carer : carers_) {
        std::vector<appointments::Appointments::WeeklySpan> week;
        for (int day = 1; day <= 5; ++day) {
            const auto& site = carer.sites[static_cast<std::size_t>(day) % carer.sites.size()];
            week.push_back({site, day, {9 * 60}, {12 * 60 + 20}});
            if (day != 3) week.push_back({site, day, {14 * 60}, {18 * 60}});
        }
        clinic_.appointments.set_hours(carer.id, 20, week);
    }
}

patients::NewPatient Demo::new_patient(int number)
{
    const bool woman = dice_.percent(55);
    patients::NewPatient patient;
    patient.first_name = woman ? dice_.of(demo::women) : dice_.of(demo::men);
    patient.birth_name = dice_.of(demo::families);
    if (woman && dice_.percent(30)) patient.used_name = std::string(dice_.of(demo::families));
    patient.sex = woman ? patients::Sex::female : patients::Sex::male;
    patient.birth_date = LocalDate::of(
        today_.year() - 1 - dice_.below(92), 1 + dice_.below(12), 1 + dice_.below(28));
    if (today_.year() - patient.birth_date->year() < 18) patient.used_name.reset();
    patient.phone = fmt::format("06 {:02} {:02} {:02} {:02}", dice_.below(100), dice_.below(100),
        dice_.below(100), dice_.below(100));
    if (dice_.percent(70)) patient.email = fmt::format("patient{}@demo.example", number);
    const bool in_lyon = dice_.percent(60);
    patient.address = patients::HomeAddress{
        fmt::format("{} {}", 1 + dice_.below(120), dice_.of(demo::streets)), {},
        in_lyon ? "69003" : "69100", in_lyon ? "Lyon" : "Villeurbanne", "FR"};
    return patient;
}

void Demo::add_patients()
{
    std::vector<patients::NewPatient> all;
    patients::NewPatient paul;
    paul.first_name = "Paul";
    paul.birth_name = "Vidal";
    paul.sex = patients::Sex::male;
    paul.birth_date = LocalDate::of(1987, 4, 12);
    paul.phone = "06 12 34 56 78";
    paul.email = "patient@demo.example";
    paul.address = patients::HomeAddress{"27 rue des Lilas", {}, "69003", "Lyon", "FR"};
    paul.user = patient_user_;
    all.push_back(paul);
    for (int i = 1; i < patients_count - 1; ++i) all.push_back(new_patient(i));
    const auto ids = clinic_.patients.add(all);
    patients::NewPatient rose; // Paul's daughter, for whom he books
    rose.first_name = "Rose";
    rose.birth_name = "Vidal";
    rose.sex = patients::Sex::female;
    rose.birth_date = LocalDate::of(today_.year() - 7, 3, 5);
    rose.address = paul.address;
    clinic_.patients.add_proxy(clinic_.patients.add(rose), ids.front(), patients::Relation::parent);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto& [sex, born] = std::pair(all[i].sex, *all[i].birth_date);
        patients_.push_back({ids[i], clinic_.patients.card(ids[i])->name, born, sex,
            demo::body_of(sex, today_.year() - born.year(), dice_)});
    }
}

/// Patients with a log-in, so that the feed has more voices than Paul's.
std::vector<UserId> Demo::members()
{
    constexpr std::array<std::array<std::string_view, 3>, 4> others{
        {{"ines@demo.example", "Inès", "Faure"}, {"gael@demo.example", "Gaël", "Meunier"},
            {"odette@demo.example", "Odette", "Brun"}, {"karim@demo.example", "Karim", "Lambert"}}};
    std::vector<UserId> all{patient_user_};
    for (const auto& [email, first, last] : others) {
        patients::NewPatient patient;
        patient.first_name = first;
        patient.birth_name = last;
        patient.email = email;
        patient.user = all.emplace_back(add_user(email, first, last, auth::Role::patient));
        clinic_.patients.add(patient);
    }
    return all;
}

} // namespace

void make_demo(Clinic& clinic, const std::string& password, int weeks)
{
    if (clinic.auth.count() > 0) {
        throw NotEmpty(
            "This data folder has users already; a demo is made in an empty one (--data).");
    }
    Demo(clinic, password, weeks).make();
}

std::string demo_logins(const std::string& password)
{
    std::string text = fmt::format("Demo log-ins (password for all: {})\n", password);
    const auto line = [&](std::string_view email, std::string_view what) {
        text += fmt::format("  {:<26}{}\n", email, what);
    };
    line(admin_email, "runs the clinic");
    line("reception@demo.example", "front desk: calendar, patients");
    line("doctor@demo.example", "practitioner: my day");
    line("coach@demo.example", "coach: own planning");
    line("accounts@demo.example", "accountant");
    line("patient@demo.example", "patient: my visits, book");
    line("/rdv", "without a log-in: book online");
    return text;
}

bool is_demo(const Clinic& clinic)
{
    return clinic.auth.find_by_email(admin_email).has_value();
}

} // namespace clinic
