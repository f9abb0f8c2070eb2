#pragma once
// Takes due entries to their listeners. One thread hands them out; listeners inside the database run as its
// writes, many entries to one, listeners to the outside on a few threads of their own.
//
// What was just emitted is handed over in memory. The outbox is read for what was there before the start,
// for what failed and is due again, and for what was too much to keep in memory.

#include "platform/bus/outbox.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_set>

namespace clinic::bus {

using Inside = std::function<void(db::Tx&, std::string_view body)>;
using Outside = std::function<void(std::string_view body)>;
using Wanted = std::function<bool(const void* event)>;

struct Listener {
    std::string name;
    std::string event;
    Inside inside;
    Outside outside;
    Wanted wanted; ///< empty: every event

    // The rest belongs to the dispatcher's mutex.
    std::deque<outbox::Entry> ready{}; ///< due, in order, none of an aggregate that is held
    std::unordered_set<std::string> known{}; ///< the events among `ready` and under way
    std::set<std::string> running{}; ///< aggregates under way outside
    std::set<std::string> held{}; ///< aggregates whose first entry failed and waits for another try
    bool batch_runs = false; ///< inside: one at a time, and the next one takes what came meanwhile
    bool unread = true; ///< the outbox may hold due entries that are not known
    std::string read_to{}; ///< entries up to this id are known, held or done; empty: who knows
    std::uint64_t changes = 0; ///< counts what a read that runs may have missed…
    std::uint64_t resets = 0; ///< …and what makes `held` and `read_to` as of before it worthless
    std::vector<std::string> ended{}; ///< events done while the outbox was read
    bool reading = false;
    std::chrono::steady_clock::time_point not_before{}; ///< the database failed: give it a moment
};

/// One entry and what became of it.
struct Delivery {
    enum class Fate { delivered, failed, parked, skipped };
    outbox::Entry entry;
    Fate fate = Fate::skipped;
    std::string problem{};
};

/// Entries of one listener for one transaction.
struct Batch {
    Listener* listener;
    std::vector<Delivery> deliveries;
};

/// One entry outside.
struct Deed {
    Listener* listener;
    Delivery delivery;
    std::optional<outbox::Failure> failure;
};

/// For Dispatcher::hand_over.
struct Handed {
    Listener* listener;
    outbox::Entry entry;
};

class Dispatcher {
public:
    Dispatcher(db::Database&, const Clock&, Options);
    ~Dispatcher();

    Listener& add(Listener);
    void start();
    void stop();
    /// These were committed just now, each listener's in the order of emission.
    void hand_over(std::vector<Handed>);
    /// There may be something due in the outbox for that one; for all when empty.
    void wake(std::string_view listener);
    [[nodiscard]] bool idle_within(std::chrono::milliseconds);
    void count_emitted(std::uint64_t n) { emitted_ += n; }
    [[nodiscard]] Stats stats() const;

private:
    void loop();
    Listener* next();
    void wait(std::unique_lock<std::mutex>&);
    void look_at_all(std::unique_lock<std::mutex>&);
    void read_outbox(Listener&, std::unique_lock<std::mutex>&);
    static void take_in(Listener&, outbox::Found);
    void forget_old();

    // Inside the database.
    Batch next_batch(Listener&);
    void submit(Batch);
    void deliver(db::Tx&, Batch&);
    void deliver_each(db::Tx&, Batch&, const Delivery& failed, const outbox::Failure&);
    [[nodiscard]] std::optional<outbox::Failure> try_alone(
        db::Tx&, const Listener&, const outbox::Entry&);
    void deliver_one(db::Tx&, const Listener&, const outbox::Entry&);
    void finish(const Batch&);
    void back_off(const Batch&, const db::Written&);

    // Outside.
    void outside_loop();
    bool take_outside(std::optional<Deed>&);
    void run(Deed&);
    void settle(Deed);
    void submit_settled(std::unique_lock<std::mutex>&);
    void settled(std::vector<Deed>, const db::Written&);

    void note_failure(db::Tx&, Delivery&, const outbox::Failure&);
    void count(const Delivery&);
    void end(Listener&, const Delivery&);
    static void must_read(Listener&, bool all);
    static void hold(Listener&, const std::string& aggregate);
    [[nodiscard]] bool all_quiet() const;
    void tell(std::string_view event, std::string_view detail) const;

    db::Database& database_;
    const Clock& clock_;
    const Options options_;
    std::deque<Listener> listeners_; // addresses stay
    std::thread thread_;
    std::vector<std::thread> workers_;

    mutable std::mutex mutex_;
    std::condition_variable changed_; // for the thread that hands out, and for who waits for quiet
    std::condition_variable outside_changed_;
    std::size_t running_ = 0; ///< batches, and entries outside
    std::size_t turn_ = 0; ///< where to begin the search, so that a busy listener starves nobody
    bool stopping_ = false;
    std::chrono::steady_clock::time_point look_at_{};
    std::chrono::steady_clock::time_point forget_at_{};

    std::vector<Deed> settled_; ///< done or failed, which is to be written
    bool settling_ = false;
    std::optional<std::chrono::steady_clock::time_point> settle_at_; ///< it could not be written

    std::atomic<std::uint64_t> emitted_{0};
    std::atomic<std::uint64_t> delivered_{0};
    std::atomic<std::uint64_t> failed_{0};
    std::atomic<std::uint64_t> parked_{0};
};

} // namespace clinic::bus
