#pragma once
// Takes due entries from the outbox to their listeners. One thread looks; listeners inside the database run
// as its writes, listeners to the outside on a few threads of their own.

#include "platform/bus/outbox.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace clinic::bus {

using Inside = std::function<void(db::Tx&, std::string_view body)>;
using Outside = std::function<void(std::string_view body)>;

struct Listener {
    std::string name;
    std::string event;
    Inside inside;
    Outside outside;

    // The rest belongs to the dispatcher's mutex.
    bool dirty = true; ///< there may be due entries
    bool more = false; ///< entries were left for after what is running now
    std::set<std::string> running{}; ///< aggregates under way: one chain for each
    std::chrono::steady_clock::time_point not_before{}; ///< the database failed: give it a moment
};

/// Entries of one listener and one aggregate, in order.
struct Chain {
    Listener* listener;
    std::vector<outbox::Entry> entries;
};

class Dispatcher {
public:
    Dispatcher(db::Database&, const Clock&, Options);
    ~Dispatcher();

    Listener& add(Listener);
    void start();
    void stop();
    /// There may be something due for these; for all when empty.
    void wake(const std::vector<Listener*>& listeners);
    void wake(std::string_view listener);
    [[nodiscard]] bool idle_within(std::chrono::milliseconds);
    void count_emitted(std::uint64_t n) { emitted_ += n; }
    [[nodiscard]] Stats stats() const;

private:
    /// What became of a chain's entries; told once the transaction is durable.
    struct Outcome {
        std::uint64_t delivered = 0;
        bool failed = false;
        bool parked = false;
        std::string problem;
    };

    void loop();
    Listener* next_dirty();
    void look(Listener&);
    std::vector<Chain> chains_of(
        Listener&, std::vector<outbox::Entry>, const std::set<std::string>& busy);
    void submit(Chain);
    void submit_inside(Chain);
    void finish(Listener&, const std::string& aggregate, const Outcome&);
    void back_off(Listener&, const std::string& aggregate, const db::Written&);
    void forget_old();

    void deliver(db::Tx&, const Chain&, Outcome&);
    bool deliver_one(db::Tx&, const Listener&, const outbox::Entry&, Outcome&);
    void note_failure(db::Tx&, const outbox::Entry&, const std::string& error, Outcome&);

    void outside_loop();
    void run_outside(const Chain&);
    bool run_outside_one(const Chain&, const outbox::Entry&, Outcome&);
    bool insist(const std::function<void(db::Tx&)>&);
    void tell(std::string_view event, std::string_view detail) const;

    db::Database& database_;
    const Clock& clock_;
    const Options options_;
    std::deque<Listener> listeners_; // addresses stay
    std::thread thread_;
    std::vector<std::thread> workers_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Chain> outside_;
    std::size_t running_ = 0; ///< chains
    std::size_t turn_ = 0; ///< where to begin the search, so that a busy listener starves nobody
    bool looking_ = false;
    bool stopping_ = false;
    std::chrono::steady_clock::time_point forget_at_{};

    std::atomic<std::uint64_t> emitted_{0};
    std::atomic<std::uint64_t> delivered_{0};
    std::atomic<std::uint64_t> failed_{0};
    std::atomic<std::uint64_t> parked_{0};
};

} // namespace clinic::bus
