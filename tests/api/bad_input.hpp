#pragma once
// Inputs that nobody should accept, made from the same fields that serve and document a route.

#include "platform/http/route.hpp"

#include <string>
#include <vector>

namespace clinic::test {

/// One request body (or query) with one thing wrong in it.
struct BadInput {
    std::string what; ///< "starts_at: no such day"
    std::string body; ///< or, of a GET or DELETE, the query with its question mark
    std::string pointer; ///< what errors[] must point to, or below; empty: nothing to point to
};

/// The route's plain sample with each field spoilt in each way that its schema knows, one at a time.
[[nodiscard]] std::vector<BadInput> bad_bodies(const http::Route& route);
[[nodiscard]] std::vector<BadInput> bad_queries(const http::Route& route);

/// A field spoilt where everything comes as text: in a query, in a form.
struct BadText {
    std::string field;
    std::string what;
    std::string value;
    bool required; ///< the field is, of the route
};
[[nodiscard]] std::vector<BadText> bad_texts(const http::Route& route);

} // namespace clinic::test
