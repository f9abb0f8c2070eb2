#include "store_rooms.hpp"

#include "attempt.hpp"

#include <algorithm>

namespace clinic::appointments::store {
namespace {

bool take(db::Tx& tx, const RoomClaim& claim, const clinics::RoomId& room)
{
    return tx.attempt(R"(
        INSERT INTO appointments_resources (owner_id, room_id, site_id, busy_from, busy_until, user_id, expires_at)
        VALUES (:owner, :room, :site, :from, :until, :user, :expires_at))",
               claim.owner, room, claim.site, claim.busy.from, claim.busy.until, claim.user,
               claim.expires_at) == db::Tx::Outcome::done;
}

std::vector<clinics::RoomId> rooms_of(db::Tx& tx, std::string_view owner)
{
    return tx.all<clinics::RoomId>(
        "SELECT room_id FROM appointments_resources WHERE owner_id = :owner ORDER BY room_id",
        owner);
}

} // namespace

std::optional<std::vector<clinics::RoomId>> take_rooms(
    db::Tx& tx, const RoomClaim& claim, const std::vector<RoomChoice>& choices, bool what_is_free)
{
    std::vector<clinics::RoomId> taken;
    const auto given = allot(
        choices, [&](const clinics::RoomId& room) { return take(tx, claim, room); });
    for (const auto& room : given) {
        if (room) taken.push_back(*room);
        else if (!what_is_free) return std::nullopt;
    }
    return taken;
}

void drop_rooms(db::Tx& tx, std::string_view owner)
{
    tx.run("DELETE FROM appointments_resources WHERE owner_id = :owner", owner);
}

void drop_expired_rooms(db::Tx& tx, clinics::SiteId site, Instant now)
{
    if (tx.postgres()) {
        (void)tx.value<std::int64_t>(
            "SELECT appointments_drop_expired_rooms(:site, :now)", site, now);
        return;
    }
    tx.run("DELETE FROM appointments_resources WHERE site_id = :site AND expires_at <= :now", site,
        now);
}

bool settle_rooms(db::Tx& tx, Appointment& visit, const Claim& claim)
{
    const auto& choices = *claim.rooms;
    const auto owner = visit.group_id ? visit.group_id->str() : visit.id.str();
    visit.room_ids.clear();
    if (!choices.empty() && visit.group_id) visit.room_ids = rooms_of(tx, owner);
    if (visit.room_ids.empty()) {
        auto taken = take_rooms(
            tx, {owner, visit.site_id, claim.busy}, choices, claim.what_is_free);
        if (!taken) return false;
        visit.room_ids = *std::move(taken);
    }
    tx.run("UPDATE appointments_visits SET room_ids = :rooms WHERE id = :id", visit.room_ids,
        visit.id);
    return true;
}

bool settle_group_rooms(db::Tx& tx, const RoomClaim& group, const std::vector<RoomChoice>& choices)
{
    drop_rooms(tx, group.owner);
    const auto taken = take_rooms(tx, group, choices);
    if (!taken) return false;
    tx.run(R"(
        UPDATE appointments_visits SET room_ids = :rooms
         WHERE group_id = :group AND mode = 'on_site' AND status NOT IN ('cancelled', 'no_show'))",
        *taken, group.owner);
    return true;
}

std::vector<Span> room_taken(
    db::Tx& tx, const clinics::RoomId& room, const Span& span, const RoomSeeker& seeker)
{
    // Nothing takes a room for more than a day (a CHECK of the table), so the index need not be read further back.
    const auto rows = tx.all<std::tuple<Instant, Instant>>(R"(
        SELECT busy_from, busy_until FROM appointments_resources
         WHERE room_id = :room AND busy_from > :earliest AND busy_from < :until AND busy_until > :from
           AND owner_id <> :except
           AND (expires_at IS NULL OR (expires_at > :now AND user_id IS DISTINCT FROM :user))
         ORDER BY busy_from)",
        room, span.from.plus_days(-1), span.until, span.from,
        seeker.moved ? seeker.moved->str() : std::string(), seeker.now, seeker.user);
    std::vector<Span> spans;
    spans.reserve(rows.size());
    for (const auto& [from, until] : rows) spans.push_back({from, until});
    return spans;
}

Taking whole(db::Tx& tx, const std::function<Taking()>& deed)
{
    auto outcome = Taking::done;
    (void)kept_if(tx, [&] {
        outcome = deed();
        return outcome == Taking::done;
    });
    return outcome;
}

} // namespace clinic::appointments::store
