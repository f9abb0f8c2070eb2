#include "embedding.hpp"

#include "platform/http/security_headers.hpp"
#include "platform/http/uri.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace clinic {

bool may_be_framed(const http::Request& request)
{
    const auto segments = http::path_segments(request.path);
    const bool booking = !segments.empty() && segments.size() <= 2 && segments.front() == "rdv";
    const auto asked = http::query_pairs(request.query);
    return booking && asked &&
           std::ranges::find(*asked, std::pair<std::string, std::string>("embed", "1")) !=
               asked->end();
}

http::Response serve_page(
    const http::StaticFiles& web, const config::Booking& settings, const http::Request& request)
{
    auto page = web.serve(request);
    if (!settings.embed_origins.empty() && may_be_framed(request))
        http::allow_framing(page, fmt::format("{}", fmt::join(settings.embed_origins, " ")));
    return page;
}

} // namespace clinic
