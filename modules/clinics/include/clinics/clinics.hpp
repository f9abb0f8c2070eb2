#pragma once
// The clinic as an organisation: sites with their hours, closures and rooms; the people who give care;
// what can be booked with them. Nothing here is ever deleted once visits may name it: it is archived,
// and takes no new bookings.

#include "clinics/rooms.hpp"

#include "platform/core/id.hpp"
#include "platform/core/money.hpp"
#include "platform/core/time.hpp"
#include "platform/http/principal.hpp"
#include "platform/schema/schema.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace clinic {

namespace auth {
class Directory;
enum class Role;
}
namespace bus {
class Bus;
}
namespace db {
class Database;
}
namespace http {
class Router;
}

namespace clinics {

using ClosureId = Id<struct ClosureTag>;
using PractitionerId = Id<struct PractitionerTag>;
using VisitTypeId = Id<struct VisitTypeTag>;

struct Address {
    std::string line1;
    std::optional<std::string> line2;
    std::string postal_code;
    std::string city;
    std::string country = "FR"; ///< ISO 3166-1 alpha-2

    bool operator==(const Address&) const = default;
    static constexpr auto schema = api::object(
        api::field("line1", &Address::line1, "Number and street", api::name(120),
            api::example("12 rue de la République")),
        api::field("line2", &Address::line2, "Building, floor", api::name(120)),
        api::field("postal_code", &Address::postal_code, "Postal code", api::name(12),
            api::example("69002")),
        api::field("city", &Address::city, "Town", api::name(80), api::example("Lyon")),
        api::field("country", &Address::country, "Country, ISO 3166-1 alpha-2",
            api::format(api::checks::country)));
};

/// One span of one weekday, on the site's wall clock; a day may have several (a midday break).
struct OpeningHours {
    int weekday = 1; ///< ISO 8601: 1 = Monday … 7 = Sunday
    LocalTime opens;
    LocalTime closes; ///< after `opens`; 24:00 at most

    bool operator==(const OpeningHours&) const = default;
    static constexpr auto schema = api::object(api::field("weekday", &OpeningHours::weekday,
                                                   "1 = Monday … 7 = Sunday", api::between(1, 7)),
        api::field("opens", &OpeningHours::opens, "Wall clock of the site"),
        api::field("closes", &OpeningHours::closes, "Wall clock of the site, after `opens`"));
};

/// What an admin says of a site.
struct SiteDetails {
    std::string name;
    std::optional<std::string> legal_name; ///< of the company, when it is another: on invoices
    std::optional<std::string> siret; ///< of this establishment, 14 digits: on invoices
    std::optional<std::string> vat_number; ///< where VAT is charged: on invoices
    Address address;
    std::optional<std::string> phone;
    std::optional<std::string> email;
    std::string time_zone = "Europe/Paris"; ///< IANA name
    std::vector<OpeningHours> opening_hours; ///< spans of a day never overlap

    static constexpr auto schema = api::object(
        api::field("name", &SiteDetails::name, "As patients know it", api::name(),
            api::example("Clinique des Lilas")),
        api::field("legal_name", &SiteDetails::legal_name,
            "Company and legal form, when the name is another; on invoices", api::name(200),
            api::example("SELARL des Lilas")),
        api::field("siret", &SiteDetails::siret, "Of this establishment; on invoices",
            api::format(api::checks::siret)),
        api::field("vat_number", &SiteDetails::vat_number, "Where VAT is charged; on invoices",
            api::format(api::checks::vat_number)),
        api::field("address", &SiteDetails::address, "Where it is"),
        api::field(
            "phone", &SiteDetails::phone, "Of the front desk", api::format(api::checks::phone)),
        api::field(
            "email", &SiteDetails::email, "Of the front desk", api::format(api::checks::email)),
        api::field("time_zone", &SiteDetails::time_zone,
            "IANA name; all hours of the site are told in it", api::format(api::checks::time_zone)),
        api::field("opening_hours", &SiteDetails::opening_hours, "Weekly; empty: not open yet",
            api::max_items(42)));
};

struct Site : SiteDetails {
    SiteId id;
    bool archived = false;
    std::int64_t version = 1;

    static constexpr auto schema = api::Object{std::tuple_cat(
        api::object(api::field("id", &Site::id, "The site")).fields, SiteDetails::schema.fields,
        api::object(api::field("archived", &Site::archived, "Takes no new bookings"),
            api::field("version", &Site::version, "Counts changes; the ETag"))
            .fields)};
};

/// Whole days on which a site is closed, both ends included.
struct ClosureDetails {
    LocalDate first_day;
    LocalDate last_day;
    std::string reason;

    static constexpr auto schema = api::object(
        api::field("first_day", &ClosureDetails::first_day, "First day without visits"),
        api::field(
            "last_day", &ClosureDetails::last_day, "Last day without visits, not before the first"),
        api::field(
            "reason", &ClosureDetails::reason, "Shown to staff and patients", api::name(200)));
};

struct Closure : ClosureDetails {
    ClosureId id;
    SiteId site;

    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("id", &Closure::id, "The closure"),
                           api::field("site_id", &Closure::site, "Where"))
                           .fields,
            ClosureDetails::schema.fields)};
};

enum class PractitionerKind { practitioner, coach };
constexpr auto spelled(PractitionerKind)
{
    return api::names("practitioner", "coach");
}

/// What an admin says of someone who gives care.
struct PractitionerDetails {
    std::optional<UserId> user; ///< their log-in, when they have one; no two share it
    PractitionerKind kind = PractitionerKind::practitioner;
    std::optional<std::string> title;
    std::string first_name;
    std::string last_name;
    std::string specialty;
    std::optional<std::string> licence_number; ///< RPPS in France (11 digits with a Luhn key)
    std::vector<std::string> languages; ///< ISO 639-1
    std::string colour = "#0E5A5E";
    std::vector<SiteId> sites; ///< where they work
    bool online_bookable = true;

    static constexpr auto schema = api::object(
        api::field("user_id", &PractitionerDetails::user, "Their log-in"),
        api::field("kind", &PractitionerDetails::kind, "Practitioner or coach"),
        api::field("title", &PractitionerDetails::title, "Before the name", api::name(20),
            api::example("Dr")),
        api::field("first_name", &PractitionerDetails::first_name, "First name", api::name()),
        api::field("last_name", &PractitionerDetails::last_name, "Last name", api::name()),
        api::field("specialty", &PractitionerDetails::specialty, "As patients read it", api::name(),
            api::example("Médecine générale")),
        api::field("licence_number", &PractitionerDetails::licence_number,
            "Professional register; 11 digits are taken for an RPPS and checked", api::name(30)),
        api::field("languages", &PractitionerDetails::languages, "Spoken, ISO 639-1",
            api::max_items(20), api::format(api::checks::language)),
        api::field("colour", &PractitionerDetails::colour, "In the calendar",
            api::format(api::checks::colour)),
        api::field("site_ids", &PractitionerDetails::sites, "Where they work", api::max_items(50)),
        api::field("online_bookable", &PractitionerDetails::online_bookable,
            "Patients may book with them online"));
};

struct Practitioner : PractitionerDetails {
    PractitionerId id;
    bool archived = false;
    std::int64_t version = 1;

    /// "Dr Claire Martin"
    [[nodiscard]] std::string name() const;

    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("id", &Practitioner::id, "The practitioner")).fields,
            PractitionerDetails::schema.fields,
            api::object(api::field("archived", &Practitioner::archived, "Takes no new bookings"),
                api::field("version", &Practitioner::version, "Counts changes; the ETag"))
                .fields)};
};

enum class VisitMode { on_site, video, home };
constexpr auto spelled(VisitMode)
{
    return api::names("on_site", "video", "home");
}

/// What an admin says of a kind of visit. Minutes are multiples of 5 where they shape the calendar.
struct VisitTypeDetails {
    std::string name;
    int duration_minutes = 30;
    Money price;
    std::string colour = "#0E5A5E";
    int buffer_before_minutes = 0; ///< kept free before, for the practitioner
    int buffer_after_minutes = 0;
    std::vector<VisitMode> modes;
    std::vector<RoomNeed> needs; ///< taken with the person, where the visit is held on site
    bool online_bookable = true;
    int min_notice_minutes = 0; ///< patients book no later than this before the start
    int cancel_notice_minutes = 1440; ///< patients move and cancel until then; 0: until it begins
    std::vector<int> reminder_days{7, 2, 1}; ///< so many days before, each once; empty: never
    bool pay_to_confirm = false; ///< what patients book themselves is confirmed by its payment
    int pay_within_minutes = 30; ///< for so long its time is kept unpaid
    int horizon_days = 90; ///< patients book no further ahead than this
    int capacity = 1; ///< patients at one time; more than one: a group
    std::vector<PractitionerId> practitioners; ///< empty: all

    static constexpr auto schema = api::object(
        api::field("name", &VisitTypeDetails::name, "As patients read it", api::name(),
            api::example("Consultation")),
        api::field("duration_minutes", &VisitTypeDetails::duration_minutes, "A multiple of 5",
            api::between(5, 480)),
        api::field("price", &VisitTypeDetails::price, "Before any reimbursement"),
        api::field("colour", &VisitTypeDetails::colour, "In the calendar",
            api::format(api::checks::colour)),
        api::field("buffer_before_minutes", &VisitTypeDetails::buffer_before_minutes,
            "Kept free before; a multiple of 5", api::between(0, 120)),
        api::field("buffer_after_minutes", &VisitTypeDetails::buffer_after_minutes,
            "Kept free after; a multiple of 5", api::between(0, 120)),
        api::field("modes", &VisitTypeDetails::modes, "How it can be held", api::min_items(1),
            api::max_items(3)),
        api::field("needs", &VisitTypeDetails::needs,
            "Rooms and devices that it takes on site, each of them", api::max_items(most_needs),
            api::or_default()),
        api::field(
            "online_bookable", &VisitTypeDetails::online_bookable, "Patients may book it online"),
        api::field("min_notice_minutes", &VisitTypeDetails::min_notice_minutes,
            "How long before the start patients must book", api::between(0, 43'200)),
        api::field("cancel_notice_minutes", &VisitTypeDetails::cancel_notice_minutes,
            "How long before the start patients may last move or cancel; 0: until it begins",
            api::between(0, 43'200), api::or_default()),
        api::field("reminder_days", &VisitTypeDetails::reminder_days,
            "How many days before the patient is reminded, 1 to 30; empty: never",
            api::max_items(5), api::or_default()),
        api::field("pay_to_confirm", &VisitTypeDetails::pay_to_confirm,
            "What patients book online is confirmed by its payment", api::or_default()),
        api::field("pay_within_minutes", &VisitTypeDetails::pay_within_minutes,
            "For how long its time is kept for them meanwhile", api::between(10, 1440),
            api::or_default()),
        api::field("horizon_days", &VisitTypeDetails::horizon_days,
            "How far ahead patients may book", api::between(1, 730)),
        api::field("capacity", &VisitTypeDetails::capacity,
            "Patients at one time; more than one: a group", api::between(1, 200),
            api::or_default()),
        api::field("practitioner_ids", &VisitTypeDetails::practitioners,
            "Who offers it; empty: everyone", api::max_items(200)));
};

struct VisitType : VisitTypeDetails {
    VisitTypeId id;
    bool archived = false;
    std::int64_t version = 1;

    [[nodiscard]] bool offered_by(PractitionerId practitioner) const;
    [[nodiscard]] bool can_be(VisitMode mode) const;

    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("id", &VisitType::id, "The kind of visit")).fields,
            VisitTypeDetails::schema.fields,
            api::object(api::field("archived", &VisitType::archived, "Takes no new bookings"),
                api::field("version", &VisitType::version, "Counts changes; the ETag"))
                .fields)};
};

enum class Thing { site, closure, room, staff, practitioner, visit_type };
constexpr auto spelled(Thing)
{
    return api::names("site", "closure", "room", "staff", "practitioner", "visit_type");
}

/// Where somebody has their roles, or some of them.
struct Posting {
    bool everywhere = false; ///< whatever `sites` says
    std::vector<SiteId> sites{};

    [[nodiscard]] bool at(const SiteId& site) const;
};

/// Something was made, edited, archived or taken away. For closures, rooms and staff, `id` is the site's.
struct Changed {
    Thing kind = Thing::site;
    std::string id;

    static constexpr std::string_view event_name = "clinics.changed";
    [[nodiscard]] std::string aggregate() const { return id; }
    static constexpr auto schema = api::object(
        api::field("kind", &Changed::kind, "What kind of thing"),
        api::field("id", &Changed::id, "Which one; the site of a closure, a room, a staff list"));
};

/// Reads inside a handler see the handler's own transaction. What is archived is found by its id and
/// left out of lists.
class Clinics {
public:
    Clinics(db::Database&, bus::Bus&, const auth::Directory&);
    virtual ~Clinics();
    Clinics(const Clinics&) = delete;
    Clinics& operator=(const Clinics&) = delete;

    virtual void mount(http::Router&);

    [[nodiscard]] virtual std::optional<Site> site(SiteId) const;
    [[nodiscard]] virtual std::vector<Site> sites() const;
    [[nodiscard]] virtual std::optional<Practitioner> practitioner(PractitionerId) const;
    [[nodiscard]] virtual std::vector<Practitioner> practitioners() const;
    /// The one who logs in as this user.
    [[nodiscard]] virtual std::optional<Practitioner> practitioner_of(UserId) const;
    [[nodiscard]] virtual std::optional<VisitType> visit_type(VisitTypeId) const;
    [[nodiscard]] virtual std::vector<VisitType> visit_types() const;
    /// Where a person has one of these roles: the rule of roles per site, all of it.
    ///
    ///   a role that they do not have       nowhere
    ///   admin                              everywhere
    ///   accountant                         everywhere; once some site's staff list names roles for them, as any other
    ///   any other                          where the staff list has them, with that role or without naming any
    [[nodiscard]] virtual Posting posting(const http::Principal&, http::Roles any_of) const;
    /// The same of an account, which holds these.
    [[nodiscard]] virtual Posting posting(UserId, http::Roles held) const;
    /// Closures that touch the days first…last, both included, by first day.
    [[nodiscard]] virtual std::vector<Closure> closures(
        SiteId, LocalDate first, LocalDate last) const;
    /// Rooms and devices of a site that new visits may take, by name.
    [[nodiscard]] virtual std::vector<Room> rooms(SiteId) const;

    // For the command line and the demo: unchecked, never inside a request. Each is one transaction.
    virtual SiteId add_site(const SiteDetails&);
    virtual ClosureId add_closure(SiteId, const ClosureDetails&);
    virtual RoomId add_room(SiteId, std::string name, RoomKind = RoomKind::room);
    virtual void set_staff(SiteId, std::span<const UserId>);
    virtual void set_duty(
        SiteId, UserId, std::span<const auth::Role>); ///< none: as all that they are
    virtual PractitionerId add_practitioner(const PractitionerDetails&);
    virtual VisitTypeId add_visit_type(const VisitTypeDetails&);

protected:
    Clinics(); ///< for a stand-in that asks another process

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace clinics
} // namespace clinic
