#pragma once
// Who is cared for: the administrative record, never the clinical one. A patient is one person with one
// record; those who may see it are named in src/access.hpp, and to everybody else it does not exist.

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
    bool archived = false;

    static constexpr auto schema = api::object(api::field("id", &Card::id, "The patient"),
        api::field("name", &Card::name, "For display"),
        api::field("email", &Card::email, "Where to write to them"),
        api::field("phone", &Card::phone, "Where to reach them"),
        api::field("language", &Card::language, "ISO 639-1"),
        api::field("user_id", &Card::user, "Their log-in"),
        api::field("archived", &Card::archived, "Takes no new visits"));
};

struct Registered {
    PatientId patient;

    static constexpr std::string_view event_name = "patients.registered";
    [[nodiscard]] std::string aggregate() const { return patient.str(); }
    static constexpr auto schema = api::object(
        api::field("patient_id", &Registered::patient, "Who is new"));
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

/// Reads inside a handler see the handler's own transaction. None of them asks who wants to know, but
/// may_see: the record rule, which callers apply to what they show.
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
    [[nodiscard]] virtual std::optional<PatientId> patient_of(UserId) const;
    [[nodiscard]] virtual bool may_see(const http::Principal&, PatientId) const;

    /// From now on this practitioner or coach sees the patient; nothing new if they do already. A write in
    /// its own transaction: for listeners outside one (Bus::listen_outside), workers and the command line.
    virtual void enter_care(PatientId, UserId carer);

    // For the command line and the demo: unchecked, never inside a request.
    virtual PatientId add(const NewPatient&);
    /// Many in one transaction; the ids in the same order.
    virtual std::vector<PatientId> add(std::span<const NewPatient>);

protected:
    Patients(); ///< for a stand-in that asks another process

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace patients
} // namespace clinic
