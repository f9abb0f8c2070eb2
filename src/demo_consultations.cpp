#include "demo_consultations.hpp"

#include "demo_names.hpp"

#include <algorithm>
#include <array>

namespace clinic::demo {
namespace {

using appointments::Appointment;
using consultations::Consultation;

struct Rx {
    std::string_view medicine;
    std::string_view dose;
    std::string_view frequency;
    std::string_view duration;
    std::string_view instructions;
};

struct Case {
    std::string_view subjective;
    std::string_view objective;
    std::string_view assessment;
    std::string_view plan;
    std::string_view diagnosis;
    std::string_view code;
    std::vector<Rx> prescription;
};

/// One for each of demo::reasons, in their order.
const std::array<Case, reasons.size()>& cases()
{
    static const std::array<Case, reasons.size()> all{{
        {"Va bien, traitement bien supporté. Pas de vertige, pas d’œdème.",
            "Auscultation cardiaque et pulmonaire normale. Mollets souples.",
            "Hypertension artérielle équilibrée.",
            "Poursuite du traitement. Bilan sanguin annuel dans trois mois.",
            "Hypertension essentielle", "I10",
            {{"Amlodipine 5 mg, gélule", "1 gélule", "le matin", "3 mois", ""},
                {"Ramipril 5 mg, comprimé", "1 comprimé", "le soir", "3 mois",
                    "Se lever lentement."}}},
        {"Toux grasse depuis une semaine, gêne la nuit. Pas de fièvre depuis deux jours.",
            "Quelques ronchi aux deux bases, pas de crépitant. Gorge un peu rouge.",
            "Bronchite aiguë, sans signe de gravité.",
            "Repos, boire abondamment. Revoir si fièvre ou essoufflement.", "Bronchite aiguë",
            "J20.9",
            {{"Paracétamol 1 g, comprimé", "1 comprimé", "3 fois par jour si besoin", "5 jours",
                "6 heures entre deux prises."}}},
        {"Douleur du genou droit à la descente des escaliers, depuis un mois, sans chute.",
            "Pas d’épanchement. Douleur à la pression de la rotule. Ligaments stables.",
            "Syndrome fémoro-patellaire.",
            "Kinésithérapie, 10 séances. Arrêt de la course 3 semaines.",
            "Syndrome fémoro-patellaire", "M22.2",
            {{"Paracétamol 1 g, comprimé", "1 comprimé", "3 fois par jour si besoin", "5 jours",
                "6 heures entre deux prises."}}},
        {"Pas de plainte. Marche une heure par jour. Sommeil correct.",
            "Examen normal. Poids stable.", "Bilan de prévention sans particularité.",
            "Bilan lipidique et glycémie à jeun. Rappel vaccinal à jour.", "Examen médical général",
            "Z00.0", {}},
        {"Souhaite reprendre la course à pied en club. Pas de malaise à l’effort.",
            "Auscultation normale, pas de souffle. Récupération normale après 30 flexions.",
            "Pas de contre-indication à la pratique sportive ce jour.", "Certificat remis.",
            "Examen pour aptitude au sport", "Z02.5", {}},
        {"Maux de tête en casque, surtout le soir, depuis trois semaines. Beaucoup d’écran.",
            "Examen neurologique normal. Tension des trapèzes.", "Céphalées de tension.",
            "Pauses régulières, étirements. Agenda des céphalées, à revoir dans un mois.",
            "Céphalée de tension", "G44.2",
            {{"Paracétamol 1 g, comprimé", "1 comprimé", "si besoin, 3 par jour au plus",
                "15 jours", "Pas plus de 8 jours par mois."}}},
        {"Automesures apportées : moyenne 132/81. Observance bonne.",
            "Pouls régulier. Pas de souffle carotidien.", "Tension à l’objectif.",
            "Même traitement. Automesures avant la prochaine visite.", "Hypertension essentielle",
            "I10", {{"Amlodipine 5 mg, gélule", "1 gélule", "le matin", "3 mois", ""}}},
        {"Vient pour son rappel. Pas de réaction aux doses précédentes.",
            "Apyrétique. Injection deltoïde gauche, bien tolérée.", "Rappel dTP fait ce jour.",
            "Prochain rappel dans 20 ans.", "Vaccination", "Z27.3", {}},
        {"Fatigue depuis deux mois, sommeil haché, charge de travail importante.",
            "Examen normal. Pas de pâleur, thyroïde souple.", "Fatigue, à explorer.",
            "NFS, ferritine, TSH. Arrêt des écrans le soir. À revoir avec les résultats.",
            "Malaise et fatigue", "R53", {}},
        {"Vient pour ses résultats : ferritine basse à 11. Mange peu de viande.",
            "Conjonctives un peu pâles. Auscultation normale.", "Carence martiale sans anémie.",
            "Fer pendant trois mois, contrôle de la ferritine ensuite.", "Carence en fer", "E61.1",
            {{"Fer (sulfate) 80 mg, comprimé", "1 comprimé", "le matin à jeun", "3 mois",
                "Selles noires sans gravité. Éviter le thé au même moment."}}},
    }};
    return all;
}

/// One for each of demo::reasons_of_children; doses by weight, as for children.
const std::array<Case, reasons_of_children.size()>& cases_of_children()
{
    static const std::array<Case, reasons_of_children.size()> all{{
        {"Toux sèche depuis trois jours, nez qui coule. Boit et joue normalement.",
            "Auscultation claire. Tympans normaux, gorge un peu rouge.",
            "Rhinopharyngite, bien tolérée.",
            "Lavages de nez. Revoir si fièvre plus de trois jours ou gêne respiratoire.",
            "Rhinopharyngite aiguë", "J00",
            {{"Paracétamol, suspension buvable 2,4 %", "1 dose-poids",
                "toutes les 6 heures si fièvre", "3 jours", "4 doses par jour au plus."}}},
        {"Bon appétit, bon sommeil. Pas d’inquiétude des parents.",
            "Taille et poids sur leur couloir. Examen normal.", "Croissance régulière.",
            "Courbes mises à jour. Prochain examen dans un an.", "Examen de croissance", "Z00.1",
            {}},
        {"Veut s’inscrire au club. Pas de malaise ni d’essoufflement à l’effort.",
            "Auscultation normale, pas de souffle. Dos droit.",
            "Pas de contre-indication à la pratique sportive ce jour.", "Certificat remis.",
            "Examen pour aptitude au sport", "Z02.5", {}},
        {"Vient pour son rappel. Pas de réaction aux doses précédentes.",
            "Apyrétique. Injection bien tolérée.", "Rappel fait ce jour.",
            "Prochain rappel selon le calendrier vaccinal.", "Vaccination", "Z27.3", {}},
    }};
    return all;
}

class Notes {
public:
    Notes(Clinic& clinic, const std::vector<Carer>& carers, const std::vector<Patient>& patients,
        Dice& dice)
        : clinic_(clinic), carers_(carers), patients_(patients), dice_(dice)
    {
    }

    void add(std::vector<Appointment> visits);

private:
    [[nodiscard]] bool is_practitioners(const Appointment& visit) const;
    [[nodiscard]] Consultation note_of(const Appointment& visit, bool is_signed);
    [[nodiscard]] const Patient& patient_of(const Appointment& visit) const;
    [[nodiscard]] static const Case& case_of(const Appointment& visit, const Patient& patient);
    [[nodiscard]] consultations::Vitals vitals_of(const Body& body);
    void prescribe(Consultation& note, const Case& found) const;
    void print_some(const std::vector<Consultation>& notes);

    Clinic& clinic_;
    const std::vector<Carer>& carers_;
    const std::vector<Patient>& patients_;
    Dice& dice_;
};

bool Notes::is_practitioners(const Appointment& visit) const
{
    const auto carer = std::ranges::find(carers_, visit.practitioner_id, &Carer::id);
    return carer != carers_.end() && carer->kind == clinics::PractitionerKind::practitioner;
}

const Patient& Notes::patient_of(const Appointment& visit) const
{
    return *std::ranges::find(patients_, visit.patient_id, &Patient::id);
}

/// The case that fits what brought them; without a word of theirs, a check-up.
template <std::size_t N>
const Case& fitting(const std::array<std::string_view, N>& reasons,
    const std::array<Case, N>& cases, const std::optional<std::string>& reason,
    std::size_t check_up)
{
    const auto found = std::ranges::find(reasons, reason.value_or(""));
    return found == reasons.end() ? cases.at(check_up)
                                  : cases.at(static_cast<std::size_t>(found - reasons.begin()));
}

const Case& Notes::case_of(const Appointment& visit, const Patient& patient)
{
    const LocalDate day{static_cast<int>(visit.starts_at.ms / 86'400'000)};
    return patient.age_on(day) < grown_up
               ? fitting(reasons_of_children, cases_of_children(), visit.reason, 1)
               : fitting(reasons, cases(), visit.reason, 3);
}

/// Of the day: a little off what is usual for them.
consultations::Vitals Notes::vitals_of(const Body& body)
{
    consultations::Vitals vitals;
    vitals.systolic = body.systolic - 4 + dice_.below(9);
    vitals.diastolic = body.diastolic - 3 + dice_.below(7);
    vitals.heart_rate = body.heart_rate - 4 + dice_.below(9);
    vitals.temperature = 364 + dice_.below(9);
    if (dice_.percent(50))
        vitals.weight = static_cast<int>(body.weight_kg * 10) * 100 - 500 + 100 * dice_.below(11);
    return vitals;
}

void Notes::prescribe(Consultation& note, const Case& found) const
{
    const auto given = [](std::string_view text) {
        return text.empty() ? std::nullopt : std::optional<std::string>(text);
    };
    for (const auto& rx : found.prescription) {
        consultations::Prescription line;
        line.id = consultations::PrescriptionId::fresh();
        line.medicine.name = rx.medicine;
        line.medicine.dose = given(rx.dose);
        line.medicine.frequency = given(rx.frequency);
        line.medicine.duration = given(rx.duration);
        line.medicine.instructions = given(rx.instructions);
        note.prescriptions.push_back(std::move(line));
    }
}

Consultation Notes::note_of(const Appointment& visit, bool is_signed)
{
    const auto& patient = patient_of(visit);
    const auto& found = case_of(visit, patient);
    Consultation note;
    note.id = consultations::ConsultationId::fresh();
    note.patient_id = visit.patient_id;
    note.practitioner_id = visit.practitioner_id;
    note.site_id = visit.site_id;
    note.appointment_id = visit.id;
    note.started_at = visit.started_at.value_or(visit.starts_at);
    note.note = {visit.reason, std::string(found.subjective), std::string(found.objective),
        std::string(found.assessment), std::string(found.plan)};
    note.diagnoses = {{std::string(found.diagnosis), std::string(found.code), true}};
    note.vitals = vitals_of(patient.body);
    prescribe(note, found);
    if (is_signed) note.signed_at = std::max(note.started_at, visit.ends_at);
    else note.note.assessment = std::nullopt;
    return note;
}

/// A handful is enough to look at, and quick to make.
void Notes::print_some(const std::vector<Consultation>& notes)
{
    int left = 4;
    for (const auto& note : notes) {
        const bool first_patients = note.patient_id == patients_.front().id;
        if (!first_patients || note.prescriptions.empty() || left-- <= 0) continue;
        clinic_.consultations.keep_prescription(note.id);
    }
}

void Notes::add(std::vector<Appointment> visits)
{
    std::erase_if(visits, [this](const Appointment& visit) {
        return visit.status != appointments::Status::fulfilled || !is_practitioners(visit);
    });
    std::ranges::sort(visits, std::ranges::greater{}, &Appointment::starts_at);
    std::vector<Consultation> notes;
    int to_sign = 2;
    for (const auto& visit : visits) {
        const bool first_carers = visit.practitioner_id == carers_.front().id;
        const bool first_patients = visit.patient_id == patients_.front().id;
        if (first_carers && !first_patients && to_sign > 0) {
            notes.push_back(note_of(visit, false));
            --to_sign;
        } else if (first_patients || dice_.percent(first_carers ? 20 : 3)) {
            notes.push_back(note_of(visit, true));
        }
    }
    clinic_.consultations.import(notes);
    print_some(notes);
}

} // namespace

void add_consultations(Clinic& clinic, const std::vector<Carer>& carers,
    const std::vector<Patient>& patients, const std::vector<appointments::Appointment>& visits,
    Dice& dice)
{
    Notes(clinic, carers, patients, dice).add(visits);
}

} // namespace clinic::demo
