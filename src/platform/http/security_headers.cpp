#include "platform/http/security_headers.hpp"

#include "platform/http/ascii.hpp"

#include <openssl/rand.h>

#include <array>
#include <span>
#include <stdexcept>

namespace clinic::http {
namespace {

struct Default {
    std::string_view name;
    std::string_view line;
};

constexpr Default always[] = {
    {"x-content-type-options", "X-Content-Type-Options: nosniff\r\n"},
    {"referrer-policy", "Referrer-Policy: no-referrer\r\n"},
    // What is not a page of the app (JSON, files) may load and run nothing at all.
    {"content-security-policy",
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"},
    {"permissions-policy",
        "Permissions-Policy: camera=(self), microphone=(self), display-capture=(self)\r\n"},
    {"cross-origin-opener-policy", "Cross-Origin-Opener-Policy: same-origin\r\n"},
    {"cross-origin-resource-policy", "Cross-Origin-Resource-Policy: same-origin\r\n"},
};
constexpr std::string_view framed_by_none = "frame-ancestors 'none'";
constexpr Default for_api{"cache-control", "Cache-Control: no-store\r\n"};
constexpr Default over_tls{
    "strict-transport-security", "Strict-Transport-Security: max-age=31536000\r\n"};

bool sets(const Response& response, std::string_view lower_name)
{
    for (const auto& [name, value] : response.headers) {
        if (ascii::equal(name, lower_name)) return true;
    }
    return false;
}

void append(std::string& lines, const Response& response, const Default& header)
{
    if (!sets(response, header.name)) lines += header.line;
}

} // namespace

std::string page_policy(std::string_view nonce)
{
    std::string policy = "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-";
    policy += nonce;
    policy += "'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; "
              "media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; "
              "frame-src 'self' blob:; form-action 'self'; base-uri 'none'; ";
    policy += framed_by_none;
    policy += "; object-src 'none'";
    return policy;
}

void allow_framing(Response& page, std::string_view sites)
{
    for (auto& [name, value] : page.headers) {
        if (!ascii::equal(name, "content-security-policy")) continue;
        const auto at = value.find(framed_by_none);
        if (at == std::string::npos) continue;
        value.replace(at, framed_by_none.size(), std::string("frame-ancestors ").append(sites));
    }
}

std::string new_nonce()
{
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::array<unsigned char, 22> random{}; // 22 × 6 bits = 132
    if (RAND_bytes(random.data(), random.size()) != 1) throw std::runtime_error("no randomness");
    std::string nonce;
    for (const auto byte : random) nonce += digits[byte & 63];
    return nonce;
}

void append_security_headers(std::string& lines, const Response& response, AnswerFacts facts)
{
    for (const auto& header : always) append(lines, response, header);
    if (facts.api) append(lines, response, for_api);
    if (facts.secure) append(lines, response, over_tls);
}

} // namespace clinic::http
