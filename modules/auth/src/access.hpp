#pragma once
// Which accounts one may see among those of the clinic, and how much of each: the one place that
// says so.

#include "api.hpp"

namespace clinic::auth {

/// Admins see every account whole. Receptionists see their colleagues, never patients (whose record
/// is in the module patients), by name and role.
struct View {
    http::Roles roles; ///< accounts that hold one of these
    bool whole; ///< with e-mail, phone and last log-in
};
[[nodiscard]] View view_of(const http::Principal&);
[[nodiscard]] UserLine line_of(User, const View&);

} // namespace clinic::auth
