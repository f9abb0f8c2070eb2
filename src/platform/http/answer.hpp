#pragma once
// Responses as bytes.

#include "platform/http/framing.hpp"
#include "platform/http/message.hpp"
#include "platform/http/security_headers.hpp"

#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>

namespace clinic::http {

/// What the connection adds to an answer.
struct AnswerLines {
    AnswerFacts facts;
    bool keep_alive = true;
    int minor = 1;                ///< the client speaks HTTP/1.minor
    std::size_t content_length = 0;
    std::string_view request_id;
    std::string_view date;        ///< RFC 9110 §5.6.7
};

/// Appends status line, headers and empty line. Length, connection and date are the server's own: what a
/// handler says of them is left out. Throws std::logic_error on a header with a line break inside, or
/// a status outside 200 to 599.
void append_heads(std::string& out, const Response& response, const AnswerLines& lines);

/// True where HTTP allows no body at all (204, 304).
[[nodiscard]] bool is_bodiless(int status);

/// "Fri, 27 Nov 2026 09:00:00 GMT"
[[nodiscard]] std::string http_date(std::time_t seconds);

/// The fault as RFC 9457 problem details.
[[nodiscard]] Response problem_response(const Fault& fault, std::string_view request_id);

/// A client's X-Request-Id is taken over only when it is 8 to 64 letters, digits, '.', '_' or '-'.
[[nodiscard]] bool is_request_id(std::string_view text);

} // namespace clinic::http
