#pragma once
// A clinic never loses its last admin.

#include "auth/auth.hpp"
#include "platform/db/tx.hpp"

#include <optional>

namespace clinic::auth {

/// The refusal when `old` is the only active admin and would be none as `wanted`. Safe against two at
/// once: writes run one after the other, or, on PostgreSQL, as if they did.
[[nodiscard]] std::optional<Problem> leaves_no_admin(db::Tx&, const User& old, const User& wanted);

} // namespace clinic::auth
