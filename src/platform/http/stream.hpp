#pragma once
// One socket, plain or TLS: tries at once, and waits only when the kernel says "not now". No buffer is
// held while waiting, so an idle connection costs next to nothing. For .cpp files of this folder only.

#include "platform/http/tls.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace clinic::http {

namespace asio = boost::asio;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
template <class T> using Task = asio::awaitable<T, Executor>;
inline constexpr asio::use_awaitable_t<Executor> awaiting;

/// The outcome of one attempt.
struct Io {
    enum Kind { done, want_read, want_write, closed } kind;
    std::size_t bytes = 0;
};

class Stream {
public:
    using executor_type = Executor;
    using lowest_layer_type = Socket;

    Stream(Socket socket, SslHandle ssl) : socket_(std::move(socket)), ssl_(std::move(ssl)) {}

    [[nodiscard]] executor_type get_executor() { return socket_.get_executor(); }
    [[nodiscard]] Socket& lowest_layer() { return socket_; }
    [[nodiscard]] bool tls() const { return ssl_ != nullptr; }
    [[nodiscard]] bool open() const { return socket_.is_open(); }

    /// One step each; never blocks. `write` takes pieces in order and may take only some of them.
    [[nodiscard]] Io handshake();
    [[nodiscard]] Io read(std::span<char> into);
    [[nodiscard]] Io write(std::span<const std::string_view> pieces);
    /// Tells the other side that nothing more will come (close_notify, FIN).
    void finish();
    void close();

    /// False when the wait was cancelled or failed.
    [[nodiscard]] Task<bool> ready(Io::Kind wanted);

    // What Beast's WebSocket asks of a stream (AsyncReadStream, AsyncWriteStream).
    template <class Buffers, class Token> auto async_read_some(
        const Buffers& buffers, Token&& token)
    {
        return composed(token, [this, buffers]() {
            const asio::mutable_buffer first = *asio::buffer_sequence_begin(buffers);
            return read({static_cast<char*>(first.data()), first.size()});
        });
    }
    template <class Buffers, class Token> auto async_write_some(
        const Buffers& buffers, Token&& token)
    {
        return composed(token, [this, buffers]() {
            std::string_view pieces[8];
            std::size_t count = 0;
            for (auto i = asio::buffer_sequence_begin(buffers);
                i != asio::buffer_sequence_end(buffers) && count < std::size(pieces); ++i) {
                const asio::const_buffer piece = *i;
                pieces[count++] = {static_cast<const char*>(piece.data()), piece.size()};
            }
            return write({pieces, count});
        });
    }

private:
    template <class Token, class Attempt> auto composed(Token& token, Attempt attempt)
    {
        using Signature = void(boost::system::error_code, std::size_t);
        return asio::async_compose<Token, Signature>(
            [this, attempt, posted = false, io = Io{Io::want_read}](
                auto& self, boost::system::error_code error = {}) mutable {
                if (posted) return self.complete(error, io.bytes); // second visit: tell
                if (!error && socket_.is_open()) io = attempt();
                else io = {Io::closed};
                if (io.kind == Io::want_read) {
                    return socket_.async_wait(Socket::wait_read, std::move(self));
                }
                if (io.kind == Io::want_write) {
                    return socket_.async_wait(Socket::wait_write, std::move(self));
                }
                posted = true;
                const auto outcome = error ? error : outcome_of(io);
                // An operation may not complete inside the call that started it.
                asio::post(socket_.get_executor(),
                    [self = std::move(self), outcome]() mutable { self(outcome); });
            },
            token, socket_);
    }
    [[nodiscard]] static boost::system::error_code outcome_of(const Io& io)
    {
        return io.kind == Io::closed ? asio::error::eof : boost::system::error_code();
    }

    [[nodiscard]] Io tls_outcome(int result, std::size_t bytes);

    Socket socket_;
    SslHandle ssl_;
};

} // namespace clinic::http
