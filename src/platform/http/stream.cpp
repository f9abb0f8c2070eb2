#include "platform/http/stream.hpp"

#include <boost/asio/redirect_error.hpp>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>

namespace clinic::http {
namespace {

constexpr std::size_t tls_record = 16 * 1024;

/// TLS has no gathered write: small pieces are put together, so that they leave as one record.
std::string_view joined(std::span<const std::string_view> pieces, std::string& scratch)
{
    if (pieces.size() == 1 || pieces[0].size() >= tls_record) return pieces[0];
    scratch.clear();
    for (const auto piece : pieces) {
        scratch += piece.substr(0, tls_record - scratch.size());
        if (scratch.size() == tls_record) break;
    }
    return scratch;
}

Io socket_outcome(ssize_t result, Io::Kind wanted)
{
    if (result > 0) return {Io::done, static_cast<std::size_t>(result)};
    const bool later = result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
    return {later ? wanted : Io::closed};
}

} // namespace

Io Stream::handshake()
{
    if (!ssl_) return {Io::done};
    ERR_clear_error();
    return tls_outcome(SSL_accept(ssl_.get()), 0);
}

Io Stream::read(std::span<char> into)
{
    if (into.empty()) return {Io::done};
    if (!ssl_) {
        const auto result = ::recv(socket_.native_handle(), into.data(), into.size(), MSG_DONTWAIT);
        return socket_outcome(result, Io::want_read);
    }
    std::size_t bytes = 0;
    ERR_clear_error();
    const int result = SSL_read_ex(ssl_.get(), into.data(), into.size(), &bytes);
    return tls_outcome(result, bytes);
}

Io Stream::write(std::span<const std::string_view> pieces)
{
    while (!pieces.empty() && pieces.front().empty()) pieces = pieces.subspan(1);
    if (pieces.empty()) return {Io::done};
    if (ssl_) {
        thread_local std::string scratch;
        const std::string_view out = joined(pieces, scratch);
        std::size_t bytes = 0;
        ERR_clear_error();
        const int result = SSL_write_ex(ssl_.get(), out.data(), out.size(), &bytes);
        return tls_outcome(result, bytes);
    }
    std::array<iovec, 8> vectors{};
    std::size_t count = 0;
    for (const auto piece : pieces.first(std::min(pieces.size(), vectors.size()))) {
        vectors[count++] = {const_cast<char*>(piece.data()), piece.size()};
    }
    msghdr message{};
    message.msg_iov = vectors.data();
    message.msg_iovlen = count;
    const auto result = ::sendmsg(socket_.native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    return socket_outcome(result, Io::want_write);
}

Io Stream::tls_outcome(int result, std::size_t bytes)
{
    if (result == 1) return {Io::done, bytes};
    switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
        return {Io::want_read};
    case SSL_ERROR_WANT_WRITE:
        return {Io::want_write};
    default:
        return {Io::closed};
    }
}

void Stream::finish()
{
    if (!socket_.is_open()) return;
    ERR_clear_error();
    if (ssl_ && SSL_is_init_finished(ssl_.get())) SSL_shutdown(ssl_.get());
    ::shutdown(socket_.native_handle(), SHUT_WR);
}

// The SSL object knows the descriptor by number, and numbers are used again: both go together.
void Stream::close()
{
    boost::system::error_code ignored;
    socket_.close(ignored);
    ssl_.reset();
}

Task<bool> Stream::ready(Io::Kind wanted)
{
    boost::system::error_code error;
    const auto what = wanted == Io::want_write ? Socket::wait_write : Socket::wait_read;
    co_await socket_.async_wait(what, asio::redirect_error(awaiting, error));
    co_return !error;
}

} // namespace clinic::http
