#pragma once
// The page on which everybody books: who receives, what for, where, and which times are free. It is open to everyone, so it
// tells what stands on the clinic's door and no more, and it tells all the same: nothing here depends on who asks. Booking
// itself asks for a log-in.

#include "api.hpp"
#include "planner.hpp"

#include "platform/http/rate_limit.hpp"
#include "platform/http/router.hpp"

namespace clinic::appointments {

/// Somebody with whom one can book online. Neither their account nor where it writes to.
struct PublicPractitioner {
    clinics::PractitionerId id;
    std::string slug;
    std::optional<std::string> title;
    std::string first_name;
    std::string last_name;
    std::string specialty;
    std::vector<std::string> languages;
    std::vector<clinics::SiteId> site_ids;

    static constexpr auto schema = api::object(
        api::field("id", &PublicPractitioner::id, "Whom to book with"),
        api::field("slug", &PublicPractitioner::slug,
            "Names their page, /rdv/{slug}; what stands before the last hyphen may change",
            api::example("dr-claire-martin-0f3a92c1")),
        api::field("title", &PublicPractitioner::title, "Before the name"),
        api::field("first_name", &PublicPractitioner::first_name, "First name"),
        api::field("last_name", &PublicPractitioner::last_name, "Last name"),
        api::field("specialty", &PublicPractitioner::specialty, "As patients read it"),
        api::field("languages", &PublicPractitioner::languages, "Spoken, ISO 639-1"),
        api::field("site_ids", &PublicPractitioner::site_ids, "Where they receive"));
};

/// A kind of visit that can be booked online.
struct PublicVisitType {
    clinics::VisitTypeId id;
    std::string name;
    int duration_minutes = 30;
    Money price;
    std::string colour;
    std::vector<clinics::VisitMode> modes;
    int horizon_days = 90;
    std::vector<clinics::PractitionerId> practitioner_ids;

    static constexpr auto schema = api::object(
        api::field("id", &PublicVisitType::id, "What to book"),
        api::field("name", &PublicVisitType::name, "As patients read it"),
        api::field("duration_minutes", &PublicVisitType::duration_minutes, "How long it takes"),
        api::field("price", &PublicVisitType::price, "Before any reimbursement"),
        api::field("colour", &PublicVisitType::colour, "Beside its name"),
        api::field("modes", &PublicVisitType::modes, "How it can be held"),
        api::field("horizon_days", &PublicVisitType::horizon_days, "How far ahead it is booked"),
        api::field("practitioner_ids", &PublicVisitType::practitioner_ids,
            "Who of the answer offers it; at least one"));
};

struct PublicSite {
    clinics::SiteId id;
    std::string name;
    clinics::Address address;
    std::optional<std::string> phone;
    std::string time_zone;

    static constexpr auto schema = api::object(api::field("id", &PublicSite::id, "The site"),
        api::field("name", &PublicSite::name, "As patients know it"),
        api::field("address", &PublicSite::address, "Where it is"),
        api::field("phone", &PublicSite::phone, "Of the front desk"),
        api::field("time_zone", &PublicSite::time_zone, "All its times are told in it"));
};

/// What can be booked online, and with whom. `version` is a digest, for the ETag alone.
struct Offering {
    std::vector<PublicPractitioner> practitioners;
    std::vector<PublicVisitType> visit_types;
    std::vector<PublicSite> sites;
    std::int64_t version = 0;

    static constexpr auto schema = api::object(
        api::field("practitioners", &Offering::practitioners, "Who takes bookings, by name"),
        api::field("visit_types", &Offering::visit_types, "What for, by name"),
        api::field("sites", &Offering::sites, "Where, by name"));
};

struct OneSlug {
    std::string slug;
    static constexpr auto schema = api::object(api::field("slug", &OneSlug::slug,
        "As their page is named; old names lead here too", api::max_length(200)));
};

struct FindPublicSlots {
    clinics::VisitTypeId visit_type_id;
    std::optional<clinics::PractitionerId> practitioner_id;
    std::optional<clinics::SiteId> site_id;
    LocalDate from;
    std::optional<LocalDate> until;
    std::optional<clinics::VisitMode> mode;

    static constexpr auto schema = api::object(
        api::field("visit_type_id", &FindPublicSlots::visit_type_id, "What for"),
        api::field("practitioner_id", &FindPublicSlots::practitioner_id, "With them only"),
        api::field("site_id", &FindPublicSlots::site_id, "There only"),
        api::field("from", &FindPublicSlots::from, "First day, on the site's calendar"),
        api::field("until", &FindPublicSlots::until,
            "Last day, included; at most 14 days. Absent: the first day on which any is free"),
        api::field("mode", &FindPublicSlots::mode, "Only if the visit type can be held so"));
};

struct PublicSlot {
    Instant starts_at;
    Instant ends_at;
    clinics::PractitionerId practitioner_id;
    clinics::SiteId site_id;

    static constexpr auto schema = api::object(
        api::field("starts_at", &PublicSlot::starts_at, "Begin"),
        api::field("ends_at", &PublicSlot::ends_at, "End"),
        api::field("practitioner_id", &PublicSlot::practitioner_id, "With whom"),
        api::field("site_id", &PublicSlot::site_id, "Where"));
};

/// `version` is a digest, for the ETag alone.
struct PublicSlots {
    std::vector<PublicSlot> items;
    std::int64_t version = 0;

    static constexpr auto schema = api::object(
        api::field("items", &PublicSlots::items, "By begin", api::max_items(5'000)));
};

class PublicBooking {
public:
    PublicBooking(const clinics::Clinics& clinics, Plans& plans)
        : clinics_(clinics), planner_(clinics, plans)
    {
    }

    Result<Offering> public_practitioners(http::Context& cx, const http::NoInput&);
    Result<Offering> public_practitioner(http::Context& cx, const OneSlug& in);
    Result<PublicSlots> public_slots(http::Context& cx, const FindPublicSlots& in);

private:
    /// Each address has its own allowance, over all three.
    [[nodiscard]] Result<Nothing> within_rate(const http::Context& cx);
    /// With everybody who takes bookings online, or with the one.
    [[nodiscard]] Offering offering(const clinics::Practitioner* only) const;

    const clinics::Clinics& clinics_;
    Planner planner_;
    http::RateLimiter askings_{{.per_minute = 120, .burst = 120}};
};

/// "dr-claire-martin-0f3a92c1": the name for people to read, the last of the id for us.
[[nodiscard]] std::string slug_of(const clinics::Practitioner& practitioner);
/// Whoever it names, under an earlier name too; null when nobody.
[[nodiscard]] const clinics::Practitioner* named_by(
    const std::vector<clinics::Practitioner>& practitioners, std::string_view slug);

} // namespace clinic::appointments
