#pragma once
// The three tables of the bus, and nothing but their SQL.

#include "platform/bus/bus.hpp"

#include <optional>
#include <set>
#include <string>

namespace clinic::bus::outbox {

struct Entry {
    std::string listener;
    std::string id; ///< the event's
    std::string event;
    std::string aggregate;
    std::string body;
    Instant occurred_at;
    int attempts = 0;

    static constexpr auto schema = api::object(api::field("listener", &Entry::listener, "To whom"),
        api::field("id", &Entry::id, "The event's id"),
        api::field("event", &Entry::event, "Its name"),
        api::field("aggregate", &Entry::aggregate, "What orders it"),
        api::field("body", &Entry::body, "The event as JSON"),
        api::field("occurred_at", &Entry::occurred_at, "When it was emitted"),
        api::field("attempts", &Entry::attempts, "Tries that failed"));
};

constexpr int most_tries = 8;
constexpr int patience_hours = 24; ///< for bus::NotNow

/// What the outbox holds for a listener.
struct Found {
    std::vector<Entry> due; ///< in the order of emission
    std::vector<std::string> held; ///< aggregates whose first entry failed and is not due yet
    bool whole = true; ///< `due` is all there is
};

/// A try that failed.
struct Failure {
    std::string error;
    bool patient = false; ///< to be tried for hours
};

void insert(db::Tx&, const Entry&, Instant due_at);
/// Those that any entry is for, due or not.
[[nodiscard]] std::set<std::string> listeners(db::Tx&);
/// At most `limit` after the event `after` (empty: from the first one on), without those that an earlier one of
/// their aggregate holds back. `held` is told when it begins at the first one.
[[nodiscard]] Found find(
    db::Tx&, std::string_view listener, Instant now, const std::string& after, int limit);
/// False when it is not there any more.
bool remove(db::Tx&, const Entry&);
/// False when this listener has had this event before.
bool receive(db::Tx&, const Entry&);
/// Puts the next try off, or parks the entry as a dead letter; true when it was parked.
bool fail(db::Tx&, const Entry&, const Failure&, Instant now);
/// The inbox forgets what happened before that day.
void forget_before(db::Tx&, Instant);

[[nodiscard]] Counts counts(db::Tx&);
/// When the event happened that waits longest.
[[nodiscard]] std::optional<Instant> oldest_waiting(db::Tx&);
[[nodiscard]] std::vector<DeadLetter> dead_letters(db::Tx&, int limit);
/// The listener to wake, or nothing when there is no such letter.
[[nodiscard]] std::optional<std::string> replay(db::Tx&, std::string_view letter, Instant now);

} // namespace clinic::bus::outbox
