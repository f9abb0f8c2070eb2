#pragma once
// One I/O thread: its io_context, its sessions (connections and WebSockets), their deadlines, its end.
// Deadlines are looked at by one ticker per thread, so that a request never arms a timer.
// For .cpp files of this folder only.

#include "platform/http/stream.hpp"

#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace clinic::http {

using SteadyClock = std::chrono::steady_clock;

/// Something that lives on a loop. All calls come from the loop's thread.
class Session {
public:
    virtual ~Session() = default;
    virtual void tick(SteadyClock::time_point now) = 0; ///< looks at its deadline
    virtual void drain() = 0; ///< the loop wants to end: finish what is under way
    virtual void abort() = 0; ///< at once; must not call back into the loop before it returns

private:
    friend class Loop;
    std::list<Session*>::iterator place_{};
};

class Loop : public std::enable_shared_from_this<Loop> {
public:
    using Trouble = std::function<void(std::string_view event, std::string_view detail)>;

    Loop(std::chrono::milliseconds tick, Trouble trouble);

    [[nodiscard]] asio::io_context& io() { return io_; }
    void run(); ///< the thread's body; returns when drained
    [[nodiscard]] bool is_here() const { return thread_ == std::this_thread::get_id(); }

    void add(Session&);
    void remove(Session&);

    /// From any thread. `stop_listening` runs on the loop; nothing is accepted once listening(false).
    void begin_drain(std::chrono::milliseconds limit, std::function<void()> stop_listening);
    void listening(bool on) { listening_ = on; }
    [[nodiscard]] bool draining() const { return draining_; }

    void trouble(std::string_view event, std::string_view detail) const noexcept;

    /// Shared by all sessions of the thread: valid until the next suspension.
    std::vector<char> scratch = std::vector<char>(64 * 1024);
    std::string heads;
    /// Written to by all WebSockets of the thread, read by none.
    std::vector<char> discard = std::vector<char>(4 * 1024);

    std::atomic<int> turned_away = 0; ///< connections that are here only to be told 503

    [[nodiscard]] std::string_view date();
    [[nodiscard]] std::string new_request_id();

private:
    [[nodiscard]] Task<void> tick_until_drained();
    [[nodiscard]] bool finished() const { return draining_ && !listening_ && sessions_.empty(); }

    // 1: one thread runs it; answers are posted from others all the same.
    asio::io_context io_{1};
    std::chrono::milliseconds tick_;
    Trouble trouble_;
    asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Executor> timer_{
        io_.get_executor()};
    std::list<Session*> sessions_;
    std::thread::id thread_;
    bool listening_ = false;
    bool draining_ = false;
    SteadyClock::time_point drain_end_ = SteadyClock::time_point::max();
    std::time_t date_of_ = 0;
    std::string date_;
    std::uint64_t id_state_;
};

} // namespace clinic::http
