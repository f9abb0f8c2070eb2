#pragma once
// Rows and SQL of the timelines.

#include "chart.hpp"

#include "platform/db/tx.hpp"

namespace clinic::patients::store {

struct TimelineQuery {
    PatientId patient;
    Language language = Language::fr;
    bool clinical = false; ///< what is not for the front desk too
    bool shared_only = false;
    std::vector<std::string> after; ///< the cursor's key: at, id
    int limit = 50;
};

/// Takes the place of what the same source told before; nothing for a patient who does not exist.
void enter_timeline(db::Tx&, const TimelineEntry&);
/// Newest first.
[[nodiscard]] std::vector<TimelineLine> timeline(db::Tx&, const TimelineQuery&);
[[nodiscard]] std::int64_t count_timeline(db::Tx&, const TimelineQuery&);

} // namespace clinic::patients::store
