#pragma once
// One listening socket per loop, all on one port (SO_REUSEPORT). For .cpp files of this folder only.

#include "platform/http/loop.hpp"
#include "platform/http/shared.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace clinic::http {

class Listener : public std::enable_shared_from_this<Listener> {
public:
    /// Throws std::runtime_error naming address and port.
    Listener(std::shared_ptr<const Shared>, std::shared_ptr<Loop>, std::uint16_t port);

    [[nodiscard]] std::uint16_t port() const;
    void start();
    /// Stops without dropping anyone who is in the door.
    void drain();

    /// Throws std::runtime_error when another program listens there: with SO_REUSEPORT, the kernel would
    /// let two of ours share the port without a word.
    static void check_free(const std::string& address, std::uint16_t port);

private:
    using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
    using Timer = asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Executor>;

    [[nodiscard]] Task<void> accept_until_closed();
    [[nodiscard]] bool accept_all();
    void welcome(int descriptor, const asio::ip::tcp::endpoint& peer);

    std::shared_ptr<const Shared> shared_;
    std::shared_ptr<Loop> loop_;
    Acceptor acceptor_;
    Timer timer_;
    bool closing_ = false;
};

} // namespace clinic::http
