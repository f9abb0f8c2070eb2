#pragma once
// ASCII, whatever the process's locale.

#include <algorithm>
#include <string_view>

namespace clinic::http::ascii {

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
constexpr bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool is_alnum(char c)
{
    return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z');
}

/// Equal but for the case of letters.
inline bool equal(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
        [](char x, char y) { return lower(x) == lower(y); });
}

inline bool starts_with(std::string_view text, std::string_view prefix)
{
    return text.size() >= prefix.size() && equal(text.substr(0, prefix.size()), prefix);
}

/// Without spaces and tabs at both ends: HTTP's optional white space.
inline std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Cuts the next comma-separated member off `list`, trimmed; quotes are not looked at.
inline std::string_view next_member(std::string_view& list)
{
    const auto comma = std::min(list.find(','), list.size());
    const auto member = trimmed(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
    return member;
}

} // namespace clinic::http::ascii
