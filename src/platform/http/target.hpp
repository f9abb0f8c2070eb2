#pragma once
// Request targets (RFC 9112 §3.2) and the Host field.

#include <optional>
#include <string_view>

namespace clinic::http {

struct Target {
    std::string_view path;      ///< starts with '/', or is "*"
    std::string_view query;     ///< without the question mark
    std::string_view authority; ///< of an absolute-form target, else empty
};

/// Nothing on a target that is neither origin-form, absolute-form (http, https) nor "*"; one with a
/// fragment, a control or non-ASCII character, a broken percent escape or an escaped NUL.
[[nodiscard]] std::optional<Target> parse_target(std::string_view target);

/// A well-formed Host field value: name, IPv4 or [IPv6], and an optional port.
[[nodiscard]] bool is_host(std::string_view host);

} // namespace clinic::http
