#pragma once
// Rows and SQL of series.

#include "series.hpp"

#include "platform/db/tx.hpp"

namespace clinic::appointments::store {

void insert_series(db::Tx& tx, const SeriesRow& series);
[[nodiscard]] std::optional<SeriesRow> find_series(db::Tx& tx, SeriesId id);
/// Raises the version, the value's too.
void touch_series(db::Tx& tx, SeriesRow& series);
/// All of a series, by begin, whatever became of them.
[[nodiscard]] std::vector<Appointment> visits_of(db::Tx& tx, SeriesId id);

} // namespace clinic::appointments::store
