#include "platform/http/connection.hpp"

#include "platform/http/answer.hpp"
#include "platform/http/ascii.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>

namespace clinic::http {
namespace {

using std::chrono::seconds;

constexpr std::size_t bytes_per_second = 64 * 1024; ///< the slowest client that big bodies wait for
constexpr seconds linger_limit{1};

SteadyClock::duration with_size(std::chrono::milliseconds base, std::size_t bytes)
{
    return base + seconds(bytes / bytes_per_second);
}

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

bool is_packed(std::string_view etags)
{
    return etags.find("-gz\"") != etags.npos || etags.find("-br\"") != etags.npos;
}

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

bool asks_to_close(const Response& response)
{
    return std::any_of(response.headers.begin(), response.headers.end(), [](const Header& header) {
        return ascii::equal(header.first, "connection") && ascii::equal(header.second, "close");
    });
}

} // namespace

Connection::Connection(std::shared_ptr<const Shared> shared, std::shared_ptr<Loop> loop, Stream stream,
    std::string peer, Admission::Place place)
    : shared_(std::move(shared)), loop_(std::move(loop)), stream_(std::move(stream)),
      peer_(std::move(peer)), place_(std::move(place)), turned_away_(!place_)
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

// ---- reading -----------------------------------------------------------------------------------------

/// The size of the heads now at the front of in_; nothing when there will be none (told, if need be).
Task<std::optional<std::size_t>> Connection::read_heads()
{
    const auto& deadlines = shared_->options.deadlines;
    const bool first = phase_ == Phase::handshake;
    if (in_.empty()) std::string().swap(in_); // an idle connection holds no buffer
    exchange_ = Exchange{};
    enter(Phase::idle, loop_->draining() ? shared_->drain_grace()
                       : first           ? std::min(deadlines.heads, deadlines.idle)
                                         : deadlines.idle);
    const std::size_t limit = shared_->options.limits.heads;
    for (std::size_t looked_at = 0;;) {
        // RFC 9112 §2.2: empty lines before a request are to be ignored.
        while (looked_at == 0 && in_.starts_with("\r\n")) in_.erase(0, 2);
        if (phase_ == Phase::idle && !in_.empty()) enter(Phase::heads, deadlines.heads);
        const auto end = find_heads_end(in_, looked_at);
        std::optional<Fault> fault;
        if (!end) fault = end.error();
        else if (*end && **end <= limit) co_return **end;
        else if (in_.size() > limit) fault = in_.find('\n') > limit ? faults::long_target : faults::heads;
        looked_at = in_.size() < 2 ? 0 : in_.size();
        if (!fault && !co_await more()) {
            if (!expired_ || phase_ == Phase::idle) co_return std::nullopt;
            fault = faults::late;
        }
        if (!fault) continue;
        (void)co_await refuse(*fault);
        co_return std::nullopt;
    }
}

/// Fills request.body. False when there is nothing to go on with; the client has been told why.
Task<bool> Connection::read_body(RequestParser& parser, const Framing& framing, Request& request)
{
    if (!framing.chunked && framing.length == 0) co_return true;
    const std::size_t limit =
        shared_->limit_for ? shared_->limit_for(request.method, request.path) : BodyLimit{}.bytes;
    if (framing.length > limit) co_return co_await refuse(faults::body);
    const std::size_t expected = framing.chunked ? limit : framing.length;
    enter(Phase::body, with_size(shared_->options.deadlines.body, expected));
    if (framing.expects_continue && in_.empty() && !co_await say_continue()) co_return false;
    if (framing.chunked) co_return co_await read_chunked(parser, limit);

    // What is promised is not allocated, only what comes.
    request.body.reserve(std::min<std::size_t>(framing.length, 64 * 1024));
    for (;;) {
        const auto taken = std::min<std::size_t>(in_.size(), framing.length - request.body.size());
        request.body.append(in_, 0, taken);
        in_.erase(0, taken);
        if (request.body.size() == framing.length) break;
        if (co_await more()) continue;
        co_return expired_ && co_await refuse(faults::late);
    }
    exchange_.bytes_in += request.body.size();
    co_return true;
}

Task<bool> Connection::read_chunked(RequestParser& parser, std::size_t limit)
{
    for (;;) {
        const auto chunks = parser.read_chunks(in_, limit);
        if (!chunks) co_return co_await refuse(chunks.error());
        in_.erase(0, chunks->taken);
        exchange_.bytes_in += chunks->taken;
        if (chunks->finished) co_return true;
        // A chunk's size line, or the trailers, that will not end.
        const bool endless = in_.size() > shared_->options.limits.heads;
        if (endless) co_return co_await refuse(faults::framing);
        if (co_await more()) continue;
        co_return expired_ && co_await refuse(faults::late);
    }
}

/// Waits for bytes and appends them to in_. False at the end of the stream, or when time is up (expired_).
Task<bool> Connection::more()
{
    // A plain socket has most likely nothing for us yet; TLS may hold bytes that the kernel no longer shows.
    bool wait_first = !stream_.tls();
    for (Io io{Io::want_read};;) {
        if (!wait_first) io = stream_.read(loop_->scratch);
        if (io.kind == Io::done) {
            in_.append(loop_->scratch.data(), io.bytes);
            co_return true;
        }
        if (io.kind == Io::closed) {
            stream_.close();
            co_return false;
        }
        if (!co_await stream_.ready(io.kind)) co_return false;
        wait_first = false;
    }
}

Task<bool> Connection::say_continue()
{
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    const Io io = stream_.write({&go_on, 1});
    if (io.kind == Io::closed) co_return false;
    if (io.bytes == go_on.size()) co_return true;
    co_return co_await write_rest(std::string(go_on), {}, io);
}

/// Everything about the request that the answer will depend on.
void Connection::note(Request& request, const Framing& framing, const RequestParser& parser)
{
    exchange_.head = parser.is_head();
    exchange_.method = exchange_.head ? Method::head : request.method;
    exchange_.minor = parser.minor();
    exchange_.keep_alive = framing.keep_alive;
    for (auto& [name, value] : request.headers) {
        if (name == "accept-encoding") exchange_.coding = choose_coding(value);
        else if (name == "origin") exchange_.origin = value;
        else if (name == "x-request-id" && is_request_id(value)) request.request_id = value;
        else if ((name == "if-none-match" || name == "if-match") && is_packed(value)) {
            if (name == "if-none-match") exchange_.packed_etags = value;
            value = without_coding_suffixes(value);
        }
    }
    if (request.request_id.empty()) request.request_id = loop_->new_request_id();
    exchange_.request_id = request.request_id;
    auto client = shared_->proxies.resolve(peer_, stream_.tls(), request.headers);
    request.address = std::move(client.address);
    request.secure = client.secure;
    exchange_.facts = {request.path.starts_with("/api/"), client.secure};
}

// ---- answering ---------------------------------------------------------------------------------------

void Connection::call_handler(Request request)
{
    try {
        if (auto preflight = shared_->cors.preflight(request)) return settle(std::move(*preflight));
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
        shared_->live->open(loop_, std::move(stream_), std::move(place_), request, std::move(*user));
        return settle(std::nullopt);
    }
    settle(user ? problem_response(faults::malformed, exchange_.request_id) : std::move(user.error()));
}

void Connection::settle(std::optional<Response> response)
{
    if (!loop_->is_here()) {
        // Weak: a handler that outlives the server answers into nothing.
        asio::post(loop_->io(), [weak = weak_from_this(), response = std::move(response)]() mutable {
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
    const std::size_t size = heads.size() + body.size();
    enter(Phase::writing, with_size(shared_->options.deadlines.write, size));

    const std::string_view pieces[] = {heads, body};
    const Io io = stream_.write(pieces);
    bool sent = io.kind != Io::closed;
    if (sent && io.bytes < size) {
        const auto of_heads = std::min(io.bytes, heads.size());
        sent = co_await write_rest(
            std::string(heads.substr(of_heads)), body.substr(io.bytes - of_heads), io);
    }
    if (!sent) stream_.close();
    tell_finished(response, sent ? size : io.bytes);
    co_return sent && exchange_.keep_alive;
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
        const auto size = response.body.empty() ? response.fixed_body.size() : response.body.size();
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
