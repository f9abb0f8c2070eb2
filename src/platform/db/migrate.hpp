#pragma once
// Brings the schema up to date: migrations/<module>/NNNN_what.sql, forward only.

#include "platform/core/embedded.hpp"
#include "platform/core/time.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace clinic::db {

class Database;

struct Migrated {
    int applied = 0;
    std::string backup; ///< the copy made before, when there was something to lose (SQLite)
};

/// Told each step as one sentence.
using Progress = std::function<void(std::string_view)>;

/// Runs each migration that platform_migrations does not know yet, in its own transaction, by module
/// and number; a `.pg.sql` twin takes its place on PostgreSQL. Throws std::runtime_error with one clear
/// sentence, leaving the schema as it was before the migration that failed, when
///  - a migration already applied has been edited, or is missing (the database is newer than the program);
///  - numbers have a gap or a double;
///  - a script fails.
Migrated migrate(Database&, std::span<const EmbeddedFile>, Instant now, const Progress& = {});

} // namespace clinic::db
