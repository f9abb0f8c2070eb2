#pragma once

#include "platform/config/config.hpp"

#include <string>

namespace clinic {

/// `monoclinic audit verify`: looks at the audit, while the server runs or not, and says on standard output what is wrong,
/// a line each: first where, for programs, then a sentence. `checkpoint_file` is a copy that was kept elsewhere; empty: the
/// configured one. Returns 0 when all is as it was written, 2 when not; throws when it could not be looked at.
int verify_audit(const config::Config& config, const std::string& checkpoint_file);

/// `monoclinic audit purge`: the sealed months before this one ("2026-05"), when the audit verifies.
int purge_audit(const config::Config& config, const std::string& before);

} // namespace clinic
