#pragma once
// A thread that does the same deed now and then, and stops at once when told.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace clinic::auth {

class Follower {
public:
    Follower() = default;
    ~Follower() { stop(); }
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

    void start(std::chrono::milliseconds pause, std::function<void()> deed)
    {
        if (thread_.joinable()) return;
        stopping_ = false;
        thread_ = std::thread([this, pause, deed = std::move(deed)] {
            std::unique_lock lock(mutex_);
            while (!wake_.wait_for(lock, pause, [this] { return stopping_; })) {
                lock.unlock();
                deed();
                lock.lock();
            }
        });
    }
    void stop()
    {
        {
            const std::scoped_lock lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        if (thread_.joinable()) thread_.join();
    }

private:
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace clinic::auth
