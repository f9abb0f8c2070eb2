#pragma once
// The parts of a request target (RFC 3986).

#include "platform/core/percent.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clinic::http {

/// Nothing for a bad escape, a NUL, or text that is not UTF-8. A plus sign is a space in queries only.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text, bool query);
/// Between the slashes: "/api/users/" → {"api", "users", ""}.
[[nodiscard]] std::vector<std::string_view> path_segments(std::string_view path);
/// Decoded name-value pairs in order; nothing when one does not decode.
[[nodiscard]] std::optional<std::vector<std::pair<std::string, std::string>>> query_pairs(
    std::string_view query);
using text::percent_encoded;

} // namespace clinic::http
