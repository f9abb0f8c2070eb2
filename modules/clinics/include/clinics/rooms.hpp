#pragma once
// Rooms and devices of a site: what a visit takes besides the person who receives.

#include "platform/core/id.hpp"
#include "platform/schema/schema.hpp"

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace clinic::clinics {

using SiteId = Id<struct SiteTag>;
using RoomId = Id<struct RoomTag>;

enum class RoomKind { room, device };
constexpr auto spelled(RoomKind)
{
    return api::names("room", "device");
}

/// What an admin says of a room, or of a device that visits share.
struct RoomDetails {
    std::string name;
    RoomKind kind = RoomKind::room;
    bool active = true;

    static constexpr auto schema = api::object(
        api::field("name", &RoomDetails::name, "As on its door; once per site", api::name(60)),
        api::field("kind", &RoomDetails::kind, "A room, or a device", api::or_default()),
        api::field("active", &RoomDetails::active,
            "New visits may take it; false while it is out of order", api::or_default()));
};

struct Room : RoomDetails {
    RoomId id;
    SiteId site;
    bool archived = false;
    std::int64_t version = 1;

    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("id", &Room::id, "The room or device"),
                           api::field("site_id", &Room::site, "Where"))
                           .fields,
            RoomDetails::schema.fields,
            api::object(api::field("archived", &Room::archived, "Is there no more"),
                api::field("version", &Room::version, "Counts changes; the ETag"))
                .fields)};
};

constexpr int most_needs = 4;

/// One room or device that a visit takes besides the person.
struct RoomNeed {
    RoomKind kind = RoomKind::room;
    std::vector<RoomId> rooms; ///< one of these; empty: any of that kind

    bool operator==(const RoomNeed&) const = default;
    static constexpr auto schema = api::object(
        api::field("kind", &RoomNeed::kind, "A room, or a device"),
        api::field("room_ids", &RoomNeed::rooms,
            "One of these, of any sites; empty: whichever of the kind the visit's site has",
            api::max_items(50), api::or_default()));
};

} // namespace clinic::clinics
