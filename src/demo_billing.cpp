#include "demo_billing.hpp"

#include <array>

namespace clinic::demo {
namespace {

using billing::PastVisit;
using billing::PaymentMethod;

struct Priced {
    std::string_view visit_type; ///< billed as this act; empty: taken by hand
    billing::Coding coding;
    std::string_view code;
    std::string_view label;
    std::int64_t cents;
    int vat_rate;
};

constexpr std::array<Priced, 7> price_list{{{"Consultation", billing::Coding::ngap, "G",
                                                "Consultation", 3000, 0},
    {"Première consultation", billing::Coding::ngap, "CS", "Première consultation", 4500, 0},
    {"Suivi", billing::Coding::ngap, "GS", "Consultation de suivi", 2650, 0},
    {"Séance d’accompagnement", billing::Coding::free, "", "Séance d’accompagnement", 6000, 2000},
    {"", billing::Coding::ccam, "DEQP003", "Électrocardiogramme", 1426, 0},
    {"", billing::Coding::ngap, "AMI 2", "Pansement", 630, 0},
    {"", billing::Coding::free, "", "Certificat médical non remboursé", 2500, 2000}}};

void add_price_list(Clinic& clinic)
{
    const auto types = clinic.clinics.visit_types();
    for (const auto& [visit_type, coding, code, label, cents, vat_rate] : price_list) {
        billing::ActDetails act;
        act.coding = coding;
        if (!code.empty()) act.code = std::string(code);
        act.label = label;
        act.price = {cents, "EUR"};
        act.vat_rate = vat_rate;
        if (vat_rate == 0) act.exemption = "Exonération de TVA, art. 261-4-1° du CGI";
        for (const auto& type : types) {
            if (type.name == visit_type) act.visit_type = type.id;
        }
        clinic.billing.add_act(act);
    }
}

PaymentMethod method_of(int dice)
{
    if (dice < 62) return PaymentMethod::card;
    if (dice < 80) return PaymentMethod::cash;
    return dice < 94 ? PaymentMethod::cheque : PaymentMethod::transfer;
}

PastVisit::Bill bill_of(int dice, bool fresh)
{
    using enum PastVisit::Bill;
    if (fresh) return dice < 45 ? draft : paid;
    if (dice < 2) return draft;
    if (dice < 7) return issued;
    return dice < 9 ? partly_paid : paid;
}

} // namespace

void add_bills(Clinic& clinic, const std::vector<appointments::Appointment>& visits, Dice& dice)
{
    add_price_list(clinic);
    const auto yesterday = clinic.clock.now().plus_days(-1);
    std::vector<PastVisit> past;
    for (const auto& visit : visits) {
        if (visit.status != appointments::Status::fulfilled) continue;
        const bool fresh = visit.ends_at > yesterday;
        past.push_back(
            {visit, bill_of(dice.below(100), fresh), method_of(dice.below(100)), "Romane Colin"});
    }
    clinic.billing.import(past);
}

} // namespace clinic::demo
