#include "papers.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace clinic::consultations {
namespace {

constexpr std::array<std::array<std::string_view, 12>, 2> months{
    {{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
         "octobre", "novembre", "décembre"},
        {"January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December"}}};

Language language_of(const patients::Card& patient)
{
    return patient.language == "en" ? Language::en : Language::fr;
}

/// "1er juin 2026", "1 June 2026"
std::string long_date(LocalDate date, Language language)
{
    const auto index = static_cast<std::size_t>(date.month() - 1);
    const auto month = months[language == Language::fr ? 0 : 1][index];
    const auto* const first = date.day() == 1 && language == Language::fr ? "er" : "";
    return fmt::format("{}{} {} {}", date.day(), first, month, date.year());
}

LocalMoment signed_locally(const Consultation& consultation, const clinics::Site& site)
{
    const auto zone = Zone::find(site.time_zone).value_or(*Zone::find("Europe/Paris"));
    return zone.local(consultation.signed_at.value_or(consultation.started_at));
}

std::vector<std::string> letterhead(const clinics::Site& site, Language language)
{
    std::vector<std::string> lines{site.name};
    documents::add_address(lines, site.address);
    if (site.phone) lines.push_back((language == Language::fr ? "Tél. " : "Tel. ") + *site.phone);
    return lines;
}

/// The French register's numbers are called by its name; others are simply numbers.
std::string licence(const std::string& number, Language language)
{
    if (api::checks::rpps.holds(number))
        return (language == Language::fr ? "RPPS : " : "RPPS: ") + number;
    return (language == Language::fr ? "N° " : "No. ") + number;
}

std::vector<std::string> sender(const clinics::Practitioner& practitioner, Language language)
{
    std::vector<std::string> lines{practitioner.name(), practitioner.specialty};
    if (practitioner.licence_number)
        lines.push_back(licence(*practitioner.licence_number, language));
    return lines;
}

std::vector<std::string> addressee(const patients::Card& patient, Language language)
{
    std::vector<std::string> lines{patient.name};
    if (patient.birth_date) {
        const auto* const born = language == Language::fr ? "Né(e) le " : "Born ";
        lines.push_back(born + long_date(*patient.birth_date, language));
    }
    return lines;
}

/// « 1 comprimé, 3 fois par jour, pendant 5 jours. Quantité : 2 boîtes »
std::string usage(const Medicine& medicine, Language language)
{
    const bool french = language == Language::fr;
    std::string text = medicine.dose.value_or("");
    const auto add = [&](std::string_view between, const std::string& more) {
        if (!text.empty()) text += between;
        text += more;
    };
    if (medicine.frequency) add(", ", *medicine.frequency);
    if (medicine.duration) add(", ", (french ? "pendant " : "for ") + *medicine.duration);
    if (medicine.quantity) add(". ", (french ? "Quantité : " : "Quantity: ") + *medicine.quantity);
    return text;
}

std::vector<documents::Block> blocks(const Consultation& consultation, Language language)
{
    std::vector<documents::Block> blocks;
    int number = 0;
    for (const auto& [id, medicine, version] : consultation.prescriptions) {
        blocks.emplace_back(
            documents::Paragraph{fmt::format("{}. {}", ++number, medicine.name), true});
        blocks.emplace_back(documents::Paragraph{usage(medicine, language), false});
        if (medicine.instructions)
            blocks.emplace_back(documents::Paragraph{*medicine.instructions, false});
        if (!medicine.substitutable) {
            blocks.emplace_back(documents::Paragraph{
                language == Language::fr ? "Non substituable" : "Not substitutable", false});
        }
    }
    return blocks;
}

} // namespace

documents::Paper prescription_paper(const Consultation& consultation, const patients::Card& patient,
    const clinics::Practitioner& practitioner, const clinics::Site& site)
{
    const auto language = language_of(patient);
    const bool french = language == Language::fr;
    const auto [day, time] = signed_locally(consultation, site);
    documents::Paper paper;
    paper.language = language;
    paper.title = french ? "Ordonnance" : "Prescription";
    paper.letterhead = letterhead(site, language);
    paper.sender = sender(practitioner, language);
    paper.addressee = addressee(patient, language);
    paper.place_and_date = fmt::format(
        "{}, {}{}", site.address.city, french ? "le " : "", long_date(day, language));
    paper.blocks = blocks(consultation, language);
    paper.blocks.emplace_back(documents::Signature{practitioner.name()});
    paper.footer = fmt::format(
        fmt::runtime(french ? "Signée électroniquement le {} à {}. Référence : {}"
                            : "Signed electronically on {} at {}. Reference: {}"),
        long_date(day, language), time.text(), consultation.id.view());
    return paper;
}

std::string prescription_name(
    const Consultation& consultation, const patients::Card& patient, const clinics::Site& site)
{
    const auto day = signed_locally(consultation, site).date.text();
    return (language_of(patient) == Language::fr ? "ordonnance-" : "prescription-") + day + ".pdf";
}

} // namespace clinic::consultations
