#pragma once

#include "architecture/text.hpp"

namespace architecture {

/// The tables that an SQL text reads, writes, makes or refers to, without the names that it defines
/// itself (WITH), table functions and sub-queries. Keywords count in capitals only, so that any
/// string of a program can be asked: "Invoice from the clinic" names no table.
Names tables_in(std::string_view sql);

/// Plays the CREATE, DROP and RENAME of a migration on the tables that were there before it.
void apply_migration(std::string_view sql, Names& tables);

/// The tables that a module's migrations leave, on SQLite and on PostgreSQL together.
Names tables_after(const std::filesystem::path& migrations);

}
