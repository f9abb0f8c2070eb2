#pragma once
// The prescription on paper, laid out as an ordonnance: who prescribes, for whom, when, each medicine with its usage
// (Code de la santé publique, R. 5132-3), in the patient's language.

#include "consultations/consultations.hpp"

#include "documents/documents.hpp"

namespace clinic::consultations {

[[nodiscard]] documents::Paper prescription_paper(const Consultation& consultation,
    const patients::Card& patient, const clinics::Practitioner& practitioner,
    const clinics::Site& site);

/// "ordonnance-2026-06-01.pdf", by the day on which it was signed at the site.
[[nodiscard]] std::string prescription_name(
    const Consultation& consultation, const patients::Card& patient, const clinics::Site& site);

} // namespace clinic::consultations
