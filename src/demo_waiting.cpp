#include "demo_waiting.hpp"

#include <array>

namespace clinic::demo {
namespace {

using appointments::WaitingWish;

/// What is told of each wish, in the order in which they came.
struct Asked {
    std::size_t carer;
    std::vector<int> weekdays;
    std::optional<LocalTime> earliest;
    std::optional<LocalTime> latest;
    int days_ahead;
    bool anyone;
    std::string_view note;
};

const auto& all_asked()
{
    static const std::array<Asked, 7> asked{{
        {0, {1, 2}, LocalTime{9 * 60}, LocalTime{12 * 60}, 21, false, "Plutôt le matin."},
        {1, {}, {}, {}, 14, true, ""},
        {2, {5}, LocalTime{14 * 60}, {}, 30, false, "Après l’école."},
        {3, {}, {}, LocalTime{10 * 60}, 28, false, ""},
        {0, {1, 3, 5}, {}, {}, 40, true, "Peut venir avec une heure de délai."},
        {4, {}, LocalTime{16 * 60}, {}, 35, false, "Après le travail."},
        {1, {2, 4}, {}, {}, 10, false, ""},
    }};
    return asked;
}

/// Somebody whom the carer receives, and nobody twice.
std::size_t chosen(
    const Carer& carer, const std::vector<Patient>& patients, LocalDate today, std::size_t from)
{
    while (from + 1 < patients.size() && !carer.receives(patients[from], today)) ++from;
    return from;
}

} // namespace

void add_wishes(
    Clinic& clinic, const std::vector<Carer>& carers, const std::vector<Patient>& patients)
{
    const auto now = clinic.clock.now();
    const auto today = Zone::find("Europe/Paris")->local(now).date;
    std::vector<WaitingWish> wishes;
    std::size_t next = 0;
    for (const auto& asked : all_asked()) {
        const auto& carer = carers[asked.carer % carers.size()];
        next = chosen(carer, patients, today, next);
        WaitingWish wish;
        wish.id = appointments::WishId::fresh();
        wish.patient_id = patients[next].id;
        wish.site_id = carer.sites.front();
        wish.visit_type_id = carer.types.front();
        if (!asked.anyone) wish.practitioner_ids = {carer.id};
        wish.weekdays = asked.weekdays;
        wish.earliest = asked.earliest;
        wish.latest = asked.latest;
        wish.until = today.plus_days(asked.days_ahead);
        if (!asked.note.empty()) wish.note = std::string(asked.note);
        wish.by_patient = next % 2 == 0;
        wish.created_at = now.plus_days(-asked.days_ahead % 9 - 1);
        wishes.push_back(std::move(wish));
        next += 5;
    }
    clinic.appointments.import_wishes(wishes);
}

} // namespace clinic::demo
