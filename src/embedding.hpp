#pragma once
// The web app as other web sites may show it: the public booking page alone, in a frame.

#include "platform/config/config.hpp"
#include "platform/http/static.hpp"

namespace clinic {

/// /rdv?embed=1 and /rdv/{slug}?embed=1: the page that holds no session, whoever has one here.
[[nodiscard]] bool may_be_framed(const http::Request& request);

/// What the web app answers; that page with leave to be framed by `booking.embed_origins`.
[[nodiscard]] http::Response serve_page(
    const http::StaticFiles& web, const config::Booking& settings, const http::Request& request);

} // namespace clinic
