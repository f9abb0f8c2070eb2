#pragma once
// One WebSocket of the hub, on its loop's thread. For .cpp files of this folder only.

#include "platform/http/admission.hpp"
#include "platform/http/live_registry.hpp"
#include "platform/http/loop.hpp"

#include <boost/beast/websocket/stream.hpp>

#include <deque>
#include <memory>
#include <string>
#include <string_view>

namespace clinic::http {

/// Frames are shared: one copy of the text for all who get it.
using Frame = std::shared_ptr<const std::string>;

class LiveSocket final : public Session, public std::enable_shared_from_this<LiveSocket> {
public:
    LiveSocket(
        std::shared_ptr<LiveRegistry>, std::shared_ptr<Loop>, Stream, Admission::Place, LiveUser);

    [[nodiscard]] Task<void> run(Request upgrade);

    [[nodiscard]] const LiveUser& user() const { return user_; }
    [[nodiscard]] const std::shared_ptr<Loop>& loop() const { return loop_; }

    // On the loop's thread.
    void send(const Frame&);
    void send_last(const Frame&); ///< then closes

    void tick(SteadyClock::time_point now) override;
    void drain() override;
    void abort() override;

private:
    // Without permessage-deflate: it would cost each socket some 300 KB, and our frames are short.
    using WebSocket = boost::beast::websocket::stream<Stream, false>;

    [[nodiscard]] Task<bool> accept(const Request& upgrade);
    [[nodiscard]] Task<void> read_until_closed();
    void set_options();
    void count_frame();
    void write_next();
    void close(boost::beast::websocket::close_code code);

    std::shared_ptr<LiveRegistry> registry_;
    std::shared_ptr<Loop> loop_;
    WebSocket socket_;
    Admission::Place place_;
    LiveUser user_;

    std::deque<Frame> queue_; ///< the front one is being written
    std::size_t queued_bytes_ = 0;
    int frames_in_ = 0; ///< in the minute that began at minute_
    SteadyClock::time_point minute_{};
    SteadyClock::time_point close_by_ = SteadyClock::time_point::max();
    bool open_ = false;
    bool closing_ = false; ///< nothing more is sent
    bool closed_ = false; ///< the close frame has been started
    boost::beast::websocket::close_code code_ = boost::beast::websocket::close_code::normal;
};

// How Beast closes a stream that is not its own.
void beast_close_socket(Stream& stream);
void teardown(boost::beast::role_type, Stream& stream, boost::beast::error_code& error);
template <class Handler>
void async_teardown(boost::beast::role_type, Stream& stream, Handler&& handler)
{
    stream.finish();
    asio::post(stream.get_executor(),
        boost::beast::bind_handler(std::forward<Handler>(handler), boost::beast::error_code()));
}

} // namespace clinic::http
