#pragma once
// A request body that a route's typed input accepts, made from the same fields that serve and document it.

#include "platform/http/route.hpp"

#include <boost/json/fwd.hpp>
#include <string>
#include <utility>
#include <vector>

namespace clinic::test {

/// JSON with every required field, each value the plainest its schema allows; ids name nothing that exists.
[[nodiscard]] std::string sample_body(const http::Route& route);

/// The plainest value of a JSON Schema, as the describer writes it.
[[nodiscard]] boost::json::value sample_value(
    const boost::json::object& schema, const api::Describer& describer);
/// The same as a form's fields, for rows that take an upload.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> sample_fields(
    const http::Route& route);

/// The query of a GET or DELETE route's required parameters, with a leading '?' or empty.
[[nodiscard]] std::string sample_query(const http::Route& route);

} // namespace clinic::test
