#include "demo_people.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace clinic::demo {
namespace {

struct Growth {
    int height_cm;
    double weight_kg;
};
/// Medians at 0 (six months) to 17 years, near the growth charts of the French health record (2018).
constexpr std::array<Growth, grown_up> girls{{{65, 7.2}, {75, 9.2}, {86, 11.7}, {95, 14.0},
    {102, 16.0}, {109, 18.0}, {115, 20.3}, {121, 22.7}, {127, 25.4}, {132, 28.4}, {138, 32.0},
    {144, 36.2}, {151, 41.0}, {157, 45.8}, {160, 49.7}, {162, 52.5}, {163, 54.5}, {164, 56.0}}};
constexpr std::array<Growth, grown_up> boys{{{67, 7.9}, {76, 9.9}, {87, 12.2}, {96, 14.4},
    {103, 16.4}, {110, 18.5}, {116, 20.8}, {122, 23.2}, {127, 25.8}, {132, 28.7}, {137, 31.8},
    {143, 35.5}, {149, 40.0}, {156, 45.5}, {164, 51.5}, {170, 57.5}, {174, 62.0}, {176, 65.0}}};

/// Around `middle`, give or take `spread`, mostly near the middle.
double around(double middle, double spread, Dice& dice)
{
    const auto swing = [&] { return (dice.below(201) - 100) / 100.0; };
    return middle + spread * (swing() + swing()) / 2;
}

Body child(bool girl, int age, Dice& dice)
{
    const auto& [height, weight] = (girl ? girls : boys)[static_cast<std::size_t>(age)];
    Body body;
    const auto size = around(1, 0.07, dice); // tall ones are heavier too
    body.height_cm = static_cast<int>(std::lround(height * size));
    body.weight_kg = weight * size * size * around(1, 0.12, dice);
    body.systolic = 88 + age * 3 / 2 + dice.below(8);
    body.diastolic = 52 + age / 2 + dice.below(8);
    body.heart_rate = std::max(70, 125 - age * 4) + dice.below(12);
    return body;
}

Body adult(bool woman, int age, Dice& dice)
{
    Body body;
    const auto shrunk = age > 60 ? (age - 60) * 0.12 : 0.0;
    const auto height = around(woman ? 163.5 : 176.5, 15, dice) - shrunk;
    const auto metres = height / 100;
    body.height_cm = static_cast<int>(std::lround(height));
    body.weight_kg = around(woman ? 24 : 25.5, 6.5, dice) * metres * metres; // body mass index
    body.systolic = 110 + age / 4 + dice.below(12);
    body.diastolic = 68 + dice.below(12);
    body.heart_rate = 60 + dice.below(22);
    return body;
}

} // namespace

Body body_of(patients::Sex sex, int age, Dice& dice)
{
    const bool woman = sex == patients::Sex::female;
    auto body = age < grown_up ? child(woman, age, dice) : adult(woman, age, dice);
    body.weight_kg = std::round(body.weight_kg * 10) / 10;
    return body;
}

bool Carer::receives(const Patient& patient, LocalDate today) const
{
    const int age = patient.age_on(today);
    if (specialty == "Pédiatrie") return age < grown_up;
    if (specialty == "Sage-femme") return patient.sex == patients::Sex::female && age >= 16;
    if (specialty == "Cardiologie") return age >= 40;
    if (kind == clinics::PractitionerKind::coach) return age >= 16;
    return true;
}

} // namespace clinic::demo
