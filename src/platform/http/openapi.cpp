#include "platform/http/openapi.hpp"

#include "platform/http/uri.hpp"

#include <fmt/format.h>
#include <map>
#include <set>

namespace clinic::http {
namespace {

constexpr std::string_view problem_schema =
    R"({"type":"object","description":"RFC 9457 problem details, in French or English","properties":{)"
    R"("type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},)"
    R"("code":{"type":"string","description":"Stable, for programs","examples":["slot_taken"]},)"
    R"("detail":{"type":"string","description":"For people: what is wrong and what to do next"},)"
    R"("errors":{"type":"array","items":{"type":"object","properties":{"pointer":{"type":"string",)"
    R"("description":"JSON Pointer into the body, or ?name for a query parameter"},"code":{"type":"string"},)"
    R"("detail":{"type":"string"}},"required":["pointer","code","detail"]}},)"
    R"("candidates":{"type":"array","description":"With possible_duplicate: the records it may be",)"
    R"("items":{"$ref":"#/components/schemas/PatientLine"}},)"
    R"("request_id":{"type":"string"}},"required":["title","status","code","detail"]})";

std::string_view verb(Method method)
{
    switch (method) {
    case Method::post:
        return "post";
    case Method::put:
        return "put";
    case Method::patch:
        return "patch";
    case Method::del:
        return "delete";
    case Method::options:
        return "options";
    // OpenAPI 3.1 has no place for these but an extension.
    case Method::propfind:
        return "x-propfind";
    case Method::report:
        return "x-report";
    default:
        return "get";
    }
}

bool has_body(const Route& route)
{
    const auto method = route.method;
    return method == Method::post || method == Method::put || method == Method::patch ||
           route.row.xml;
}

std::set<std::string, std::less<>> path_parameters(std::string_view path)
{
    std::set<std::string, std::less<>> names;
    for (const auto segment : path_segments(path)) {
        if (segment.starts_with('{')) names.emplace(segment.substr(1, segment.find('}') - 1));
    }
    return names;
}

std::string parameter(const api::Property& property, std::string_view in, bool required)
{
    // A list is one value with commas.
    const bool list = property.schema.starts_with(R"({"type":"array")");
    return fmt::format(R"({{"name":{},"in":"{}","required":{},"description":{},{}"schema":{}}})",
        api::json_string(property.name), in, required, api::json_string(property.doc),
        list ? R"("style":"form","explode":false,)" : "", property.schema);
}

std::string who_may(const Policy& policy, const ApiInfo& info)
{
    if (policy.door() == Policy::Door::everyone) return "Everyone";
    if (policy.door() == Policy::Door::signed_in) return "Anyone signed in";
    std::string names;
    for (std::size_t bit = 0; bit < info.roles.size(); ++bit) {
        if ((policy.any_of() & (Roles{1} << bit)) == 0) continue;
        names += (names.empty() ? "" : ", ") + info.roles[bit];
    }
    return names;
}

std::string proof(const Row& row)
{
    if (row.step_up) return " Asks for a fresh proof of who it is (403 step_up_needed).";
    if (row.step_up_name.empty()) return {};
    return fmt::format(" With {}={}, asks for a fresh proof of who it is (403 step_up_needed).",
        row.step_up_name, row.step_up_value);
}

std::string answers(const Route& route, const std::string& output)
{
    std::string types;
    if (!output.empty()) types = fmt::format(R"("application/json":{{"schema":{}}})", output);
    if (route.gives_file) {
        types += fmt::format(
            R"({}"application/octet-stream":{{"schema":{{"type":"string","format":"binary"}}}})",
            types.empty() ? "" : ",");
    }
    if (route.gives_xml) types = R"("application/xml":{"schema":{"type":"string"}})";
    const auto content = types.empty() ? types : fmt::format(R"(,"content":{{{}}})", types);
    return fmt::format(
        R"("responses":{{"{}":{{"description":"{}"{}}},"default":{{"description":"Refused","content":)"
        R"({{"application/problem+json":{{"schema":{{"$ref":"#/components/schemas/Problem"}}}}}}}}}})",
        types.empty() ? 204 : route.row.status, types.empty() ? "Done" : "As asked", content);
}

std::string operation(const Route& route, api::Describer& describer, const ApiInfo& info)
{
    std::string parameters;
    std::vector<api::Property> body;
    const auto in_path = path_parameters(route.path);
    for (auto& property : route.input(describer)) {
        const bool path = in_path.contains(property.name);
        if (!path && has_body(route)) {
            body.push_back(std::move(property));
            continue;
        }
        if (!parameters.empty()) parameters += ',';
        parameters += parameter(property, path ? "path" : "query", path || property.required);
    }
    if (route.method == Method::post) {
        if (!parameters.empty()) parameters += ',';
        parameters += R"({"$ref":"#/components/parameters/IdempotencyKey"})";
    }
    std::string out = fmt::format(
        R"({{"operationId":"{}","tags":[{}],"summary":{},"description":{})", route.operation,
        api::json_string(route.section), api::json_string(route.row.summary),
        api::json_string("Who may: " + who_may(route.row.policy, info) + "." + proof(route.row)));
    if (route.row.policy.door() == Policy::Door::everyone) out += R"(,"security":[])";
    if (!parameters.empty()) out += R"(,"parameters":[)" + parameters + ']';
    if (route.row.xml) {
        out += R"(,"requestBody":{"content":{"application/xml":{"schema":{"type":"string"}}}})";
    } else if (!body.empty()) {
        bool required = false;
        for (const auto& property : body) required = required || property.required;
        describer.share(route.input_name, api::object_schema(body));
        out += fmt::format(R"(,"requestBody":{{"required":{},"content":{{"{}":{{"schema":{}}}}}}})",
            required, route.row.upload > 0 ? "multipart/form-data" : "application/json",
            api::Describer::reference(route.input_name));
    }
    return out + ',' + answers(route, route.output(describer)) + '}';
}

std::string plain_operation(const Router::Plain& plain)
{
    return fmt::format(
        R"({{"get":{{"tags":["Service"],"summary":{},"security":[],"responses":{{"200":{{"description":"As asked"}}}}}}}})",
        api::json_string(plain.summary));
}

std::string path_items(const Router& router, api::Describer& describer, const ApiInfo& info)
{
    std::map<std::string, std::string> paths;
    for (const auto& route : router.routes()) {
        auto& item = paths[route.path];
        item += fmt::format(R"({}"{}":{})", item.empty() ? "" : ",\n    ", verb(route.method),
            operation(route, describer, info));
    }
    std::string out;
    for (const auto& [path, item] : paths) {
        out += fmt::format("{}\n  {}:{{{}}}", out.empty() ? "" : ",", api::json_string(path), item);
    }
    for (const auto& plain : router.plain_routes()) {
        out += fmt::format("{}\n  {}:{}", out.empty() ? "" : ",", api::json_string(plain.path),
            plain_operation(plain));
    }
    return out;
}

} // namespace

std::string openapi(const Router& router, const ApiInfo& info)
{
    api::Describer describer;
    const auto paths = path_items(router, describer, info);
    std::string schemas = "\n  \"Problem\":" + std::string(problem_schema);
    for (const auto& [name, schema] : describer.schemas()) {
        schemas += fmt::format(",\n  {}:{}", api::json_string(name), schema);
    }
    return fmt::format(
        R"({{"openapi":"3.1.0",
"info":{{"title":{},"version":{},"description":{},"license":{{"name":"Apache-2.0","identifier":"Apache-2.0"}}}},
"security":[{{"bearer":[]}}],
"paths":{{{}
}},
"components":{{
"securitySchemes":{{"bearer":{{"type":"http","scheme":"bearer","bearerFormat":"JWT"}}}},
"parameters":{{"IdempotencyKey":{{"name":"Idempotency-Key","in":"header","required":false,"schema":{{"type":"string","maxLength":200}},"description":"The same POST sent again with the same key has its effect once, for 24 hours"}}}},
"schemas":{{{}
}}}}}}
)",
        api::json_string(info.title), api::json_string(info.version),
        api::json_string(info.description), paths, schemas);
}

} // namespace clinic::http
