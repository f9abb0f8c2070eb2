#pragma once
// The record rule of appointments, all of it: who may see a visit, and who may do what to it.
//
//   admin          every visit
//   receptionist   visits at their sites
//   practitioner,  visits with them; of patients in their care also those with colleagues, to see only
//   coach
//   patient        their own, and of those for whom they act (Patients::wards)
//
// And who may see a wish of the waiting list, and answer for it: admin; the front desk of its site; a practitioner whom it
// names; its patient.
//
// Calendars that are read outside show the visits that a practitioner receives, or a patient's own, to them alone; a feed's
// secret address and an API key stand for the account that made them, for as long as it has the right itself.
//
// What one may not see is answered like what does not exist.

#include "calendars.hpp"

#include "platform/http/context.hpp"

namespace clinic::appointments {

/// One person's reach over visits, read once per request. A person of several roles has all their reaches.
struct Reach {
    bool everything = false;
    std::vector<clinics::SiteId> sites{};
    std::optional<clinics::PractitionerId> practitioner{};
    std::optional<patients::PatientId> patient{};
    std::vector<patients::PatientId> wards{}; ///< for whom this patient acts

    [[nodiscard]] bool works_at(const clinics::SiteId& site) const;
    /// By being on its staff's side: the clinic's rules apply, not the public's.
    [[nodiscard]] bool serves(const Appointment& visit) const;
    /// For themself, or for whom they act.
    [[nodiscard]] bool speaks_for(const patients::PatientId& whom) const;
    [[nodiscard]] bool owns(const Appointment& visit) const;
    [[nodiscard]] bool receives(const Appointment& visit) const;
    [[nodiscard]] bool serves(const WaitingWish& wish) const;
    [[nodiscard]] bool owns(const WaitingWish& wish) const;
};

class Access {
public:
    Access(const clinics::Clinics& clinics, const patients::Patients& patients)
        : clinics_(clinics), patients_(patients)
    {
    }

    [[nodiscard]] Reach reach_of(const http::Principal& user) const;
    [[nodiscard]] bool may_see(
        const http::Principal& user, const Reach& reach, const Appointment& visit) const;
    /// How a patient kept to their visits is for the clinic's side, and never for whom it is about.
    [[nodiscard]] static bool may_judge(const Reach& reach, patients::PatientId patient);
    /// The hours of a practitioner: admin, front desk, and themself.
    [[nodiscard]] bool may_plan(
        const http::Principal& user, clinics::PractitionerId practitioner) const;
    /// Whose visits this kind of an account's calendars shows; nothing when it has none.
    [[nodiscard]] std::optional<std::string> calendar_subject(
        UserId user, http::Roles roles, CalendarKind kind) const;
    /// Patients read neither the front desk's notes nor who did what, nor why rules were set aside, nor what counts
    /// against them.
    static void hide_from_patients(const Reach& reach, Appointment& visit);

private:
    const clinics::Clinics& clinics_;
    const patients::Patients& patients_;
};

} // namespace clinic::appointments
