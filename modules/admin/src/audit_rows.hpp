#pragma once

#include "api.hpp"
#include "store.hpp"

namespace clinic::admin {

/// As routes give it.
[[nodiscard]] AuditRow row_of(store::Entry entry);

} // namespace clinic::admin
