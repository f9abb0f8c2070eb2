#pragma once
// The HTTP/1.1 server (RFC 9110, RFC 9112): sockets in, Requests out; Responses in, bytes out.
//
// One thread and one SO_REUSEPORT acceptor per core. A connection lives on one thread; it handles one
// request at a time, so pipelined requests are answered in order. HEAD reaches the handler as GET and the
// body of its answer is dropped here. Odd framing, over-long and over-slow requests never reach the handler.

#include "platform/http/message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::http {

class Live;

/// Called on an I/O thread: it must not block. An answer given before it returns leaves at once.
using Handler = std::function<void(Request, Respond)>;
/// What to do with this request's body. Asked with its head alone, before any of the body is read.
using PlanFor = std::function<BodyPlan(const Request&)>;

struct ServerLimits {
    std::size_t target = 8 * 1024; ///< bytes of the request target; more is 414
    std::size_t heads = 16 * 1024; ///< bytes of request line and fields; more is 431
    std::size_t fields = 100; ///< header fields; more is 431
    std::size_t connections = 20'000; ///< sockets included; more is 503
    std::size_t connections_per_address = 1000; ///< IPv6: per /64. Trusted proxies are exempt
};

/// All absolute: counted from the start of the phase, never prolonged by a byte that trickles in.
struct ServerDeadlines {
    std::chrono::milliseconds handshake{10'000}; ///< TLS
    std::chrono::milliseconds heads{10'000}; ///< from the first byte to the empty line; late is 408
    std::chrono::milliseconds body{
        30'000}; ///< the whole body, and 1 s more per 64 KiB; late is 408
    std::chrono::milliseconds write{30'000}; ///< the whole answer, and 1 s more per 64 KiB
    std::chrono::milliseconds idle{60'000}; ///< between requests
    std::chrono::milliseconds drain{10'000}; ///< stop() takes no longer
};

struct ServerOptions {
    std::string address = "127.0.0.1"; ///< an IPv4 or IPv6 literal, or "localhost"
    std::uint16_t port = 0; ///< 0: a free one, see Server::port()
    int threads = 0; ///< 0: one per core
    std::string tls_certificate{}; ///< PEM chain; empty: no TLS
    std::string tls_key{}; ///< PEM key
    std::vector<std::string>
        trusted_proxies{}; ///< addresses or CIDR blocks whose X-Forwarded- headers count
    std::vector<std::string> cors_origins{}; ///< "https://example.org", exact
    ServerLimits limits{};
    ServerDeadlines deadlines{};
};

/// What the server tells of each finished answer. `route` is empty when the router did not see it.
struct Finished {
    Method method;
    std::string_view route;
    int status;
    std::chrono::nanoseconds
        duration; ///< from the last byte of the request to the last of the answer
    std::uint64_t bytes_in;
    std::uint64_t bytes_out;
};

/// Seams towards metrics and logs; any may be empty. Called on I/O threads.
struct ServerHooks {
    std::function<void(const Finished&)> finished;
    /// Something went wrong that no client caused: `event` is a stable name, `detail` technical text.
    std::function<void(std::string_view event, std::string_view detail)> trouble;
};

class Server {
public:
    /// Throws std::invalid_argument on a bad address, proxy block or origin. `live` may be null and
    /// must outlive the server.
    Server(ServerOptions, Handler, PlanFor, ServerHooks, Live* live = nullptr);
    ~Server(); ///< stops
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Binds and starts the threads. Throws std::runtime_error with a sentence that names the address
    /// when the port is taken or the certificate cannot be read.
    void start();
    [[nodiscard]] std::uint16_t port() const;

    /// Reads certificate and key again; new connections use them. Throws std::runtime_error, and goes
    /// on with the old ones, when they are not good.
    void reload_certificate();

    /// Graceful: takes what has already arrived, answers it with `Connection: close`, then returns;
    /// within deadlines.drain. Never call it from an I/O thread.
    void stop();

    [[nodiscard]] std::size_t connections() const; ///< open now, WebSockets included

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace clinic::http
