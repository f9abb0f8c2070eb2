#include "fuzz/targets.hpp"

#include "platform/http/request_parser.hpp"

#include <algorithm>

namespace clinic::fuzz {
namespace {

constexpr std::size_t limit = 4096;

/// The end of the heads must not depend on how they arrived.
std::optional<std::size_t> heads_end(std::string_view bytes, std::size_t step)
{
    std::size_t from = 0;
    for (std::size_t have = std::min(step, bytes.size());;
        have = std::min(have + step, bytes.size())) {
        const auto end = http::find_heads_end(bytes.substr(0, have), from);
        if (!end) return std::nullopt;
        if (*end) return **end;
        if (have == bytes.size()) return std::nullopt;
        from = have;
    }
}

struct Decoded {
    bool refused = false;
    bool finished = false;
    std::string body;
    auto operator<=>(const Decoded&) const = default;
};

/// Heads and a chunked body, the latter in pieces of that size.
Decoded decode(std::string_view heads, std::string_view rest, std::size_t step)
{
    http::Request request;
    http::RequestParser parser;
    Decoded decoded;
    if (!parser.read_heads(heads, request, 8192, 100)) return {.refused = true, .body = {}};
    std::string waiting;
    while (!decoded.finished && !decoded.refused) {
        const auto take = std::min(step, rest.size());
        waiting.append(rest.substr(0, take));
        rest.remove_prefix(take);
        const auto chunks = parser.read_chunks(waiting, limit);
        decoded.refused = !chunks;
        if (chunks) {
            must(chunks->taken <= waiting.size(), "more was taken than there was");
            waiting.erase(0, chunks->taken);
            decoded.finished = chunks->finished;
        }
        if (take == 0) break;
    }
    must(request.body.size() <= limit, "a body past its limit");
    if (!decoded.refused) decoded.body = std::move(request.body);
    return decoded;
}

} // namespace

void request(std::string_view bytes)
{
    const auto end = heads_end(bytes, bytes.size() + 1);
    must(end == heads_end(bytes, 1), "the heads end elsewhere when they come byte by byte");
    if (!end || http::check_raw_heads(bytes.substr(0, *end))) return;
    const auto heads = bytes.substr(0, *end);
    http::Request request;
    http::RequestParser parser;
    const auto framing = parser.read_heads(heads, request, 8192, 100);
    if (!framing) return;
    must(request.path.starts_with('/') || request.path == "*", "a path that is none");
    must(request.headers.size() <= 100, "more fields than allowed");
    for (const auto& [name, value] : request.headers) {
        must(!name.empty() && name.find_first_of("\r\n: ") == std::string::npos, "a field's name");
        must(value.find_first_of("\r\n") == std::string::npos, "a field's value");
    }
    must(!(framing->chunked && framing->length > 0), "two lengths");
    if (!framing->chunked) return;
    const auto rest = bytes.substr(*end);
    const auto at_once = decode(heads, rest, rest.size() + 1);
    const auto bit_by_bit = decode(heads, rest, 1);
    must(at_once.finished == bit_by_bit.finished, "a body ends only in some pieces");
    if (at_once.finished) must(at_once == bit_by_bit, "a body depends on its pieces");
}

} // namespace clinic::fuzz
