#pragma once
// Percent-encoding (RFC 3986 §2.1).

#include <string>
#include <string_view>

namespace clinic::text {

/// All but letters, digits and -._~ as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

} // namespace clinic::text
