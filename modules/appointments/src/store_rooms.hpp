#pragma once
// Rows of rooms and devices that visits, groups and holds take.

#include "rooms.hpp"
#include "store.hpp"

namespace clinic::appointments::store {

/// For whom rooms are taken, and when.
struct RoomClaim {
    std::string owner; ///< the id of a visit, a group or a hold
    clinics::SiteId site;
    Span busy;
    // Of a hold alone:
    std::optional<UserId> user{};
    std::optional<Instant> expires_at{};
};
/// One of each choice, in their order; of those that can be had, when `what_is_free`, or else nothing: then the caller undoes
/// what was taken.
[[nodiscard]] std::optional<std::vector<clinics::RoomId>> take_rooms(db::Tx& tx,
    const RoomClaim& claim, const std::vector<RoomChoice>& choices, bool what_is_free = false);
void drop_rooms(db::Tx& tx, std::string_view owner);
/// What has expired of a site's rooms: whoever wants one removes it first, so that the rule needs no clock.
void drop_expired_rooms(db::Tx& tx, clinics::SiteId site, Instant now);

/// Takes the visit's rooms, or shares those of its group, and writes them into it. False when one is missing.
[[nodiscard]] bool settle_rooms(db::Tx& tx, Appointment& visit, const Claim& claim);
/// Takes rooms anew for a whole group, whose visits on site show them. False when one is missing.
[[nodiscard]] bool settle_group_rooms(
    db::Tx& tx, const RoomClaim& group, const std::vector<RoomChoice>& choices);

/// When a room is taken within the span, by begin: never overlapping.
[[nodiscard]] std::vector<Span> room_taken(
    db::Tx& tx, const clinics::RoomId& room, const Span& span, const RoomSeeker& seeker);

/// Runs the deed; all that it changed is undone unless it answers `done`.
[[nodiscard]] Taking whole(db::Tx& tx, const std::function<Taking()>& deed);

} // namespace clinic::appointments::store
