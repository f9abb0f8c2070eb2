#include "bad_input.hpp"

#include "sample.hpp"

#include "platform/http/uri.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <fmt/format.h>

namespace clinic::test {
namespace {
namespace json = boost::json;

struct Spoilt {
    std::string what;
    std::string below; ///< pointer from the field on
    json::value value;
};

std::vector<Spoilt> spoil(
    const json::object& schema, const api::Describer& describer, bool required = true);

std::string text_of(const json::object& object, std::string_view name)
{
    const auto* found = object.if_contains(name);
    return found == nullptr || !found->is_string() ? std::string()
                                                   : std::string(found->as_string());
}

std::int64_t number_of(const json::object& object, std::string_view name, std::int64_t otherwise)
{
    const auto* found = object.if_contains(name);
    return found == nullptr ? otherwise : found->to_number<std::int64_t>();
}

const json::object& resolved(
    const json::object& schema, const api::Describer& describer, json::value& kept)
{
    if (const auto* either = schema.if_contains("anyOf")) {
        return resolved(either->as_array().at(0).as_object(), describer, kept);
    }
    const auto reference = text_of(schema, "$ref");
    if (reference.empty()) return schema;
    kept = json::parse(describer.schemas().at(reference.substr(reference.rfind('/') + 1)));
    return kept.as_object();
}

void add_wrong_types(std::vector<Spoilt>& out, std::string_view type)
{
    const std::vector<std::pair<std::string_view, json::value>> all{{"string", "text"},
        {"integer", 7}, {"number", 1.5}, {"boolean", true}, {"object", json::object{}},
        {"array", json::array{}}};
    for (const auto& [name, value] : all) {
        if (name == type || (type == "number" && name == "integer")) continue;
        out.push_back({fmt::format("{} instead of {}", name, type), "", value});
    }
}

std::string nested(int depth)
{
    std::string text;
    for (int i = 0; i < depth; ++i) text += '[';
    for (int i = 0; i < depth; ++i) text += ']';
    return text;
}

/// An emptied field of a form means that there is nothing: no fault where nothing is needed.
void add_texts(std::vector<Spoilt>& out, const json::object& schema, bool required)
{
    const auto longest = number_of(schema, "maxLength", -1);
    if (longest >= 0 && longest < 40'000) {
        out.push_back({"too long", "", json::string(std::string(longest + 1, 'a'))});
    }
    const auto shortest = number_of(schema, "minLength", 0);
    if (shortest > 0 && required) {
        out.push_back({"empty", "", ""});
        const bool secret = schema.contains("writeOnly"); // where a blank counts
        if (!secret) out.push_back({"blank", "", json::string(std::string(shortest, ' '))});
    }
    if (shortest > 1) {
        out.push_back({"too short", "", json::string(std::string(shortest - 1, 'a'))});
    }
    out.push_back({"a NUL", "", json::string(std::string("a\0b", 3))});
    out.push_back({"a bell", "", "a\ab"});
    out.push_back({"an escape sequence", "", "\x1b[2J"});
    const auto format = text_of(schema, "format");
    const auto add = [&](const char* value) {
        out.push_back({fmt::format("{} as {}", value, format), "", value});
    };
    if (format == "uuid") {
        for (const auto* id : {"", "7", "01938d0a-7c7b-7c3e-9b1f-2a4d5e6f7a8g",
                 "01938d0a7c7b7c3e9b1f2a4d5e6f7a8b", "../../etc/passwd", "' OR 1=1 --"})
            add(id);
    }
    if (format == "date") {
        for (const auto* day : {"2026-02-30", "2026-13-01", "27/11/2026", "tomorrow", "0000-00-00"})
            add(day);
    }
    if (format == "date-time") {
        for (const auto* time : {"2026-02-30T10:00:00Z", "2026-11-20T25:00:00Z",
                 "2026-11-20T10:00:00", "now", "99999-01-01T00:00:00Z"})
            add(time);
    }
    if (format == "local-time") {
        for (const auto* time : {"25:00", "10:60", "10h30", "-1:00"}) add(time);
    }
    if (format == "email") {
        for (const auto* email : {"x", "x@", "@x.fr", "x@y", "a b@x.fr"}) add(email);
    }
    if (schema.contains("enum")) out.push_back({"none of the names", "", "no_such_name"});
}

void add_integers(std::vector<Spoilt>& out, const json::object& schema)
{
    const auto least = number_of(schema, "minimum", INT64_MIN);
    const auto most = number_of(schema, "maximum", INT64_MAX);
    if (least > INT64_MIN) out.push_back({"too small", "", least - 1});
    if (most < INT64_MAX) out.push_back({"too large", "", most + 1});
    out.push_back({"past all integers", "", 1e300});
}

bool is_required(const json::object& schema, std::string_view name)
{
    const auto* names = schema.if_contains("required");
    if (names == nullptr) return false;
    return std::ranges::any_of(
        names->as_array(), [&](const json::value& one) { return one.as_string() == name; });
}

void add_members(
    std::vector<Spoilt>& out, const json::object& schema, const api::Describer& describer)
{
    const auto sample = sample_value(schema, describer).as_object();
    const auto* properties = schema.if_contains("properties");
    if (properties == nullptr) return;
    for (const auto& [name, property] : properties->as_object()) {
        for (auto& spoilt :
            spoil(property.as_object(), describer, is_required(schema, std::string_view(name)))) {
            auto object = sample;
            object[name] = std::move(spoilt.value);
            out.push_back({fmt::format("{}: {}", std::string_view(name), spoilt.what),
                fmt::format("/{}{}", std::string_view(name), spoilt.below), std::move(object)});
        }
    }
    auto more = sample;
    more["no_such_field"] = 1;
    out.push_back({"unknown member", "/no_such_field", std::move(more)});
    if (sample.contains("amount") && sample.contains("currency")) {
        auto negative = sample;
        negative["amount"] = -1;
        out.push_back({"negative money", "", std::move(negative)});
    }
}

void add_elements(
    std::vector<Spoilt>& out, const json::object& schema, const api::Describer& describer)
{
    const auto& items = schema.at("items").as_object();
    for (auto& spoilt : spoil(items, describer)) {
        out.push_back(
            {"element: " + spoilt.what, "/0" + spoilt.below, json::array{std::move(spoilt.value)}});
    }
    out.push_back({"a null among them", "/0", json::array{nullptr}});
    const auto most = number_of(schema, "maxItems", INT64_MAX);
    if (most <= 500) {
        json::array many(static_cast<std::size_t>(most) + 1, sample_value(items, describer));
        out.push_back({"too many", "", std::move(many)});
    }
    if (number_of(schema, "minItems", 0) > 0) out.push_back({"none", "", json::array{}});
}

std::vector<Spoilt> spoil(
    const json::object& schema, const api::Describer& describer, bool required)
{
    json::value kept;
    const auto& plain = resolved(schema, describer, kept);
    const auto type = text_of(plain, "type");
    std::vector<Spoilt> out;
    add_wrong_types(out, type);
    if (type == "string") add_texts(out, plain, required);
    if (type == "integer") add_integers(out, plain);
    if (type == "object") add_members(out, plain, describer);
    if (type == "array") add_elements(out, plain, describer);
    out.push_back({"deeply nested", "", json::parse(nested(20))});
    return out;
}

bool in_path(const http::Route& route, std::string_view name)
{
    return route.path.contains("{" + std::string(name) + "}");
}

/// What is wrong with the body as a whole, or with its bytes.
void add_broken(std::vector<BadInput>& out, const std::string& sample)
{
    for (const auto* body : {"[]", "7", "\"text\"", "null", "true"}) {
        out.push_back({fmt::format("{} as a body", body), body, ""});
    }
    for (const auto* body : {"{", "{\"a\":}", "{}{}", "not json", "{'a':1}", "\xff\xfe{}"}) {
        out.push_back({"a body that is not JSON", body, ""});
    }
    auto bytes = sample;
    bytes.insert(bytes.size() - 1, (sample == "{}" ? "" : ",") + std::string("\"x\":\"\xc3\x28\""));
    out.push_back({"bytes that are not UTF-8", bytes, ""});
    auto half = sample;
    half.insert(half.size() - 1, (sample == "{}" ? "" : ",") + std::string(R"("x":"\ud800")"));
    out.push_back({"half a surrogate pair", half, ""});
    out.push_back({"a bottomless nest", nested(20'000), ""});
    out.push_back({"nest in a field", "{\"x\":" + nested(5'000) + "}", ""});
}

} // namespace

std::vector<BadInput> bad_bodies(const http::Route& route)
{
    std::vector<BadInput> out;
    const auto text = sample_body(route);
    const auto sample = json::parse(text).as_object();
    api::Describer describer;
    for (const auto& property : route.input(describer)) {
        const std::string name(property.name);
        if (in_path(route, name)) continue;
        const auto schema = json::parse(property.schema).as_object();
        for (auto& spoilt : spoil(schema, describer, property.required)) {
            auto body = sample;
            body[name] = std::move(spoilt.value);
            out.push_back(
                {name + ": " + spoilt.what, json::serialize(body), '/' + name + spoilt.below});
        }
        if (!property.required) continue;
        auto body = sample;
        body[name] = nullptr;
        out.push_back({name + ": null", json::serialize(body), '/' + name});
        body.erase(name);
        out.push_back({name + ": missing", json::serialize(body), '/' + name});
    }
    auto more = sample;
    more["no_such_field"] = "x";
    out.push_back({"an unknown field", json::serialize(more), "/no_such_field"});
    add_broken(out, text);
    return out;
}

std::vector<BadText> bad_texts(const http::Route& route)
{
    std::vector<BadText> out;
    api::Describer describer;
    for (const auto& property : route.input(describer)) {
        const std::string name(property.name);
        json::value kept;
        const auto parsed = json::parse(property.schema).as_object();
        const auto& plain = resolved(parsed, describer, kept);
        if (in_path(route, name) || text_of(plain, "format") == "binary") continue;
        const auto type = text_of(plain, "type");
        for (const auto& spoilt : spoil(parsed, describer, false)) {
            const bool fits = type == "string"
                                  ? spoilt.value.is_string()
                                  : !spoilt.value.is_structured() && !spoilt.value.is_number();
            if (!fits || (type == "boolean" && spoilt.value.is_bool())) continue;
            const auto value = spoilt.value.is_string() ? std::string(spoilt.value.as_string())
                                                        : json::serialize(spoilt.value);
            if (value.empty()) continue; // nothing given
            out.push_back({name, spoilt.what, value, property.required});
        }
    }
    return out;
}

std::vector<BadInput> bad_queries(const http::Route& route)
{
    std::vector<BadInput> out;
    const auto sample = sample_query(route);
    const auto with = [&](const std::string& more) {
        return sample.empty() ? '?' + more : sample + '&' + more;
    };
    for (const auto& [field, what, value, required] : bad_texts(route)) {
        if (required) continue; // a second value is no bad value
        out.push_back(
            {field + ": " + what, with(field + '=' + http::percent_encoded(value)), '?' + field});
    }
    out.push_back({"an unknown parameter", with("no_such_parameter=1"), "?no_such_parameter"});
    out.push_back({"a broken escape", with("no_such_parameter=%f"), ""});
    out.push_back({"bytes that are not UTF-8", with("no_such_parameter=%ff%fe"), ""});
    return out;
}

} // namespace clinic::test
