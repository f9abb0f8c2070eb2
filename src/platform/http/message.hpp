#pragma once
// A request and an answer as the house sees them: no Beast, no sockets. The server makes Requests and sends
// Responses; the router is everything between.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clinic {
class ByteSource;
}

namespace clinic::http {

class Upload;

enum class Method { get, head, post, put, patch, del, options, propfind, report };

/// Asks, and changes nothing: RFC 9110 §9.2.1, RFC 4918 §9.1, RFC 3253 §3.6.
[[nodiscard]] constexpr bool is_safe(Method method)
{
    return method == Method::get || method == Method::head || method == Method::options ||
           method == Method::propfind || method == Method::report;
}

/// Header names are lower case on the way in.
using Header = std::pair<std::string, std::string>;

struct Request {
    Method method = Method::get;
    std::string
        path; ///< percent-decoded is the router's work: this is the raw path, without the query
    std::string query; ///< raw, without the question mark
    std::vector<Header> headers;
    std::string body;
    std::string address; ///< the client's address, after trusted proxies
    bool secure = false; ///< over TLS, here or at a trusted proxy
    std::shared_ptr<Upload> upload{}; ///< a form with a file, in place of the body
    std::string request_id; ///< taken from X-Request-Id when well-formed, else made

    /// The header's value, or an empty view.
    [[nodiscard]] std::string_view header(std::string_view lower_case_name) const
    {
        for (const auto& [name, value] : headers) {
            if (name == lower_case_name) return value;
        }
        return {};
    }
};

struct Response {
    int status = 200;
    std::vector<Header> headers;
    std::string body;
    /// For embedded files: sent as it is, not copied; it must outlive the server. Used when body is empty.
    std::string_view fixed_body{};
    /// For what does not lie in memory: `length` bytes of the source, from `offset` on. Used when both bodies are empty.
    std::shared_ptr<const ByteSource> source{};
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    /// The router's name for what answered ("/api/patients/{id}"), for metrics; it must outlive the server.
    std::string_view route{};

    void set(std::string name, std::string value)
    {
        headers.emplace_back(std::move(name), std::move(value));
    }
};

/// May be called from any thread, exactly once; dropping it uncalled closes the connection.
using Respond = std::move_only_function<void(Response)>;

/// What the server needs to know before it reads a body.
struct BodyPlan {
    std::size_t bytes = 64 * 1024; ///< more is refused
    std::shared_ptr<Upload> upload{}; ///< when set, the body goes there piece by piece
    /// The request will be refused by its head alone: it is handed on without its body.
    bool unwanted = false;
};

} // namespace clinic::http
