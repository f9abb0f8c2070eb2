#pragma once
// Rows and SQL of the records and of who cares for whom. Writing a record keeps its search keys in step.

#include "patients/patients.hpp"

#include "platform/db/tx.hpp"

namespace clinic::patients::store {

/// The scope of those who see all patients.
inline constexpr std::string_view everyone{};

[[nodiscard]] bool exists(db::Tx&, PatientId);
[[nodiscard]] std::optional<Patient> find(db::Tx&, PatientId);
[[nodiscard]] std::optional<Patient> find_of(db::Tx&, UserId);
[[nodiscard]] std::optional<Card> card(db::Tx&, PatientId);
[[nodiscard]] std::optional<HomeAddress> address(db::Tx&, PatientId);
[[nodiscard]] std::optional<PatientId> patient_of(db::Tx&, UserId);
/// Id and time of registration of those after the given id, by id; "" = from the first.
[[nodiscard]] std::vector<std::tuple<PatientId, Instant>> registered_after(
    db::Tx&, const std::string& id, int limit);

void insert(db::Tx&, std::span<const Patient>);
void insert(db::Tx&, const Patient&);
/// All but id, user, created_at; the version is counted up.
void update(db::Tx&, const Patient&);

[[nodiscard]] std::vector<UserId> carers(db::Tx&, PatientId);
[[nodiscard]] bool in_care(db::Tx&, UserId carer, PatientId);
/// False when they are already.
bool enter_care(db::Tx&, UserId carer, PatientId, Instant since);

} // namespace clinic::patients::store
