#include "platform/config/value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

namespace clinic::config {

namespace {

std::string_view trimmed(std::string_view text)
{
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

Names split(std::string_view text)
{
    Names names;
    for (std::size_t from = 0; from <= text.size();) {
        const auto comma = std::min(text.find(',', from), text.size());
        if (const auto item = trimmed(text.substr(from, comma - from)); !item.empty())
            names.emplace_back(item);
        from = comma + 1;
    }
    return names;
}

std::optional<Value> number_of(std::string_view text)
{
    Number number = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end) return std::nullopt;
    return number;
}

std::optional<Value> truth_of(std::string_view text)
{
    if (text == "true") return true;
    if (text == "false") return false;
    return std::nullopt;
}

std::string toml_string(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') (out += '\\') += c;
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            out += fmt::format("\\u{:04X}", c);
        else out += c;
    }
    return out + '"';
}

/// scheme://user:secret@host → scheme://user:****@host
std::string without_password(const std::string& url)
{
    const auto start = url.find("://");
    const auto at = url.rfind('@');
    if (start == std::string::npos || at == std::string::npos || at < start) return url;
    const auto colon = url.find(':', start + 3);
    return colon < at ? url.substr(0, colon) + ":****" + url.substr(at) : url;
}

/// Puts a value of the right kind where it belongs; false when the rule or the kind is against it.
class Setter {
public:
    Setter(const Rule& rule, const Value& value) : rule_(rule), value_(value) {}

    bool operator()(std::string* member) const
    {
        return set(member, [this](const auto& text) { return holds(text); });
    }
    bool operator()(bool* member) const
    {
        return set(member, [](bool) { return true; });
    }
    bool operator()(Number* member) const
    {
        const auto& range = std::get<NumberRule>(rule_);
        return set(member, [&](Number n) { return n >= range.least && n <= range.most; });
    }
    bool operator()(Names* member) const
    {
        return set(member, [this](const Names& names) {
            return std::ranges::all_of(names, [this](const auto& name) { return holds(name); });
        });
    }
    bool operator()(Secret*) const { return false; } // read from its file, by apply()

private:
    template <class T, class Check>
    bool set(T* member, Check check) const
    {
        const auto* given = std::get_if<T>(&value_);
        if (!given || !check(*given)) return false;
        *member = *given;
        return true;
    }
    bool holds(const std::string& text) const { return std::get<TextRule>(rule_).holds(text); }

    const Rule& rule_;
    const Value& value_;
};

std::optional<std::string> read_secret(
    const std::string& path, Secret& secret, const std::string& where)
{
    secret = Secret();
    if (path.empty()) return std::nullopt;
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in) return fmt::format("{}: the file {} cannot be read.", where, path);
    text.resize(text.find_last_not_of("\r\n") + 1);
    secret = Secret(std::move(text));
    return std::nullopt;
}

}

std::optional<Value> value_of(const Row& row, const std::string& text)
{
    Config config;
    const auto member = row.member(config);
    if (std::holds_alternative<Number*>(member)) return number_of(text);
    if (std::holds_alternative<bool*>(member)) return truth_of(text);
    if (std::holds_alternative<Names*>(member)) return split(text);
    return text;
}

std::string spelled(const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) return toml_string(*text);
    if (const auto* number = std::get_if<Number>(&value)) return fmt::format("{}", *number);
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    std::string out;
    for (const auto& name : std::get<Names>(value)) {
        if (!out.empty()) out += ", ";
        out += toml_string(name);
    }
    return "[" + out + "]";
}

Value current(const Row& row, const Config& config)
{
    auto copy = config;
    const auto member = row.member(copy);
    if (auto* const* secret = std::get_if<Secret*>(&member))
        return std::string((*secret)->empty() ? "" : "****");
    if (auto* const* text = std::get_if<std::string*>(&member)) return without_password(**text);
    if (auto* const* number = std::get_if<Number*>(&member)) return **number;
    if (auto* const* truth = std::get_if<bool*>(&member)) return **truth;
    return **std::get_if<Names*>(&member);
}

std::optional<std::string> apply(
    const Row& row, const std::optional<Value>& value, Config& config, const std::string& where)
{
    const auto member = row.member(config);
    if (auto* const* secret = std::get_if<Secret*>(&member)) {
        const auto* path = value ? std::get_if<std::string>(&*value) : nullptr;
        if (path) return read_secret(*path, **secret, where);
    } else if (value && std::visit(Setter(row.rule, *value), member)) {
        return std::nullopt;
    }
    // What was meant as a secret is not repeated, wherever it was put.
    const auto given = value && !row.secret() ? fmt::format(" is {}, but", spelled(*value))
                                              : std::string();
    return fmt::format("{}: {}{} must be {}.", where, row.key(), given, row.allowed());
}

}
