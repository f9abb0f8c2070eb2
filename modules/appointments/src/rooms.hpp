#pragma once
// Rooms and devices that a visit takes besides the person: each need is a choice among some of its site's, and no two needs
// are given the same.

#include "slots.hpp"

#include "platform/db/tx.hpp"

#include <functional>
#include <map>

namespace clinic::appointments {

/// One room or device: any of these, the first ones rather.
using RoomChoice = std::vector<clinics::RoomId>;

/// One of each choice, no room twice; nothing for a choice for which none is left. As many of them as can be at once (by
/// augmenting paths), so that a choice of many never takes the only one of another. Each room is asked for once at most, and
/// one that is free is given.
[[nodiscard]] std::vector<std::optional<clinics::RoomId>> allot(
    const std::vector<RoomChoice>& choices,
    const std::function<bool(const clinics::RoomId&)>& is_free);

/// The same choices, with the rooms that it has had in front: a visit stays where it was, if it can.
[[nodiscard]] std::vector<RoomChoice> kept_first(
    std::vector<RoomChoice> choices, const std::vector<clinics::RoomId>& had);

/// Who looks for rooms: what they hold is free to them, as is what their visit leaves.
struct RoomSeeker {
    UserId user;
    Instant now;
    std::optional<AppointmentId> moved{};
};

/// Where rooms are free, in one search: what is taken of each is read once, whoever's starts are looked at.
class FreeRooms {
public:
    /// All that is asked lies within `reach`.
    FreeRooms(db::Tx& tx, const RoomSeeker& seeker, const Span& reach)
        : tx_(tx), seeker_(seeker), reach_(reach)
    {
    }
    /// Leaves out the starts for which a room is missing.
    void keep(
        std::vector<Instant>& starts, const Need& need, const std::vector<RoomChoice>& choices);

private:
    [[nodiscard]] const std::vector<Span>& taken(const clinics::RoomId& room);

    db::Tx& tx_;
    RoomSeeker seeker_;
    Span reach_;
    std::map<clinics::RoomId, std::vector<Span>> taken_;
};

} // namespace clinic::appointments
