#pragma once
// A client that can be as rude as needed: it writes raw bytes to a socket and reads what comes back.

#include "platform/http/server.hpp"

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace clinic::http::testing {

using namespace std::chrono_literals;

struct Answer {
    int status = 0;
    std::string heads;
    std::string body;

    /// The first value of that header, or an empty text.
    [[nodiscard]] std::string header(std::string_view name) const
    {
        std::string wanted = "\r\n" + std::string(name) + ": ";
        const auto at = heads.find(wanted);
        if (at == std::string::npos) return {};
        const auto start = at + wanted.size();
        return heads.substr(start, heads.find("\r\n", start) - start);
    }
    [[nodiscard]] bool says(std::string_view text) const { return body.find(text) != body.npos; }
};

class Wire {
public:
    explicit Wire(std::uint16_t port, bool tls = false) : socket_(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
            ::close(socket_);
            throw std::runtime_error("refused");
        }
        if (tls) secure();
    }
    ~Wire()
    {
        if (socket_ >= 0) ::close(socket_);
    }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    bool send(std::string_view bytes)
    {
        if (ssl_) return SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
        while (!bytes.empty()) {
            const auto n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }

    /// Some more bytes into `buffer`. False at the end, on a reset, or after `patience`.
    bool receive(std::chrono::milliseconds patience = 5000ms)
    {
        char bytes[16384];
        if (!ssl_ || SSL_pending(ssl_.get()) == 0) {
            pollfd ready{socket_, POLLIN, 0};
            if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return false;
        }
        const auto n = ssl_ ? SSL_read(ssl_.get(), bytes, sizeof bytes)
                            : static_cast<int>(::recv(socket_, bytes, sizeof bytes, 0));
        if (n <= 0) return false;
        buffer.append(bytes, static_cast<std::size_t>(n));
        return true;
    }

    /// The next whole answer; nothing when the connection ends before it. `head`: it has no body.
    std::optional<Answer> answer(bool head = false, std::chrono::milliseconds patience = 5000ms)
    {
        std::size_t end = 0;
        while ((end = buffer.find("\r\n\r\n")) == std::string::npos) {
            if (!receive(patience)) return std::nullopt;
        }
        Answer answer;
        answer.heads = buffer.substr(0, end + 2);
        buffer.erase(0, end + 4);
        answer.status = std::stoi(answer.heads.substr(9, 3));
        const auto length = answer.header("Content-Length");
        const std::size_t size = head || length.empty() ? 0 : std::stoul(length);
        while (buffer.size() < size) {
            if (!receive(patience)) return std::nullopt;
        }
        answer.body = buffer.substr(0, size);
        buffer.erase(0, size);
        return answer;
    }

    std::optional<Answer> ask(std::string_view bytes)
    {
        send(bytes);
        return answer();
    }

    /// True when the server has closed, or does within `patience`.
    bool closed(std::chrono::milliseconds patience = 5000ms)
    {
        const auto before = buffer.size();
        while (receive(patience)) {}
        pollfd ready{socket_, POLLIN, 0};
        return ::poll(&ready, 1, 0) > 0 && buffer.size() == before;
    }

    [[nodiscard]] std::string peer_certificate_name() const
    {
        const std::unique_ptr<X509, void (*)(X509*)> certificate(
            SSL_get1_peer_certificate(ssl_.get()), X509_free);
        char name[64] = "";
        X509_NAME_get_text_by_NID(
            X509_get_subject_name(certificate.get()), NID_commonName, name, sizeof name);
        return name;
    }
    [[nodiscard]] std::string protocol() const { return SSL_get_version(ssl_.get()); }
    [[nodiscard]] int descriptor() const { return socket_; }

    std::string buffer;

private:
    void secure()
    {
        context_.reset(SSL_CTX_new(TLS_client_method()));
        ssl_.reset(SSL_new(context_.get()));
        SSL_set_fd(ssl_.get(), socket_);
        if (SSL_connect(ssl_.get()) != 1) throw std::runtime_error("no handshake");
    }

    struct Free {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    int socket_;
    std::unique_ptr<SSL_CTX, Free> context_;
    std::unique_ptr<SSL, Free> ssl_;
};

inline std::string get(std::string_view path, std::string_view more = "")
{
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: clinic.test\r\n" + std::string(more) +
           "\r\n";
}

inline std::string post(std::string_view path, std::string_view body, std::string_view more = "")
{
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: clinic.test\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + std::string(more) + "\r\n" + std::string(body);
}

/// Tells back what it was asked: method number, path, query, body, address.
inline void echo(Request request, Respond respond)
{
    Response response;
    response.set("Content-Type", "text/plain");
    response.body = request.path + "|" + request.query + "|" + request.body + "|" + request.address;
    respond(std::move(response));
}

inline BodyPlan one_kilobyte(const Request&)
{
    return {.bytes = 1024};
}

/// A server on a free port, gone with the scope.
struct Running {
    explicit Running(Handler handler, ServerOptions options = {}, ServerHooks hooks = {},
        Live* live = nullptr, PlanFor plan_for = one_kilobyte)
        : server(for_tests(std::move(options)), std::move(handler), std::move(plan_for),
              std::move(hooks), live)
    {
        server.start();
    }
    static ServerOptions for_tests(ServerOptions options)
    {
        if (options.threads == 0) options.threads = 2;
        options.deadlines.drain = std::min(options.deadlines.drain, 1000ms);
        return options;
    }
    [[nodiscard]] std::unique_ptr<Wire> connect(bool tls = false) const
    {
        return std::make_unique<Wire>(server.port(), tls);
    }
    std::optional<Answer> ask(std::string_view bytes) const { return connect()->ask(bytes); }

    Server server;
};

} // namespace clinic::http::testing
