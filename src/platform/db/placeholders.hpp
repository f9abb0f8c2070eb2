#pragma once

#include <string>
#include <string_view>

namespace clinic::db {

struct Numbered {
    std::string sql;
    std::size_t count = 0;
};

/// `:name` becomes `:p1`, `:p2`…, one for each appearance, so that SQLite (which would bind a repeated
/// name once) and PostgreSQL count alike; comments go, since SOCI would look for names and quotes in
/// them. Quoted text and `::` stay as they are.
[[nodiscard]] Numbered number_placeholders(std::string_view sql);

} // namespace clinic::db
