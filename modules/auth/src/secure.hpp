#pragma once
// What makes an account its owner's again: whatever somebody else may have begun or left in its name ends. The one place
// that knows what that is.

#include "auth/auth.hpp"
#include "platform/db/tx.hpp"

#include <string_view>

namespace clinic::auth {

/// In the caller's transaction: ends every link that is out, letters that would bring one, every API key, and every
/// session but `spared`. `reason`: why the sessions ended.
void secure(
    db::Tx&, Auth::Parts&, UserId, Instant now, std::string_view reason, SessionId spared = {});

} // namespace clinic::auth
