#pragma once
// The medical record, as far as other modules read it.

#include "platform/core/time.hpp"
#include "platform/schema/schema.hpp"

#include <optional>
#include <string>
#include <vector>

namespace clinic::patients {

/// A code of the WHO's ICD-10, with or without its dot: "E11.9", "J45".
extern const api::Check icd10;

enum class Severity { mild, moderate, severe, life_threatening };
constexpr auto spelled(Severity)
{
    return api::names("mild", "moderate", "severe", "life_threatening");
}

enum class ClinicalStatus { active, resolved };
constexpr auto spelled(ClinicalStatus)
{
    return api::names("active", "resolved");
}

struct Allergy {
    std::string substance;
    std::optional<std::string> reaction;
    std::optional<Severity> severity;
    ClinicalStatus status = ClinicalStatus::active;
    std::optional<LocalDate> noted_on;

    static constexpr auto schema = api::object(
        api::field("substance", &Allergy::substance, "To what", api::name(120),
            api::example("Pénicilline")),
        api::field("reaction", &Allergy::reaction, "What it does", api::name(200)),
        api::field("severity", &Allergy::severity, "How bad it gets"),
        api::field("status", &Allergy::status, "Whether it still holds", api::or_default()),
        api::field("noted_on", &Allergy::noted_on, "First noted on"));
};

/// A problem of the patient (in code, Problem is a refusal).
struct Condition {
    std::string label;
    std::optional<std::string> code;
    std::optional<LocalDate> since;
    std::optional<LocalDate> resolved_on; ///< not before `since`
    ClinicalStatus status = ClinicalStatus::active;

    static constexpr auto schema = api::object(
        api::field("label", &Condition::label, "What it is", api::name(200),
            api::example("Diabète de type 2")),
        api::field("code", &Condition::code, "ICD-10", api::format(icd10)),
        api::field("since", &Condition::since, "Since when"),
        api::field("resolved_on", &Condition::resolved_on, "When it was over"),
        api::field("status", &Condition::status, "Whether it still holds", api::or_default()));
};

/// What the patient takes, whoever prescribed it.
struct Medication {
    std::string name;
    std::optional<std::string> dose;
    std::optional<std::string> instructions;
    std::optional<LocalDate> since;
    std::optional<LocalDate> until; ///< the last day; absent: it goes on

    static constexpr auto schema = api::object(
        api::field(
            "name", &Medication::name, "What is taken", api::name(200), api::example("Metformine")),
        api::field("dose", &Medication::dose, "How much at a time", api::name(100),
            api::example("500 mg")),
        api::field("instructions", &Medication::instructions, "When and how", api::prose(500)),
        api::field("since", &Medication::since, "First day"),
        api::field("until", &Medication::until, "Last day; absent: it goes on"));
};

/// What holds today: for whoever writes a note or a prescription, and for papers.
struct RecordSummary {
    std::vector<Allergy> allergies;
    std::vector<Condition> problems;
    std::vector<Medication> medications;

    static constexpr auto schema = api::object(
        api::field("allergies", &RecordSummary::allergies, "Active ones"),
        api::field("problems", &RecordSummary::problems, "Active ones"),
        api::field("medications", &RecordSummary::medications, "Taken today"));
};

} // namespace clinic::patients
