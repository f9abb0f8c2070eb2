#include "sample.hpp"

#include "platform/core/id.hpp"

#include <boost/json.hpp>
#include <stdexcept>

namespace clinic::test {
namespace {
namespace json = boost::json;

json::value sample_of(const json::object& schema, const api::Describer& describer);

std::string fresh_uuid()
{
    const auto uuid = new_uuid();
    return {uuid.data(), uuid.size()};
}

json::value sample_object(const json::object& schema, const api::Describer& describer)
{
    json::object made;
    if (!schema.contains("required")) return made;
    for (const auto& name : schema.at("required").as_array()) {
        const auto& property = schema.at("properties").as_object().at(name.as_string());
        made[name.as_string()] = sample_of(property.as_object(), describer);
    }
    return made;
}

json::value sample_text(const json::object& schema)
{
    const auto* format = schema.if_contains("format");
    if (format != nullptr && format->as_string() == "uuid") return json::string(fresh_uuid());
    if (const auto* examples = schema.if_contains("examples")) return examples->as_array().at(0);
    if (const auto* names = schema.if_contains("enum")) return names->as_array().at(0);
    const auto* shortest = schema.if_contains("minLength");
    const auto length = shortest == nullptr ? 1 : shortest->to_number<std::size_t>();
    return json::string(std::string(std::max<std::size_t>(length, 12), 'a')
            .substr(0, std::max<std::size_t>(length, 12)));
}

json::value sample_of(const json::object& schema, const api::Describer& describer)
{
    if (const auto* reference = schema.if_contains("$ref")) {
        const std::string text(reference->as_string());
        const auto& shared = describer.schemas().at(text.substr(text.rfind('/') + 1));
        return sample_of(json::parse(shared).as_object(), describer);
    }
    if (const auto* either = schema.if_contains("anyOf")) {
        return sample_of(either->as_array().at(0).as_object(), describer);
    }
    const std::string type(schema.at("type").as_string());
    if (type == "object") return sample_object(schema, describer);
    if (type == "string") return sample_text(schema);
    if (type == "boolean") return false;
    if (type == "number") return 1.0;
    if (type == "integer") {
        const auto* least = schema.if_contains("minimum");
        return least == nullptr ? json::value(10) : *least;
    }
    if (type == "array") {
        json::array list;
        const auto* least = schema.if_contains("minItems");
        if (least != nullptr && least->to_number<int>() > 0) {
            list.push_back(sample_of(schema.at("items").as_object(), describer));
        }
        return list;
    }
    throw std::logic_error("no sample for a schema of type " + type);
}

bool in_path(const http::Route& route, std::string_view name)
{
    return route.path.contains("{" + std::string(name) + "}");
}

void find_ids(const json::object& schema, const api::Describer& describer,
    const std::string& pointer, std::vector<std::string>& found)
{
    if (const auto* reference = schema.if_contains("$ref")) {
        const std::string text(reference->as_string());
        const auto& shared = describer.schemas().at(text.substr(text.rfind('/') + 1));
        return find_ids(json::parse(shared).as_object(), describer, pointer, found);
    }
    if (const auto* either = schema.if_contains("anyOf"))
        return find_ids(either->as_array().at(0).as_object(), describer, pointer, found);
    const auto* format = schema.if_contains("format");
    if (format != nullptr && *format == "uuid") found.push_back(pointer);
    if (const auto* items = schema.if_contains("items"))
        find_ids(items->as_object(), describer, pointer + "/0", found);
    if (!schema.contains("properties")) return;
    for (const auto& [name, property] : schema.at("properties").as_object())
        find_ids(property.as_object(), describer, pointer + '/' + std::string(name), found);
}

} // namespace

json::value sample_value(const json::object& schema, const api::Describer& describer)
{
    return sample_of(schema, describer);
}

std::string sample_body(const http::Route& route)
{
    api::Describer describer;
    json::object body;
    for (const auto& property : route.input(describer)) {
        if (!property.required || in_path(route, property.name)) continue;
        body[std::string(property.name)] = sample_of(
            json::parse(property.schema).as_object(), describer);
    }
    return json::serialize(body);
}

std::vector<std::pair<std::string, std::string>> sample_fields(const http::Route& route)
{
    api::Describer describer;
    std::vector<std::pair<std::string, std::string>> fields;
    for (const auto& property : route.input(describer)) {
        const bool file = property.schema.contains(R"("format":"binary")");
        if (!property.required || file || in_path(route, property.name)) continue;
        const auto value = sample_of(json::parse(property.schema).as_object(), describer);
        fields.emplace_back(property.name,
            value.is_string() ? std::string(value.as_string()) : json::serialize(value));
    }
    return fields;
}

std::vector<std::string> id_pointers(const http::Route& route)
{
    api::Describer describer;
    std::vector<std::string> found;
    for (const auto& property : route.input(describer)) {
        if (in_path(route, property.name)) continue;
        find_ids(json::parse(property.schema).as_object(), describer,
            '/' + std::string(property.name), found);
    }
    return found;
}

std::string sample_query(const http::Route& route)
{
    api::Describer describer;
    std::string query;
    for (const auto& property : route.input(describer)) {
        if (!property.required || in_path(route, property.name)) continue;
        const auto value = sample_of(json::parse(property.schema).as_object(), describer);
        query += (query.empty() ? "?" : "&") + std::string(property.name) + "=";
        query += value.is_string() ? std::string(value.as_string()) : json::serialize(value);
    }
    return query;
}

} // namespace clinic::test
