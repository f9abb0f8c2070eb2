#pragma once
// Objects that others wrote in JSON: ID tokens, client data of passkeys.

#include <boost/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace clinic::crypto {

/// Nothing for what is no JSON or no object.
[[nodiscard]] inline std::optional<boost::json::object> object_of(std::string_view text)
{
    boost::system::error_code error;
    auto value = boost::json::parse(text, error);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

[[nodiscard]] inline std::optional<std::string> text_in(
    const boost::json::object& object, std::string_view name)
{
    const auto* const value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return std::nullopt;
    return std::string(value->get_string());
}

} // namespace clinic::crypto
