#pragma once
// Small things that both databases do with what became of a work.

#include "platform/db/database.hpp"

#include <functional>
#include <string_view>

namespace clinic::db {

/// Throws for everything but kept and undone: the work's own exception, or db::Error.
void raise_unless_done(const Written&);
/// The technical text of an exception, for on_problem.
[[nodiscard]] std::string text_of(const std::exception_ptr&);
void tell(const Options&, std::string_view event, std::string_view detail);
/// After a commit: what they throw can undo nothing any more, so it is only told.
void run_all(std::vector<std::move_only_function<void()>>, const Options&);
/// Waits until `start`, given a Done, has had it called; returns what it was told.
[[nodiscard]] Written wait_for(const std::function<void(Database::Done)>& start);

} // namespace clinic::db
