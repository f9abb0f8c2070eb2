#pragma once
// The record rule, in one place: who sees which patients, and which part of them.
//
//                                         administrative   medical record       timeline
//   receptionist, admin                   everyone         never                without the clinical
//   practitioner of a patient in care     yes              reads, writes        all
//   practitioner who broke the glass      for an hour      reads, writes        all
//   admin who broke the glass             everyone         reads, for an hour   all
//   coach of a patient in care            yes              never                never
//   patient, coach: their own             without a note   the shared part;     the shared part
//                                                          decides on consents
//
// Everybody else's patients do not exist for them.
//
// Who acts for a patient (proxies.hpp) reads none of this by it: they book, move and cancel the patient's visits, which is
// asked by `wards`, and know the name for that. It ends by itself on the day on which the patient comes of age, unless it
// is kept.

#include "patients/patients.hpp"

#include "platform/core/result.hpp"
#include "platform/db/tx.hpp"

namespace clinic::patients::store {
struct ProxyRow;
}

namespace clinic::patients::access {

/// How somebody stands to a patient: all that applies.
struct Standing {
    bool practitioner = false; ///< by role
    bool care = false; ///< a practitioner who cares for them
    std::optional<Instant> glass{}; ///< opened with a reason, until then
    bool desk = false; ///< keeps the administrative data of everyone
    bool coaching = false; ///< a coach who cares for them
    bool own = false; ///< it is they

    [[nodiscard]] bool sees_as_staff() const { return care || glass || desk || coaching; }
    [[nodiscard]] bool sees() const { return sees_as_staff() || own; }
    [[nodiscard]] bool reads_clinical() const { return care || glass; }
    [[nodiscard]] bool reads_shared() const { return reads_clinical() || own; }
    [[nodiscard]] bool writes_clinical() const { return practitioner && reads_clinical(); }
};
/// Nothing applies to a patient who does not exist.
[[nodiscard]] Standing standing(db::Tx&, const http::Principal&, PatientId, Instant now);

/// Whether a part of the medical record opens; `shared`: patients read it of themselves.
[[nodiscard]] Result<Nothing> to_read(const Standing&, bool shared);
/// `by_patient`: patients write it of themselves.
[[nodiscard]] Result<Nothing> to_write(const Standing&, bool by_patient);

/// Somebody acts for somebody today.
[[nodiscard]] bool holds(const store::ProxyRow&, Instant now);
/// For whom this account acts today.
[[nodiscard]] std::vector<Ward> wards(db::Tx&, UserId, Instant now);

/// Keeps the administrative data of everyone.
[[nodiscard]] bool keeps_all(const http::Principal&);
/// The scope that their search runs in; see patients_search.
[[nodiscard]] std::string search_scope(const http::Principal&);

[[nodiscard]] bool may_see(db::Tx&, const http::Principal&, PatientId, Instant now);
/// A patient as this person may read it, or nothing.
[[nodiscard]] std::optional<Patient> seen_by(
    db::Tx&, const http::Principal&, PatientId, Instant now);

} // namespace clinic::patients::access
