#pragma once
// Who is cared for: the administrative record, the medical one, and the timeline of what happened to them.
// A patient is one person with one record; those who may see which part of it are named in src/access.hpp,
// and to everybody else it does not exist.

#include "patients/record.hpp"

#include "platform/core/id.hpp"
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

namespace patients {

using PatientId = Id<struct PatientTag>;

/// As on the identity card; `unknown` until somebody asked.
enum class Sex { female, male, other, unknown };
constexpr auto spelled(Sex)
{
    return api::names("female", "male", "other", "unknown");
}

struct HomeAddress {
    std::string line1;
    std::optional<std::string> line2;
    std::string postal_code;
    std::string city;
    std::string country = "FR"; ///< ISO 3166-1 alpha-2

    bool operator==(const HomeAddress&) const = default;
    static constexpr auto schema = api::object(
        api::field("line1", &HomeAddress::line1, "Number and street", api::name(120)),
        api::field("line2", &HomeAddress::line2, "Building, floor", api::name(120)),
        api::field("postal_code", &HomeAddress::postal_code, "Postal code", api::name(12)),
        api::field("city", &HomeAddress::city, "Town", api::name(80)),
        api::field("country", &HomeAddress::country, "Country, ISO 3166-1 alpha-2",
            api::format(api::checks::country)));
};

struct EmergencyContact {
    std::string name;
    std::string phone;
    std::optional<std::string> relation;

    bool operator==(const EmergencyContact&) const = default;
    static constexpr auto schema = api::object(
        api::field("name", &EmergencyContact::name, "Whom to call", api::name()),
        api::field("phone", &EmergencyContact::phone, "Where to reach them",
            api::format(api::checks::phone)),
        api::field(
            "relation", &EmergencyContact::relation, "Who they are to the patient", api::name(60)));
};

/// What is written down of a person.
struct PatientDetails {
    std::string birth_name;
    std::optional<std::string> used_name; ///< the name that they go by, when it is another
    std::string first_name;
    Sex sex = Sex::unknown;
    std::optional<LocalDate> birth_date;
    std::optional<std::string> birth_place;
    std::optional<std::string> phone;
    std::optional<std::string> email;
    std::optional<HomeAddress> address;
    std::optional<EmergencyContact> emergency_contact;
    std::optional<std::string> note; ///< administrative, for staff alone

    bool operator==(const PatientDetails&) const = default;
    static constexpr auto schema = api::object(
        api::field("birth_name", &PatientDetails::birth_name, "Name at birth", api::name(),
            api::example("Lefèvre-Noël")),
        api::field("used_name", &PatientDetails::used_name,
            "The name they go by, when it is another", api::name()),
        api::field("first_name", &PatientDetails::first_name, "First name", api::name(),
            api::example("Chloé")),
        api::field("sex", &PatientDetails::sex, "As on the identity card"),
        api::field("birth_date", &PatientDetails::birth_date, "Not in the future"),
        api::field("birth_place", &PatientDetails::birth_place, "Town, and country when abroad",
            api::name()),
        api::field("phone", &PatientDetails::phone, "Where to reach them",
            api::format(api::checks::phone), api::example("06 12 34 56 78")),
        api::field("email", &PatientDetails::email, "Where to write to them",
            api::format(api::checks::email)),
        api::field("address", &PatientDetails::address, "Where they live"),
        api::field("emergency_contact", &PatientDetails::emergency_contact, "Whom to call"),
        api::field("note", &PatientDetails::note,
            "Administrative, for staff alone; nothing clinical", api::prose(2000)));
};

struct Patient : PatientDetails {
    PatientId id;
    std::string language = "fr"; ///< ISO 639-1: the language of letters and mails
    std::optional<UserId> user; ///< their log-in, when they have one
    std::optional<Instant> archived_at;
    Instant created_at;
    std::int64_t version = 1;

    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("id", &Patient::id, "The patient")).fields,
            PatientDetails::schema.fields,
            api::object(api::field("language", &Patient::language,
                            "Of letters and mails, ISO 639-1", api::format(api::checks::language)),
                api::field("user_id", &Patient::user, "Their log-in"),
                api::field("archived_at", &Patient::archived_at, "Archived since"),
                api::field("created_at", &Patient::created_at, "Registered at"),
                api::field("version", &Patient::version, "Counts changes; the ETag"))
                .fields)};
};

/// For Patients::add.
struct NewPatient : PatientDetails {
    std::string language = "fr";
    std::optional<UserId> user;
};

/// What other modules need of a patient.
struct Card {
    PatientId id;
    std::string name; ///< for display: used name, or else birth name, then first name: "Noël Chloé"
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::string language; ///< ISO 639-1
    std::optional<UserId> user;
    std::optional<LocalDate> birth_date; ///< papers name it beside the name
    bool archived = false;

    static constexpr auto schema = api::object(api::field("id", &Card::id, "The patient"),
        api::field("name", &Card::name, "For display"),
        api::field("email", &Card::email, "Where to write to them"),
        api::field("phone", &Card::phone, "Where to reach them"),
        api::field("language", &Card::language, "ISO 639-1"),
        api::field("user_id", &Card::user, "Their log-in"),
        api::field("birth_date", &Card::birth_date, "Beside the name on papers"),
        api::field("archived", &Card::archived, "Takes no new visits"));
};

/// Something that happened to a patient, told by the module that knows of it.
struct TimelineEntry {
    std::string
        source; ///< stable: "appointments.visit:<id>". Entered again, it takes the old one's place
    PatientId patient;
    std::string kind; ///< visit, consultation, prescription, document, invoice…
    Instant at;
    Text title;
    std::optional<std::string> link; ///< a path of the web app
    bool clinical = false; ///< not for the front desk
    bool shared_with_patient = false;
    std::int64_t version = 1; ///< of what it tells: an older one never takes a newer one's place
};

/// An entry of the medical record that comes from elsewhere.
struct ImportedEntry {
    PatientId patient;
    std::string section; ///< as in the path: "allergies"
    std::string body; ///< JSON, every field that its section asks for
    Instant recorded_at;
    std::string author;
    std::optional<UserId> author_id;
};

/// Who somebody is to the patient for whom they act.
enum class Relation { parent, guardian, family, other };
constexpr auto spelled(Relation)
{
    return api::names("parent", "guardian", "family", "other");
}

/// A patient for whom somebody acts: books, moves and cancels, and reads nothing medical.
struct Ward {
    PatientId patient_id;
    std::string name;
    Relation relation = Relation::parent; ///< of who acts, to the patient

    static constexpr auto schema = api::object(
        api::field("patient_id", &Ward::patient_id, "For whom one acts"),
        api::field("name", &Ward::name, "For display"),
        api::field("relation", &Ward::relation, "Who one is to them"));
};

struct Registered {
    PatientId patient;
    std::optional<Instant> at{}; ///< absent in facts older than this field

    static constexpr std::string_view event_name = "patients.registered";
    [[nodiscard]] std::string aggregate() const { return patient.str(); }
    static constexpr auto schema = api::object(
        api::field("patient_id", &Registered::patient, "Who is new"),
        api::field("at", &Registered::at, "Since when"));
};

/// Edited or restored.
struct Changed {
    PatientId patient;

    static constexpr std::string_view event_name = "patients.changed";
    [[nodiscard]] std::string aggregate() const { return patient.str(); }
    static constexpr auto schema = api::object(
        api::field("patient_id", &Changed::patient, "Whose record"));
};

struct Archived {
    PatientId patient;

    static constexpr std::string_view event_name = "patients.archived";
    [[nodiscard]] std::string aggregate() const { return patient.str(); }
    static constexpr auto schema = api::object(
        api::field("patient_id", &Archived::patient, "Whose record"));
};

/// An entry of the medical record was written, corrected or struck out.
struct RecordChanged {
    PatientId patient;
    std::string section; ///< "allergies"

    static constexpr std::string_view event_name = "patients.record_changed";
    [[nodiscard]] std::string aggregate() const { return patient.str(); }
    static constexpr auto schema = api::object(
        api::field("patient_id", &RecordChanged::patient, "Whose record"),
        api::field("section", &RecordChanged::section, "Which part of it"));
};

/// A record was opened outside of care, for an hour.
struct Opening {
    UserId user;
    std::string reason;
    Instant opened_at;
    Instant closes_at;

    static constexpr auto schema = api::object(api::field("user_id", &Opening::user, "Who"),
        api::field("reason", &Opening::reason, "Why"),
        api::field("opened_at", &Opening::opened_at, "Since when"),
        api::field("closes_at", &Opening::closes_at, "Until when"));
};

/// Somebody opened a record outside their care.
struct GlassBroken {
    PatientId patient;
    UserId user;

    static constexpr std::string_view event_name = "patients.glass_broken";
    [[nodiscard]] std::string aggregate() const { return patient.str(); }
    static constexpr auto schema = api::object(
        api::field("patient_id", &GlassBroken::patient, "Whose record"),
        api::field("user_id", &GlassBroken::user, "Who opened it"));
};

/// Somebody was given, or lost, the right to act for a patient.
struct ProxyChanged {
    PatientId patient;
    PatientId proxy;
    bool acts = true;

    static constexpr std::string_view event_name = "patients.proxy_changed";
    [[nodiscard]] std::string aggregate() const { return patient.str(); }
    static constexpr auto schema = api::object(
        api::field("patient_id", &ProxyChanged::patient, "For whom"),
        api::field("proxy_id", &ProxyChanged::proxy, "Who, by their own record"),
        api::field("acts", &ProxyChanged::acts, "From now on, or no more"));
};

/// Reads inside a handler see the handler's own transaction. None of them asks who wants to know, but those
/// that take a Principal: the record rule, which callers apply to what they show.
class Patients {
public:
    /// Registers the listener of auth.registered: before the bus starts.
    Patients(db::Database&, bus::Bus&, const Clock&, const auth::Directory&);
    virtual ~Patients();
    Patients(const Patients&) = delete;
    Patients& operator=(const Patients&) = delete;

    virtual void mount(http::Router&);

    [[nodiscard]] virtual std::optional<Card> card(PatientId) const;
    /// In the order of the ids; those that do not exist are left out.
    [[nodiscard]] virtual std::vector<Card> cards(std::span<const PatientId>) const;
    /// Where they live, for letters and invoices.
    [[nodiscard]] virtual std::optional<HomeAddress> address(PatientId) const;
    [[nodiscard]] virtual std::optional<PatientId> patient_of(UserId) const;
    [[nodiscard]] virtual bool may_see(const http::Principal&, PatientId) const;
    /// A practitioner who cares for the patient, or a practitioner or an admin who broke the glass within the
    /// hour; never the front desk. That patients read what is theirs is for the caller to add (`owns`).
    [[nodiscard]] virtual bool may_read_clinical(const http::Principal&, PatientId) const;
    /// The same, for practitioners alone.
    [[nodiscard]] virtual bool may_write_clinical(const http::Principal&, PatientId) const;
    /// It is their own record.
    [[nodiscard]] virtual bool owns(const http::Principal&, PatientId) const;
    /// For whom this account acts beside its own record. That does not make their record readable (`may_see`).
    [[nodiscard]] virtual std::vector<Ward> wards(UserId) const;
    /// Who acts for a patient, in the order in which that was written down.
    [[nodiscard]] virtual std::vector<Card> proxies(PatientId) const;
    [[nodiscard]] virtual RecordSummary summary(PatientId) const;
    [[nodiscard]] virtual std::vector<Opening> openings(PatientId) const; ///< newest first

    /// Practitioners and coaches who have the patient in their care.
    [[nodiscard]] virtual std::vector<UserId> carers(PatientId) const;

    /// From now on this practitioner or coach sees the patient; nothing new if they do already. A write in
    /// its own transaction: for listeners outside one (Bus::listen_outside), workers and the command line.
    virtual void enter_care(PatientId, UserId carer);
    /// Writes it into the patient's timeline; nothing for a patient who does not exist. Where and when: as
    /// enter_care. Enter what is so now, not what an event said, then the order of events does not matter.
    virtual void enter_timeline(const TimelineEntry&);
    /// Many in one transaction.
    virtual void enter_timelines(std::span<const TimelineEntry>);

    [[nodiscard]] virtual std::int64_t count() const; ///< records that are not archived
    /// When each patient was registered, page by page in the order of their ids: those after this one. For
    /// imports into other modules.
    struct Since {
        PatientId patient;
        Instant at;
    };
    [[nodiscard]] virtual std::vector<Since> registered_after(
        std::optional<PatientId> last, int limit) const;

    // For the command line and the demo: unchecked, never inside a request.
    virtual void add_proxy(PatientId patient, PatientId proxy, Relation);
    virtual PatientId add(const NewPatient&);
    /// Many in one transaction; the ids in the same order.
    virtual std::vector<PatientId> add(std::span<const NewPatient>);
    /// All or none; std::invalid_argument for what its section would refuse.
    virtual void import_record(std::span<const ImportedEntry>);

protected:
    Patients(); ///< for a stand-in that asks another process

private:
    struct Parts;
    static void mount_chart(http::Router&, Parts&);
    std::unique_ptr<Parts> parts_;
};

} // namespace patients
} // namespace clinic
