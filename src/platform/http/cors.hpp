#pragma once
// Cross-origin requests (Fetch standard, "CORS protocol"): exact origins from the configuration, never "*".

#include "platform/http/message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::http {

class Cors {
public:
    /// Throws std::invalid_argument, naming it, on anything but "scheme://host[:port]".
    explicit Cors(std::vector<std::string> origins);

    [[nodiscard]] bool allows(std::string_view origin) const;
    /// The answer to a preflight, or nothing when the request is not one.
    [[nodiscard]] std::optional<Response> preflight(const Request&) const;
    /// Adds Vary and, for an allowed origin, the Access-Control headers.
    void apply(std::string_view origin, Response&) const;

private:
    std::vector<std::string> origins_;
};

} // namespace clinic::http
