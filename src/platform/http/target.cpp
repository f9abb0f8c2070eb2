#include "platform/http/target.hpp"

#include "platform/http/ascii.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace clinic::http {
namespace {

bool is_hex(char c)
{
    const char low = ascii::lower(c);
    return ascii::is_digit(c) || (low >= 'a' && low <= 'f');
}

/// Wider than RFC 3986 by the characters that browsers leave as they are ({}|^`'[]), and no wider.
bool is_target_char(char c)
{
    constexpr std::string_view refused = "\"<>\\#";
    return c > ' ' && c < 0x7f && refused.find(c) == std::string_view::npos;
}

/// True when the escape at text[i] is whole and is not %00.
bool good_escape(std::string_view text, std::size_t i)
{
    if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
    return text[i + 1] != '0' || text[i + 2] != '0';
}

bool is_ipv6(std::string_view text)
{
    std::array<char, INET6_ADDRSTRLEN> zero_ended{};
    std::array<unsigned char, 16> bytes{};
    if (text.size() >= zero_ended.size()) return false;
    std::copy(text.begin(), text.end(), zero_ended.begin());
    return inet_pton(AF_INET6, zero_ended.data(), bytes.data()) == 1;
}

bool is_port(std::string_view text)
{
    return text.size() <= 5 && std::all_of(text.begin(), text.end(), ascii::is_digit);
}

bool is_reg_name_char(char c)
{
    return ascii::is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

} // namespace

std::optional<Target> parse_target(std::string_view target)
{
    if (target == "*") return Target{target, {}, {}};
    for (std::size_t i = 0; i < target.size(); ++i) {
        if (!is_target_char(target[i])) return std::nullopt;
        if (target[i] == '%' && !good_escape(target, i)) return std::nullopt;
    }
    Target parts;
    if (!target.starts_with('/')) {
        const std::size_t scheme = ascii::starts_with(target, "http://")    ? 7
                                   : ascii::starts_with(target, "https://") ? 8
                                                                            : 0;
        if (scheme == 0) return std::nullopt;
        const auto rest = target.substr(scheme);
        const auto end = std::min(rest.find_first_of("/?"), rest.size());
        parts.authority = rest.substr(0, end);
        if (!is_host(parts.authority)) return std::nullopt;
        target = rest.substr(end);
    }
    const auto mark = std::min(target.find('?'), target.size());
    parts.path = mark == 0 ? std::string_view("/") : target.substr(0, mark);
    if (mark < target.size()) parts.query = target.substr(mark + 1);
    return parts;
}

bool is_host(std::string_view host)
{
    if (host.empty() || host.size() > 260) return false;
    if (host.front() == '[') {
        const auto end = host.find(']');
        if (end == std::string_view::npos || !is_ipv6(host.substr(1, end - 1))) return false;
        const auto rest = host.substr(end + 1);
        return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
    }
    const auto colon = std::min(host.find(':'), host.size());
    const auto name = host.substr(0, colon);
    if (name.empty() || !std::all_of(name.begin(), name.end(), is_reg_name_char)) return false;
    return colon == host.size() || is_port(host.substr(colon + 1));
}

} // namespace clinic::http
