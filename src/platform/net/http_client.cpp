#include "platform/net/http_client.hpp"

#include "platform/net/curl.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace clinic::net {

namespace {

using Kind = HttpError::Kind;

/// What the callbacks need and find out during one exchange.
struct Exchange {
    const HttpClient::Options& options;
    HttpAnswer answer{};
    bool refused_address = false;
    bool too_large = false;
};

std::string address_text(const curl_sockaddr& address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* bytes = nullptr;
    if (address.family == AF_INET)
        bytes = &reinterpret_cast<const sockaddr_in*>(&address.addr)->sin_addr;
    if (address.family == AF_INET6)
        bytes = &reinterpret_cast<const sockaddr_in6*>(&address.addr)->sin6_addr;
    if (!bytes || !inet_ntop(address.family, bytes, text.data(), text.size())) return "";
    return text.data();
}

/// Called with the very address that is about to be connected to: what is checked is what is used.
curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* address)
{
    auto& exchange = *static_cast<Exchange*>(user);
    if (!exchange.options.allow_private && !is_public_address(address_text(*address))) {
        exchange.refused_address = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* user)
{
    auto& exchange = *static_cast<Exchange*>(user);
    auto& body = exchange.answer.body;
    if (body.size() + size * count > exchange.options.max_answer_bytes) {
        exchange.too_large = true;
        return 0;
    }
    body.append(bytes, size * count);
    return size * count;
}

std::string_view trimmed(std::string_view text)
{
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* user)
{
    auto& headers = static_cast<Exchange*>(user)->answer.headers;
    const std::string_view line(bytes, size * count);
    if (line.starts_with("HTTP/")) headers.clear(); // 100 Continue comes before the answer
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || headers.size() >= 200) return size * count;
    std::string name(line.substr(0, colon));
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    headers.emplace_back(std::move(name), trimmed(line.substr(colon + 1)));
    return size * count;
}

bool is_token(std::string_view text)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               marks.find(c) != std::string_view::npos;
    });
}

bool is_well_formed(const HttpRequest& request)
{
    const auto has_control = [](std::string_view text) {
        return std::ranges::any_of(text, [](unsigned char c) { return c < ' ' || c == 0x7F; });
    };
    const bool web = request.url.starts_with("http://") || request.url.starts_with("https://");
    return web && !has_control(request.url) && is_token(request.method) &&
           std::ranges::all_of(request.headers, [&](const auto& header) {
               return is_token(header.first) && !has_control(header.second);
           });
}

CurlList header_lines(const HttpRequest& request)
{
    CurlList lines;
    lines.add("Expect:"); // no waiting for 100 Continue
    for (const auto& [name, value] : request.headers)
        lines.add(value.empty() ? name + ";" : fmt::format("{}: {}", name, value));
    return lines;
}

void set_limits(CURL* curl, Exchange& exchange)
{
    const auto& options = exchange.options;
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, ""); // a proxy would hide the address from the check
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count()));
    curl_easy_setopt(
        curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &on_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
}

void set_request(CURL* curl, const HttpRequest& request, const CurlList& headers)
{
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    if (request.method == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    else curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    if (request.body.empty() && request.method != "POST") return;
    curl_easy_setopt(
        curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
}

HttpError error_of(CURLcode failure, const Exchange& exchange)
{
    if (exchange.refused_address)
        return {Kind::refused_address, "the address is not of the public Internet"};
    if (exchange.too_large) return {Kind::too_large, "the answer is longer than allowed"};
    switch (failure) {
    case CURLE_OPERATION_TIMEDOUT:
        return {Kind::timeout, curl_easy_strerror(failure)};
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return {Kind::bad_request, curl_easy_strerror(failure)};
    default:
        return {Kind::network, curl_easy_strerror(failure)};
    }
}

}

std::expected<HttpAnswer, HttpError> HttpClient::send(const HttpRequest& request) const
{
    if (!is_well_formed(request))
        return std::unexpected(HttpError{Kind::bad_request, "not a request that can be sent"});
    const auto owned = new_curl();
    const auto headers = header_lines(request);
    Exchange exchange{options_};
    set_limits(owned.get(), exchange);
    set_request(owned.get(), request, headers);
    const auto failure = curl_easy_perform(owned.get());
    if (failure != CURLE_OK) return std::unexpected(error_of(failure, exchange));
    long status = 0;
    curl_easy_getinfo(owned.get(), CURLINFO_RESPONSE_CODE, &status);
    exchange.answer.status = static_cast<int>(status);
    return std::move(exchange.answer);
}

}
