#pragma once
// What the routes take and tell, and their handlers.

#include "patients/patients.hpp"

#include "auth/auth.hpp"
#include "platform/http/context.hpp"
#include "platform/http/page.hpp"
#include "platform/http/router.hpp"

namespace clinic::patients {

/// A patient in a list.
struct PatientLine {
    PatientId id;
    std::string birth_name;
    std::optional<std::string> used_name;
    std::string first_name;
    Sex sex = Sex::unknown;
    std::optional<LocalDate> birth_date;
    std::optional<std::string> phone;
    std::optional<std::string> email;
    bool archived = false;

    static constexpr auto schema = api::object(api::field("id", &PatientLine::id, "The patient"),
        api::field("birth_name", &PatientLine::birth_name, "Name at birth"),
        api::field("used_name", &PatientLine::used_name, "The name they go by, when it is another"),
        api::field("first_name", &PatientLine::first_name, "First name"),
        api::field("sex", &PatientLine::sex, "As on the identity card"),
        api::field("birth_date", &PatientLine::birth_date, "Born on"),
        api::field("phone", &PatientLine::phone, "Where to reach them"),
        api::field("email", &PatientLine::email, "Where to write to them"),
        api::field("archived", &PatientLine::archived, "Takes no new visits"));
};

struct SearchPatients {
    std::optional<std::string> q;
    bool archived = false;
    http::Paging page;
    static constexpr auto schema = api::object(
        api::field("q", &SearchPatients::q, "Parts of names, a birth date, a telephone",
            api::max_length(200), api::example("mart chl")),
        api::field("archived", &SearchPatients::archived, "Archived ones too", api::or_default()),
        api::embed(&SearchPatients::page));
};

struct AddPatient : PatientDetails {
    std::optional<std::string> language;
    bool confirm_duplicate = false;
    static constexpr auto schema = api::Object{std::tuple_cat(PatientDetails::schema.fields,
        api::object(api::field("language", &AddPatient::language, "ISO 639-1; absent: French",
                        api::format(api::checks::language)),
            api::field("confirm_duplicate", &AddPatient::confirm_duplicate,
                "It is another person than those who look alike", api::or_default()))
            .fields)};
};

/// The whole record: what is absent is taken away.
struct ReplacePatient : PatientDetails {
    PatientId id;
    std::optional<std::string> language;
    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("id", &ReplacePatient::id, "Which patient")).fields,
            PatientDetails::schema.fields,
            api::object(api::field("language", &ReplacePatient::language,
                            "ISO 639-1; absent: unchanged", api::format(api::checks::language)))
                .fields)};
};

/// What patients may change of their own record.
struct EditMe {
    std::optional<Sex> sex;
    api::Change<std::string> used_name;
    api::Change<LocalDate> birth_date;
    api::Change<std::string> phone;
    api::Change<std::string> email;
    api::Change<HomeAddress> address;
    api::Change<EmergencyContact> emergency_contact;

    void apply(Patient&) const;
    static constexpr auto schema = api::object(
        api::field("sex", &EditMe::sex, "As on the identity card"),
        api::field("used_name", &EditMe::used_name, "The name they go by", api::name()),
        api::field(
            "birth_date", &EditMe::birth_date, "Once given, the front desk alone changes it"),
        api::field("phone", &EditMe::phone, "Where to reach them", api::format(api::checks::phone)),
        api::field(
            "email", &EditMe::email, "Where to write to them", api::format(api::checks::email)),
        api::field("address", &EditMe::address, "Where they live"),
        api::field("emergency_contact", &EditMe::emergency_contact, "Whom to call"));
};

struct EditPatient {
    PatientId id;
    std::optional<std::string> birth_name;
    std::optional<std::string> first_name;
    EditMe shared;
    api::Change<std::string> birth_place;
    api::Change<std::string> note;
    std::optional<std::string> language;

    void apply(Patient&) const;
    static constexpr auto schema = api::object(api::field("id", &EditPatient::id, "Which patient"),
        api::field("birth_name", &EditPatient::birth_name, "Name at birth", api::name()),
        api::field("first_name", &EditPatient::first_name, "First name", api::name()),
        api::embed(&EditPatient::shared),
        api::field(
            "birth_place", &EditPatient::birth_place, "Town, and country when abroad", api::name()),
        api::field("note", &EditPatient::note, "Administrative, for staff alone", api::prose(2000)),
        api::field(
            "language", &EditPatient::language, "ISO 639-1", api::format(api::checks::language)));
};

struct FindDuplicates {
    std::string first_name;
    std::string birth_name;
    std::optional<LocalDate> birth_date;
    std::optional<std::string> phone;
    static constexpr auto schema = api::object(
        api::field("first_name", &FindDuplicates::first_name, "First name", api::name()),
        api::field("birth_name", &FindDuplicates::birth_name, "Name at birth", api::name()),
        api::field("birth_date", &FindDuplicates::birth_date, "Born on"),
        api::field("phone", &FindDuplicates::phone, "Telephone", api::format(api::checks::phone)));
};

struct Duplicates {
    std::vector<PatientLine> items;
    bool others = false;
    static constexpr auto schema = api::object(
        api::field("items", &Duplicates::items, "Who look like the same person"),
        api::field("others", &Duplicates::others, "There are more, who are not yours to see"));
};

class Handlers {
public:
    using ByPatient = http::ById<PatientId>;

    Result<http::Page<PatientLine>> search(http::Context&, const SearchPatients&);
    Result<Patient> add(http::Context&, const AddPatient&);
    Result<Duplicates> duplicates(http::Context&, const FindDuplicates&);
    Result<Patient> show(http::Context&, const ByPatient&);
    Result<Patient> replace(http::Context&, const ReplacePatient&);
    Result<Patient> edit(http::Context&, const EditPatient&);
    Result<Nothing> archive(http::Context&, const ByPatient&);
    Result<Patient> restore(http::Context&, const ByPatient&);
    Result<Patient> me(http::Context&, const http::NoInput&);
    Result<Patient> edit_me(http::Context&, const EditMe&);
};

} // namespace clinic::patients
