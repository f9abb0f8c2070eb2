#pragma once
// Brings together what decides about a start: the wish, the practitioner's planning, and what is busy already.

#include "groups.hpp"
#include "plans.hpp"

#include "platform/core/result.hpp"

namespace clinic::appointments {

/// A wish whose parts exist and go together.
struct Wish {
    clinics::VisitType type;
    clinics::Practitioner practitioner;
    clinics::Site site;
    clinics::VisitMode mode;
    Zone zone;
    std::optional<int> own_minutes{}; ///< of a visit that is not as long as its type
    std::vector<RoomChoice> rooms{}; ///< of the site: one of each is taken with the person

    [[nodiscard]] bool of_group() const { return type.capacity > 1; }
    /// A group's visits are all as long as their type.
    void keep_length(std::optional<int> minutes)
    {
        if (!of_group() && minutes != type.duration_minutes) own_minutes = minutes;
    }
    [[nodiscard]] Need need() const
    {
        return {own_minutes.value_or(type.duration_minutes), type.buffer_before_minutes,
            type.buffer_after_minutes};
    }
};

/// Whose rules hold: the public books what is offered, staff whatever is free within the hours; and, with a reason, what
/// is not.
enum class Strictness { offered, within_hours, overriding };

/// Who asks, when, by whose rules, and what is theirs already.
struct Asking {
    UserId user;
    Instant now;
    Strictness strictness = Strictness::offered;
    std::optional<AppointmentId> moved{}; ///< the visit that leaves its old time for the new one
    bool joining = false; ///< a group that is there already: its time is no news
};

/// Days of a site's calendar, both included.
struct Days {
    LocalDate first;
    LocalDate last;
};

class Planner {
public:
    Planner(const clinics::Clinics& clinics, Plans& plans) : clinics_(clinics), plans_(plans) {}

    [[nodiscard]] Result<Wish> wish(const Asked& asked, Strictness strictness) const;
    /// The rooms and devices among which a visit of that type chooses, one choice for each that it needs there; none but on
    /// site. A choice is empty where there is nothing of the kind.
    [[nodiscard]] std::vector<RoomChoice> rooms_for(
        const clinics::VisitType& type, const clinics::SiteId& site, clinics::VisitMode mode) const;
    /// The same for a visit that is there: its own rather than others.
    [[nodiscard]] std::vector<RoomChoice> rooms_for(const Appointment& visit) const;
    /// Narrows what the wish chooses among to what staff name.
    [[nodiscard]] static Result<Nothing> choose(
        Wish& wish, const std::vector<clinics::RoomId>& named);

    /// Refuses a start in the past, outside the hours, or not offered. Taken times are the database's to refuse, but for
    /// the public, to whom they are not offered. Answers the rules that are broken, which are some for those alone who
    /// override them.
    [[nodiscard]] Result<std::vector<Rule>> check(
        db::Tx& tx, const Wish& wish, Instant start, const Asking& asking) const;

    /// The starts offered to the public, by begin. A group that has begun to fill is not among them: see `joinable`.
    /// `rooms`: of the search of which this is a part.
    [[nodiscard]] std::vector<Instant> offered(db::Tx& tx, const Wish& wish, const Days& days,
        const Asking& asking, FreeRooms& rooms) const;

    /// Groups of that wish in which there is still a place, by begin, within notice and horizon.
    [[nodiscard]] static std::vector<GroupRow> joinable(
        db::Tx& tx, const Wish& wish, const Days& days, const Asking& asking);

private:
    [[nodiscard]] static bool full(db::Tx& tx, const Wish& wish, const Planning& planning,
        LocalDate day, const Asking& asking);
    [[nodiscard]] static std::vector<Instant> free_on(db::Tx& tx, const Wish& wish,
        const Planning& planning, const Days& days, const Asking& asking);

    const clinics::Clinics& clinics_;
    Plans& plans_;
};

/// What decides when a practitioner receives at a site.
[[nodiscard]] Planning planning_of(db::Tx& tx, const clinics::Clinics& clinics, Plans& plans,
    clinics::PractitionerId practitioner, const clinics::Site& site,
    std::optional<clinics::VisitTypeId> visit_type, const Days& days);

/// A stretch of time that holds all that a search of those days can ask about, in any zone.
[[nodiscard]] Span reach_of(const Days& days);
[[nodiscard]] RoomSeeker seeker_of(const Asking& asking);

[[nodiscard]] std::unexpected<Problem> slot_taken();
/// Why time could not be taken.
[[nodiscard]] std::unexpected<Problem> refusal_of(store::Taking taking);
/// The group that would be at that time.
[[nodiscard]] GroupRow group_wanted(const Wish& wish, Instant start);
[[nodiscard]] std::unexpected<Problem> refusal_of(Rule rule);

} // namespace clinic::appointments
