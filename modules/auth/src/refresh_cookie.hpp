#pragma once
// Auth's cookies: no script can read them and no other site can send them (RFC 6265bis).

#include <cstdint>
#include <string>
#include <string_view>

namespace clinic::auth {

inline constexpr std::string_view refresh_cookie = "monoclinic_refresh";

/// The value of Set-Cookie. `secure`: the request came over TLS.
[[nodiscard]] inline std::string auth_cookie(
    std::string_view name, std::string_view token, std::int64_t seconds, bool secure)
{
    std::string cookie = std::string(name) + '=' + std::string(token) +
                         "; Path=/api/auth; Max-Age=" + std::to_string(seconds) +
                         "; HttpOnly; SameSite=Strict";
    if (secure) cookie += "; Secure";
    return cookie;
}
[[nodiscard]] inline std::string set_refresh_cookie(
    std::string_view token, std::int64_t seconds, bool secure)
{
    return auth_cookie(refresh_cookie, token, seconds, secure);
}
[[nodiscard]] inline std::string clear_refresh_cookie(bool secure)
{
    return set_refresh_cookie("", 0, secure);
}

} // namespace clinic::auth
