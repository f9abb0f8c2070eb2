#include "platform/schema/describe.hpp"

#include "platform/schema/json_out.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace clinic::api {
namespace {

constexpr auto unset_low = std::numeric_limits<std::int64_t>::min();
constexpr auto unset_high = std::numeric_limits<std::int64_t>::max();

std::string last_identifier(std::string_view type)
{
    const auto colon = type.rfind("::");
    return std::string(colon == std::string_view::npos ? type : type.substr(colon + 2));
}

} // namespace

namespace detail {

std::string schema_name(std::string_view type)
{
    const auto open = type.find('<');
    if (open == std::string_view::npos) return last_identifier(type);
    const auto inner = type.substr(open + 1, type.rfind('>') - open - 1);
    return last_identifier(type.substr(0, open)) + "Of" + schema_name(inner);
}

} // namespace detail

void Describer::claim(const std::string& name, std::string_view type)
{
    const auto [known, fresh] = types_.emplace(name, type);
    if (!fresh && known->second != type) {
        throw std::logic_error(fmt::format(
            "two types are called {} in the API: {} and {}", name, known->second, type));
    }
}

bool Describer::begin(const std::string& name)
{
    return schemas_.emplace(name, "").second;
}

void Describer::finish(const std::string& name, std::string_view type, std::string schema)
{
    claim(name, type);
    schemas_[name] = std::move(schema);
}

void Describer::share(const std::string& name, std::string schema)
{
    const auto [known, fresh] = schemas_.emplace(name, schema);
    if (!fresh && known->second != schema) {
        throw std::logic_error(fmt::format("two bodies are called {} in the API", name));
    }
}

std::string Describer::reference(const std::string& name)
{
    return fmt::format(R"({{"$ref":"#/components/schemas/{}"}})", name);
}

std::string object_schema(const std::vector<Property>& properties)
{
    std::string members;
    std::string required;
    for (const auto& property : properties) {
        if (!members.empty()) members += ',';
        members += json_string(property.name) + ':' + with_doc(property.schema, property.doc);
        if (!property.required) continue;
        if (!required.empty()) required += ',';
        required += json_string(property.name);
    }
    std::string out = R"({"type":"object","additionalProperties":false,"properties":{)" + members +
                      '}';
    if (!required.empty()) out += R"(,"required":[)" + required + ']';
    return out + '}';
}

std::string with_doc(std::string schema, std::string_view doc)
{
    if (doc.empty()) return schema;
    schema.pop_back();
    return schema + (schema.size() > 1 ? "," : "") + R"("description":)" + json_string(doc) + '}';
}

std::string string_schema(const Limits& limits)
{
    std::string out = R"({"type":"string")";
    if (limits.min_length > 0) out += fmt::format(R"(,"minLength":{})", limits.min_length);
    out += fmt::format(R"(,"maxLength":{})", limits.max_length);
    if (limits.secret) out += R"(,"format":"password","writeOnly":true)";
    if (limits.check != nullptr) out += R"(,"format":)" + json_string(limits.check->name);
    const auto example = limits.example.empty() && limits.check != nullptr ? limits.check->example
                                                                           : limits.example;
    if (!example.empty()) out += R"(,"examples":[)" + json_string(example) + ']';
    return out + '}';
}

std::string format_schema(std::string_view format, std::string_view example)
{
    return fmt::format(R"({{"type":"string","format":"{}","examples":["{}"]}})", format, example);
}

std::string integer_schema(const Limits& limits)
{
    std::string out = R"({"type":"integer","format":"int64")";
    if (limits.minimum != unset_low) out += fmt::format(R"(,"minimum":{})", limits.minimum);
    if (limits.maximum != unset_high) out += fmt::format(R"(,"maximum":{})", limits.maximum);
    if (!limits.example.empty()) out += fmt::format(R"(,"examples":[{}])", limits.example);
    return out + '}';
}

std::string array_schema(const std::string& items, const Limits& limits)
{
    std::string out = R"({"type":"array","items":)" + items;
    if (limits.min_items > 0) out += fmt::format(R"(,"minItems":{})", limits.min_items);
    return out + fmt::format(R"(,"maxItems":{}}})", limits.max_items);
}

std::string enum_schema(const std::string_view* names, std::size_t count)
{
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += (i == 0 ? "" : ",") + json_string(names[i]);
    return R"({"type":"string","enum":[)" + out + "]}";
}

} // namespace clinic::api
