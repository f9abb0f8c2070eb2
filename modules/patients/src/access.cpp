#include "access.hpp"

#include "auth/auth.hpp"
#include "days.hpp"
#include "glass.hpp"
#include "proxies.hpp"
#include "store.hpp"

namespace clinic::patients::access {
namespace {

constexpr auto practitioners = auth::bit(Role::practitioner);
constexpr auto coaches = auth::bit(Role::coach);
constexpr auto clients = auth::bit(Role::patient) | coaches;
constexpr auto glass_breakers = practitioners | auth::bit(Role::admin);

std::unexpected<Problem> glass_needed()
{
    return refuse(Refusal::forbidden, "break_glass_needed",
        {"Ce dossier médical n’est pas de votre suivi. Donnez une raison pour l’ouvrir.",
            "This medical record is outside your care. Give a reason to open it."});
}

std::unexpected<Problem> readers_only()
{
    return forbidden({"Seuls les soignants écrivent dans un dossier médical.",
        "Only those who care for a patient write into the medical record."});
}

} // namespace

Standing standing(db::Tx& tx, const http::Principal& who, PatientId id, Instant now)
{
    Standing standing;
    standing.practitioner = who.has(practitioners);
    standing.desk = keeps_all(who) && store::exists(tx, id);
    if (who.has(practitioners | coaches) && store::in_care(tx, who.user, id)) {
        standing.care = who.has(practitioners);
        standing.coaching = who.has(coaches);
    }
    if (!standing.care && who.has(glass_breakers)) {
        standing.glass = store::open_glass(tx, who.user, id, now);
    }
    standing.own = who.has(clients) && store::patient_of(tx, who.user) == id;
    return standing;
}

Result<Nothing> to_read(const Standing& standing, bool shared)
{
    if (standing.reads_clinical() || (shared && standing.own)) return Nothing{};
    if (standing.desk) return glass_needed();
    return not_found();
}

Result<Nothing> to_write(const Standing& standing, bool by_patient)
{
    if (standing.writes_clinical() || (by_patient && standing.own)) return Nothing{};
    if (standing.reads_clinical()) return readers_only();
    if (standing.desk) return glass_needed();
    return not_found();
}

bool holds(const store::ProxyRow& row, Instant now)
{
    if (!row.proxy_able) return false;
    return row.kept ||
           (row.patient_birth_date && of_age_on(*row.patient_birth_date) > latest_today(now));
}

std::vector<Ward> wards(db::Tx& tx, UserId user, Instant now)
{
    std::vector<Ward> found;
    for (const auto& row : store::wards_of(tx, user)) {
        if (holds(row, now)) found.push_back({row.patient_id, row.patient_name, row.relation});
    }
    return found;
}

bool keeps_all(const http::Principal& who)
{
    return who.has(allow::front_desk.any_of());
}

std::string search_scope(const http::Principal& who)
{
    return keeps_all(who) ? std::string(store::everyone) : who.user.str();
}

std::optional<Patient> seen_by(db::Tx& tx, const http::Principal& who, PatientId id, Instant now)
{
    const auto by = standing(tx, who, id, now);
    if (!by.sees()) return std::nullopt;
    auto patient = store::find(tx, id);
    if (patient && !by.sees_as_staff()) patient->note.reset(); // written about them, not to them
    return patient;
}

bool may_see(db::Tx& tx, const http::Principal& who, PatientId id, Instant now)
{
    return standing(tx, who, id, now).sees();
}

} // namespace clinic::patients::access
