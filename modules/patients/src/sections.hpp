#pragma once
// The sections of the medical record. Each is one described struct with an About<> beside it, which says what
// the section is called, who reads it, when it is wrong and how the timeline names it. Everything else
// (routes, rows, former states, events) is the same for all and stands in chart_section.hpp.

#include "patients/patients.hpp"

#include "platform/core/result.hpp"
#include "platform/db/tx.hpp"

namespace clinic::patients {

struct Immunization {
    std::string vaccine;
    LocalDate given_on;
    std::optional<std::string> lot;
    std::optional<std::string> site; ///< of the body

    static constexpr auto schema = api::object(
        api::field("vaccine", &Immunization::vaccine, "Which vaccine", api::name(120),
            api::example("DTP (Revaxis)")),
        api::field("given_on", &Immunization::given_on, "Not in the future"),
        api::field("lot", &Immunization::lot, "Number of the lot", api::name(40)),
        api::field("site", &Immunization::site, "Where it was given", api::name(60),
            api::example("Bras gauche")));
};

/// One measuring; at least one measure. The limits refuse slips of the keyboard, not the ill.
struct Vitals {
    Instant measured_at;
    std::optional<double> height_cm;
    std::optional<double> weight_kg;
    std::optional<int> systolic; ///< mmHg
    std::optional<int> diastolic; ///< mmHg, below the systolic
    std::optional<int> heart_rate; ///< beats a minute
    std::optional<double> temperature; ///< °C
    std::optional<int> spo2; ///< %

    static constexpr auto schema = api::object(
        api::field("measured_at", &Vitals::measured_at, "Not in the future"),
        api::field("height_cm", &Vitals::height_cm, "Height in cm, 20 to 260"),
        api::field("weight_kg", &Vitals::weight_kg, "Weight in kg, 0.3 to 400"),
        api::field("systolic", &Vitals::systolic, "Blood pressure, mmHg", api::between(40, 300)),
        api::field("diastolic", &Vitals::diastolic, "Blood pressure, mmHg", api::between(20, 200)),
        api::field("heart_rate", &Vitals::heart_rate, "Beats a minute", api::between(20, 300)),
        api::field("temperature", &Vitals::temperature, "Of the body in °C, 25 to 45"),
        api::field("spo2", &Vitals::spo2, "Oxygen saturation in %", api::between(40, 100)));
};

/// Computed, never stored.
struct Bmi {
    std::optional<double> bmi;
    static constexpr auto schema = api::object(
        api::field("bmi", &Bmi::bmi, "Body mass index, kg/m², where height and weight are given"));
};

enum class ConsentKind { care_data, data_sharing, reminders, teleconsultation };
constexpr auto spelled(ConsentKind)
{
    return api::names("care_data", "data_sharing", "reminders", "teleconsultation");
}

enum class Decision { accepted, withdrawn };
constexpr auto spelled(Decision)
{
    return api::names("accepted", "withdrawn");
}

/// What somebody decided about one version of a text. The newest of a kind holds; author, time and door of
/// the entry are the proof.
struct Consent {
    ConsentKind kind{};
    int text_version = 1;
    Decision decision{};

    static constexpr auto schema = api::object(api::field("kind", &Consent::kind, "To what"),
        api::field("text_version", &Consent::text_version, "Which version of the text was shown",
            api::between(1, 10'000)),
        api::field("decision", &Consent::decision, "Given or taken back"));
};

enum class HistoryKind { family, surgical, lifestyle };
constexpr auto spelled(HistoryKind)
{
    return api::names("family", "surgical", "lifestyle");
}

struct HistoryNote {
    HistoryKind kind{};
    std::string title;
    std::optional<std::string> text;
    std::optional<LocalDate> happened_on;

    static constexpr auto schema = api::object(
        api::field("kind", &HistoryNote::kind, "Of the family, of operations, of habits"),
        api::field("title", &HistoryNote::title, "In a few words", api::name(120),
            api::example("Appendicectomie")),
        api::field("text", &HistoryNote::text, "More of it", api::prose(2000)),
        api::field("happened_on", &HistoryNote::happened_on, "When, for an operation"));
};

/// What is wrong with an entry, all of it.
class Faults {
public:
    void add(std::string field, std::string code, Text detail);
    void future(std::string field);
    void before(std::string field, Text detail)
    {
        add(std::move(field), "before", std::move(detail));
    }
    [[nodiscard]] bool none() const { return errors_.empty(); }
    [[nodiscard]] std::unexpected<Problem> refusal() &&;

private:
    std::vector<FieldError> errors_;
};

/// What an entry is checked against.
struct Checks {
    db::Tx& tx;
    Instant now;
    Faults& faults;

    void not_future(std::string field, const std::optional<LocalDate>& day) const;
};

struct NothingComputed {
    static constexpr auto schema = api::object();
};

template <class T> struct AboutAll {
    using Computed = NothingComputed;
    static constexpr bool by_patient = false; ///< patients write it themselves
    static Computed computed(const T&) { return {}; }
};

/// section: the last part of the path. shared: patients read it. when: its place in the list.
template <class T> struct About;
template <> struct About<Allergy> : AboutAll<Allergy> {
    static constexpr std::string_view section = "allergies", kind = "allergy";
    static constexpr bool shared = true;
    static std::optional<Instant> when(const Allergy&);
    static void check(const Allergy&, const Checks&);
    static Text headline(const Allergy&);
};
template <> struct About<Condition> : AboutAll<Condition> {
    static constexpr std::string_view section = "problems", kind = "problem";
    static constexpr bool shared = false;
    static std::optional<Instant> when(const Condition&);
    static void check(const Condition&, const Checks&);
    static Text headline(const Condition&);
};
template <> struct About<Medication> : AboutAll<Medication> {
    static constexpr std::string_view section = "medications", kind = "medication";
    static constexpr bool shared = true;
    static std::optional<Instant> when(const Medication&);
    static void check(const Medication&, const Checks&);
    static Text headline(const Medication&);
};
template <> struct About<Immunization> : AboutAll<Immunization> {
    static constexpr std::string_view section = "immunizations", kind = "immunization";
    static constexpr bool shared = true;
    static std::optional<Instant> when(const Immunization&);
    static void check(const Immunization&, const Checks&);
    static Text headline(const Immunization&);
};
template <> struct About<Vitals> : AboutAll<Vitals> {
    using Computed = Bmi;
    static constexpr std::string_view section = "vitals", kind = "vitals";
    static constexpr bool shared = true;
    static Bmi computed(const Vitals&);
    static std::optional<Instant> when(const Vitals&);
    static void check(const Vitals&, const Checks&);
    static Text headline(const Vitals&);
};
template <> struct About<Consent> : AboutAll<Consent> {
    static constexpr std::string_view section = "consents", kind = "consent";
    static constexpr bool shared = true;
    static constexpr bool by_patient = true;
    static std::optional<Instant> when(const Consent&) { return std::nullopt; }
    static void check(const Consent&, const Checks&);
    static Text headline(const Consent&);
};
template <> struct About<HistoryNote> : AboutAll<HistoryNote> {
    static constexpr std::string_view section = "history", kind = "history";
    static constexpr bool shared = false;
    static std::optional<Instant> when(const HistoryNote&);
    static void check(const HistoryNote&, const Checks&);
    static Text headline(const HistoryNote&);
};

/// Calls f.template operator()<T>() for each section.
template <class F> void for_each_section(F&& f)
{
    f.template operator()<Allergy>();
    f.template operator()<Condition>();
    f.template operator()<Medication>();
    f.template operator()<Immunization>();
    f.template operator()<Vitals>();
    f.template operator()<Consent>();
    f.template operator()<HistoryNote>();
}

} // namespace clinic::patients
