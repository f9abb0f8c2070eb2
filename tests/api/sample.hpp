#pragma once
// A request body that a route's typed input accepts, made from the same fields that serve and document it.

#include "platform/http/route.hpp"

#include <boost/json/fwd.hpp>
#include <string>
#include <utility>
#include <vector>

namespace clinic::test {

/// A picture of one grey pixel.
constexpr std::string_view grey_png(
    "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01"
    "\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9b\x55\x00\x00\x00\x0a\x49\x44\x41"
    "\x54\x78\xda\x63\x68\x00\x00\x00\x82\x00\x81\xda\x45\x08\x3b\x00\x00\x00\x00\x49"
    "\x45\x4e\x44\xae\x42\x60\x82",
    67);

/// JSON with every required field, each value the plainest its schema allows; ids name nothing that exists.
[[nodiscard]] std::string sample_body(const http::Route& route);

/// The plainest value of a JSON Schema, as the describer writes it.
[[nodiscard]] boost::json::value sample_value(
    const boost::json::object& schema, const api::Describer& describer);
/// The same as a form's fields, for rows that take an upload.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> sample_fields(
    const http::Route& route);

/// Where ids stand in the route's typed input, path left out: JSON Pointers into a body ("/lines/0/act_id"), or "/" and the
/// parameter of a query. Of a list its first element.
[[nodiscard]] std::vector<std::string> id_pointers(const http::Route& route);

/// The query of a GET or DELETE route's required parameters, with a leading '?' or empty.
[[nodiscard]] std::string sample_query(const http::Route& route);

} // namespace clinic::test
