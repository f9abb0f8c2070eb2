#include "platform/http/cors.hpp"

#include "platform/http/ascii.hpp"
#include "platform/http/target.hpp"

#include <algorithm>
#include <stdexcept>

namespace clinic::http {
namespace {

bool is_origin(std::string_view text)
{
    const auto host = text.find("://");
    if (host == std::string_view::npos) return false;
    const auto scheme = text.substr(0, host);
    return (scheme == "http" || scheme == "https") && is_host(text.substr(host + 3));
}

} // namespace

Cors::Cors(std::vector<std::string> origins) : origins_(std::move(origins))
{
    for (auto& origin : origins_) {
        std::transform(origin.begin(), origin.end(), origin.begin(), ascii::lower);
        if (!is_origin(origin)) throw std::invalid_argument("not an origin: " + origin);
    }
}

bool Cors::allows(std::string_view origin) const
{
    return std::find(origins_.begin(), origins_.end(), origin) != origins_.end();
}

std::optional<Response> Cors::preflight(const Request& request) const
{
    const bool asked = request.method == Method::options && !request.header("origin").empty() &&
                       !request.header("access-control-request-method").empty();
    if (!asked) return std::nullopt;
    Response response;
    response.status = 204;
    if (!allows(request.header("origin"))) return response; // no headers: the browser refuses
    response.set("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
    response.set("Access-Control-Allow-Headers",
        "Authorization, Content-Type, Accept-Language, If-Match, If-None-Match, Idempotency-Key, "
        "X-Request-Id");
    response.set("Access-Control-Max-Age", "600");
    return response;
}

void Cors::apply(std::string_view origin, Response& response) const
{
    if (origins_.empty()) return;
    response.set("Vary", "Origin");
    if (!allows(origin)) return;
    response.set("Access-Control-Allow-Origin", std::string(origin));
    response.set("Access-Control-Allow-Credentials", "true");
    response.set("Access-Control-Expose-Headers", "ETag, Location, Retry-After, X-Request-Id");
    // An allowed origin may read what others may not even embed.
    response.set("Cross-Origin-Resource-Policy", "cross-origin");
}

} // namespace clinic::http
