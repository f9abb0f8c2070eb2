#pragma once
// Events: facts in the past tense, told to listeners after the transaction that made them true.
//
// emit() writes one outbox row for each listener, in the caller's transaction. After the commit each
// listener runs in a transaction of its own, in which its row is removed and an inbox key written, so its
// effect inside the database happens exactly once. Listeners to the outside world (listen_outside) run
// outside any transaction and at least once: after a crash between deed and row removal, once more.
//
// Order: for one listener, the events of one aggregate arrive in the order they were emitted. An event
// that fails holds back only later ones of the same listener and aggregate, is tried again after 1 s,
// 2 s, 4 s… (at most 5 min), and after 8 tries is parked as a dead letter, which can be replayed. A listener that
// throws NotNow is tried for a day before that.

#include "platform/core/time.hpp"
#include "platform/db/database.hpp"
#include "platform/schema/schema.hpp"

#include <chrono>
#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::bus {

/// A described struct with a name ("appointments.booked") and the id that orders it.
template <class E>
concept Event = api::Described<E> && requires(const E& event) {
    { E::event_name } -> std::convertible_to<std::string_view>;
    { event.aggregate() } -> std::convertible_to<std::string>;
};

/// Thrown by a listener when what it needs of the outside world is not there now, but will be: a mail server
/// that is down.
struct NotNow : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Asked when an event is told, in its transaction: false spares everybody an entry with which the listener would
/// have nothing to do. It must be quick, and change nothing.
template <class E> using Wants = std::function<bool(const E&)>;

struct Options {
    int outside_workers = 2; ///< threads that run listen_outside listeners
    /// As in db::Options: a short name and technical text.
    std::function<void(std::string_view event, std::string_view detail)> on_problem;
};

struct Counts {
    std::int64_t waiting = 0; ///< outbox rows, those being tried again included
    std::int64_t failing = 0; ///< those that failed at least once
    std::int64_t dead = 0;
};

/// Counted since start, for metrics.
struct Stats {
    std::uint64_t emitted = 0; ///< rows committed to the outbox
    std::uint64_t delivered = 0;
    std::uint64_t failed = 0; ///< tries
    std::uint64_t parked = 0;
};

struct DeadLetter {
    std::string id;
    std::string listener;
    std::string event;
    std::string aggregate;
    std::string body; ///< the event as JSON
    std::string error;
    int attempts = 0;
    Instant occurred_at;
    Instant parked_at;

    static constexpr auto schema = api::object(
        api::field("id", &DeadLetter::id, "Names the letter for a replay"),
        api::field("listener", &DeadLetter::listener, "Who could not take it"),
        api::field("event", &DeadLetter::event, "What happened"),
        api::field("aggregate", &DeadLetter::aggregate, "To what it happened"),
        api::field("body", &DeadLetter::body, "The event, as JSON text"),
        api::field("error", &DeadLetter::error, "Why the last try failed"),
        api::field("attempts", &DeadLetter::attempts, "How often it was tried"),
        api::field("occurred_at", &DeadLetter::occurred_at, "When it happened"),
        api::field("parked_at", &DeadLetter::parked_at, "When it was given up"));
};

/// One event of the program, for its documentation.
struct EventDoc {
    std::string name;
    std::vector<std::string> listeners; ///< sorted
    /// The JSON Schema of its body; enums go to the describer's shared schemas.
    std::function<std::string(api::Describer&)> describe;
};

class Bus {
public:
    /// The database and the clock must outlive the bus; the tables (migrations/bus) must be there
    /// before start().
    Bus(db::Database&, const Clock&, Options = {});
    ~Bus();
    Bus(const Bus&) = delete;
    Bus& operator=(const Bus&) = delete;

    /// Before start(). `name` is stored with each row, so it never changes: "notifications.mail_booking".
    /// The listener runs in its own transaction and may be run again; what it throws is a failed try.
    template <Event E>
    void listen(std::string_view name, std::function<void(db::Tx&, const E&)> listener,
        Wants<E> wants = {});
    /// For mail and calls to the outside: no transaction, at least once.
    template <Event E>
    void listen_outside(
        std::string_view name, std::function<void(const E&)> listener, Wants<E> wants = {});
    /// Told the name of every event, after the commit that told it, listened to or not. Before start(); it must be quick.
    void watch(std::function<void(std::string_view event)> watcher);
    /// Documents an event that this process says, listened to or not.
    template <Event E> void announce() { announce(E::event_name, describe<E>); }

    /// Part of the caller's transaction; delivered after its commit, or never when it is undone.
    template <Event E> void emit(db::Tx& tx, const E& event)
    {
        emit(tx, E::event_name, &event, event.aggregate(), [&] { return api::to_json(event); });
    }

    void start();
    /// Waits for what is running now; the rest stays in the outbox for the next start.
    void stop();
    /// True once nothing is due and nothing runs; false when that takes longer. Rows that wait for
    /// another try do not count.
    [[nodiscard]] bool idle_within(std::chrono::milliseconds);
    /// Looks for due rows now: after the clock of a test was moved.
    void wake();

    [[nodiscard]] Counts counts(db::Tx&) const;
    /// When the event happened that has waited longest for a listener.
    [[nodiscard]] std::optional<Instant> oldest_waiting(db::Tx&) const;
    [[nodiscard]] Stats stats() const;
    [[nodiscard]] std::vector<DeadLetter> dead_letters(db::Tx&, int limit = 100) const;
    /// Puts a dead letter back in the outbox; false when there is none of that id.
    bool replay(db::Tx&, std::string_view id);
    [[nodiscard]] std::vector<EventDoc> documents() const;

private:
    /// Reads the JSON and runs the listener; throws when either fails.
    using Inside = std::function<void(db::Tx&, std::string_view body)>;
    using Outside = std::function<void(std::string_view body)>;
    using Describe = std::string (*)(api::Describer&);
    template <class E> static std::string describe(api::Describer& describer)
    {
        return api::object_schema(api::Type<E>::properties(describer));
    }
    using Wanted = std::function<bool(const void* event)>;
    template <class E> static Wanted wanted(Wants<E> wants)
    {
        if (!wants) return {};
        return [wants = std::move(wants)](
                   const void* event) { return wants(*static_cast<const E*>(event)); };
    }
    void add(std::string_view event, Describe, std::string_view listener, Inside, Outside, Wanted);
    void announce(std::string_view event, Describe);
    void emit(db::Tx&, std::string_view name, const void* event, std::string aggregate,
        const std::function<std::string()>& body);
    template <class E> static E parse(std::string_view body);
    [[noreturn]] static void unreadable(std::string_view event);

    struct Parts;
    std::shared_ptr<Parts> parts_; // shared with commits still to come
};

template <class E> E Bus::parse(std::string_view body)
{
    E event{};
    if (!api::from_json(body, event)) unreadable(E::event_name);
    return event;
}

template <Event E>
void Bus::listen(
    std::string_view name, std::function<void(db::Tx&, const E&)> listener, Wants<E> wants)
{
    add(
        E::event_name, describe<E>, name,
        [listener = std::move(listener)](
            db::Tx& tx, std::string_view body) { listener(tx, parse<E>(body)); },
        {}, wanted<E>(std::move(wants)));
}

template <Event E>
void Bus::listen_outside(
    std::string_view name, std::function<void(const E&)> listener, Wants<E> wants)
{
    add(
        E::event_name, describe<E>, name, {},
        [listener = std::move(listener)](std::string_view body) { listener(parse<E>(body)); },
        wanted<E>(std::move(wants)));
}

} // namespace clinic::bus
