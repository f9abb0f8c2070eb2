#pragma once
// SOCI and the two native handles beneath it. For .cpp files of db only: it wraps sqlite3.h in the
// namespace sqlite_api, so <sqlite3.h> must never be included beside it.

#include <soci/soci.h>

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
