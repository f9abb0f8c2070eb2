#include "platform/net/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <stdexcept>
#include <thread>

using namespace clinic;
using Kind = net::HttpError::Kind;

namespace {

/// Takes one connection, keeps the request's head and what follows of it, and sends one answer.
class OneAnswer {
public:
    explicit OneAnswer(std::string answer)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 1) != 0 ||
            ::getsockname(listener_, generic, &size) != 0)
            throw std::runtime_error("cannot listen");
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this, answer = std::move(answer)] { serve(answer); });
    }
    ~OneAnswer()
    {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    [[nodiscard]] std::string url(std::string_view path = "/") const
    {
        return fmt::format("http://127.0.0.1:{}{}", port_, path);
    }
    [[nodiscard]] unsigned short port() const { return port_; }
    std::string request;

private:
    void serve(const std::string& answer)
    {
        const int socket = ::accept(listener_, nullptr, nullptr);
        if (socket < 0) return;
        char bytes[4096];
        const auto size = ::recv(socket, bytes, sizeof bytes, 0);
        if (size > 0) request.assign(bytes, static_cast<std::size_t>(size));
        (void)!::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL);
        if (answer.empty()) (void)!::recv(socket, bytes, sizeof bytes, 0); // until they give up
        ::close(socket);
    }

    int listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    unsigned short port_ = 0;
    std::thread thread_;
};

net::HttpClient inside(net::HttpClient::Options options = {})
{
    options.allow_private = true;
    return net::HttpClient(options);
}

Kind failure(const net::HttpClient& client, const net::HttpRequest& request)
{
    const auto answer = client.send(request);
    REQUIRE_FALSE(answer.has_value());
    return answer.error().kind;
}

}

TEST_CASE("a request goes out as told, and its answer comes back")
{
    OneAnswer server("HTTP/1.1 201 Created\r\nX-Thing:  a b \r\nContent-Length: 5\r\n\r\nhello");
    const auto answer = inside().send({.method = "PUT",
        .url = server.url("/things/1?a=b"),
        .headers = {{"X-Signature", "abc"}, {"Content-Type", "application/json"}},
        .body = R"({"a":1})"});
    REQUIRE(answer.has_value());
    CHECK(answer->status == 201);
    CHECK(answer->body == "hello");
    CHECK(answer->headers.at(0) == std::pair<std::string, std::string>("x-thing", "a b"));
    CHECK(server.request.starts_with("PUT /things/1?a=b HTTP/1.1\r\n"));
    CHECK(server.request.find("X-Signature: abc\r\n") != std::string::npos);
    CHECK(server.request.ends_with("\r\n\r\n{\"a\":1}"));
}

TEST_CASE("private addresses are refused in every spelling, and without a packet sent")
{
    const net::HttpClient client;
    OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    for (const auto* host : {"127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0.0.0.0",
             "[::1]", "[::ffff:127.0.0.1]", "[::]"}) {
        const auto url = fmt::format("http://{}:{}/", host, server.port());
        const auto kind = failure(client, {.url = url});
        CHECK_MESSAGE(kind == Kind::refused_address, host);
    }
    for (const auto* url : {"http://10.0.0.1/", "https://192.168.1.1/", "http://169.254.169.254/"})
        CHECK_MESSAGE(failure(client, {.url = url}) == Kind::refused_address, url);
    CHECK(server.request.empty());
}

TEST_CASE("redirects are answers, not orders")
{
    OneAnswer server(
        "HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n");
    const auto answer = inside().send({.url = server.url()});
    REQUIRE(answer.has_value());
    CHECK(answer->status == 302);
}

TEST_CASE("an answer that is too long or too late is cut off")
{
    OneAnswer endless("HTTP/1.1 200 OK\r\n\r\n" + std::string(5000, 'x'));
    CHECK(failure(inside({.max_answer_bytes = 4000}), {.url = endless.url()}) == Kind::too_large);
    OneAnswer silent("");
    const auto start = std::chrono::steady_clock::now();
    const auto client = inside({.timeout = std::chrono::milliseconds(100)});
    CHECK(failure(client, {.url = silent.url()}) == Kind::timeout);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
}

TEST_CASE("requests that could say more than they should are not sent")
{
    const auto client = inside();
    CHECK(failure(client, {.url = "file:///etc/passwd"}) == Kind::bad_request);
    CHECK(failure(client, {.url = "gopher://127.0.0.1/"}) == Kind::bad_request);
    CHECK(failure(client, {.url = "http://127.0.0.1/\r\nX: y"}) == Kind::bad_request);
    CHECK(
        failure(client, {.method = "GET /\r\nX", .url = "http://127.0.0.1/"}) == Kind::bad_request);
    CHECK(failure(client, {.url = "http://127.0.0.1/", .headers = {{"X", "a\r\nY: b"}}}) ==
          Kind::bad_request);
}

TEST_CASE("public addresses are told from all others")
{
    for (const auto* address : {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255",
             "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "223.255.255.255",
             "2606:4700::1111", "2a01:e0a::1", "2003::1"})
        CHECK_MESSAGE(net::is_public_address(address), address);
    for (const auto* address : {"0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254",
             "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.0.2.1", "198.18.0.1", "198.19.0.1",
             "203.0.113.9", "224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:8.8.8.8",
             "fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001::1",
             "64:ff9b::7f00:1", "", "example.org", "1.1.1"})
        CHECK_MESSAGE(!net::is_public_address(address), address);
}
