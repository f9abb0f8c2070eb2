#pragma once

#include "platform/db/database.hpp"

#include <memory>

namespace clinic::db {

/// A database to look at beside the process that serves it: takes no lock, changes nothing, migrates nothing. For one
/// thread; write() and write_now() throw std::logic_error. Throws std::runtime_error when it cannot be had.
[[nodiscard]] std::unique_ptr<Database> open_to_read(const Options&);

} // namespace clinic::db
