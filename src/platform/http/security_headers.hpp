#pragma once
// The headers that every answer carries. What the handler has set itself is left alone.

#include "platform/http/message.hpp"

#include <string>
#include <string_view>

namespace clinic::http {

/// What the headers depend on.
struct AnswerFacts {
    bool api = false;    ///< path below /api: not to be stored unless the handler says otherwise
    bool secure = false; ///< over TLS, here or at a trusted proxy: HSTS
};

/// The Content-Security-Policy of a page of the web app, with its nonce for styles.
[[nodiscard]] std::string page_policy(std::string_view nonce);

/// 128 random bits, base64url.
[[nodiscard]] std::string new_nonce();

/// Appends header lines ("Name: value\r\n") for those that `response` does not set.
void append_security_headers(std::string& lines, const Response& response, AnswerFacts facts);

} // namespace clinic::http
