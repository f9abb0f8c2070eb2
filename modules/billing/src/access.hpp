#pragma once
// The record rule of billing, all of it: who may see an invoice, and who may change it.
//
//   admin, accountant      every invoice, to see and to change; an accountant of some sites, those of these
//   receptionist           those of their sites, to see and to change
//   practitioner, coach    those of their own visits, to see only
//   patient                their own, once issued, to see only
//
// Payments follow their invoice. What one may not see is answered like what does not exist.

#include "billing/billing.hpp"

#include "platform/http/context.hpp"

namespace clinic::billing {

/// One person's reach over invoices, read once per request. A person of several roles has all their reaches.
struct Reach {
    bool everything = false;
    std::vector<clinics::SiteId> sites{};
    bool knows_patients = false; ///< whoever they are, by name: to make out a bill
    std::optional<clinics::PractitionerId> practitioner{};
    std::optional<patients::PatientId> patient{};

    [[nodiscard]] bool keeps_at(const clinics::SiteId& site) const;
    /// May issue it, take money for it, and so on.
    [[nodiscard]] bool keeps(const Invoice& invoice) const { return keeps_at(invoice.site_id); }
    [[nodiscard]] bool owns(const Invoice& invoice) const;
    [[nodiscard]] bool sees(const Invoice& invoice) const;
};

[[nodiscard]] Reach reach_of(
    const http::Principal& user, const clinics::Clinics&, const patients::Patients&);

} // namespace clinic::billing
