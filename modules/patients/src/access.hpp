#pragma once
// The record rule, in one place: which patients somebody sees.
//
//   receptionist, admin   all
//   practitioner, coach   those in their care
//   patient, coach        their own
//
// Everybody else's patients do not exist for them.

#include "patients/patients.hpp"

#include "platform/db/tx.hpp"

namespace clinic::patients::access {

/// Keeps the administrative data of everyone.
[[nodiscard]] bool keeps_all(const http::Principal&);
/// The scope that their search runs in; see patients_search.
[[nodiscard]] std::string search_scope(const http::Principal&);

[[nodiscard]] bool may_see(db::Tx&, const http::Principal&, PatientId);
/// A practitioner who cares for the patient.
[[nodiscard]] bool may_read_clinical(db::Tx&, const http::Principal&, PatientId);
[[nodiscard]] bool may_write_clinical(db::Tx&, const http::Principal&, PatientId);
/// It is their own record.
[[nodiscard]] bool owns(db::Tx&, const http::Principal&, PatientId);
/// A patient as this person may read it, or nothing.
[[nodiscard]] std::optional<Patient> seen_by(db::Tx&, const http::Principal&, PatientId);

} // namespace clinic::patients::access
