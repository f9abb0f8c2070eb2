#include "demo_documents.hpp"

#include <fmt/format.h>

namespace clinic::demo {
namespace {

using documents::Category;

documents::Paper letter(const Patient& patient, std::string_view title)
{
    documents::Paper paper;
    paper.title = title;
    paper.letterhead = {
        "Cabinet des Tilleuls", "14 allée des Tilleuls", "69003 Lyon", "04 78 00 00 01"};
    paper.addressee = {patient.name};
    paper.footer = "Cabinet des Tilleuls · clinique de démonstration";
    return paper;
}

std::string lab_report(const Patient& patient)
{
    auto paper = letter(patient, "Bilan sanguin");
    documents::Table results;
    results.columns = {{"Analyse", 3}, {"Résultat", 1, documents::Align::right},
        {"Valeurs usuelles", 1.5, documents::Align::right}};
    results.rows = {{"Hémoglobine", "13,8 g/dL", "12,0 à 16,0"},
        {"Leucocytes", "6,2 G/L", "4,0 à 10,0"}, {"Plaquettes", "245 G/L", "150 à 400"},
        {"Glycémie à jeun", "0,92 g/L", "0,70 à 1,10"}, {"Cholestérol total", "1,98 g/L", "< 2,00"},
        {"Créatinine", "8,1 mg/L", "6,0 à 11,0"}};
    paper.blocks.emplace_back(results);
    paper.blocks.emplace_back(documents::Paragraph{"Résultats dans les valeurs usuelles."});
    return documents::Printer().print(paper);
}

std::string certificate(const Patient& patient)
{
    auto paper = letter(patient, "Certificat médical");
    paper.sender = {"Dr Claire Martin", "Médecine générale"};
    paper.blocks.emplace_back(
        documents::Paragraph{fmt::format("Je soussignée, docteur Claire Martin, certifie avoir "
                                         "examiné ce jour {} et n’avoir constaté aucun signe "
                                         "clinique contre-indiquant la pratique du sport.",
            patient.name)});
    paper.blocks.emplace_back(documents::Signature{"Dr Claire Martin"});
    return documents::Printer().print(paper);
}

} // namespace

void add_documents(
    Clinic& clinic, const std::vector<Carer>& carers, const std::vector<Patient>& patients)
{
    const auto keep = [&](const Patient& patient, Category category, std::string name, bool shared,
                          std::string_view bytes) {
        documents::NewDocument made;
        made.source = fmt::format("demo:{}:{}", patient.id.view(), name);
        made.patient = patient.id;
        made.category = category;
        made.name = std::move(name);
        made.shared = shared;
        made.author = carers.front().user;
        made.author_name = "Claire Martin";
        clinic.documents.keep(made, bytes);
    };
    for (std::size_t i = 0; i < std::min<std::size_t>(patients.size(), 12); ++i) {
        keep(patients[i], Category::lab_report, "Bilan sanguin.pdf", i % 2 == 0,
            lab_report(patients[i]));
        if (i % 3 == 0)
            keep(patients[i], Category::certificate, "Certificat de sport.pdf", true,
                certificate(patients[i]));
    }
}

} // namespace clinic::demo
