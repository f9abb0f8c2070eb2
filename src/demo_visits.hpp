#pragma once
// Three months of visits around today, for the demo clinic.

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

struct Carer {
    clinics::PractitionerId id;
    UserId user;
    std::vector<clinics::SiteId> sites;
    std::vector<int> visit_minutes; ///< of the visit types they offer, parallel to `types`
    std::vector<clinics::VisitTypeId> types;
    clinics::PractitionerKind kind;
};

struct Patient {
    patients::PatientId id;
    std::string name;
    LocalDate birth_date;
};

/// Fills every carer's hours, past and to come, each visit with the status that its time makes likely; whoever was
/// received is in that carer's care. The first patient gets more than their share, so that they have something to see.
/// Returns the visits.
std::vector<appointments::Appointment> add_visits(Clinic& clinic, const std::vector<Carer>& carers,
    const std::vector<Patient>& patients, Dice& dice);

} // namespace clinic::demo
