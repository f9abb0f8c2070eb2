// How a visit takes its time and its rooms: all of it or nothing, as the database's rules say.

#include "store_rooms.hpp"

namespace clinic::appointments::store {
namespace {

bool insert_row(db::Tx& tx, const Appointment& visit, const Claim& claim)
{
    return tx.attempt(R"(
        INSERT INTO appointments_visits
               (id, patient_id, patient_name, practitioner_id, site_id, visit_type_id, series_id, group_id, mode, starts_at,
                ends_at, status, pay_by, reason, note, arrived_at, started_at, completed_at, cancelled_at, cancel_reason, cancelled_by,
                late_cancel, override_reason, created_at, version, room_ids, busy_from, busy_until, over_others, own_minutes)
        VALUES (:id, :patient_id, :patient_name, :practitioner_id, :site_id, :visit_type_id, :series_id, :group_id, :mode,
                :starts_at, :ends_at, :status, :pay_by, :reason, :note, :arrived_at, :started_at, :completed_at, :cancelled_at,
                :cancel_reason, :cancelled_by, :late_cancel, :override_reason, :created_at, :version, :room_ids, :busy_from,
                :busy_until, :over_others, :own_minutes))",
               visit, claim.busy.from, claim.busy.until, claim.over_others,
               claim.own_minutes) == db::Tx::Outcome::done;
}

bool update_row(db::Tx& tx, Appointment& visit, const Claim& claim)
{
    const auto outcome = tx.attempt(R"(
        UPDATE appointments_visits
           SET practitioner_id = :practitioner, site_id = :site, group_id = :group, mode = :mode, starts_at = :starts_at,
               ends_at = :ends_at, busy_from = :busy_from, busy_until = :busy_until, over_others = :over_others,
               own_minutes = :own_minutes, status = :status, pay_by = :pay_by, reason = :reason, note = :note, arrived_at = :arrived_at, started_at = :started_at,
               completed_at = :completed_at, cancelled_at = :cancelled_at, cancel_reason = :cancel_reason,
               cancelled_by = :cancelled_by, late_cancel = :late_cancel, override_reason = :override_reason, version = version + 1
         WHERE id = :id)",
        visit.practitioner_id, visit.site_id, visit.group_id, visit.mode, visit.starts_at,
        visit.ends_at, claim.busy.from, claim.busy.until, claim.over_others, claim.own_minutes,
        visit.status, visit.pay_by, visit.reason, visit.note, visit.arrived_at, visit.started_at,
        visit.completed_at, visit.cancelled_at, visit.cancel_reason, visit.cancelled_by,
        visit.late_cancel, visit.override_reason, visit.id);
    if (outcome == db::Tx::Outcome::violated) return false;
    ++visit.version;
    return true;
}

/// It chooses rooms, or gives up those that it has.
bool concerns_rooms(const Appointment& visit, const Claim& claim)
{
    return claim.rooms && (!claim.rooms->empty() || !visit.room_ids.empty());
}

/// The person's time first, then the rooms: everybody in that order, so that no two wait for each other.
template <class F> Taking with_rooms(db::Tx& tx, Appointment& visit, const Claim& claim, F write)
{
    auto changed = visit;
    const auto outcome = whole(tx, [&] {
        if (!write(changed)) return Taking::time_taken;
        return settle_rooms(tx, changed, claim) ? Taking::done : Taking::no_room;
    });
    if (outcome == Taking::done) visit = std::move(changed);
    return outcome;
}

Taking outcome_of(bool done)
{
    return done ? Taking::done : Taking::time_taken;
}

} // namespace

Taking insert(db::Tx& tx, Appointment& visit, const Claim& claim)
{
    if (!concerns_rooms(visit, claim)) return outcome_of(insert_row(tx, visit, claim));
    return with_rooms(
        tx, visit, claim, [&](Appointment& changed) { return insert_row(tx, changed, claim); });
}

Taking update(db::Tx& tx, Appointment& visit, const Claim& claim)
{
    if (!concerns_rooms(visit, claim)) return outcome_of(update_row(tx, visit, claim));
    return with_rooms(tx, visit, claim, [&](Appointment& changed) {
        drop_rooms(tx, changed.id.view());
        return update_row(tx, changed, claim);
    });
}

bool rewrite(db::Tx& tx, Appointment& visit)
{
    return update_row(tx, visit, claim_of(tx, visit.id));
}

Claim claim_of(db::Tx& tx, AppointmentId id)
{
    const auto [from, until, over_others, own_minutes] =
        *tx.one<std::tuple<Instant, Instant, bool, std::optional<int>>>(
            "SELECT busy_from, busy_until, over_others, own_minutes FROM appointments_visits "
            "WHERE id = :id",
            id);
    return {{from, until}, over_others, own_minutes, {}, false};
}

} // namespace clinic::appointments::store
