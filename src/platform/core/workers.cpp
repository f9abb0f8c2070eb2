#include "platform/core/workers.hpp"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace clinic {

struct Workers::State {
    Options options;
    mutable std::mutex mutex;
    std::condition_variable wake;
    std::deque<Job> queue;
    bool stopping = false;
    std::atomic<int> busy{0};
    std::vector<std::thread> threads;

    void run();
    void run_one(Job job);
    bool take(Job& job);
};

/// Waits for a job; false when there is none left and the pool is stopping.
bool Workers::State::take(Job& job)
{
    std::unique_lock lock(mutex);
    wake.wait(lock, [this] { return stopping || !queue.empty(); });
    if (queue.empty()) return false;
    job = std::move(queue.front());
    queue.pop_front();
    ++busy;
    return true;
}

void Workers::State::run_one(Job job)
{
    if (!options.on_error) {
        job();
        return;
    }
    try {
        job();
    } catch (...) {
        options.on_error(std::current_exception());
    }
}

void Workers::State::run()
{
    pthread_setname_np(pthread_self(), options.name.substr(0, 15).c_str());
    // On Linux a thread has a nice value of its own.
    if (options.nice > 0) setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), options.nice);
    for (Job job; take(job);) {
        run_one(std::exchange(job, nullptr));
        --busy;
    }
}

Workers::Workers(Options options) : state_(std::make_unique<State>())
{
    state_->options = std::move(options);
    for (int i = 0; i < std::max(1, state_->options.threads); ++i) {
        state_->threads.emplace_back([state = state_.get()] { state->run(); });
    }
}

Workers::~Workers()
{
    stop();
}

bool Workers::submit(Job job)
{
    {
        const std::lock_guard lock(state_->mutex);
        if (state_->stopping || state_->queue.size() >= state_->options.queue_limit) return false;
        state_->queue.push_back(std::move(job));
    }
    state_->wake.notify_one();
    return true;
}

void Workers::stop()
{
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopping = true;
    }
    state_->wake.notify_all();
    for (auto& thread : state_->threads) {
        if (thread.joinable()) thread.join();
    }
}

std::size_t Workers::waiting() const
{
    const std::lock_guard lock(state_->mutex);
    return state_->queue.size();
}

int Workers::busy() const
{
    return state_->busy;
}

}
