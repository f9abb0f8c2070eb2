#pragma once
// Gives each row its place in the chain, in the row's own transaction.
//
// A lane belongs to one thread: SQLite's writer, or a thread of PostgreSQL's pool. Its head is remembered while it is
// certain. It is not once a row was linked and the commit has not come back: the transaction may be undone, or run again,
// or nobody knows; then the next row asks the database. So memory never decides what the database has.

#include "chain.hpp"
#include "platform/db/tx.hpp"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace clinic::admin {

class Lanes {
public:
    /// Links the row and adds it. What it links is durable with the transaction.
    void add(db::Tx&, Record row);

    /// Rows committed since the start.
    [[nodiscard]] std::uint64_t committed() const;
    /// Waits until so many rows are committed, or for so long, or until wake().
    void wait(std::uint64_t committed, std::chrono::milliseconds longest);
    void wake();

private:
    struct Lane {
        Head head;
        bool certain = false;
    };
    struct Pulse {
        std::mutex mutex;
        std::condition_variable changed;
        std::uint64_t committed = 0;
        std::uint64_t awaited = ~std::uint64_t{0};
        bool woken = false;
    };
    [[nodiscard]] std::shared_ptr<Lane> mine();
    static void count(Pulse&);

    std::mutex mutex_;
    std::map<std::thread::id, std::shared_ptr<Lane>> lanes_; // shared with commits still to come
    std::shared_ptr<Pulse> pulse_ = std::make_shared<Pulse>();
};

} // namespace clinic::admin
