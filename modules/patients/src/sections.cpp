#include "sections.hpp"

#include "consent_texts.hpp"
#include "days.hpp"

#include <cmath>
#include <fmt/format.h>

namespace clinic::patients {
namespace {

/// A clock may run a little ahead of the server's.
constexpr std::int64_t clock_slack_minutes = 5;

struct Bounds {
    std::string_view field;
    std::optional<double> value;
    double low;
    double high;
};

void keep_within(const Bounds& bounds, Faults& faults)
{
    const auto& [field, value, low, high] = bounds;
    if (!value || (*value >= low && *value <= high)) return;
    faults.add(std::string(field), "range",
        {fmt::format("doit être entre {} et {}", low, high),
            fmt::format("must be between {} and {}", low, high)});
}

std::optional<Instant> at(const std::optional<LocalDate>& day)
{
    return day ? std::optional(noon_of(*day)) : std::nullopt;
}

Text same(const std::string& text)
{
    return {text, text};
}

/// "Allergie : Pénicilline": the French colon stands between spaces, the first of which does not break.
Text named(std::string_view fr, std::string_view en, const Text& what)
{
    return {fmt::format("{}\u00a0: {}", fr, what.fr), fmt::format("{}: {}", en, what.en)};
}

/// One decimal at most, with a comma in French.
std::string amount(double value, Language language)
{
    const auto rounded = std::round(value * 10) / 10;
    auto text = rounded == std::floor(rounded) ? fmt::format("{:.0f}", rounded)
                                               : fmt::format("{:.1f}", rounded);
    if (language == Language::fr) std::ranges::replace(text, '.', ',');
    return text;
}

std::string measures(const Vitals& vitals, Language language)
{
    std::vector<std::string> parts;
    const auto add = [&](const auto& value, std::string_view unit) {
        if (value) {
            parts.push_back(
                fmt::format("{}\u00a0{}", amount(static_cast<double>(*value), language), unit));
        }
    };
    if (vitals.systolic && vitals.diastolic) {
        parts.push_back(fmt::format("{}/{}\u00a0mmHg", *vitals.systolic, *vitals.diastolic));
    }
    add(vitals.weight_kg, "kg");
    add(vitals.height_cm, "cm");
    add(vitals.heart_rate, "bpm");
    add(vitals.temperature, "°C");
    add(vitals.spo2, "% SpO₂");
    return fmt::format("{}", fmt::join(parts, ", "));
}

} // namespace

void Faults::add(std::string field, std::string code, Text detail)
{
    errors_.push_back({"/" + std::move(field), std::move(code), std::move(detail)});
}

void Faults::future(std::string field)
{
    add(std::move(field), "future",
        {"Cette date est dans l’avenir.", "This date is in the future."});
}

std::unexpected<Problem> Faults::refusal() &&
{
    Problem problem{Refusal::invalid, "invalid",
        {"Certains champs sont à corriger.", "Some fields need correcting."}};
    problem.errors = std::move(errors_);
    return std::unexpected(std::move(problem));
}

void Checks::not_future(std::string field, const std::optional<LocalDate>& day) const
{
    if (day && *day > latest_today(now)) faults.future(std::move(field));
}

std::optional<Instant> About<Allergy>::when(const Allergy& it)
{
    return at(it.noted_on);
}

void About<Allergy>::check(const Allergy& it, const Checks& with)
{
    with.not_future("noted_on", it.noted_on);
}

Text About<Allergy>::headline(const Allergy& it)
{
    return named("Allergie", "Allergy", same(it.substance));
}

std::optional<Instant> About<Condition>::when(const Condition& it)
{
    return at(it.since);
}

void About<Condition>::check(const Condition& it, const Checks& with)
{
    with.not_future("since", it.since);
    with.not_future("resolved_on", it.resolved_on);
    if (it.since && it.resolved_on && *it.resolved_on < *it.since) {
        with.faults.before(
            "resolved_on", {"La fin est avant le début.", "The end is before the beginning."});
    }
    if (it.resolved_on && it.status == ClinicalStatus::active) {
        with.faults.add("status", "resolved",
            {"Un problème terminé n’est plus actif.", "A problem that is over is not active."});
    }
}

Text About<Condition>::headline(const Condition& it)
{
    const auto what = it.code ? fmt::format("{} ({})", it.label, *it.code) : it.label;
    return named("Problème", "Problem", same(what));
}

std::optional<Instant> About<Medication>::when(const Medication& it)
{
    return at(it.since);
}

void About<Medication>::check(const Medication& it, const Checks& with)
{
    if (it.since && it.until && *it.until < *it.since) {
        with.faults.before(
            "until", {"La fin est avant le début.", "The end is before the beginning."});
    }
}

Text About<Medication>::headline(const Medication& it)
{
    return named("Traitement", "Medication", same(it.dose ? it.name + ' ' + *it.dose : it.name));
}

std::optional<Instant> About<Immunization>::when(const Immunization& it)
{
    return noon_of(it.given_on);
}

void About<Immunization>::check(const Immunization& it, const Checks& with)
{
    with.not_future("given_on", it.given_on);
}

Text About<Immunization>::headline(const Immunization& it)
{
    return named("Vaccin", "Vaccine", same(it.vaccine));
}

Bmi About<Vitals>::computed(const Vitals& it)
{
    if (!it.height_cm || !it.weight_kg) return {};
    const auto metres = *it.height_cm / 100;
    return {std::round(*it.weight_kg / (metres * metres) * 10) / 10};
}

std::optional<Instant> About<Vitals>::when(const Vitals& it)
{
    return it.measured_at;
}

void About<Vitals>::check(const Vitals& it, const Checks& with)
{
    auto& faults = with.faults;
    if (it.measured_at > with.now.plus_minutes(clock_slack_minutes)) faults.future("measured_at");
    keep_within({"height_cm", it.height_cm, 20, 260}, faults);
    keep_within({"weight_kg", it.weight_kg, 0.3, 400}, faults);
    keep_within({"temperature", it.temperature, 25, 45}, faults);
    if (it.systolic.has_value() != it.diastolic.has_value()) {
        faults.add(it.systolic ? "diastolic" : "systolic", "pair",
            {"Les deux tensions vont ensemble.", "Both pressures go together."});
    } else if (it.systolic && *it.diastolic >= *it.systolic) {
        faults.add("diastolic", "pair",
            {"doit être plus basse que la systolique", "must be lower than the systolic"});
    }
    if (!it.height_cm && !it.weight_kg && !it.systolic && !it.diastolic && !it.heart_rate &&
        !it.temperature && !it.spo2) {
        faults.add(
            "weight_kg", "required", {"Donnez au moins une mesure.", "Give at least one measure."});
    }
}

Text About<Vitals>::headline(const Vitals& it)
{
    return named("Mesures", "Measures", {measures(it, Language::fr), measures(it, Language::en)});
}

void About<Consent>::check(const Consent& it, const Checks& with)
{
    const auto newest = store::newest_consent_text(with.tx, it.kind);
    const bool known = it.text_version >= 1 && it.text_version <= newest;
    if (!known) {
        with.faults.add(
            "text_version", "unknown", {"Ce texte n’existe pas.", "There is no such text."});
    } else if (it.decision == Decision::accepted && it.text_version < newest) {
        with.faults.add("text_version", "outdated",
            {"Ce texte a été remplacé. Relisez sa nouvelle version.",
                "This text was replaced. Read its new version."});
    }
}

Text About<Consent>::headline(const Consent& it)
{
    const auto what = consent_name(it.kind);
    return it.decision == Decision::accepted
               ? named("Consentement donné", "Consent given", what)
               : named("Consentement retiré", "Consent withdrawn", what);
}

std::optional<Instant> About<HistoryNote>::when(const HistoryNote& it)
{
    return at(it.happened_on);
}

void About<HistoryNote>::check(const HistoryNote& it, const Checks& with)
{
    with.not_future("happened_on", it.happened_on);
}

Text About<HistoryNote>::headline(const HistoryNote& it)
{
    switch (it.kind) {
    case HistoryKind::family:
        return named("Antécédent familial", "Family history", same(it.title));
    case HistoryKind::surgical:
        return named("Intervention", "Operation", same(it.title));
    case HistoryKind::lifestyle:
        break;
    }
    return named("Mode de vie", "Lifestyle", same(it.title));
}

} // namespace clinic::patients
