#pragma once
// Rows and SQL of calendars that are read outside.

#include "calendars.hpp"
#include "feeds.hpp"

#include "platform/db/tx.hpp"

namespace clinic::appointments::store {

/// Visits of the window, by begin; `most` at most.
[[nodiscard]] std::vector<CalendarVisit> calendar_visits(
    db::Tx& tx, const CalendarOf& whose, const CalendarWindow& window);

/// Visits that may have left the calendar: changed since then and with somebody else now, too old, or cancelled too
/// long ago. Some may be there still.
[[nodiscard]] std::vector<AppointmentId> left_calendar(db::Tx& tx, const CalendarOf& whose,
    Instant changed_since, const CalendarWindow& before, const CalendarWindow& now);

/// A feed with whose it is.
struct FeedRow {
    FeedId id;
    UserId user_id;
    CalendarKind kind = CalendarKind::patient;
    std::string subject_id;

    static constexpr auto schema = api::object(api::field("id", &FeedRow::id, "The feed"),
        api::field("user_id", &FeedRow::user_id, "Who made it"),
        api::field("kind", &FeedRow::kind, "Which of their calendars"),
        api::field("subject_id", &FeedRow::subject_id, "Whose visits"));
};
[[nodiscard]] std::vector<CalendarFeed> feeds_of(db::Tx& tx, UserId user);
[[nodiscard]] std::optional<CalendarFeed> find_feed(db::Tx& tx, UserId user, FeedId id);
[[nodiscard]] std::optional<FeedRow> feed_by_hash(db::Tx& tx, std::string_view hash);
/// False when there is one of that kind already.
[[nodiscard]] bool insert_feed(db::Tx& tx, const FeedRow& feed, std::string_view hash, Instant now);
void renew_feed(
    db::Tx& tx, FeedId id, std::string_view subject, std::string_view hash, Instant now);
void delete_feed(db::Tx& tx, FeedId id);

} // namespace clinic::appointments::store
