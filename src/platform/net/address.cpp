#include "platform/net/mail.hpp"

#include "platform/core/text.hpp"

#include <algorithm>
#include <utility>

namespace clinic::net {

namespace {

bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// RFC 5321 Dot-string.
bool is_local_part(std::string_view local)
{
    constexpr std::string_view marks = "!#$%&'*+-/=?^_`{|}~.";
    const auto allowed = [&](char c) {
        return is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
    };
    return !local.empty() && local.size() <= 64 && std::ranges::all_of(local, allowed) &&
           !local.starts_with('.') && !local.ends_with('.') &&
           local.find("..") == std::string_view::npos;
}

bool is_label(std::string_view label)
{
    const auto allowed = [](char c) { return is_letter_or_digit(c) || c == '-'; };
    return !label.empty() && label.size() <= 63 && std::ranges::all_of(label, allowed) &&
           !label.starts_with('-') && !label.ends_with('-');
}

bool is_domain(std::string_view domain)
{
    while (true) {
        const auto dot = domain.find('.');
        if (!is_label(domain.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        domain.remove_prefix(dot + 1);
    }
}

std::string unquoted(std::string_view name)
{
    if (name.size() < 2 || !name.starts_with('"') || !name.ends_with('"')) return std::string(name);
    std::string out;
    for (std::size_t i = 1; i + 1 < name.size(); ++i) {
        if (name[i] == '\\' && i + 2 < name.size()) ++i;
        out += name[i];
    }
    return out;
}

}

bool is_mailbox(std::string_view text)
{
    const auto at = text.find('@');
    return text.size() <= 254 && at != std::string_view::npos &&
           is_local_part(text.substr(0, at)) && is_domain(text.substr(at + 1));
}

std::optional<Address> parse_address(std::string_view text)
{
    if (!text::is_utf8(text) || text::has_control(text, false)) return std::nullopt;
    const auto line = text::trimmed(text);
    const auto open = line.find('<');
    if (open == std::string::npos)
        return is_mailbox(line) ? std::optional(Address{{}, line}) : std::nullopt;
    if (!line.ends_with('>')) return std::nullopt;
    Address address{unquoted(text::trimmed(std::string_view(line).substr(0, open))),
        line.substr(open + 1, line.size() - open - 2)};
    return is_mailbox(address.mailbox) ? std::optional(std::move(address)) : std::nullopt;
}

}
