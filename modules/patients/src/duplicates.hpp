#pragma once
// Who may be the same person: born the same day with similar names, or the same telephone and first name.

#include "api.hpp"
#include "search_keys.hpp"

#include "platform/db/tx.hpp"

namespace clinic::patients {

/// Whom the new one looks like; those that `who` may not see are only told to be there.
[[nodiscard]] Duplicates find_duplicates(
    db::Tx&, const http::Principal& who, const PatientDetails&, Instant now);

/// Whose first name, birth or used name and birth date are these, word by word, however they are written.
[[nodiscard]] std::vector<PatientId> same_person(
    db::Tx&, std::string_view first_name, std::string_view family_name, LocalDate birth_date);

/// Equal, or one slip of the fingers apart (a letter more, less, other, or two swapped) in four letters or
/// more. Both folded.
[[nodiscard]] bool similar(std::string_view a, std::string_view b);

} // namespace clinic::patients
