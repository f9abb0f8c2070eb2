#pragma once
// The waiting list: what its routes take and give.

#include "api.hpp"

namespace clinic::appointments {

/// What is wished for, as it is said.
struct WishDetails {
    clinics::SiteId site_id;
    clinics::VisitTypeId visit_type_id;
    std::optional<clinics::VisitMode> mode;
    std::vector<clinics::PractitionerId> practitioner_ids;
    std::vector<int> weekdays;
    std::optional<LocalTime> earliest;
    std::optional<LocalTime> latest;
    LocalDate until;
    std::optional<std::string> note;

    static constexpr auto schema = api::object(
        api::field("site_id", &WishDetails::site_id, "Where"),
        api::field("visit_type_id", &WishDetails::visit_type_id, "What for"),
        api::field("mode", &WishDetails::mode, "Absent: the first that the visit type allows"),
        api::field("practitioner_ids", &WishDetails::practitioner_ids,
            "With one of these; empty = with whoever is free first", api::max_items(20),
            api::or_default()),
        api::field("weekdays", &WishDetails::weekdays,
            "1 = Monday … 7 = Sunday; empty = on any day", api::max_items(7), api::between(1, 7),
            api::or_default()),
        api::field("earliest", &WishDetails::earliest, "Begins then or later in the day"),
        api::field("latest", &WishDetails::latest, "Begins then or earlier in the day"),
        api::field("until", &WishDetails::until, "Last day, at most a year ahead"),
        api::field("note", &WishDetails::note, "What is said about it", api::prose(300)));
};

struct MakeWish : WishDetails {
    std::optional<patients::PatientId> patient_id;

    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("patient_id", &MakeWish::patient_id,
                                       "Who waits; absent: the patient who asks"))
                           .fields,
            WishDetails::schema.fields)};
};

struct EditWish {
    WishId id;
    std::vector<clinics::PractitionerId> practitioner_ids;
    std::vector<int> weekdays;
    std::optional<LocalTime> earliest;
    std::optional<LocalTime> latest;
    LocalDate until;
    std::optional<std::string> note;

    static constexpr auto schema = api::object(api::field("id", &EditWish::id, "Which wish"),
        api::field("practitioner_ids", &EditWish::practitioner_ids,
            "With one of these; empty = with whoever is free first", api::max_items(20),
            api::or_default()),
        api::field("weekdays", &EditWish::weekdays, "1 = Monday … 7 = Sunday; empty = on any day",
            api::max_items(7), api::between(1, 7), api::or_default()),
        api::field("earliest", &EditWish::earliest, "Begins then or later in the day"),
        api::field("latest", &EditWish::latest, "Begins then or earlier in the day"),
        api::field("until", &EditWish::until, "Last day, at most a year ahead"),
        api::field("note", &EditWish::note, "What is said about it", api::prose(300)));
};

using OneWish = http::ById<WishId>;

struct ListWishes {
    std::optional<clinics::SiteId> site_id;
    std::optional<clinics::VisitTypeId> visit_type_id;
    std::optional<clinics::PractitionerId> practitioner_id;
    std::optional<patients::PatientId> patient_id;
    std::optional<WishStatus> status;
    bool in_queue = false;
    http::Paging page;

    static constexpr auto schema = api::object(
        api::field("site_id", &ListWishes::site_id, "There only"),
        api::field("visit_type_id", &ListWishes::visit_type_id, "For that only"),
        api::field("practitioner_id", &ListWishes::practitioner_id,
            "Only those whom this practitioner could receive"),
        api::field("patient_id", &ListWishes::patient_id, "Theirs only"),
        api::field("status", &ListWishes::status, "Standing so only"),
        api::field("in_queue", &ListWishes::in_queue, "Only those who still wait for something",
            api::or_default()),
        api::embed(&ListWishes::page));
};

/// A time that came free and waits for somebody's answer.
struct WaitingOffer {
    OfferId id;
    WishId wish_id;
    patients::PatientId patient_id;
    clinics::PractitionerId practitioner_id;
    clinics::SiteId site_id;
    clinics::VisitTypeId visit_type_id;
    clinics::VisitMode mode = clinics::VisitMode::on_site;
    Instant starts_at;
    Instant ends_at;
    OfferState state = OfferState::open;
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> answered_at;
    std::optional<AppointmentId> appointment_id;

    static constexpr auto schema = api::object(
        api::field("id", &WaitingOffer::id, "Names the offer"),
        api::field("wish_id", &WaitingOffer::wish_id, "For which wish"),
        api::field("patient_id", &WaitingOffer::patient_id, "To whom"),
        api::field("practitioner_id", &WaitingOffer::practitioner_id, "With whom"),
        api::field("site_id", &WaitingOffer::site_id, "Where"),
        api::field("visit_type_id", &WaitingOffer::visit_type_id, "What for"),
        api::field("mode", &WaitingOffer::mode, "On site, by video, at home"),
        api::field("starts_at", &WaitingOffer::starts_at, "Begin"),
        api::field("ends_at", &WaitingOffer::ends_at, "End"),
        api::field("state", &WaitingOffer::state, "Where it stands"),
        api::field("created_at", &WaitingOffer::created_at, "When it was made"),
        api::field("expires_at", &WaitingOffer::expires_at, "Until when it can be accepted"),
        api::field("answered_at", &WaitingOffer::answered_at, "When it was closed"),
        api::field("appointment_id", &WaitingOffer::appointment_id, "The visit that came of it"));
};

/// A wish in the list: whose it is, and what they are offered just now.
struct WishLine : WaitingWish {
    std::string patient_name;
    std::optional<WaitingOffer> offer;

    static constexpr auto schema = api::Object{std::tuple_cat(WaitingWish::schema.fields,
        api::object(
            api::field("patient_name", &WishLine::patient_name, "As the front desk calls them"),
            api::field("offer", &WishLine::offer, "What waits for their answer"))
            .fields)};
};

struct OneOffer {
    OfferId offer_id;
    static constexpr auto schema = api::object(
        api::field("offer_id", &OneOffer::offer_id, "Which offer"));
};

struct OfferByHand {
    WishId id;
    clinics::PractitionerId practitioner_id;
    Instant starts_at;

    static constexpr auto schema = api::object(api::field("id", &OfferByHand::id, "Which wish"),
        api::field("practitioner_id", &OfferByHand::practitioner_id, "With whom"),
        api::field("starts_at", &OfferByHand::starts_at, "A free time at the wish's site"));
};

/// To one patient after the other in the order of their wishes, or to all of them, and the first who says yes has it.
enum class Manner { in_turn, all_at_once };
constexpr auto spelled(Manner)
{
    return api::names("in_turn", "all_at_once");
}

struct OfSite {
    clinics::SiteId site_id;
    static constexpr auto schema = api::object(
        api::field("site_id", &OfSite::site_id, "Which site"));
};

struct SetWaitingRules {
    clinics::SiteId site_id;
    Manner manner = Manner::in_turn;
    int answer_minutes = 30;

    static constexpr auto schema = api::object(
        api::field("site_id", &SetWaitingRules::site_id, "Which site"),
        api::field("manner", &SetWaitingRules::manner, "To whom a free time is offered"),
        api::field("answer_minutes", &SetWaitingRules::answer_minutes,
            "How long an offer is good for; the hours of the night do not count",
            api::between(5, 1440)));
};

/// How a site offers what comes free.
struct WaitingRules : SetWaitingRules {
    std::int64_t version = 0;

    static constexpr auto schema = api::Object{std::tuple_cat(SetWaitingRules::schema.fields,
        api::object(
            api::field("version", &WaitingRules::version, "0 while nothing was set; see ETag"))
            .fields)};
};

} // namespace clinic::appointments
