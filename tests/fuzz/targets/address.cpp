#include "fuzz/targets.hpp"

#include "platform/http/compress.hpp"
#include "platform/http/forwarded.hpp"
#include "platform/http/target.hpp"
#include "platform/http/uri.hpp"

namespace clinic::fuzz {

void address(std::string_view bytes)
{
    if (const auto target = http::parse_target(bytes)) {
        must(target->path.starts_with('/') || target->path == "*", "a path that is none");
        (void)http::path_segments(target->path);
    }
    for (const bool query : {false, true}) {
        const auto decoded = http::percent_decoded(bytes, query);
        if (!decoded) continue;
        must(decoded->find('\0') == std::string::npos, "a NUL was let through");
        const auto again = http::percent_decoded(http::percent_encoded(*decoded), query);
        must(again == decoded, "what is encoded decodes to something else");
    }
    if (const auto pairs = http::query_pairs(bytes)) {
        must(pairs->size() <= bytes.size() + 1, "more pairs than bytes");
    }
    (void)http::is_host(bytes);
    if (const auto parsed = http::parse_address(bytes)) {
        const auto text = http::address_text(*parsed);
        must(http::parse_address(text) == parsed, "an address does not read back");
        must(!http::address_key(text).empty(), "an address without a key");
    }
    static const http::TrustedProxies proxies({"127.0.0.1", "10.0.0.0/8"});
    const std::string value(bytes);
    const auto client = proxies.resolve("127.0.0.1", false, {{"x-forwarded-for", value}});
    must(http::parse_address(client.address).has_value(), "a client that has no address");
    (void)http::choose_coding(bytes);
    (void)http::without_coding_suffixes(bytes);
}

} // namespace clinic::fuzz
