#pragma once
// The waiting list, as others hear of it: wishes for a visit, and the times that are offered when they come free; and
// times that somebody keeps for a moment.

#include "clinics/clinics.hpp"
#include "patients/patients.hpp"

namespace clinic::appointments {

using WishId = Id<struct WishTag>;
using OfferId = Id<struct OfferTag>;
using HoldId = Id<struct HoldTag>;

/// `waiting` and `offered` stand in the queue; the others have left it.
enum class WishStatus { waiting, offered, booked, withdrawn, lapsed };
constexpr auto spelled(WishStatus)
{
    return api::names("waiting", "offered", "booked", "withdrawn", "lapsed");
}

/// `taken`: somebody else said yes first. `withdrawn`: the clinic or the patient's own other visit ended it.
enum class OfferState { open, accepted, declined, expired, taken, withdrawn };
constexpr auto spelled(OfferState)
{
    return api::names("open", "accepted", "declined", "expired", "taken", "withdrawn");
}

/// What somebody waits for.
struct WaitingWish {
    WishId id;
    patients::PatientId patient_id;
    clinics::SiteId site_id;
    clinics::VisitTypeId visit_type_id;
    std::optional<clinics::VisitMode> mode; ///< absent: the first that the visit type allows
    std::vector<clinics::PractitionerId> practitioner_ids; ///< empty: whoever is free first
    std::vector<int> weekdays; ///< ISO 8601, sorted; empty: any day
    std::optional<LocalTime> earliest; ///< of the begin, on the site's wall clock
    std::optional<LocalTime> latest;
    LocalDate until;
    std::optional<std::string> note;
    WishStatus status = WishStatus::waiting;
    bool by_patient = false;
    Instant created_at;
    std::optional<Instant> ended_at;
    std::int64_t version = 1;

    static constexpr auto schema = api::object(api::field("id", &WaitingWish::id, "Names the wish"),
        api::field("patient_id", &WaitingWish::patient_id, "Who waits"),
        api::field("site_id", &WaitingWish::site_id, "Where"),
        api::field("visit_type_id", &WaitingWish::visit_type_id, "What for"),
        api::field("mode", &WaitingWish::mode, "On site, by video, at home"),
        api::field("practitioner_ids", &WaitingWish::practitioner_ids,
            "With one of these; empty = with whoever is free first", api::max_items(20)),
        api::field("weekdays", &WaitingWish::weekdays,
            "1 = Monday … 7 = Sunday; empty = on any day", api::max_items(7), api::between(1, 7)),
        api::field("earliest", &WaitingWish::earliest, "Begins then or later in the day"),
        api::field("latest", &WaitingWish::latest, "Begins then or earlier in the day"),
        api::field("until", &WaitingWish::until, "Last day; afterwards the wish ends by itself"),
        api::field("note", &WaitingWish::note, "What is said about it", api::prose(300)),
        api::field("status", &WaitingWish::status, "Where it stands"),
        api::field("by_patient", &WaitingWish::by_patient, "Made online by the patient"),
        api::field("created_at", &WaitingWish::created_at, "Since when they wait"),
        api::field("ended_at", &WaitingWish::ended_at, "When it left the queue"),
        api::field("version", &WaitingWish::version, "Grows with every change; see ETag"));
};

/// A wish was made, changed, or left the queue.
struct WishChanged {
    WishId wish;
    patients::PatientId patient;
    clinics::SiteId site;
    WishStatus status = WishStatus::waiting;

    static constexpr std::string_view event_name = "appointments.wish_changed";
    static constexpr auto schema = api::object(api::field("wish", &WishChanged::wish, "Which wish"),
        api::field("patient", &WishChanged::patient, "Whose"),
        api::field("site", &WishChanged::site, "Where"),
        api::field("status", &WishChanged::status, "As it stands now"));

    [[nodiscard]] std::string aggregate() const { return wish.str(); }
};

/// What every event of an offer tells.
struct OfferFact {
    OfferId offer;
    WishId wish;
    patients::PatientId patient;
    clinics::PractitionerId practitioner;
    clinics::SiteId site;
    Instant starts_at;
    Instant ends_at;
    Instant expires_at;
    OfferState state = OfferState::open;

    static constexpr auto schema = api::object(
        api::field("offer", &OfferFact::offer, "Which offer"),
        api::field("wish", &OfferFact::wish, "For which wish"),
        api::field("patient", &OfferFact::patient, "To whom"),
        api::field("practitioner", &OfferFact::practitioner, "With whom"),
        api::field("site", &OfferFact::site, "Where"),
        api::field("starts_at", &OfferFact::starts_at, "When the visit would begin"),
        api::field("ends_at", &OfferFact::ends_at, "When it would end"),
        api::field("expires_at", &OfferFact::expires_at, "Until when it can be accepted"),
        api::field("state", &OfferFact::state, "As it stands now"));

    [[nodiscard]] std::string aggregate() const { return offer.str(); }
};

struct Offered : OfferFact {
    static constexpr std::string_view event_name = "appointments.offered";
};
/// The visit that came of it is told by `appointments.booked`.
struct OfferAccepted : OfferFact {
    static constexpr std::string_view event_name = "appointments.offer_accepted";
};
struct OfferDeclined : OfferFact {
    static constexpr std::string_view event_name = "appointments.offer_declined";
};
struct OfferExpired : OfferFact {
    static constexpr std::string_view event_name = "appointments.offer_expired";
};
/// Somebody else was faster, or there is nothing to offer any more: its state tells.
struct OfferWithdrawn : OfferFact {
    static constexpr std::string_view event_name = "appointments.offer_withdrawn";
};
/// A time is kept for somebody until `expires_at`; nobody tells when that has passed.
struct Held {
    HoldId hold;
    clinics::PractitionerId practitioner;
    clinics::SiteId site;
    Instant starts_at;
    Instant ends_at;
    Instant expires_at;
    UserId actor;

    static constexpr std::string_view event_name = "appointments.held";
    static constexpr auto schema = api::object(api::field("hold", &Held::hold, "Which hold"),
        api::field("practitioner", &Held::practitioner, "With whom"),
        api::field("site", &Held::site, "Where"), api::field("starts_at", &Held::starts_at, "When"),
        api::field("ends_at", &Held::ends_at, "Until when"),
        api::field("expires_at", &Held::expires_at, "When it is free again by itself"),
        api::field("actor", &Held::actor, "For whom"));

    [[nodiscard]] std::string aggregate() const { return practitioner.str(); }
};
/// A hold was given up before its time; one that became a visit is told by the booking.
struct Released {
    HoldId hold;
    clinics::PractitionerId practitioner;

    static constexpr std::string_view event_name = "appointments.released";
    static constexpr auto schema = api::object(api::field("hold", &Released::hold, "Which hold"),
        api::field("practitioner", &Released::practitioner, "Whose time is free again"));

    [[nodiscard]] std::string aggregate() const { return practitioner.str(); }
};

} // namespace clinic::appointments
