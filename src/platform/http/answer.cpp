#include "platform/http/answer.hpp"

#include "platform/http/ascii.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace clinic::http {
namespace {

struct Reason {
    int status;
    std::string_view phrase;
};
constexpr std::array reasons{
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{204, "No Content"},
    Reason{206, "Partial Content"},
    Reason{301, "Moved Permanently"},
    Reason{302, "Found"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{307, "Temporary Redirect"},
    Reason{308, "Permanent Redirect"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{406, "Not Acceptable"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{410, "Gone"},
    Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"},
    Reason{414, "URI Too Long"},
    Reason{415, "Unsupported Media Type"},
    Reason{416, "Range Not Satisfiable"},
    Reason{417, "Expectation Failed"},
    Reason{422, "Unprocessable Content"},
    Reason{426, "Upgrade Required"},
    Reason{428, "Precondition Required"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{503, "Service Unavailable"},
    Reason{505, "HTTP Version Not Supported"},
    Reason{507, "Insufficient Storage"},
};

std::string_view reason(int status)
{
    const auto* const found = std::ranges::find(reasons, status, &Reason::status);
    return found == reasons.end() ? "Status" : found->phrase;
}

bool is_servers_own(std::string_view name)
{
    switch (name.size()) {
    case 4:
        return ascii::equal(name, "date");
    case 10:
        return ascii::equal(name, "connection") || ascii::equal(name, "keep-alive");
    case 12:
        return ascii::equal(name, "x-request-id");
    case 14:
        return ascii::equal(name, "content-length");
    case 17:
        return ascii::equal(name, "transfer-encoding");
    default:
        return false;
    }
}

bool breaks_line(std::string_view text)
{
    bool breaks = false;
    for (const char c : text) breaks |= c == '\r' || c == '\n' || c == '\0';
    return breaks;
}

void append_number(std::string& out, std::size_t number)
{
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

void append_line(std::string& out, std::string_view name, std::string_view value)
{
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
}

} // namespace

void append_heads(std::string& out, const Response& response, const AnswerLines& lines)
{
    if (response.status < 200 || response.status > 599) throw std::logic_error("no such status");
    out += "HTTP/1.1 ";
    append_number(out, static_cast<std::size_t>(response.status));
    out += ' ';
    out += reason(response.status);
    out += "\r\n";
    for (const auto& [name, value] : response.headers) {
        if (breaks_line(name) || breaks_line(value))
            throw std::logic_error("a line break in a header");
        if (!is_servers_own(name)) append_line(out, name, value);
    }
    append_security_headers(out, response, lines.facts);
    append_line(out, "X-Request-Id", lines.request_id);
    append_line(out, "Date", lines.date);
    if (!lines.keep_alive) out += "Connection: close\r\n";
    else if (lines.minor == 0) out += "Connection: keep-alive\r\n";
    if (!is_bodiless(response.status)) {
        out += "Content-Length: ";
        append_number(out, lines.content_length);
        out += "\r\n";
    }
    out += "\r\n";
}

bool is_bodiless(int status)
{
    return status == 204 || status == 304;
}

std::string http_date(std::time_t seconds)
{
    // Not strftime("%a %b"): that speaks the process's locale.
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    std::array<char, 24> rest{};
    std::strftime(rest.data(), rest.size(), " %Y %H:%M:%S GMT", &utc);
    std::array<char, 4> day{};
    std::strftime(day.data(), day.size(), "%d", &utc);
    return std::string(days[utc.tm_wday]) + ", " + day.data() + " " + months[utc.tm_mon] +
           rest.data();
}

Response problem_response(const Fault& fault, std::string_view request_id)
{
    Response response;
    response.status = fault.status;
    response.set("Content-Type", "application/problem+json");
    response.set("Cache-Control", "no-store");
    if (fault.status == 405) response.set("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    if (fault.status == 503) response.set("Retry-After", "5");
    // No escaping needed: the texts are our own, the id is checked.
    response.body = R"({"type":"about:blank","title":")";
    response.body += reason(fault.status);
    response.body += R"(","status":)";
    response.body += std::to_string(fault.status);
    response.body += R"(,"code":")";
    response.body += fault.code;
    response.body += R"(","detail":")";
    response.body += fault.detail;
    response.body += R"(","request_id":")";
    response.body += request_id;
    response.body += "\"}";
    return response;
}

bool is_request_id(std::string_view text)
{
    return text.size() >= 8 && text.size() <= 64 &&
           std::all_of(text.begin(), text.end(),
               [](char c) { return ascii::is_alnum(c) || c == '.' || c == '_' || c == '-'; });
}

} // namespace clinic::http
