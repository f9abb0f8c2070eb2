#pragma once
// The table of kinds: what each piece of news is called, and whether people may do without it.

#include "api.hpp"

namespace clinic::notifications {

struct KindRow {
    Kind kind;
    std::optional<Group> group; ///< nothing: always told, whatever somebody has switched off
    Text title;
};

[[nodiscard]] const KindRow& row_of(Kind kind);

} // namespace clinic::notifications
