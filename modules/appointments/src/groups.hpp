#pragma once
// Groups: one time of a practitioner for several patients. Who takes part has a visit of their own, with all that a visit
// has; the group is what these visits share, and knows how many places there are.

#include "api.hpp"

namespace clinic::appointments {

constexpr int most_places = 200;

/// What the visits of one group have in common.
struct GroupRow {
    GroupId id;
    clinics::PractitionerId practitioner_id;
    clinics::SiteId site_id;
    clinics::VisitTypeId visit_type_id;
    Instant starts_at;
    Instant ends_at;
    int capacity = 2;
    int taken = 0;
    std::int64_t version = 1;

    [[nodiscard]] int places() const { return capacity - taken; }
    static constexpr auto schema = api::object(api::field("id", &GroupRow::id, "Names the group"),
        api::field("practitioner_id", &GroupRow::practitioner_id, "Who receives"),
        api::field("site_id", &GroupRow::site_id, "Where"),
        api::field("visit_type_id", &GroupRow::visit_type_id, "What for"),
        api::field("starts_at", &GroupRow::starts_at, "Begin"),
        api::field("ends_at", &GroupRow::ends_at, "End, without buffers"),
        api::field("capacity", &GroupRow::capacity, "How many places there are"),
        api::field("taken", &GroupRow::taken, "How many of them are taken"),
        api::field("version", &GroupRow::version, "Grows with every change; see ETag"));
};

struct GroupSession : GroupRow {
    std::vector<Appointment> participants;

    static constexpr auto schema = api::Object{std::tuple_cat(GroupRow::schema.fields,
        api::object(api::field("participants", &GroupSession::participants,
                        "Their visits, by name; those who have left too", api::max_items(1000)))
            .fields)};
};

struct OneGroup {
    GroupId group_id;
    static constexpr auto schema = api::object(
        api::field("group_id", &OneGroup::group_id, "Which group"));
};

struct MoveGroup : OneGroup {
    Instant starts_at;
    std::optional<clinics::PractitionerId> practitioner_id;

    static constexpr auto schema = api::Object{std::tuple_cat(OneGroup::schema.fields,
        api::object(api::field("starts_at", &MoveGroup::starts_at, "The new begin"),
            api::field("practitioner_id", &MoveGroup::practitioner_id, "To another practitioner"))
            .fields)};
};

struct CancelGroup : OneGroup {
    std::optional<std::string> reason;

    static constexpr auto schema = api::Object{std::tuple_cat(OneGroup::schema.fields,
        api::object(
            api::field("reason", &CancelGroup::reason, "Told to all of them", api::prose(300)))
            .fields)};
};

} // namespace clinic::appointments
