#pragma once
// Works waiting for a thread: bounded, and closed by stop(). Of the threads that wait for a work, the last to come is the
// first to be called: its connection has prepared the most and has it in its caches, and a quiet house needs no more of them.

#include "platform/db/database.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

namespace clinic::db {

struct Job {
    Database::Work work;
    Database::Done done;
    bool writes = true;
};

class Queue {
public:
    explicit Queue(std::size_t limit) : limit_(limit) {}

    /// Accepted, or the job comes back with the reason in `refused`.
    [[nodiscard]] std::optional<Job> push(Job job, Written::Kind& refused)
    {
        {
            const std::scoped_lock lock(mutex_);
            if (closed_ || jobs_.size() >= limit_) {
                refused = closed_ ? Written::stopping : Written::overloaded;
                return job;
            }
            jobs_.push_back(std::move(job));
            if (!waiting_.empty()) call(*waiting_.back());
        }
        return std::nullopt;
    }
    /// These were accepted already: they go back to the front, in their order.
    void put_back(std::deque<Job> jobs)
    {
        const std::scoped_lock lock(mutex_);
        while (!jobs.empty()) {
            jobs_.push_front(std::move(jobs.back()));
            jobs.pop_back();
        }
    }
    /// Up to `most` jobs as soon as there is one; none after `idle`, or when closed and drained.
    [[nodiscard]] std::deque<Job> take(std::size_t most, std::chrono::milliseconds idle)
    {
        std::deque<Job> taken;
        std::unique_lock lock(mutex_);
        if (jobs_.empty() && !closed_) wait_for_call(lock, idle);
        while (!jobs_.empty() && taken.size() < most) {
            taken.push_back(std::move(jobs_.front()));
            jobs_.pop_front();
        }
        return taken;
    }
    [[nodiscard]] bool drained() const
    {
        const std::scoped_lock lock(mutex_);
        return closed_ && jobs_.empty();
    }
    [[nodiscard]] bool closed() const
    {
        const std::scoped_lock lock(mutex_);
        return closed_;
    }
    [[nodiscard]] std::size_t size() const
    {
        const std::scoped_lock lock(mutex_);
        return jobs_.size();
    }
    void close()
    {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
        while (!waiting_.empty()) call(*waiting_.back());
    }

private:
    /// Lives on the stack of the thread that waits, so it is called under the lock.
    struct Waiter {
        std::condition_variable call;
        bool called = false;
    };
    void call(Waiter& waiter)
    {
        std::erase(waiting_, &waiter);
        waiter.called = true;
        waiter.call.notify_one();
    }
    void wait_for_call(std::unique_lock<std::mutex>& lock, std::chrono::milliseconds idle)
    {
        Waiter me;
        waiting_.push_back(&me);
        if (!me.call.wait_for(lock, idle, [&] { return me.called; })) std::erase(waiting_, &me);
    }

    const std::size_t limit_;
    mutable std::mutex mutex_;
    std::deque<Job> jobs_;
    std::vector<Waiter*> waiting_;
    bool closed_ = false;
};

} // namespace clinic::db
