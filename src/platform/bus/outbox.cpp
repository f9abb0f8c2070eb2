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

std::vector<Entry> due(db::Tx& tx, std::string_view listener, Instant now, int limit)
{
    return tx.all<Entry>(R"(
        SELECT o.listener, o.id, o.event, o.aggregate, o.body, o.occurred_at, o.attempts
          FROM bus_outbox o
         WHERE o.listener = :listener
           AND o.due_at <= :now
           AND NOT EXISTS (SELECT 1
                             FROM bus_outbox e
                            WHERE e.listener = o.listener
                              AND e.aggregate = o.aggregate
                              AND e.id < o.id
                              AND e.attempts > 0
                              AND e.due_at > :now)
         ORDER BY o.id
         LIMIT CAST(:limit AS INTEGER))",
        listener, now, now, limit);
}

bool remove(db::Tx& tx, const Entry& entry)
{
    return tx.run(R"(
        DELETE FROM bus_outbox
         WHERE listener = :listener
           AND id = :id)",
               entry.listener, entry.id) == 1;
}

bool receive(db::Tx& tx, const Entry& entry, Instant now)
{
    return tx.run(R"(
        INSERT INTO bus_inbox (listener, id, received_at)
        VALUES (:listener, :id, :now)
            ON CONFLICT (listener, id) DO NOTHING)",
               entry.listener, entry.id, now) == 1;
}

bool fail(db::Tx& tx, const Entry& entry, std::string_view error, Instant now)
{
    const auto text = error.substr(0, longest_error);
    if (entry.attempts + 1 >= most_tries) return park(tx, entry, text, now), true;
    tx.run(R"(
        UPDATE bus_outbox
           SET attempts = :attempts, due_at = :due_at, error = :error
         WHERE listener = :listener
           AND id = :id)",
        entry.attempts + 1, next_try(entry.attempts + 1, now), text, entry.listener, entry.id);
    return false;
}

void forget_received_before(db::Tx& tx, Instant instant)
{
    tx.run("DELETE FROM bus_inbox WHERE received_at < :instant", instant);
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
