#pragma once
// Rows and SQL of appointments.

#include "api.hpp"
#include "rooms.hpp"

#include "platform/db/tx.hpp"

namespace clinic::appointments::store {

/// What every reading of visits begins with.
constexpr std::string_view select_visit = R"(
    SELECT id, patient_id, patient_name, practitioner_id, site_id, visit_type_id, series_id, group_id, mode, starts_at,
           ends_at, status, pay_by, reason, note, arrived_at, started_at, completed_at, cancelled_at, cancel_reason, cancelled_by,
           late_cancel, override_reason, created_at, version, room_ids
      FROM appointments_visits)";

[[nodiscard]] std::optional<Appointment> find(db::Tx& tx, AppointmentId id);

/// The time that a visit takes, whether it may take it from others, and its own length when it is not its type's. The rooms
/// among which it chooses anew: absent, it keeps those that it has.
struct Claim {
    Span busy;
    bool over_others = false;
    std::optional<int> own_minutes{};
    std::optional<std::vector<RoomChoice>> rooms{};
    bool what_is_free = false; ///< of the rooms; without, one that is missing is a refusal
};
/// What the database's rules said, not a look before the leap.
enum class Taking { done, time_taken, no_room };
/// Writes its rooms into the visit.
[[nodiscard]] Taking insert(db::Tx& tx, Appointment& visit, const Claim& claim);
/// Writes times, status and texts of a changed visit and raises its version, the value's too; likewise its rooms. A refusal
/// leaves the visit as it is given.
[[nodiscard]] Taking update(db::Tx& tx, Appointment& visit, const Claim& claim);
/// The same for what takes no other time or rooms. False when the time is another's, for a visit that comes back to it.
[[nodiscard]] bool rewrite(db::Tx& tx, Appointment& visit);
/// What the visit occupies now.
[[nodiscard]] Claim claim_of(db::Tx& tx, AppointmentId id);

/// Busy times of a practitioner that touch the span, by begin, but for one visit's.
[[nodiscard]] std::vector<Span> busy_within(db::Tx& tx, clinics::PractitionerId practitioner,
    const Span& span, std::optional<AppointmentId> except);
/// How many visits with a practitioner begin in the span, likewise; a group is one.
[[nodiscard]] std::int64_t count_with(db::Tx& tx, clinics::PractitionerId practitioner,
    const Span& span, std::optional<AppointmentId> except);

/// Those of others that have not expired, by begin.
[[nodiscard]] std::vector<Span> held_within(
    db::Tx& tx, clinics::PractitionerId practitioner, const Span& span, UserId except, Instant now);
[[nodiscard]] Taking insert_hold(db::Tx& tx, UserId user, const Hold& hold, const Span& busy,
    const std::vector<RoomChoice>& rooms);
/// What this person holds under that name, expired or not.
[[nodiscard]] std::optional<Hold> find_hold(db::Tx& tx, UserId user, HoldId id);
void drop_hold_of(db::Tx& tx, UserId user);
void drop_expired_holds(db::Tx& tx, clinics::PractitionerId practitioner, Instant now);

/// Whose visits a list is about: the narrowest of what was asked and what may be seen decides the index.
struct Lens {
    enum class By { practitioner, patient, site, time } by = By::time;
    std::string key; ///< the id that `by` names
    Instant from;
    Instant until;
    // Further conditions; empty = none.
    std::string practitioner;
    std::string patient;
    std::string site;
    std::string status;
    std::string sites; ///< "|id|id|": at one of these, for a receptionist
};
/// Up to `limit` visits after the cursor's key (begin in ms, id), in that order.
[[nodiscard]] std::vector<Appointment> list(
    db::Tx& tx, const Lens& lens, Order order, const std::vector<std::string>& after, int limit);
[[nodiscard]] std::int64_t count(db::Tx& tx, const Lens& lens);
/// How many visits that stand begin then at a site, by practitioner; a group is one.
[[nodiscard]] std::vector<std::tuple<clinics::PractitionerId, std::int64_t>> count_at(
    db::Tx& tx, clinics::SiteId site, const Span& begins);
/// Of the lens, its patient, `from`, practitioner and sites.
[[nodiscard]] Reliability reliability(db::Tx& tx, const Lens& lens);
/// Who waits for a practitioner or is with them, who came first in front.
[[nodiscard]] std::vector<Appointment> present_with(
    db::Tx& tx, clinics::PractitionerId practitioner, const Span& begins);
[[nodiscard]] std::int64_t count_between(db::Tx& tx, Instant from, Instant until);

/// By id, those after the given one; "" = from the first.
[[nodiscard]] std::vector<Appointment> all_after(db::Tx& tx, const std::string& id, int limit);

/// Pending visits that were to be paid by then, the longest due first.
[[nodiscard]] std::vector<AppointmentId> unpaid_since(db::Tx& tx, Instant then, int limit);

void rename_patient(db::Tx& tx, patients::PatientId patient, const std::string& name);

void add_history(db::Tx& tx, const Appointment& visit, const HistoryEntry& entry);
/// Oldest first.
[[nodiscard]] std::vector<HistoryEntry> history(db::Tx& tx, AppointmentId id);

/// Version 0 and no hours while nothing was set.
[[nodiscard]] Availability availability(db::Tx& tx, clinics::PractitionerId practitioner);
void set_availability(db::Tx& tx, const Availability& plan);

/// Those that touch the days first…last, by first day.
[[nodiscard]] std::vector<Exception> exceptions(
    db::Tx& tx, clinics::PractitionerId practitioner, LocalDate first, LocalDate last);
void insert_exception(
    db::Tx& tx, clinics::PractitionerId practitioner, const Exception& exception, Instant now);
[[nodiscard]] bool delete_exception(
    db::Tx& tx, clinics::PractitionerId practitioner, ExceptionId id);

} // namespace clinic::appointments::store
