// Rows of times that are kept.

#include "store_rooms.hpp"

namespace clinic::appointments::store {
namespace {

bool insert_row(db::Tx& tx, UserId user, const Hold& hold, const Span& busy)
{
    return tx.attempt(R"(
        INSERT INTO appointments_holds (id, practitioner_id, site_id, visit_type_id, starts_at, ends_at, created_at,
                                        expires_at, user_id, busy_from, busy_until)
        VALUES (:id, :practitioner_id, :site_id, :visit_type_id, :starts_at, :ends_at, :created_at, :expires_at,
                :user_id, :busy_from, :busy_until))",
               hold, user, busy.from, busy.until) == db::Tx::Outcome::done;
}

} // namespace

std::vector<Span> held_within(
    db::Tx& tx, clinics::PractitionerId practitioner, const Span& span, UserId except, Instant now)
{
    const auto rows = tx.all<std::tuple<Instant, Instant>>(R"(
        SELECT busy_from, busy_until FROM appointments_holds
         WHERE practitioner_id = :practitioner
           AND busy_from < :until AND busy_until > :from
           AND user_id IS DISTINCT FROM :except AND expires_at > :now
         ORDER BY busy_from)",
        practitioner, span.until, span.from, except, now);
    std::vector<Span> spans;
    spans.reserve(rows.size());
    for (const auto& [from, until] : rows) spans.push_back({from, until});
    return spans;
}

Taking insert_hold(db::Tx& tx, UserId user, const Hold& hold, const Span& busy,
    const std::vector<RoomChoice>& rooms)
{
    if (rooms.empty()) {
        return insert_row(tx, user, hold, busy) ? Taking::done : Taking::time_taken;
    }
    return whole(tx, [&] {
        if (!insert_row(tx, user, hold, busy)) return Taking::time_taken;
        const RoomClaim claim{hold.id.str(), hold.site_id, busy, user, hold.expires_at};
        return take_rooms(tx, claim, rooms) ? Taking::done : Taking::no_room;
    });
}

std::optional<Hold> find_hold(db::Tx& tx, UserId user, HoldId id)
{
    return tx.one<Hold>(R"(
        SELECT id, practitioner_id, site_id, visit_type_id, starts_at, ends_at, created_at, expires_at
          FROM appointments_holds
         WHERE id = :id AND user_id = :user)",
        id, user);
}

void drop_hold_of(db::Tx& tx, UserId user)
{
    tx.run("DELETE FROM appointments_holds WHERE user_id = :user", user);
}

void drop_expired_holds(db::Tx& tx, clinics::PractitionerId practitioner, Instant now)
{
    tx.run("DELETE FROM appointments_holds WHERE practitioner_id = :practitioner AND "
           "expires_at <= :now",
        practitioner, now);
}

} // namespace clinic::appointments::store
