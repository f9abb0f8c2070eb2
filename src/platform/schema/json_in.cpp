#include "platform/schema/json_in.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

namespace clinic::api {
namespace json = boost::json;

struct Composite {
    struct Named {
        std::string name;
        std::string value;
        bool query;
    };
    std::vector<Named> texts;
    std::vector<std::string> repeated;
    struct File {
        std::string name;
        std::shared_ptr<const Uploaded> file;
    };
    std::vector<File> files;
    json::value body;
    bool has_body = false;
};

namespace {

const json::value& as_json(const void* value)
{
    return *static_cast<const json::value*>(value);
}

In::Kind kind_of(const json::value& value)
{
    switch (value.kind()) {
    case json::kind::null:
        return In::Kind::null;
    case json::kind::bool_:
        return In::Kind::boolean;
    case json::kind::int64:
        return In::Kind::integer;
    case json::kind::uint64:
    case json::kind::double_:
        return In::Kind::real;
    case json::kind::string:
        return In::Kind::string;
    case json::kind::array:
        return In::Kind::array;
    case json::kind::object:
        return In::Kind::object;
    }
    return In::Kind::null;
}

template <class T> std::optional<T> parsed(std::string_view text)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string escaped_pointer(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (c == '~') out += "~0";
        else if (c == '/') out += "~1";
        else out += c;
    }
    return out;
}

} // namespace

In In::of_json(const void* json_value)
{
    In in;
    in.value_ = json_value;
    in.kind_ = kind_of(as_json(json_value));
    return in;
}

In In::of_text(std::string_view text)
{
    In in;
    in.kind_ = Kind::text;
    in.text_ = text;
    return in;
}

std::optional<bool> In::boolean() const
{
    if (kind_ == Kind::boolean) return as_json(value_).get_bool();
    if (kind_ == Kind::text && text_ == "true") return true;
    if (kind_ == Kind::text && text_ == "false") return false;
    return std::nullopt;
}

std::optional<std::int64_t> In::integer() const
{
    if (kind_ == Kind::integer) return as_json(value_).get_int64();
    if (kind_ == Kind::text) return parsed<std::int64_t>(text_);
    return std::nullopt;
}

std::optional<double> In::real() const
{
    if (kind_ == Kind::integer) return static_cast<double>(as_json(value_).get_int64());
    if (kind_ == Kind::real) return as_json(value_).to_number<double>();
    if (kind_ == Kind::text) return parsed<double>(text_);
    return std::nullopt;
}

std::optional<std::string_view> In::string() const
{
    if (kind_ == Kind::text) return text_;
    if (kind_ != Kind::string) return std::nullopt;
    const auto& text = as_json(value_).get_string();
    return std::string_view(text.data(), text.size());
}

std::optional<std::vector<In>> In::elements() const
{
    std::vector<In> found;
    if (kind_ == Kind::array) {
        for (const auto& element : as_json(value_).get_array()) found.push_back(of_json(&element));
        return found;
    }
    if (kind_ != Kind::text) return std::nullopt;
    std::string_view rest = text_;
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        found.push_back(of_text(rest.substr(0, comma)));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    return found;
}

In In::member(std::string_view name) const
{
    if (composite_ != nullptr) {
        for (const auto& text : composite_->texts) {
            if (text.name == name) return of_text(text.value);
        }
        for (const auto& file : composite_->files) {
            if (file.name != name) continue;
            In in;
            in.kind_ = Kind::file;
            in.value_ = &file.file;
            return in;
        }
        if (!composite_->has_body) return {};
        return of_json(&composite_->body).member(name);
    }
    if (kind_ != Kind::object) return {};
    const auto* found = as_json(value_).get_object().if_contains(
        json::string_view(name.data(), name.size()));
    return found == nullptr ? In() : of_json(found);
}

std::vector<std::string_view> In::member_names() const
{
    std::vector<std::string_view> names;
    const auto add_members = [&](const json::value& value) {
        if (!value.is_object()) return;
        for (const auto& member : value.get_object()) {
            names.emplace_back(member.key().data(), member.key().size());
        }
    };
    if (composite_ != nullptr) {
        for (const auto& text : composite_->texts) names.emplace_back(text.name);
        for (const auto& file : composite_->files) names.emplace_back(file.name);
        if (composite_->has_body) add_members(composite_->body);
    } else if (value_ != nullptr) {
        add_members(as_json(value_));
    }
    return names;
}

std::shared_ptr<const Uploaded> In::file() const
{
    if (kind_ != Kind::file) return nullptr;
    return *static_cast<const std::shared_ptr<const Uploaded>*>(value_);
}

std::string In::json() const
{
    return value_ == nullptr || kind_ == Kind::file ? std::string()
                                                    : json::serialize(as_json(value_));
}

Input::Input() : composite_(std::make_unique<Composite>()) {}
Input::~Input() = default;
Input::Input(Input&&) noexcept = default;
Input& Input::operator=(Input&&) noexcept = default;

void Input::add_text(std::string name, std::string value, bool query)
{
    const auto known = std::ranges::find(composite_->texts, name, &Composite::Named::name);
    if (known != composite_->texts.end()) composite_->repeated.push_back(name);
    else composite_->texts.push_back({std::move(name), std::move(value), query});
}

void Input::add_file(std::string name, std::shared_ptr<const Uploaded> file)
{
    const auto known = std::ranges::find(composite_->texts, name, &Composite::Named::name);
    if (known != composite_->texts.end()) composite_->repeated.push_back(name);
    else composite_->files.push_back({std::move(name), std::move(file)});
}

bool Input::parse_body(std::string_view text)
{
    json::parse_options options;
    options.max_depth = 32;
    json::error_code error;
    composite_->body = json::parse(json::string_view(text.data(), text.size()), error, {}, options);
    composite_->has_body = !error;
    return !error;
}

In Input::body() const
{
    return composite_->has_body ? In::of_json(&composite_->body) : In();
}

In Input::all() const
{
    In in;
    in.kind_ = In::Kind::object;
    in.composite_ = composite_.get();
    return in;
}

const std::vector<std::string>& Input::repeated() const
{
    return composite_->repeated;
}

void Report::add(std::string code, Text detail)
{
    std::string pointer;
    for (const auto& step : path_) pointer += '/' + step;
    const bool in_query = path_.size() == 1 &&
                          std::ranges::find(query_names, path_.front()) != query_names.end();
    if (in_query) pointer = '?' + path_.front();
    errors_.push_back({std::move(pointer), std::move(code), std::move(detail)});
}

void Report::enter(std::string_view name)
{
    path_.push_back(escaped_pointer(name));
}
void Report::enter(std::size_t index)
{
    path_.push_back(std::to_string(index));
}

Problem Report::problem() &&
{
    return {Refusal::invalid, "invalid",
        {"Certains champs sont à corriger.", "Some fields need correcting."}, std::move(errors_)};
}

} // namespace clinic::api
