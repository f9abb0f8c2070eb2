#pragma once
// A User-Agent as people know their devices, for the list of sessions.

#include <string>
#include <string_view>

namespace clinic::auth {

/// "Firefox, Linux"; "Safari, iPhone"; the program's own name ("curl") when it is no browser; empty
/// when it tells nothing. At most 60 ASCII characters, whatever was sent.
[[nodiscard]] std::string device_of(std::string_view user_agent);

} // namespace clinic::auth
