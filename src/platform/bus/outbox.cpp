#include "platform/bus/outbox.hpp"

#include "platform/core/id.hpp"

#include <algorithm>

namespace clinic::bus::outbox {
namespace {

constexpr std::size_t longest_error = 500;
constexpr std::int64_t longest_pause_s = 300;

/// 1 s, 2 s, 4 s… after the first, second, third failure.
Instant next_try(int attempts, Instant now)
{
    const auto pause = std::int64_t{1} << std::min(attempts - 1, 20);
    return now.plus_seconds(std::min(pause, longest_pause_s));
}

/// Since 1970, UTC. The same event always has the same one.
std::int64_t day_of(Instant instant)
{
    return instant.ms / 86'400'000;
}

void park(db::Tx& tx, const Entry& entry, std::string_view error, Instant now)
{
    tx.run(R"(
        INSERT INTO bus_dead (letter, listener, id, event, aggregate, body, occurred_at, attempts,
                              error, parked_at)
        VALUES (:letter, :listener, :id, :event, :aggregate, :body, :occurred_at, :attempts,
                :error, :parked_at))",
        Id<DeadLetter>::fresh(), entry.listener, entry.id, entry.event, entry.aggregate, entry.body,
        entry.occurred_at, entry.attempts + 1, error, now);
    remove(tx, entry);
}

} // namespace

void insert(db::Tx& tx, const Entry& entry, Instant due_at)
{
    tx.run(R"(
        INSERT INTO bus_outbox (listener, id, event, aggregate, body, occurred_at, attempts, due_at)
        VALUES (:listener, :id, :event, :aggregate, :body, :occurred_at, :attempts, :due_at))",
        entry, due_at);
}

// Goes from one name to the next, however many entries each has: neither database does that for DISTINCT by itself.
std::set<std::string> listeners(db::Tx& tx)
{
    const auto names = tx.all<std::string>(R"(
        WITH RECURSIVE names (name) AS (
            SELECT MIN(listener) FROM bus_outbox
            UNION ALL
            SELECT (SELECT MIN(listener) FROM bus_outbox WHERE listener > names.name)
              FROM names
             WHERE names.name IS NOT NULL)
        SELECT name FROM names WHERE name IS NOT NULL)");
    return {names.begin(), names.end()};
}

// What waits for another try holds back the later ones of its aggregate. Those are few and gathered once: asked for row by
// row, SQLite would read all earlier rows of the listener each time.
Found find(db::Tx& tx, std::string_view listener, Instant now, const std::string& after, int limit)
{
    Found found;
    found.due = tx.all<Entry>(R"(
        SELECT o.listener, o.id, o.event, o.aggregate, o.body, o.occurred_at, o.attempts
          FROM bus_outbox o
          LEFT JOIN (SELECT aggregate, MIN(id) AS since
                       FROM bus_outbox
                      WHERE listener = :listener
                        AND attempts > 0
                        AND due_at > :now
                      GROUP BY aggregate) held ON held.aggregate = o.aggregate
         WHERE o.listener = :listener
           AND o.id > :after
           AND o.due_at <= :now
           AND (held.since IS NULL OR held.since > o.id)
         ORDER BY o.id
         LIMIT CAST(:limit AS INTEGER))",
        listener, now, listener, after, now, limit);
    found.whole = found.due.size() < static_cast<std::size_t>(limit);
    if (!after.empty()) return found;
    found.held = tx.all<std::string>(R"(
        SELECT aggregate
          FROM bus_outbox
         WHERE listener = :listener
           AND attempts > 0
           AND due_at > :now)",
        listener, now);
    return found;
}

bool remove(db::Tx& tx, const Entry& entry)
{
    return tx.run(R"(
        DELETE FROM bus_outbox
         WHERE listener = :listener
           AND id = :id)",
               entry.listener, entry.id) == 1;
}

bool receive(db::Tx& tx, const Entry& entry)
{
    return tx.run(R"(
        INSERT INTO bus_inbox (day, listener, id)
        VALUES (:day, :listener, :id)
            ON CONFLICT (day, listener, id) DO NOTHING)",
               day_of(entry.occurred_at), entry.listener, entry.id) == 1;
}

bool fail(db::Tx& tx, const Entry& entry, const Failure& failure, Instant now)
{
    const auto text = std::string_view(failure.error).substr(0, longest_error);
    const bool waits_on = failure.patient &&
                          now < entry.occurred_at.plus_minutes(patience_hours * 60);
    if (entry.attempts + 1 >= most_tries && !waits_on) return park(tx, entry, text, now), true;
    tx.run(R"(
        UPDATE bus_outbox
           SET attempts = :attempts, due_at = :due_at, error = :error
         WHERE listener = :listener
           AND id = :id)",
        entry.attempts + 1, next_try(entry.attempts + 1, now), text, entry.listener, entry.id);
    return false;
}

void forget_before(db::Tx& tx, Instant instant)
{
    tx.run("DELETE FROM bus_inbox WHERE day < :day", day_of(instant));
}

std::optional<Instant> oldest_waiting(db::Tx& tx)
{
    return tx.one<std::optional<Instant>>("SELECT MIN(occurred_at) FROM bus_outbox")
        .value_or(std::nullopt);
}

Counts counts(db::Tx& tx)
{
    return {tx.value<std::int64_t>("SELECT COUNT(*) FROM bus_outbox"),
        tx.value<std::int64_t>("SELECT COUNT(*) FROM bus_outbox WHERE attempts > 0"),
        tx.value<std::int64_t>("SELECT COUNT(*) FROM bus_dead")};
}

std::vector<DeadLetter> dead_letters(db::Tx& tx, int limit)
{
    return tx.all<DeadLetter>(R"(
        SELECT letter AS id, listener, event, aggregate, body, error, attempts, occurred_at, parked_at
          FROM bus_dead
         ORDER BY letter DESC
         LIMIT CAST(:limit AS INTEGER))",
        limit);
}

std::optional<std::string> replay(db::Tx& tx, std::string_view letter, Instant now)
{
    auto entry = tx.one<Entry>(R"(
        SELECT listener, id, event, aggregate, body, occurred_at, 0 AS attempts
          FROM bus_dead
         WHERE letter = :letter)",
        letter);
    if (!entry) return std::nullopt;
    tx.run("DELETE FROM bus_dead WHERE letter = :letter", letter);
    insert(tx, *entry, now);
    return std::move(entry->listener);
}

} // namespace clinic::bus::outbox
