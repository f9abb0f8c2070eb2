#include "platform/http/file.hpp"

#include "platform/core/text.hpp"
#include "platform/crypto/bytes.hpp"
#include "platform/http/ascii.hpp"
#include "platform/http/uri.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace clinic::http {
namespace {

constexpr std::uint64_t hashed_up_to = 4 * 1024 * 1024;

std::optional<std::uint64_t> number(std::string_view digits)
{
    if (digits.empty() || digits.size() > 18) return std::nullopt;
    if (!std::ranges::all_of(digits, ascii::is_digit)) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : digits) value = value * 10 + static_cast<std::uint64_t>(c - '0');
    return value;
}

/// For clients that do not know filename*: accents folded away, the rest an underscore.
std::string plain_name(std::string_view name)
{
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        const bool continues = (c & 0xc0) == 0x80;
        if (continues) continue;
        const bool plain = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '%';
        out += plain ? name[i] : '_';
    }
    return out;
}

std::string etag_of(const File& file)
{
    if (!file.etag.empty()) return '"' + file.etag + '"';
    if (file.bytes->size() > hashed_up_to) return {};
    return '"' + crypto::hex(crypto::blake2b(read_all(*file.bytes))).substr(0, 24) + '"';
}

/// RFC 9110 §13.1.5: a range is of the file that the client has begun, or of none.
bool range_stands(const Request& request, std::string_view etag)
{
    const auto condition = request.header("if-range");
    return condition.empty() || (!etag.empty() && condition == etag);
}

void append_headers(Response& response, const File& file, std::string_view etag)
{
    if (!etag.empty()) response.set("etag", std::string(etag));
    response.set("cache-control",
        file.is_public ? "public, max-age=31536000, immutable" : "private, no-store");
    response.set("accept-ranges", "bytes");
    // Whatever a browser makes of these bytes, it does so without scripts and as nobody's page.
    response.set("content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
}

} // namespace

File File::of(std::string bytes, std::string type, std::string name, bool attachment)
{
    return {std::make_shared<MemorySource>(std::move(bytes)), std::move(type), std::move(name),
        attachment};
}

void append_file(Response& response, File file, const Request& request)
{
    const auto etag = etag_of(file);
    append_headers(response, file, etag);
    const auto known = request.header("if-none-match");
    if (!etag.empty() && !known.empty() && etag_matches(known, etag)) {
        response.status = 304;
        return;
    }
    const auto size = file.bytes->size();
    const auto range = range_stands(request, etag) ? choose_range(request.header("range"), size)
                                                   : RangeChoice{};
    if (range.kind == RangeChoice::none) {
        response.status = 416;
        response.set("content-range", fmt::format("bytes */{}", size));
        return;
    }
    const bool part = range.kind == RangeChoice::part;
    response.status = part ? 206 : 200;
    if (part) {
        response.set("content-range",
            fmt::format("bytes {}-{}/{}", range.first, range.first + range.length - 1, size));
    }
    response.set("content-type", file.type);
    response.set("content-disposition", content_disposition(file.name, file.attachment));
    response.offset = range.first;
    response.length = part ? range.length : size;
    response.source = std::move(file.bytes);
}

std::string content_disposition(std::string_view name, bool attachment)
{
    std::string out = attachment ? "attachment" : "inline";
    if (name.empty()) return out;
    const auto plain = plain_name(name);
    out += "; filename=\"" + plain + '"';
    if (plain != name) out += "; filename*=UTF-8''" + percent_encoded(name);
    return out;
}

RangeChoice choose_range(std::string_view range, std::uint64_t size)
{
    constexpr std::string_view unit = "bytes=";
    if (!ascii::starts_with(range, unit)) return {};
    range = ascii::trimmed(range.substr(unit.size()));
    const auto dash = range.find('-');
    if (dash == std::string_view::npos || range.contains(',')) return {};
    const auto left = range.substr(0, dash);
    const auto right = range.substr(dash + 1);
    if (left.empty()) { // the last so many
        const auto count = number(right);
        if (!count) return {};
        if (*count == 0 || size == 0) return {RangeChoice::none};
        const auto length = std::min(*count, size);
        return {RangeChoice::part, size - length, length};
    }
    const auto first = number(left);
    const auto last = right.empty() ? std::optional(UINT64_MAX) : number(right);
    if (!first || !last || *last < *first) return {};
    if (*first >= size) return {RangeChoice::none};
    return {RangeChoice::part, *first, std::min(*last, size - 1) - *first + 1};
}

bool etag_matches(std::string_view if_none_match, std::string_view etag)
{
    while (!if_none_match.empty()) {
        auto member = ascii::next_member(if_none_match);
        if (member == "*") return true;
        if (member.starts_with("W/")) member.remove_prefix(2);
        if (member == etag) return true;
    }
    return false;
}

} // namespace clinic::http
