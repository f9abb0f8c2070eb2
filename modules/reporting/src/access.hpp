#pragma once
// The record rule of reporting, all of it: whose figures somebody may see.
//
//   admin          all figures
//   accountant     those of money, at their sites when these are named
//   receptionist   activity at their sites
//   practitioner,  their own activity
//   coach
//
// What is out of reach counts for nothing, as does what does not exist.

#include "appointments/appointments.hpp"

#include "platform/http/principal.hpp"

namespace clinic::reporting {

struct Reach {
    bool everything = false;
    std::vector<clinics::SiteId> sites{};
    std::optional<clinics::PractitionerId> practitioner{};

    [[nodiscard]] bool covers(
        const clinics::PractitionerId& who, const clinics::SiteId& where) const;
};

class Access {
public:
    explicit Access(const clinics::Clinics& clinics) : clinics_(clinics) {}
    /// A person of several roles has all their reaches.
    [[nodiscard]] Reach reach_of(const http::Principal& user) const;
    /// Whose money.
    [[nodiscard]] Reach books_of(const http::Principal& user) const;

private:
    const clinics::Clinics& clinics_;
};

} // namespace clinic::reporting
