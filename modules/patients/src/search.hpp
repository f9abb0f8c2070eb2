#pragma once
// Instant search: the same few ordered ranges on both databases, whatever the number of patients.

#include "api.hpp"
#include "query.hpp"

#include "platform/db/tx.hpp"

namespace clinic::patients {

/// Who is searched: everybody, or those in somebody's care.
using Scope = std::string;

/// Lists by name when nothing was typed. One page in the order of probes(); the first page, when it has
/// room left, is filled up with names that hold the words elsewhere than at a beginning.
[[nodiscard]] Result<http::Page<PatientLine>> search(
    db::Tx&, const Scope&, std::string_view typed, bool archived_too, const http::Paging&);

} // namespace clinic::patients
