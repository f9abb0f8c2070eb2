#include "platform/http/framing.hpp"

#include "platform/core/text.hpp"
#include "platform/http/ascii.hpp"
#include "platform/http/target.hpp"

#include <algorithm>
#include <cstring>

namespace clinic::http {
namespace {

/// Printable ASCII throughout, as nearly every line is; eight bytes at a time. Of the rest of a line nothing is
/// known: look_at() tells.
bool is_surely_plain(std::string_view line)
{
    constexpr std::uint64_t each = 0x0101'0101'0101'0101;
    std::uint64_t odd = 0;
    std::size_t at = 0;
    for (std::uint64_t word = 0; at + sizeof word <= line.size(); at += sizeof word) {
        std::memcpy(&word, line.data() + at, sizeof word);
        // The high bit of a byte is set by: beyond ASCII; below 0x20 (borrows); 0x7f (carries).
        odd |= word | (word - each * 0x20) | (word + each);
    }
    bool plain = (odd & (each * 0x80)) == 0;
    for (; at < line.size(); ++at) plain &= line[at] >= 0x20 && line[at] < 0x7f;
    return plain;
}

struct Bytes {
    bool control = false;
    bool beyond_ascii = false;
};

Bytes look_at(std::string_view line)
{
    Bytes seen;
    for (const char c : line) {
        const auto byte = static_cast<unsigned char>(c);
        seen.control |= (byte < 0x20 && byte != '\t') || byte == 0x7f;
        seen.beyond_ascii |= byte >= 0x80;
    }
    return seen;
}

/// What the headers that matter say, each collected over all its lines.
struct Told {
    int hosts = 0;
    int lengths = 0;
    int encodings = 0;
    int expectations = 0;
    std::string_view host, length, encoding, expectation;
    bool close = false;
    bool keep_alive = false;
};

void hear_connection(std::string_view list, Told& told)
{
    while (!list.empty()) {
        const auto option = ascii::next_member(list);
        told.close |= ascii::equal(option, "close");
        told.keep_alive |= ascii::equal(option, "keep-alive");
    }
}

Told hear(const std::vector<Header>& headers)
{
    Told told;
    for (const auto& [name, value] : headers) {
        if (name == "host") ++told.hosts, told.host = value;
        else if (name == "content-length") ++told.lengths, told.length = value;
        else if (name == "transfer-encoding") ++told.encodings, told.encoding = value;
        else if (name == "expect") ++told.expectations, told.expectation = value;
        else if (name == "connection") hear_connection(value, told);
    }
    return told;
}

/// Digits only: no sign, no list, no white space inside; at most 18 of them, so that it cannot overflow.
std::optional<std::uint64_t> parse_length(std::string_view text)
{
    if (text.empty() || text.size() > 18) return std::nullopt;
    if (!std::all_of(text.begin(), text.end(), ascii::is_digit)) return std::nullopt;
    std::uint64_t length = 0;
    for (const char c : text) length = length * 10 + static_cast<std::uint64_t>(c - '0');
    return length;
}

std::optional<Fault> check_host(const Told& told, int minor, std::string_view authority)
{
    if (told.hosts == 0 && minor == 0 && authority.empty())
        return std::nullopt; // HTTP/1.0 may omit it
    if (told.hosts != 1 || !is_host(told.host)) return faults::host;
    // An absolute-form target overrides Host (RFC 9112 §3.2.2); we only take it when both agree.
    if (!authority.empty() && !ascii::equal(authority, told.host)) return faults::host;
    return std::nullopt;
}

} // namespace

std::expected<std::optional<std::size_t>, Fault> find_heads_end(
    std::string_view bytes, std::size_t from)
{
    for (auto i = bytes.find('\n', from); i != std::string_view::npos;
        i = bytes.find('\n', i + 1)) {
        if (i == 0 || bytes[i - 1] != '\r') return std::unexpected(faults::malformed);
        if (i >= 3 && bytes[i - 2] == '\n') return i + 1;
    }
    return std::nullopt;
}

std::optional<Fault> check_raw_heads(std::string_view heads)
{
    for (std::size_t start = 0; start < heads.size();) {
        const auto end = heads.find("\r\n", start);
        if (end == std::string_view::npos) return faults::malformed;
        const auto line = heads.substr(start, end - start);
        if (line.starts_with(' ') || line.starts_with('\t')) return faults::malformed;
        start = end + 2;
        if (is_surely_plain(line)) continue;
        const Bytes seen = look_at(line);
        if (seen.control) return faults::malformed;
        // Header values end in JSON and in the database, where all text is UTF-8.
        if (seen.beyond_ascii && !text::is_utf8(line)) return faults::malformed;
    }
    return std::nullopt;
}

std::expected<Framing, Fault> decide_framing(
    const std::vector<Header>& headers, int minor, std::string_view authority)
{
    const Told told = hear(headers);
    if (const auto fault = check_host(told, minor, authority)) return std::unexpected(*fault);

    Framing framing;
    framing.keep_alive = minor == 0 ? told.keep_alive && !told.close : !told.close;
    if (told.encodings > 0) {
        const bool plain = told.encodings == 1 && ascii::equal(told.encoding, "chunked");
        if (!plain || told.lengths > 0 || minor == 0) return std::unexpected(faults::framing);
        framing.chunked = true;
    } else if (told.lengths > 0) {
        const auto length = told.lengths == 1 ? parse_length(told.length) : std::nullopt;
        if (!length) return std::unexpected(faults::framing);
        framing.length = *length;
    }
    if (told.expectations > 0 && minor > 0) {
        const bool known = told.expectations == 1 && ascii::equal(told.expectation, "100-continue");
        if (!known) return std::unexpected(faults::expectation);
        framing.expects_continue = true;
    }
    return framing;
}

} // namespace clinic::http
