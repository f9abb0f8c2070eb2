// Fills a demo clinic with visits, for measuring a calendar in a crowd.
//
//   fill DATA-FOLDER PRACTITIONERS VISITS
//
// Twenty practitioners to a site, who receive from 8 to 19, 25 visits of 20 minutes on each of five days a week, around today; a patient comes about
// five times. Sites and practitioners come through the product; the visits are written to its table beside it, with the
// table's indexes and rules taken away and made anew afterwards, which is many times as fast. Prints one line of JSON:
// how many visits there are, in how many seconds, the sites and practitioners, and the weeks (their Mondays) that are
// full.

#include "program.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

using namespace clinic;

namespace {

constexpr int practitioners_to_a_site = 20;
constexpr int visits_a_day = 25;
constexpr int days_a_week = 5;
constexpr int visits_of_a_patient = 5;

struct Carer {
    clinics::PractitionerId id;
    clinics::SiteId site;
};

/// What the visits are made of.
struct Staff {
    std::vector<clinics::SiteId> sites;
    std::vector<Carer> carers;
    clinics::VisitTypeId type;
    LocalDate first_monday;
    int weeks;
};

Staff hire(const std::string& folder, int count, int visits)
{
    config::Config config;
    config.server.data = folder;
    Program program(config);
    auto& clinic = program.clinic();
    const int weeks = std::max(1, visits / count / (visits_a_day * days_a_week));
    const auto today = Zone::find("Europe/Paris")->local(clinic.clock.now()).date;
    clinics::VisitTypeDetails type;
    type.name = "Visite";
    type.duration_minutes = 20;
    type.price = {3000, "EUR"};
    type.modes = {clinics::VisitMode::on_site};
    Staff staff{{}, {}, clinic.clinics.add_visit_type(type),
        today.plus_days(1 - today.weekday() - 7 * (weeks / 2)), weeks};
    clinics::SiteDetails site = clinic.clinics.sites().front();
    clinics::PractitionerDetails person = clinic.clinics.practitioners().front();
    person.user.reset();
    person.licence_number.reset();
    for (int i = 0; i < count; ++i) {
        if (i % practitioners_to_a_site == 0) {
            site.name = fmt::format("Maison {}", i / practitioners_to_a_site + 1);
            staff.sites.push_back(clinic.clinics.add_site(site));
        }
        person.last_name = fmt::format("Médecin {}", i + 1);
        person.sites = {staff.sites.back()};
        staff.carers.push_back({clinic.clinics.add_practitioner(person), staff.sites.back()});
        std::vector<appointments::Appointments::WeeklySpan> week;
        for (int day = 1; day <= days_a_week; ++day)
            week.push_back({staff.sites.back(), day, {8 * 60}, {19 * 60}});
        clinic.appointments.set_hours(staff.carers.back().id, 20, week);
    }
    return staff;
}

/// The table of visits, without its indexes and triggers for as long as this lives.
class Table {
public:
    explicit Table(const std::string& file)
    {
        check(sqlite3_open(file.c_str(), &db_));
        run("PRAGMA synchronous = OFF; PRAGMA cache_size = -1048576; PRAGMA temp_store = FILE;"
            "PRAGMA threads = 2; PRAGMA foreign_keys = OFF; PRAGMA journal_mode = OFF;");
        take_rules_away();
        run("BEGIN");
        check(sqlite3_prepare_v2(db_, insert, -1, &insert_, nullptr));
    }
    ~Table() { sqlite3_close(db_); }
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    void add(
        const Carer& carer, clinics::VisitTypeId type, patients::PatientId patient, Instant starts)
    {
        const auto id = appointments::AppointmentId::fresh();
        text(1, id.view());
        text(2, patient.view());
        text(3, carer.id.view());
        text(4, carer.site.view());
        text(5, type.view());
        sqlite3_bind_int64(insert_, 6, starts.ms);
        sqlite3_bind_int64(insert_, 7, starts.plus_minutes(20).ms);
        sqlite3_bind_int64(insert_, 8, starts.plus_days(-14).ms);
        if (sqlite3_step(insert_) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
        sqlite3_reset(insert_);
    }
    void finish()
    {
        sqlite3_finalize(insert_);
        run("COMMIT");
        for (const auto& rule : rules_) run(rule.c_str());
        run("PRAGMA journal_mode = WAL;");
    }

private:
    static constexpr const char* insert = R"(
        INSERT INTO appointments_visits
               (id, patient_id, patient_name, practitioner_id, site_id, visit_type_id, mode, starts_at, ends_at,
                busy_from, busy_until, status, reason, created_at, version)
        VALUES (?1, ?2, 'Lefèvre-Dubois Noémie', ?3, ?4, ?5, 'on_site', ?6, ?7, ?6, ?7, 'booked',
                'Contrôle annuel', ?8, 1))";

    void take_rules_away()
    {
        sqlite3_stmt* each = nullptr;
        check(sqlite3_prepare_v2(db_,
            "SELECT sql, 'DROP ' || type || ' ' || name FROM sqlite_master "
            "WHERE tbl_name = 'appointments_visits' AND type IN ('index', 'trigger') AND sql IS "
            "NOT NULL",
            -1, &each, nullptr));
        std::vector<std::string> drops;
        while (sqlite3_step(each) == SQLITE_ROW) {
            rules_.emplace_back(column(each, 0));
            drops.emplace_back(column(each, 1));
        }
        sqlite3_finalize(each);
        for (const auto& drop : drops) run(drop.c_str());
    }
    static const char* column(sqlite3_stmt* statement, int number)
    {
        return reinterpret_cast<const char*>(sqlite3_column_text(statement, number));
    }
    void text(int place, std::string_view value)
    {
        sqlite3_bind_text(
            insert_, place, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
    }
    void run(const char* sql) { check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr)); }
    void check(int code)
    {
        if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db_));
    }

    sqlite3* db_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
    std::vector<std::string> rules_;
};

/// One practitioner after the other, each with patients of their own.
void fill_years_of(Table& table, const Staff& staff, const Carer& carer)
{
    const int visits = staff.weeks * days_a_week * visits_a_day;
    std::vector<patients::PatientId> patients(
        static_cast<std::size_t>(visits / visits_of_a_patient + 1));
    for (auto& patient : patients) patient = patients::PatientId::fresh();
    for (int i = 0; i < visits; ++i) {
        const int day = i / visits_a_day;
        const auto date = staff.first_monday.plus_days(day / days_a_week * 7 + day % days_a_week);
        const auto starts = Instant{date.days * std::int64_t{86'400'000}}.plus_minutes(
            7 * 60 + i % visits_a_day * 20);
        table.add(carer, staff.type, patients[static_cast<std::size_t>(i) * 7919 % patients.size()],
            starts);
    }
}

void tell(const Staff& staff, double seconds)
{
    std::vector<std::string_view> sites;
    std::vector<std::string_view> practitioners;
    for (const auto& site : staff.sites) sites.push_back(site.view());
    for (const auto& carer : staff.carers) practitioners.push_back(carer.id.view());
    fmt::print(
        R"({{"visits":{},"seconds":{:.0f},"first_monday":"{}","weeks":{},"visit_type":"{}","sites":["{}"],"practitioners":["{}"]}})"
        "\n",
        staff.carers.size() * static_cast<std::size_t>(staff.weeks * days_a_week * visits_a_day),
        seconds, staff.first_monday.text(), staff.weeks, staff.type.view(),
        fmt::join(sites, R"(",")"), fmt::join(practitioners, R"(",")"));
}

} // namespace

int main(int count, char** words)
try {
    if (count != 4) throw std::runtime_error("fill DATA-FOLDER PRACTITIONERS VISITS");
    const auto begun = std::chrono::steady_clock::now();
    const auto staff = hire(words[1], std::atoi(words[2]), std::atoi(words[3]));
    Table table((std::filesystem::path(words[1]) / "clinic.db").string());
    for (const auto& carer : staff.carers) fill_years_of(table, staff, carer);
    table.finish();
    tell(staff, std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
} catch (const std::exception& problem) {
    fmt::print(stderr, "fill: {}\n", problem.what());
    return 1;
}
