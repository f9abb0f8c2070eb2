#include "platform/http/context.hpp"

#include <charconv>
#include <stdexcept>

namespace clinic::http {
namespace {

std::string_view trim(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Takes the part before the separator off the text.
std::string_view cut(std::string_view& text, char separator)
{
    const auto at = text.find(separator);
    const auto part = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
    return trim(part);
}

} // namespace

const Principal& Caller::user() const
{
    if (!exchange_.principal)
        throw std::logic_error("a handler asks for the user of a public route");
    return *exchange_.principal;
}

std::string_view Caller::cookie(std::string_view name) const
{
    std::string_view rest = request().header("cookie");
    while (!rest.empty()) {
        const auto pair = cut(rest, ';');
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
            return pair.substr(equals + 1);
        }
    }
    return {};
}

bool Caller::stale(std::int64_t version) const
{
    std::string_view rest = request().header("if-match");
    if (rest.empty() || trim(rest) == "*") return false;
    const auto current = '"' + std::to_string(version) + '"';
    while (!rest.empty()) {
        if (cut(rest, ',') == current) return false;
    }
    return true;
}

void Context::subject(std::string_view kind, std::string_view id, std::string detail)
{
    subjects_.push_back({std::string(kind), std::string(id), std::move(detail)});
}

} // namespace clinic::http
