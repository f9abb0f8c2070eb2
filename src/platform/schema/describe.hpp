#pragma once
// The OpenAPI 3.1 side of the fields: JSON Schema (draft 2020-12) texts, and the shared schemas under
// #/components/schemas that they refer to.

#include "platform/schema/field.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::api {

class Describer {
public:
    /// Starts a shared schema of that name; false when it is there or under way already.
    [[nodiscard]] bool begin(const std::string& name);
    /// Throws std::logic_error when another type took the name with other content.
    void finish(const std::string& name, std::string_view type, std::string schema);
    /// A schema that has a name of its own; the same name may come again with the same content only.
    void share(const std::string& name, std::string schema);
    [[nodiscard]] static std::string reference(const std::string& name);
    [[nodiscard]] const std::map<std::string, std::string>& schemas() const { return schemas_; }
    void claim(const std::string& name, std::string_view type);

private:
    std::map<std::string, std::string> schemas_;
    std::map<std::string, std::string> types_;
};

/// One property with its documentation, as the members of an object schema hold it.
struct Property {
    std::string_view name;
    std::string schema;
    std::string_view doc;
    bool required;
};

[[nodiscard]] std::string object_schema(const std::vector<Property>& properties);
[[nodiscard]] std::string with_doc(std::string schema, std::string_view doc);
[[nodiscard]] std::string string_schema(const Limits& limits);
[[nodiscard]] std::string format_schema(std::string_view format, std::string_view example);
[[nodiscard]] std::string integer_schema(const Limits& limits);
[[nodiscard]] std::string array_schema(const std::string& items, const Limits& limits);
[[nodiscard]] std::string enum_schema(const std::string_view* names, std::size_t count);

namespace detail {
/// "clinic::http::Page<clinic::appointments::Visit>" → "PageOfVisit"
[[nodiscard]] std::string schema_name(std::string_view type);
template <class T> constexpr std::string_view type_text()
{
    std::string_view text = __PRETTY_FUNCTION__;
    text.remove_prefix(text.find("T = ") + 4);
    return text.substr(0, text.find_first_of(";]"));
}
} // namespace detail

/// The name of a described type or an enum in the OpenAPI file: its last identifier.
template <class T> std::string schema_name()
{
    return detail::schema_name(detail::type_text<T>());
}

} // namespace clinic::api
