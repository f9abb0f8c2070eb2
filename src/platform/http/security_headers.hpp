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

/// Lets the sites of this list frame a page ("*", or origins with a blank between: CSP 3 §6.4.2); page_policy lets none.
/// No X-Frame-Options is sent beside it: browsers that know frame-ancestors pass over that.
void allow_framing(Response& page, std::string_view sites);

/// 128 random bits, base64url.
[[nodiscard]] std::string new_nonce();

/// Appends header lines ("Name: value\r\n") for those that `response` does not set.
void append_security_headers(std::string& lines, const Response& response, AnswerFacts facts);

} // namespace clinic::http
