#pragma once
// Works waiting for a thread: bounded, and closed by stop().

#include "platform/db/database.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

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
        }
        ready_.notify_one();
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
        ready_.wait_for(lock, idle, [this] { return closed_ || !jobs_.empty(); });
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
        {
            const std::scoped_lock lock(mutex_);
            closed_ = true;
        }
        ready_.notify_all();
    }

private:
    const std::size_t limit_;
    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<Job> jobs_;
    bool closed_ = false;
};

} // namespace clinic::db
