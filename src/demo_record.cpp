#include "demo_record.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace clinic::demo {
namespace {

struct Known {
    std::string_view problem;
    std::string_view code;
    std::string_view medication;
    std::string_view dose;
    std::string_view instructions;
};
constexpr std::array chronic{
    Known{"Hypertension artérielle", "I10", "Amlodipine", "5 mg", "1 comprimé le matin"},
    Known{"Diabète de type 2", "E11.9", "Metformine", "1 g", "1 comprimé matin et soir, au repas"},
    Known{"Hypercholestérolémie", "E78.0", "Atorvastatine", "20 mg", "1 comprimé le soir"},
    Known{"Hypothyroïdie", "E03.9", "Lévothyroxine", "75 µg", "1 comprimé à jeun"},
    Known{
        "Reflux gastro-œsophagien", "K21.9", "Oméprazole", "20 mg", "1 gélule le soir, au besoin"},
    Known{
        "Arthrose du genou", "M17.9", "Paracétamol", "1 g", "Au besoin, 3 fois par jour au plus"}};
constexpr std::array of_children{
    Known{"Eczéma atopique", "L20.9", "Désonide crème", "0,1 %", "1 application le soir, 7 jours"},
    Known{"Asthme", "J45.9", "Salbutamol", "100 µg", "1 bouffée en chambre d’inhalation, si gêne"},
    Known{"Rhinite allergique", "J30.1", "Cétirizine, gouttes", "2,5 mg",
        "5 gouttes matin et soir, au printemps"}};
constexpr std::array of_the_young{
    Known{"Asthme", "J45.9", "Salbutamol", "100 µg", "1 à 2 bouffées en cas de gêne"},
    Known{"Eczéma atopique", "L20.9", "Désonide crème", "0,1 %", "1 application le soir, 7 jours"},
    Known{
        "Rhinite allergique", "J30.1", "Cétirizine", "10 mg", "1 comprimé le soir, au printemps"}};

struct KnownAllergy {
    std::string_view substance;
    std::string_view reaction;
    std::string_view severity;
};
constexpr std::array allergies{KnownAllergy{"Pénicilline", "Urticaire", "severe"},
    KnownAllergy{"Arachide", "Œdème de Quincke", "life_threatening"},
    KnownAllergy{"Latex", "Eczéma de contact", "mild"},
    KnownAllergy{"Aspirine", "Bronchospasme", "severe"},
    KnownAllergy{"Pollen de bouleau", "Rhinite, conjonctivite", "mild"},
    KnownAllergy{"Produit de contraste iodé", "Éruption", "moderate"}};
constexpr std::size_t allergies_of_children = 2; // the first ones
constexpr std::array<std::string_view, 4> vaccines_of_children{"Hexavalent (Infanrix Hexa)",
    "ROR (Priorix)", "Méningocoque C (NeisVac)", "Pneumocoque (Prevenar)"};
constexpr std::array<std::string_view, 5> vaccines{"DTP (Revaxis)", "ROR (Priorix)",
    "Hépatite B (Engerix)", "Grippe (Vaxigrip)", "Pneumocoque (Prevenar)"};
constexpr std::array<std::string_view, 4> operations{
    "Appendicectomie", "Amygdalectomie", "Cholécystectomie", "Hernie inguinale opérée"};
constexpr std::array<std::string_view, 4> family{"Père : infarctus à 58 ans",
    "Mère : diabète de type 2", "Grand-mère : cancer du sein", "Frère : asthme"};
constexpr std::array<std::string_view, 4> habits{"Tabac : ancien fumeur, 10 paquets-années",
    "Tabac : 5 cigarettes par jour", "Sport : marche, deux fois par semaine",
    "Alcool : occasionnel"};

constexpr int middle_aged = 40;
constexpr int worn = 55; // knees

class Records {
public:
    Records(Clinic& clinic, const std::vector<Carer>& carers, Dice& dice)
        : clinic_(clinic),
          dice_(dice),
          today_(Zone::find("Europe/Paris")->local(clinic.clock.now()).date)
    {
        for (const auto& carer : carers) {
            if (carer.kind != clinics::PractitionerKind::practitioner) continue;
            const auto known = clinic.clinics.practitioner(carer.id);
            authors_.emplace_back(carer.user, (known->title ? *known->title + ' ' : "") +
                                                  known->first_name + ' ' + known->last_name);
        }
    }

    void add_first(const Patient& patient);
    void add_other(const Patient& patient);
    void flush() { clinic_.patients.import_record(entries_); }

private:
    void write(std::string_view section, LocalDate day, std::string body);
    void add_allergy(const KnownAllergy& allergy, int days_ago);
    void add_problem(const Known& known, int days_ago);
    void add_vaccine(std::string_view vaccine, int days_ago);
    void add_note(std::string_view kind, std::string_view title);
    /// `times` measurings, the last one some weeks ago.
    void add_vitals(int times, const Body& body, bool tense);
    [[nodiscard]] const Known& known_of(int age);
    void add_consent(std::string_view kind);

    Clinic& clinic_;
    Dice& dice_;
    LocalDate today_;
    std::vector<std::pair<UserId, std::string>> authors_;
    std::vector<patients::ImportedEntry> entries_;
    patients::PatientId patient_;
    std::pair<UserId, std::string> author_;
};

void Records::write(std::string_view section, LocalDate day, std::string body)
{
    constexpr std::int64_t hour_ms = 3'600'000;
    const Instant at{(day.days * std::int64_t{24} + 9) * hour_ms};
    entries_.push_back({patient_, std::string(section), std::move(body),
        std::min(at, clinic_.clock.now()), author_.second, author_.first});
}

void Records::add_allergy(const KnownAllergy& allergy, int days_ago)
{
    const auto day = today_.plus_days(-days_ago);
    write("allergies", day,
        fmt::format(
            R"({{"substance":"{}","reaction":"{}","severity":"{}","status":"active","noted_on":"{}"}})",
            allergy.substance, allergy.reaction, allergy.severity, day.text()));
}

void Records::add_problem(const Known& known, int days_ago)
{
    const auto day = today_.plus_days(-days_ago);
    write("problems", day,
        fmt::format(R"({{"label":"{}","code":"{}","since":"{}","status":"active"}})", known.problem,
            known.code, day.text()));
    write("medications", day,
        fmt::format(R"({{"name":"{}","dose":"{}","instructions":"{}","since":"{}"}})",
            known.medication, known.dose, known.instructions, day.text()));
}

void Records::add_vaccine(std::string_view vaccine, int days_ago)
{
    const auto day = today_.plus_days(-days_ago);
    write("immunizations", day,
        fmt::format(R"({{"vaccine":"{}","given_on":"{}","lot":"{}{}","site":"Bras gauche"}})",
            vaccine, day.text(), static_cast<char>('A' + dice_.below(26)),
            1000 + dice_.below(9000)));
}

void Records::add_note(std::string_view kind, std::string_view title)
{
    write("history", today_.plus_days(-30 - dice_.below(700)),
        fmt::format(R"({{"kind":"{}","title":"{}"}})", kind, title));
}

void Records::add_vitals(int times, const Body& body, bool tense)
{
    for (int i = 0; i < times; ++i) {
        const auto day = today_.plus_days(-20 - dice_.below(20) - 120 * (times - 1 - i));
        const auto swing = body.weight_kg * 0.01 * (dice_.below(5) - 2);
        const auto weight = std::round((body.weight_kg + swing) * 10) / 10;
        const int systolic = body.systolic + (tense ? 14 : -4) + dice_.below(9);
        const int diastolic = body.diastolic + (tense ? 8 : -3) + dice_.below(7);
        write("vitals", day,
            fmt::format(
                R"({{"measured_at":"{}T08:30:00Z","height_cm":{},"weight_kg":{:.1f},"systolic":{},"diastolic":{},"heart_rate":{},"temperature":{:.1f},"spo2":{}}})",
                day.text(), body.height_cm, weight, systolic, diastolic,
                body.heart_rate - 4 + dice_.below(9), 36.4 + 0.1 * dice_.below(8),
                96 + dice_.below(4)));
    }
}

void Records::add_consent(std::string_view kind)
{
    write("consents", today_.plus_days(-40 - dice_.below(300)),
        fmt::format(R"({{"kind":"{}","text_version":1,"decision":"accepted"}})", kind));
}

void Records::add_first(const Patient& patient)
{
    patient_ = patient.id;
    author_ = authors_.front();
    add_allergy({"Pénicilline", "Urticaire géante, 2009", "severe"}, 6200);
    add_problem(of_the_young[0], 10'500);
    add_problem(of_the_young[2], 3000);
    add_vaccine(vaccines[0], 1700);
    add_vaccine(vaccines[3], 395);
    add_vaccine(vaccines[3], 33);
    add_note("surgical", operations[0]);
    add_note("family", family[0]);
    add_note("lifestyle", habits[0]);
    add_vitals(6, patient.body, false);
    add_consent("care_data");
    add_consent("reminders");
}

const Known& Records::known_of(int age)
{
    if (age < 2) return of_children.front();
    if (age < grown_up) return dice_.of(of_children);
    if (age < middle_aged) return dice_.of(of_the_young);
    const auto& known = dice_.of(chronic);
    return age < worn && known.code == "M17.9" ? chronic.front() : known;
}

void Records::add_other(const Patient& patient)
{
    patient_ = patient.id;
    author_ = dice_.of(authors_);
    const int age = today_.year() - patient.birth_date.year();
    const bool adult = age >= grown_up;
    const int life = std::max(30, age * 365 - 200); // days in which things could be noted
    const auto within = [&](int most) { return 10 + dice_.below(std::min(most, life)); };
    if (dice_.percent(30)) {
        const auto& allergy = dice_.of(allergies);
        add_allergy(adult ? allergy
                          : allergies.at(static_cast<std::size_t>(
                                dice_.below(static_cast<int>(allergies_of_children)))),
            within(4000));
    }
    bool tense = false;
    if (age >= middle_aged || dice_.percent(40)) {
        const auto& known = known_of(age);
        tense = known.code == "I10";
        add_problem(known, within(adult ? 4000 : 900));
    }
    for (int i = dice_.below(3); i >= 0; --i)
        add_vaccine(adult ? dice_.of(vaccines) : dice_.of(vaccines_of_children),
            within(adult ? 3000 : 5000));
    if (adult && dice_.percent(40)) add_note("surgical", dice_.of(operations));
    if (dice_.percent(30)) add_note("family", dice_.of(family));
    if (adult && dice_.percent(50)) add_note("lifestyle", dice_.of(habits));
    // A child of last year was another size: one measuring.
    add_vitals(adult ? 1 + dice_.below(4) : 1, patient.body, tense);
    add_consent("care_data");
    if (dice_.percent(50)) add_consent("data_sharing");
}

} // namespace

void add_records(Clinic& clinic, const std::vector<Carer>& carers,
    const std::vector<Patient>& patients, Dice& dice)
{
    Records records(clinic, carers, dice);
    records.add_first(patients.front());
    for (std::size_t i = 1; i < patients.size(); ++i) {
        if (dice.percent(33)) records.add_other(patients[i]);
    }
    records.flush();
}

} // namespace clinic::demo
