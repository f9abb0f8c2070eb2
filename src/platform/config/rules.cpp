#include "platform/config/rules.hpp"

#include "platform/core/holiday.hpp"

#include <arpa/inet.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace clinic::config {

namespace {

std::optional<unsigned> number(std::string_view text, unsigned most)
{
    unsigned value = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stop != end || value > most) return std::nullopt;
    return value;
}

/// Bits of the address family (32 or 128), or nothing for what is no address.
std::optional<unsigned> address_bits(const std::string& text)
{
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return 32;
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return 128;
    return std::nullopt;
}

std::optional<Listen> read_listen(std::string_view text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto host = text.substr(0, colon);
    const bool bracketed = host.starts_with('[') && host.ends_with(']');
    if (bracketed) host = host.substr(1, host.size() - 2);
    const std::string address(host);
    const auto port = number(text.substr(colon + 1), 65'535);
    if (!port || address_bits(address) != (bracketed ? 128u : 32u)) return std::nullopt;
    return Listen{address, static_cast<unsigned short>(*port)};
}

bool is_network(std::string_view text)
{
    const auto slash = text.find('/');
    const auto bits = address_bits(std::string(text.substr(0, slash)));
    if (!bits || slash == std::string_view::npos) return bits.has_value();
    return number(text.substr(slash + 1), *bits).has_value();
}

bool is_graphic(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c != 0x7F; });
}

bool is_origin(std::string_view text)
{
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!text.starts_with(scheme)) continue;
        const auto host = text.substr(scheme.size());
        return !host.empty() && is_graphic(host) &&
               host.find_first_of("/?#@*,") == std::string_view::npos;
    }
    return false;
}

/// An origin as it stands in a Content-Security-Policy, where ; ends a rule and quotes mean something else.
bool is_policy_source(std::string_view text)
{
    return is_origin(text) && text.find_first_of(";'\"") == std::string_view::npos;
}

/// Enough to catch a slip; the mailer checks each address by RFC 5321.
bool is_mail_address(std::string_view text)
{
    const bool one_line = std::ranges::none_of(text, [](unsigned char c) { return c < ' '; });
    const auto at = text.find('@');
    return one_line && at != std::string_view::npos && at > 0 && text.rfind('@') == at &&
           at + 1 < text.size();
}

std::string joined(std::initializer_list<std::string_view> items)
{
    return fmt::format("{}", fmt::join(items, ", "));
}

}

TextRule any_text(std::string allowed)
{
    return {std::move(allowed), [](std::string_view) { return true; }};
}

TextRule one_of(std::initializer_list<std::string_view> choices)
{
    return {"one of " + joined(choices), [list = std::vector(choices)](std::string_view text) {
                return std::ranges::find(list, text) != list.end();
            }};
}

TextRule address_and_port()
{
    return {"an address and a port, as 127.0.0.1:8080 or [::1]:8080",
        [](std::string_view text) { return read_listen(text).has_value(); }};
}

TextRule empty_or_url(std::initializer_list<std::string_view> schemes)
{
    return {"empty, or begin with one of " + joined(schemes),
        [list = std::vector(schemes)](std::string_view text) {
            return text.empty() || std::ranges::any_of(list, [&](std::string_view scheme) {
                return text.starts_with(scheme) && text.size() > scheme.size() && is_graphic(text);
            });
        }};
}

TextRule network()
{
    return {"an address or a range, as 10.0.0.7, 10.0.0.0/8 or fd00::/8", is_network};
}

TextRule origin()
{
    return {"a web origin, as https://clinic.example, without a path", is_origin};
}

TextRule origin_or_any()
{
    return {"* for any, or a web origin, as https://clinic.example",
        [](std::string_view text) { return text == "*" || is_policy_source(text); }};
}

TextRule holiday()
{
    return {"a country, a day and a name, as BE 07-21 Fête nationale, or TN 2027-03-10 Aïd / Eid",
        [](std::string_view text) { return WrittenHoliday::parse(text).has_value(); }};
}

TextRule mail_address()
{
    return {"a mail address, as Clinic <clinic@example.org>", is_mail_address};
}

Listen parse_listen(std::string_view text)
{
    auto listen = read_listen(text);
    if (!listen) throw std::invalid_argument("not an address and a port");
    return *std::move(listen);
}

bool is_loopback(const std::string& address)
{
    return address.starts_with("127.") || address == "::1";
}

}
