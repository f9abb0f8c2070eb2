#pragma once
// Who lives in the demo clinic: those who give care, and patients with bodies that fit their age.

#include "clinic.hpp"

#include <random>

namespace clinic::demo {

/// The same clinic on every machine on the same day.
class Dice {
public:
    [[nodiscard]] int below(int n)
    {
        return static_cast<int>(engine_() % static_cast<unsigned>(n));
    }
    [[nodiscard]] bool percent(int p) { return below(100) < p; }
    template <class A> const auto& of(const A& list)
    {
        return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
    }

private:
    std::mt19937 engine_{20'260'102};
};

/// What is measured of somebody who is well.
struct Body {
    int height_cm = 170;
    double weight_kg = 70;
    int systolic = 120; ///< mmHg
    int diastolic = 75;
    int heart_rate = 70;
};

struct Patient {
    patients::PatientId id;
    std::string name;
    LocalDate birth_date;
    patients::Sex sex = patients::Sex::unknown;
    Body body{};

    [[nodiscard]] int age_on(LocalDate day) const { return day.year() - birth_date.year(); }
};

constexpr int grown_up = 18;

struct Carer {
    clinics::PractitionerId id;
    UserId user;
    std::vector<clinics::SiteId> sites;
    std::vector<int> visit_minutes; ///< of the visit types they offer, parallel to `types`
    std::vector<clinics::VisitTypeId> types;
    clinics::PractitionerKind kind;
    std::string_view specialty;

    /// A paediatrician sees children, a midwife women; a cardiologist and a coach grown-ups.
    [[nodiscard]] bool receives(const Patient& patient, LocalDate today) const;
};

[[nodiscard]] Body body_of(patients::Sex sex, int age, Dice& dice);

} // namespace clinic::demo
