#include "glass.hpp"

#include "access.hpp"
#include "duplicates.hpp"
#include "store.hpp"

#include <fmt/format.h>

namespace clinic::patients {
namespace {

constexpr std::int64_t open_minutes = 60;

void insert(db::Tx& tx, const Glass& glass)
{
    tx.run(R"(
        INSERT INTO patients_glass (id, patient_id, user_id, user_name, reason, opened_at, closes_at)
        VALUES (:id, :patient, :user, :user_name, :reason, :opened_at, :closes_at))",
        glass.id, glass.patient_id, glass.user_id, glass.user_name, glass.reason, glass.opened_at,
        glass.closes_at);
}

std::vector<Glass> openings(db::Tx& tx, const std::vector<std::string>& after, int limit)
{
    const auto at = Instant::parse(after[0]).value_or(Instant{INT64_MAX});
    return tx.all<Glass>(R"(
        SELECT glass.id, patient_id, COALESCE(used_name, birth_name) || ' ' || first_name AS patient_name,
               glass.user_id, user_name, reason, opened_at, closes_at
          FROM patients_glass AS glass
          JOIN patients_people AS person ON person.id = patient_id
         WHERE opened_at < :at OR (opened_at = :at AND glass.id < :id)
         ORDER BY opened_at DESC, glass.id DESC
         LIMIT :limit)",
        at, at, after[1], limit);
}

} // namespace

std::optional<Instant> store::open_glass(db::Tx& tx, UserId user, PatientId patient, Instant now)
{
    return tx.one<Instant>(R"(
        SELECT closes_at
          FROM patients_glass
         WHERE user_id = :user AND patient_id = :patient AND closes_at > :now
         ORDER BY closes_at DESC
         LIMIT 1)",
        user, patient, now);
}

std::vector<Opening> store::openings(db::Tx& tx, PatientId patient)
{
    return tx.all<Opening>(R"(
        SELECT user_id, reason, opened_at, closes_at
          FROM patients_glass
         WHERE patient_id = :patient
         ORDER BY opened_at DESC)",
        patient);
}

Result<Glass> GlassHandlers::open(http::Context& cx, const BreakGlass& in)
{
    const auto patient = store::card(cx.tx, in.id);
    if (!patient) return not_found();
    if (access::standing(cx.tx, cx.user(), in.id, cx.now).care) {
        return conflict(
            "in_care", {"Ce dossier vous est déjà ouvert : ce patient est suivi par vous.",
                           "This record is open to you: the patient is in your care."});
    }
    Glass glass{Id<struct GlassTag>::fresh(), in.id, patient->name, cx.user().user, cx.user().name,
        in.reason, cx.now, cx.now.plus_minutes(open_minutes)};
    insert(cx.tx, glass);
    cx.subject("patient", in.id.view(),
        fmt::format(
            R"({{"glass_id":"{}","until":"{}"}})", glass.id.view(), glass.closes_at.text()));
    cx.emit(GlassBroken{in.id, cx.user().user});
    return glass;
}

Result<http::Page<Glass>> GlassHandlers::list(http::Context& cx, const ListGlass& in)
{
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    auto page = http::page_of(
        openings(cx.tx, *after, in.page.limit + 1), in.page, [](const Glass& glass) {
            return std::vector<std::string>{glass.opened_at.text(), glass.id.str()};
        });
    if (in.page.count) {
        page.total = cx.tx.value<std::int64_t>("SELECT COUNT(*) FROM patients_glass");
    }
    const auto look = http::look_at(page, in.page);
    for (const auto& glass : page.items) cx.lists(glass.patient_id.view(), look);
    return page;
}

Result<http::Page<Outsider>> GlassHandlers::find(http::Context& cx, const FindOutside& in)
{
    http::Page<Outsider> page;
    for (const auto& id : same_person(cx.tx, in.first_name, in.birth_name, in.birth_date)) {
        page.items.push_back({id, store::card(cx.tx, id)->name, in.birth_date});
        cx.subject("patient", id.view());
    }
    return page;
}

} // namespace clinic::patients
