// The answering half of a connection: handler, hub, and the way out.

#include "platform/http/connection.hpp"

#include "platform/core/byte_source.hpp"
#include "platform/http/answer.hpp"
#include "platform/http/ascii.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>

namespace clinic::http {
namespace {

/// The handler's Respond. Dropped uncalled, it lets the connection go instead of leaving it hanging.
class Reply {
public:
    explicit Reply(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}
    Reply(Reply&&) noexcept = default;
    Reply& operator=(Reply&&) = delete;
    ~Reply()
    {
        if (connection_) connection_->settle(std::nullopt);
    }
    void operator()(Response response)
    {
        const auto connection = std::move(connection_);
        if (connection) connection->settle(std::move(response));
    }

private:
    std::shared_ptr<Connection> connection_;
};

/// "x" back to the "x-br" that the client's cache knows it by.
void name_as_known(std::string& etag, std::string_view packed_etags)
{
    for (const std::string_view suffix : {"-gz", "-br"}) {
        if (etag.size() < 2) return;
        std::string packed = etag;
        packed.insert(packed.size() - 1, suffix);
        if (packed_etags.find(packed) != packed_etags.npos) etag = packed;
    }
}

constexpr std::uint64_t source_window = 64 * 1024;

bool sends_source(const Response& response)
{
    return response.source && response.body.empty() && response.fixed_body.empty();
}

std::size_t body_size(const Response& response)
{
    if (sends_source(response)) return response.length;
    return response.body.empty() ? response.fixed_body.size() : response.body.size();
}

bool asks_to_close(const Response& response)
{
    return std::any_of(response.headers.begin(), response.headers.end(), [](const Header& header) {
        return ascii::equal(header.first, "connection") && ascii::equal(header.second, "close");
    });
}

} // namespace

void Connection::call_handler(Request request)
{
    try {
        if (auto preflight = shared_->cors.preflight(request)) {
            return settle(Response(std::move(preflight).value()));
        }
        shared_->handler(std::move(request), Respond(Reply(shared_from_this())));
    } catch (const std::exception& error) {
        loop_->trouble("http.handler", error.what());
        response_ = problem_response(faults::crashed, exchange_.request_id);
        settled_ = true;
    }
}

/// An upgrade moves the stream to the hub and leaves this connection without one.
void Connection::call_live(const Request& request)
{
    auto user = shared_->live->check(request);
    if (user && in_.empty()) {
        aborted_ = true;
        shared_->live->open(
            loop_, std::move(stream_), std::move(place_), request, std::move(*user));
        return settle(std::nullopt);
    }
    settle(
        user ? problem_response(faults::malformed, exchange_.request_id) : std::move(user.error()));
}

void Connection::settle(std::optional<Response> response)
{
    if (!loop_->is_here()) {
        // Weak: a handler that outlives the server answers into nothing.
        asio::post(
            loop_->io(), [weak = weak_from_this(), response = std::move(response)]() mutable {
                if (const auto self = weak.lock()) self->settle(std::move(response));
            });
        return;
    }
    if (settled_) return;
    response_ = std::move(response);
    settled_ = true;
    resume();
}

void Connection::resume()
{
    if (!resume_) return; // the handler answered at once: nobody sleeps yet
    asio::post(loop_->io(), std::exchange(resume_, nullptr));
}

Task<void> Connection::settled()
{
    co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(
        [this](auto handler) {
            resume_ = [handler = std::move(handler)]() mutable { std::move(handler)(); };
        },
        awaiting);
}

Task<bool> Connection::refuse(const Fault& fault)
{
    exchange_.keep_alive = false;
    exchange_.coding = Coding::identity;
    exchange_.facts.secure |= stream_.tls();
    if (exchange_.request_id.empty()) exchange_.request_id = loop_->new_request_id();
    exchange_.arrived = SteadyClock::now();
    (void)co_await send(problem_response(fault, exchange_.request_id));
    co_return false;
}

/// True when the connection may go on.
Task<bool> Connection::send(Response response)
{
    dress(response);
    write_heads(response);
    std::string_view body = response.body.empty() ? response.fixed_body : response.body;
    if (exchange_.head || is_bodiless(response.status)) body = {};
    const std::string_view heads = loop_->heads;
    const bool streams = sends_source(response) && !exchange_.head;
    const std::size_t size = heads.size() + body.size();
    enter(Phase::writing,
        with_size(shared_->options.deadlines.write, size + (streams ? response.length : 0)));

    const std::string_view pieces[] = {heads, body};
    const Io io = stream_.write(pieces);
    bool sent = io.kind != Io::closed;
    if (sent && io.bytes < size) {
        const auto of_heads = std::min(io.bytes, heads.size());
        sent = co_await write_rest(
            std::string(heads.substr(of_heads)), body.substr(io.bytes - of_heads), io);
    }
    if (sent && streams) sent = co_await write_source(response);
    if (!sent) stream_.close();
    tell_finished(response, sent ? size + (streams ? response.length : 0) : io.bytes);
    co_return sent&& exchange_.keep_alive;
}

/// A source that breaks half-way ends the connection before the promised length: never a silent half.
Task<bool> Connection::write_source(const Response& response)
{
    std::vector<char> window(std::min<std::uint64_t>(response.length, source_window));
    for (std::uint64_t done = 0; done < response.length;) {
        const auto wanted = std::min<std::uint64_t>(window.size(), response.length - done);
        const auto got = response.source->read(
            response.offset + done, std::span(window).first(wanted));
        if (got == 0) co_return false;
        const std::string_view piece(window.data(), got);
        if (!co_await write_rest({}, piece, Io{Io::done})) co_return false;
        done += got;
    }
    co_return true;
}

Task<bool> Connection::write_rest(std::string heads, std::string_view body, Io io)
{
    std::string_view left = heads;
    for (;;) {
        if (io.kind == Io::closed) co_return false;
        if (io.kind != Io::done && !co_await stream_.ready(io.kind)) co_return false;
        const std::string_view pieces[] = {left, body};
        io = stream_.write(pieces);
        const auto of_left = std::min(io.bytes, left.size());
        left.remove_prefix(of_left);
        body.remove_prefix(io.bytes - of_left);
        if (left.empty() && body.empty()) co_return true;
    }
}

/// What answers get that does not depend on who made them.
void Connection::dress(Response& response) const
{
    shared_->cors.apply(exchange_.origin, response);
    if (response.status != 304) return compress(response, exchange_.coding);
    for (auto& [name, value] : response.headers) {
        if (ascii::equal(name, "etag")) name_as_known(value, exchange_.packed_etags);
    }
}

/// Into loop_->heads. A header that would break the answer in two makes it a 500.
void Connection::write_heads(Response& response)
{
    // While draining, requests that are here already are answered before the connection says goodbye.
    const bool last = loop_->draining() && in_.empty();
    exchange_.keep_alive = exchange_.keep_alive && !last && !asks_to_close(response);
    for (;;) {
        const auto size = body_size(response);
        loop_->heads.clear();
        try {
            append_heads(loop_->heads, response,
                {exchange_.facts, exchange_.keep_alive, exchange_.minor, size, exchange_.request_id,
                    loop_->date()});
            return;
        } catch (const std::logic_error& error) {
            loop_->trouble("http.answer", error.what());
            response = problem_response(faults::crashed, exchange_.request_id);
        }
    }
}

void Connection::tell_finished(const Response& response, std::uint64_t bytes_out) const
{
    if (!shared_->hooks.finished) return;
    try {
        shared_->hooks.finished({exchange_.method, response.route, response.status,
            SteadyClock::now() - exchange_.arrived, exchange_.bytes_in, bytes_out});
    } catch (const std::exception& error) {
        loop_->trouble("http.finished", error.what());
    }
}

} // namespace clinic::http
