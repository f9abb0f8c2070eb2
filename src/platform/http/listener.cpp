#include "platform/http/listener.hpp"

#include "platform/http/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>

#include <linux/filter.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace clinic::http {
namespace {

using asio::ip::tcp;

constexpr std::chrono::milliseconds last_handshakes{
    100}; ///< round trips that drain() still waits for
constexpr int tell_at_most = 200; ///< connections per loop that wait for their 503
constexpr std::chrono::milliseconds short_of_files{100};  ///< pause after EMFILE

tcp::endpoint endpoint_of(const std::string& address, std::uint16_t port)
{
    boost::system::error_code error;
    const auto parsed = asio::ip::make_address(
        address == "localhost" ? "127.0.0.1" : address, error);
    if (error) throw std::invalid_argument("not an address to listen on: " + address);
    return {parsed, port};
}

void listen_on(auto& acceptor, const std::string& address, std::uint16_t port, bool shared)
{
    const auto endpoint = endpoint_of(address, port);
    using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
    try {
        acceptor.open(endpoint.protocol());
        acceptor.set_option(tcp::acceptor::reuse_address(true));
        if (shared) acceptor.set_option(ReusePort(true));
        acceptor.bind(endpoint);
        acceptor.listen(4096);
        acceptor.native_non_blocking(true);
    } catch (const boost::system::system_error& error) {
        throw std::runtime_error("cannot listen on " + address + ":" + std::to_string(port) + ": " +
                                 error.code().message());
    }
}

/// From now on the kernel takes no new callers on this socket, while those whose handshake is under way
/// still come through. (Closing or shutting down a listening socket resets everyone in its queue.)
void refuse_new_callers(int listener)
{
    // The filter sees the TCP header: byte 13 holds the flags; SYN without ACK is a new caller.
    sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 13),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0x12),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x02, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0),
        BPF_STMT(BPF_RET | BPF_K, 0xffffffff),
    };
    const sock_fprog filter{std::size(program), program};
    // Where this is not allowed, a caller of the last moment may be reset: nothing worse.
    (void)::setsockopt(listener, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter);
}

std::string text_of(const asio::ip::address& address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    }
    return address.to_string();
}

} // namespace

void Listener::check_free(const std::string& address, std::uint16_t port)
{
    asio::io_context io;
    tcp::acceptor probe(io);
    listen_on(probe, address, port, false);
}

Listener::Listener(
    std::shared_ptr<const Shared> shared, std::shared_ptr<Loop> loop, std::uint16_t port)
    : shared_(std::move(shared)),
      loop_(std::move(loop)),
      acceptor_(loop_->io().get_executor()),
      timer_(loop_->io().get_executor())
{
    listen_on(acceptor_, shared_->options.address, port, true);
}

std::uint16_t Listener::port() const
{
    return acceptor_.local_endpoint().port();
}

void Listener::start()
{
    loop_->listening(true);
    asio::co_spawn(loop_->io(), accept_until_closed(), asio::detached);
}

Task<void> Listener::accept_until_closed()
{
    const auto self = shared_from_this();
    boost::system::error_code ignored;
    while (!closing_) {
        if (!accept_all()) {
            timer_.expires_after(short_of_files);
            co_await timer_.async_wait(asio::redirect_error(awaiting, ignored));
            continue;
        }
        co_await acceptor_.async_wait(Acceptor::wait_read, asio::redirect_error(awaiting, ignored));
    }
    (void)accept_all(); // those who came while we were closing
    acceptor_.close(ignored);
    loop_->listening(false);
}

/// Accepts whoever waits. False when the kernel cannot give more sockets now.
bool Listener::accept_all()
{
    for (;;) {
        tcp::endpoint peer;
        auto size = static_cast<socklen_t>(peer.capacity());
        const int descriptor = ::accept4(
            acceptor_.native_handle(), peer.data(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor >= 0) {
            peer.resize(size);
            welcome(descriptor, peer);
            continue;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK) return true;
        if (errno == EINTR || errno == ECONNABORTED || errno == EPROTO) continue;
        loop_->trouble("http.accept", std::strerror(errno));
        return false;
    }
}

void Listener::welcome(int descriptor, const tcp::endpoint& peer)
{
    Socket socket(loop_->io().get_executor());
    try {
        socket.assign(peer.protocol(), descriptor);
        const int on = 1;
        (void)::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        std::string address = text_of(peer.address());
        const bool proxy = shared_->proxies.trusts(address);
        auto place = shared_->admission->enter(proxy ? std::string() : address_key(address));
        // A crowd is told so, up to a point; beyond, and under TLS, telling would cost what we do not have.
        if (!place && (shared_->tls || loop_->turned_away >= tell_at_most)) return;
        auto ssl = shared_->tls ? shared_->tls->session(descriptor) : SslHandle();
        const auto connection = std::make_shared<Connection>(shared_, loop_,
            Stream(std::move(socket), std::move(ssl)), std::move(address), std::move(place));
        asio::co_spawn(loop_->io(), connection->run(), asio::detached);
    } catch (const std::exception& error) {
        if (!socket.is_open()) ::close(descriptor);
        loop_->trouble("http.accept", error.what());
    }
}

void Listener::drain()
{
    refuse_new_callers(acceptor_.native_handle());
    timer_.expires_after(std::min(last_handshakes, shared_->drain_grace() / 4));
    timer_.async_wait([self = shared_from_this()](boost::system::error_code) {
        self->closing_ = true;
        boost::system::error_code ignored;
        self->acceptor_.cancel(ignored);
    });
}

} // namespace clinic::http
