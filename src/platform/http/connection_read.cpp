// The reading half of a connection.

#include "platform/http/connection.hpp"

#include "platform/http/answer.hpp"
#include "platform/http/upload.hpp"

#include <algorithm>

namespace clinic::http {
namespace {

bool is_packed(std::string_view etags)
{
    return etags.find("-gz\"") != etags.npos || etags.find("-br\"") != etags.npos;
}

} // namespace

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
        else if (in_.size() > limit)
            fault = in_.find('\n') > limit ? faults::long_target : faults::heads;
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
    auto plan = shared_->plan_for ? shared_->plan_for(request) : BodyPlan{};
    const std::size_t limit = plan.bytes;
    request.upload = std::move(plan.upload);
    if (plan.unwanted) {
        exchange_.keep_alive = false;
        co_return true;
    }
    if (framing.length > limit) co_return co_await refuse(faults::body);
    const std::size_t expected = framing.chunked ? limit : framing.length;
    enter(Phase::body, with_size(shared_->options.deadlines.body, expected));
    if (framing.expects_continue && in_.empty() && !co_await say_continue()) co_return false;
    if (framing.chunked) co_return co_await read_chunked(parser, limit, request);
    co_return co_await read_sized(framing, request);
}

Task<bool> Connection::read_sized(const Framing& framing, Request& request)
{
    // What is promised is not allocated, only what comes.
    request.body.reserve(std::min<std::size_t>(framing.length, 64 * 1024));
    for (std::uint64_t received = 0;;) {
        const auto taken = std::min<std::size_t>(in_.size(), framing.length - received);
        request.body.append(in_, 0, taken);
        in_.erase(0, taken);
        received += taken;
        exchange_.bytes_in += taken;
        if (!pass_on(request) || received == framing.length) co_return true;
        if (co_await more()) continue;
        co_return expired_&& co_await refuse(faults::late);
    }
}

/// Gives what has come to the upload, when there is one. False when it wants no more: the rest is never read.
bool Connection::pass_on(Request& request)
{
    if (!request.upload || request.body.empty()) return true;
    const bool on = request.upload->receive(request.body);
    request.body.clear();
    if (!on) exchange_.keep_alive = false;
    return on;
}

Task<bool> Connection::read_chunked(RequestParser& parser, std::size_t limit, Request& request)
{
    for (;;) {
        const auto chunks = parser.read_chunks(in_, limit);
        if (!chunks) co_return co_await refuse(chunks.error());
        in_.erase(0, chunks->taken);
        exchange_.bytes_in += chunks->taken;
        if (!pass_on(request) || chunks->finished) co_return true;
        // A chunk's size line, or the trailers, that will not end.
        const bool endless = in_.size() > shared_->options.limits.heads;
        if (endless) co_return co_await refuse(faults::framing);
        if (co_await more()) continue;
        co_return expired_&& co_await refuse(faults::late);
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
    // RFC 9110 §14.2: ranges are of GET alone.
    if (exchange_.head)
        std::erase_if(request.headers, [](const Header& h) { return h.first == "range"; });
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

} // namespace clinic::http
