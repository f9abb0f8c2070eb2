#include "platform/http/loop.hpp"

#include "platform/http/answer.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>

#include <random>

namespace clinic::http {
namespace {

constexpr std::chrono::milliseconds drain_tick{10};

/// splitmix64 (Steele, Lea, Flood 2014): a permutation, so ids of one loop never repeat.
std::uint64_t scrambled(std::uint64_t state)
{
    state = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9;
    state = (state ^ (state >> 27)) * 0x94d049bb133111eb;
    return state ^ (state >> 31);
}

std::uint64_t random_seed()
{
    std::random_device device;
    return (static_cast<std::uint64_t>(device()) << 32) | device();
}

} // namespace

Loop::Loop(std::chrono::milliseconds tick, Trouble trouble)
    : tick_(tick), trouble_(std::move(trouble)), id_state_(random_seed())
{
}

void Loop::run()
{
    thread_ = std::this_thread::get_id();
    asio::co_spawn(io_, tick_until_drained(), asio::detached);
    for (;;) {
        try {
            io_.run();
            return;
        } catch (const std::exception& error) {
            trouble(
                "http.io_thread", error.what()); // and go on: one bad apple must not end the thread
        }
    }
}

void Loop::add(Session& session)
{
    session.place_ = sessions_.insert(sessions_.end(), &session);
}

void Loop::remove(Session& session)
{
    sessions_.erase(session.place_);
}

Task<void> Loop::tick_until_drained()
{
    while (!finished()) {
        timer_.expires_after(draining_ ? std::min(tick_, drain_tick) : tick_);
        boost::system::error_code ignored; // cancelled by begin_drain: look again at once
        co_await timer_.async_wait(asio::redirect_error(awaiting, ignored));
        const auto now = SteadyClock::now();
        for (Session* session : sessions_) session->tick(now);
        if (now < drain_end_) continue;
        for (Session* session : sessions_) session->abort();
    }
}

void Loop::begin_drain(std::chrono::milliseconds limit, std::function<void()> stop_listening)
{
    asio::post(io_, [this, self = weak_from_this(), limit, stop = std::move(stop_listening)]() {
        const auto alive = self.lock();
        if (!alive || draining_) return;
        draining_ = true;
        drain_end_ = SteadyClock::now() + limit;
        stop();
        for (Session* session : sessions_) session->drain();
        timer_.cancel();
    });
}

void Loop::trouble(std::string_view event, std::string_view detail) const noexcept
{
    try {
        if (trouble_) trouble_(event, detail);
    } catch (...) {
        // Telling of trouble failed too; there is nobody left to tell.
    }
}

std::string_view Loop::date()
{
    const std::time_t now = std::time(nullptr);
    if (now != date_of_) {
        date_of_ = now;
        date_ = http_date(now);
    }
    return date_;
}

/// 13 characters, so that the string needs no allocation. Unique, not secret.
std::string Loop::new_request_id()
{
    constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's base 32
    id_state_ += 0x9e3779b97f4a7c15;
    std::uint64_t bits = scrambled(id_state_);
    std::string id(13, '0');
    for (char& c : id) {
        c = digits[bits & 31];
        bits >>= 5;
    }
    return id;
}

} // namespace clinic::http
