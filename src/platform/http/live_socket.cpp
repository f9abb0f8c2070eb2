#include "platform/http/live_socket.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

namespace clinic::http {

namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;

namespace {

constexpr std::chrono::seconds handshake_limit{10};
constexpr std::chrono::seconds close_limit{2}; ///< for the client's own close frame

beast::http::request<beast::http::empty_body> as_beast(const Request& upgrade)
{
    beast::http::request<beast::http::empty_body> request(beast::http::verb::get, upgrade.path, 11);
    for (const auto& [name, value] : upgrade.headers) request.insert(name, value);
    return request;
}

} // namespace

void beast_close_socket(Stream& stream)
{
    stream.close();
}

void teardown(beast::role_type, Stream& stream, beast::error_code& error)
{
    stream.finish();
    error = {};
}

LiveSocket::LiveSocket(std::shared_ptr<LiveRegistry> registry, std::shared_ptr<Loop> loop,
    Stream stream, Admission::Place place, LiveUser user)
    : registry_(std::move(registry)),
      loop_(std::move(loop)),
      socket_(std::move(stream)),
      place_(std::move(place)),
      user_(std::move(user))
{
}

Task<void> LiveSocket::run(Request upgrade)
{
    const auto self = shared_from_this();
    loop_->add(*this);
    try {
        if (co_await accept(upgrade)) {
            upgrade = Request(); // the socket may idle for hours: keep nothing of it
            open_ = true;
            registry_->joined(self);
            send(std::make_shared<const std::string>(R"({"type":"hello"})"));
            co_await read_until_closed();
        }
    } catch (const std::exception& error) {
        loop_->trouble("http.live", error.what());
    }
    if (open_) registry_->left(*this);
    open_ = false;
    socket_.next_layer().close();
    loop_->remove(*this);
}

void LiveSocket::set_options()
{
    socket_.set_option(websocket::stream_base::timeout{
        handshake_limit, registry_->options().idle, /*keep_alive_pings=*/true});
    socket_.read_message_max(registry_->options().max_frame_in);
    socket_.auto_fragment(false); // a frame goes out in one write, from the text that all share
    socket_.text(true);
    socket_.control_callback([this](websocket::frame_type kind, beast::string_view) {
        if (kind != websocket::frame_type::close) count_frame();
    });
}

Task<bool> LiveSocket::accept(const Request& upgrade)
{
    set_options();
    const auto request = as_beast(upgrade);
    beast::error_code error;
    co_await socket_.async_accept(request, asio::redirect_error(awaiting, error));
    co_return !error;
}

/// Nothing that clients send is looked at, so all of a thread's sockets read into the same bytes.
Task<void> LiveSocket::read_until_closed()
{
    for (;;) {
        beast::error_code error;
        const auto into = asio::buffer(loop_->discard.data(), loop_->discard.size());
        co_await socket_.async_read_some(into, asio::redirect_error(awaiting, error));
        if (error) co_return;
        count_frame();
    }
}

void LiveSocket::count_frame()
{
    const auto now = SteadyClock::now();
    if (now - minute_ > std::chrono::minutes(1)) {
        minute_ = now;
        frames_in_ = 0;
    }
    if (++frames_in_ > registry_->options().max_frames_in_per_minute) {
        queue_.resize(std::min<std::size_t>(queue_.size(), 1)); // the one under way must stay
        close(websocket::close_code::policy_error);
    }
}

void LiveSocket::send(const Frame& frame)
{
    if (!open_ || closing_) return;
    const auto& options = registry_->options();
    queued_bytes_ += frame->size();
    if (queue_.size() >= options.max_queue_frames || queued_bytes_ > options.max_queue_bytes) {
        return abort(); // too slow: it reconnects and asks anew
    }
    queue_.push_back(frame);
    if (queue_.size() == 1) write_next();
}

void LiveSocket::send_last(const Frame& frame)
{
    send(frame);
    close(websocket::close_code::normal);
}

void LiveSocket::write_next()
{
    const Frame frame = queue_.front();
    socket_.async_write(asio::buffer(*frame),
        [self = shared_from_this(), frame](beast::error_code error, std::size_t) {
            self->queued_bytes_ -= frame->size();
            self->queue_.pop_front();
            if (error) return self->abort();
            if (!self->queue_.empty()) return self->write_next();
            std::deque<Frame>().swap(self->queue_);
            if (self->closing_) self->close(self->code_);
        });
}

/// After what is queued. The reader ends when the client's close frame arrives, or close_by_ is past.
void LiveSocket::close(websocket::close_code code)
{
    if (!closing_) {
        closing_ = true;
        code_ = code;
        close_by_ = SteadyClock::now() + close_limit;
    }
    if (closed_ || !queue_.empty() || !open_) return;
    closed_ = true;
    socket_.async_close(code_, [self = shared_from_this()](beast::error_code) {});
}

void LiveSocket::tick(SteadyClock::time_point now)
{
    if (now >= close_by_) abort();
}

void LiveSocket::drain()
{
    close(websocket::close_code::going_away);
}

void LiveSocket::abort()
{
    closing_ = true;
    socket_.next_layer().close();
}

} // namespace clinic::http
