#include "platform/http/connection.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>

namespace clinic::http {
namespace {

constexpr std::chrono::seconds linger_limit{1};

} // namespace

Connection::Connection(std::shared_ptr<const Shared> shared, std::shared_ptr<Loop> loop,
    Stream stream, std::string peer, Admission::Place place)
    : shared_(std::move(shared)),
      loop_(std::move(loop)),
      stream_(std::move(stream)),
      peer_(std::move(peer)),
      place_(std::move(place)),
      turned_away_(!place_)
{
    if (turned_away_) ++loop_->turned_away;
}

Connection::~Connection()
{
    if (turned_away_) --loop_->turned_away;
}

// ---- the life of a connection ----------------------------------------------------------------------

Task<void> Connection::run()
{
    const auto self = shared_from_this();
    loop_->add(*this);
    try {
        bool on = co_await handshake();
        if (on && turned_away_) on = co_await refuse(faults::crowded);
        while (on) on = co_await serve_one();
        if (stream_.open() && !aborted_) co_await linger();
    } catch (const std::exception& error) {
        loop_->trouble("http.connection", error.what());
    }
    stream_.close();
    loop_->remove(*this);
}

Task<bool> Connection::handshake()
{
    enter(Phase::handshake, shared_->options.deadlines.handshake);
    for (;;) {
        const Io io = stream_.handshake();
        if (io.kind == Io::done) co_return true;
        if (io.kind == Io::closed || !co_await stream_.ready(io.kind)) break;
    }
    stream_.close();
    co_return false;
}

Task<bool> Connection::serve_one()
{
    const auto heads_size = co_await read_heads();
    if (!heads_size) co_return false;

    Request request;
    RequestParser parser;
    const auto& limits = shared_->options.limits;
    const auto framing = parser.read_heads(
        std::string_view(in_).substr(0, *heads_size), request, limits.target, limits.fields);
    in_.erase(0, *heads_size);
    exchange_.bytes_in = *heads_size;
    if (!framing) co_return co_await refuse(framing.error());
    note(request, *framing, parser);
    if (!co_await read_body(parser, *framing, request)) co_return false;

    exchange_.arrived = SteadyClock::now();
    enter(Phase::handling, SteadyClock::duration::max());
    settled_ = false;
    response_.reset();
    const bool live = shared_->live && request.path == shared_->live->options().path;
    if (live) call_live(request);
    else call_handler(std::move(request));
    if (!settled_) co_await settled();
    if (aborted_ || !response_) co_return false;
    co_return co_await send(*std::exchange(response_, std::nullopt));
}

/// Closing with bytes unread makes the kernel send a reset, which can overtake the last answer. So: say that
/// we are done, then throw away what still comes, for a moment.
Task<void> Connection::linger()
{
    stream_.finish();
    enter(Phase::lingering, linger_limit);
    std::string().swap(in_);
    for (;;) {
        const Io io = stream_.read(loop_->scratch);
        if (io.kind == Io::closed || expired_) co_return;
        if (io.kind != Io::done && !co_await stream_.ready(io.kind)) co_return;
    }
}

// ---- time and the end --------------------------------------------------------------------------------

void Connection::enter(Phase phase, SteadyClock::duration limit)
{
    constexpr auto never = SteadyClock::time_point::max();
    phase_ = phase;
    expired_ = false;
    deadline_ = limit == SteadyClock::duration::max() ? never : SteadyClock::now() + limit;
}

void Connection::tick(SteadyClock::time_point now)
{
    if (now < deadline_ || expired_ || !stream_.open()) return;
    expired_ = true;
    boost::system::error_code ignored;
    stream_.lowest_layer().cancel(ignored); // wakes whoever waits on it
}

void Connection::drain()
{
    if (phase_ != Phase::idle) return;
    deadline_ = std::min(deadline_, SteadyClock::now() + shared_->drain_grace());
}

void Connection::abort()
{
    aborted_ = true;
    stream_.close();
    resume();
}

} // namespace clinic::http
