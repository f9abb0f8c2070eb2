// Fills a demo clinic with visits, for measuring a calendar in a crowd.
//
//   fill DATA-FOLDER PRACTITIONERS VISITS [SECONDS]
//
// Ten practitioners to a site, 25 visits of 20 minutes on each of five days a week, around today; a patient comes about
// five times. Stops early when the seconds are over. Prints one line of JSON: how many visits there are, in how many
// seconds, the sites and practitioners, and the weeks (their Mondays) that are full.

#include "program.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <cstdlib>

using namespace clinic;
using appointments::Appointment;

namespace {

constexpr int practitioners_to_a_site = 10;
constexpr int visits_a_day = 25;
constexpr int days_a_week = 5;
constexpr int visits_of_a_patient = 5;
constexpr std::size_t visits_to_a_transaction = 5'000; // some 10 MB: within SQLite's cache

struct Carer {
    clinics::PractitionerId id;
    clinics::SiteId site;
};

class Filler {
public:
    Filler(Clinic& clinic, int practitioners, int visits, double seconds)
        : clinic_(clinic),
          weeks_(std::max(1, visits / practitioners / (visits_a_day * days_a_week))),
          deadline_(std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds))
    {
        const auto today = Zone::find("Europe/Paris")->local(clinic.clock.now()).date;
        first_monday_ = today.plus_days(1 - today.weekday() - 7 * (weeks_ / 2));
        hire(practitioners);
    }

    void run()
    {
        const auto type = clinic_.clinics.visit_types().front().id;
        for (const auto& carer : carers_) {
            if (std::chrono::steady_clock::now() >= deadline_) break;
            fill_years_of(carer, type);
            ++filled_;
        }
    }

    void tell(double seconds) const
    {
        std::vector<std::string_view> practitioners;
        for (std::size_t i = 0; i < filled_; ++i) practitioners.push_back(carers_[i].id.view());
        // A site counts when all of its practitioners are full; the first one always does.
        const auto full = std::max<std::size_t>(1, filled_ / practitioners_to_a_site);
        std::vector<std::string_view> sites;
        for (std::size_t i = 0; i < full; ++i) sites.push_back(sites_[i].view());
        fmt::print(
            R"({{"visits":{},"seconds":{:.0f},"first_monday":"{}","weeks":{},"sites":["{}"],"practitioners":["{}"]}})"
            "\n",
            visits_, seconds, first_monday_.text(), weeks_, fmt::join(sites, R"(",")"),
            fmt::join(practitioners, R"(",")"));
    }

private:
    void hire(int count)
    {
        clinics::SiteDetails site = clinic_.clinics.sites().front();
        clinics::PractitionerDetails person = clinic_.clinics.practitioners().front();
        person.user.reset();
        person.licence_number.reset();
        for (int i = 0; i < count; ++i) {
            if (i % practitioners_to_a_site == 0) {
                site.name = fmt::format("Maison {}", i / practitioners_to_a_site + 1);
                sites_.push_back(clinic_.clinics.add_site(site));
            }
            person.last_name = fmt::format("Médecin {}", i + 1);
            person.sites = {sites_.back()};
            carers_.push_back({clinic_.clinics.add_practitioner(person), sites_.back()});
        }
    }

    /// One practitioner after the other, each with patients of their own: what a transaction touches lies together.
    void fill_years_of(const Carer& carer, clinics::VisitTypeId type)
    {
        const int visits = weeks_ * days_a_week * visits_a_day;
        std::vector<patients::PatientId> patients(
            static_cast<std::size_t>(visits / visits_of_a_patient + 1));
        for (auto& patient : patients) patient = patients::PatientId::fresh();
        std::vector<Appointment> batch;
        for (int i = 0; i < visits; ++i) {
            const auto& patient = patients[static_cast<std::size_t>(i) * 7919 % patients.size()];
            batch.push_back(visit(carer, type, patient, i));
            if (batch.size() == visits_to_a_transaction) flush(batch);
        }
        flush(batch);
    }

    [[nodiscard]] Appointment visit(const Carer& carer, clinics::VisitTypeId type,
        patients::PatientId patient, int number) const
    {
        const int day = number / visits_a_day;
        const auto date = first_monday_.plus_days(day / days_a_week * 7 + day % days_a_week);
        Appointment visit;
        visit.id = appointments::AppointmentId::fresh();
        visit.patient_id = patient;
        visit.patient_name = "Lefèvre-Dubois Noémie";
        visit.practitioner_id = carer.id;
        visit.site_id = carer.site;
        visit.visit_type_id = type;
        visit.starts_at = Instant{date.days * std::int64_t{86'400'000}}.plus_minutes(
            7 * 60 + number % visits_a_day * 20);
        visit.ends_at = visit.starts_at.plus_minutes(20);
        visit.reason = "Contrôle annuel";
        visit.created_at = visit.starts_at.plus_days(-14);
        return visit;
    }

    void flush(std::vector<Appointment>& batch)
    {
        const auto refused = clinic_.appointments.import(batch);
        if (refused > 0) throw std::runtime_error(fmt::format("{} visits were refused", refused));
        visits_ += batch.size();
        batch.clear();
    }

    Clinic& clinic_;
    int weeks_;
    std::chrono::time_point<std::chrono::steady_clock, std::chrono::duration<double>> deadline_;
    LocalDate first_monday_;
    std::vector<clinics::SiteId> sites_;
    std::vector<Carer> carers_;
    std::size_t filled_ = 0;
    std::size_t visits_ = 0;
};

} // namespace

int main(int count, char** words)
try {
    if (count < 4) throw std::runtime_error("fill DATA-FOLDER PRACTITIONERS VISITS [SECONDS]");
    config::Config config;
    config.server.data = words[1];
    Program program(config);
    const auto begun = std::chrono::steady_clock::now();
    Filler filler(program.clinic(), std::atoi(words[2]), std::atoi(words[3]),
        count > 4 ? std::atof(words[4]) : 3600);
    filler.run();
    filler.tell(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
} catch (const std::exception& problem) {
    fmt::print(stderr, "fill: {}\n", problem.what());
    return 1;
}
