#pragma once
// Requests to the outside (libcurl), for workers only: it blocks. Private, loopback and link-local
// addresses are refused unless allowed. The check is made on the very address that is being
// connected to, so that a name that changes its mind between check and use (DNS rebinding) gains
// nothing.
// Redirects are not followed, proxies not used.

#include <chrono>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clinic::net {

/// True for an address of the public Internet (IPv4 or IPv6 text); false for private, loopback,
/// link-local, shared, multicast, documentation, reserved and mapped forms of these (IANA
/// special-purpose registries), and for what is no address.
[[nodiscard]] bool is_public_address(std::string_view address);

struct HttpRequest {
    std::string method = "GET";
    std::string url; ///< http:// or https://
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};
};
struct HttpAnswer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers{}; ///< names in lower case
    std::string body{};
};
struct HttpError {
    enum class Kind { refused_address, bad_request, timeout, too_large, network } kind;
    std::string text; ///< technical; carries no query, header or body
};

class HttpClient {
public:
    struct Options {
        std::chrono::milliseconds timeout{10'000}; ///< for the whole exchange
        std::chrono::milliseconds connect_timeout{3'000};
        std::size_t max_answer_bytes = 1'048'576;
        bool allow_private = false;
    };
    HttpClient() : HttpClient(Options{}) {}
    explicit HttpClient(const Options& options) : options_(options) {}
    [[nodiscard]] std::expected<HttpAnswer, HttpError> send(const HttpRequest& request) const;

private:
    Options options_;
};

} // namespace clinic::net
