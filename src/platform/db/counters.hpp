#pragma once
// Stats, while they are being counted by several threads.

#include "platform/db/database.hpp"

#include <atomic>
#include <chrono>

namespace clinic::db {

struct Counters {
    std::atomic<std::uint64_t> reads{0};
    std::atomic<std::uint64_t> kept{0};
    std::atomic<std::uint64_t> undone{0};
    std::atomic<std::uint64_t> failed{0};
    std::atomic<std::uint64_t> overloaded{0};
    std::atomic<std::uint64_t> disk_full{0};
    std::atomic<std::uint64_t> commits{0};
    std::atomic<std::uint64_t> commit_micros{0};
    std::atomic<std::uint64_t> largest_batch{0};
    std::atomic<std::uint64_t> retries{0};
    std::atomic<std::uint64_t> reconnects{0};
    std::atomic<std::uint64_t> checkpoints{0};
    std::atomic<std::uint64_t> wal_pages{0};

    static void add(std::atomic<std::uint64_t>& counter, std::uint64_t n = 1)
    {
        counter.fetch_add(n, std::memory_order_relaxed);
    }
    void batch(std::uint64_t works, std::chrono::steady_clock::time_point started)
    {
        using std::chrono::duration_cast, std::chrono::microseconds, std::chrono::steady_clock;
        const auto took = duration_cast<microseconds>(steady_clock::now() - started).count();
        commits.fetch_add(1); // in order: who sees it sees the commit
        add(commit_micros, static_cast<std::uint64_t>(took));
        auto largest = largest_batch.load();
        while (works > largest && !largest_batch.compare_exchange_weak(largest, works)) {}
    }
    void answer(Written::Kind kind)
    {
        if (kind == Written::kept) add(kept);
        else if (kind == Written::undone) add(undone);
        else if (kind == Written::overloaded) add(overloaded);
        else if (kind == Written::disk_full) add(disk_full);
        else add(failed);
    }
    [[nodiscard]] Stats snapshot(std::size_t queued) const
    {
        return {.reads = reads,
            .kept = kept,
            .undone = undone,
            .failed = failed,
            .overloaded = overloaded,
            .disk_full = disk_full,
            .commits = commits,
            .commit_micros = commit_micros,
            .largest_batch = largest_batch,
            .retries = retries,
            .reconnects = reconnects,
            .checkpoints = checkpoints,
            .wal_pages = wal_pages,
            .queued = queued};
    }
};

} // namespace clinic::db
