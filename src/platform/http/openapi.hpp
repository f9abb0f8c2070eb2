#pragma once
// The OpenAPI 3.1 file, made from the rows that serve.

#include "platform/http/router.hpp"

#include <string>

namespace clinic::http {

struct ApiInfo {
    std::string title;
    std::string version;
    std::string description;
    /// The name of each role bit, for "who may".
    std::vector<std::string> roles;
};

/// JSON, one line a path, so that a change reads well in review.
[[nodiscard]] std::string openapi(const Router& router, const ApiInfo& info);

} // namespace clinic::http
