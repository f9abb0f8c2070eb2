#include "platform/http/forwarded.hpp"

#include "platform/http/ascii.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <stdexcept>

namespace clinic::http {
namespace {

constexpr AddressBytes mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_ipv4(const AddressBytes& bytes)
{
    return std::equal(bytes.begin(), bytes.begin() + 12, mapped_prefix.begin());
}

bool same_bits(const AddressBytes& a, const AddressBytes& b, int bits)
{
    const auto whole = static_cast<std::size_t>(bits / 8);
    if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin()))
        return false;
    if (bits % 8 == 0) return true;
    const auto mask = static_cast<unsigned char>(0xff << (8 - bits % 8));
    return (a[whole] & mask) == (b[whole] & mask);
}

/// Without brackets and port.
std::string_view bare(std::string_view text)
{
    if (text.starts_with('[')) return text.substr(1, text.find(']') - 1);
    const auto colon = text.find(':');
    const bool has_port = colon != std::string_view::npos && text.find(':', colon + 1) == text.npos;
    return has_port ? text.substr(0, colon) : text;
}

/// One hop: who spoke to the proxy, and how.
struct Hop {
    std::string_view address;
    std::string_view protocol;
};

std::vector<std::string_view> members(const std::vector<Header>& headers, std::string_view name)
{
    std::vector<std::string_view> all;
    for (const auto& [field, value] : headers) {
        if (field != name) continue;
        std::string_view list = value;
        while (!list.empty()) all.push_back(ascii::next_member(list));
    }
    return all;
}

/// The hops, nearest last.
std::vector<Hop> hops_of(const std::vector<Header>& headers)
{
    std::vector<Hop> hops;
    for (const auto address : members(headers, "x-forwarded-for")) hops.push_back({address, {}});
    const auto protocols = members(headers, "x-forwarded-proto");
    if (hops.empty() && !protocols.empty()) hops.push_back({});
    // One protocol for all, or one each, counted from the nearest.
    for (std::size_t i = 0; i < hops.size() && !protocols.empty(); ++i) {
        auto& hop = hops[hops.size() - 1 - i];
        hop.protocol = i < protocols.size() ? protocols[protocols.size() - 1 - i]
                                            : protocols.front();
    }
    return hops;
}

} // namespace

std::optional<AddressBytes> parse_address(std::string_view text)
{
    text = bare(text);
    std::array<char, INET6_ADDRSTRLEN> zero_ended{};
    if (text.empty() || text.size() >= zero_ended.size()) return std::nullopt;
    std::copy(text.begin(), text.end(), zero_ended.begin());
    AddressBytes bytes = mapped_prefix;
    if (inet_pton(AF_INET, zero_ended.data(), bytes.data() + 12) == 1) return bytes;
    if (inet_pton(AF_INET6, zero_ended.data(), bytes.data()) == 1) return bytes;
    return std::nullopt;
}

std::string address_text(const AddressBytes& bytes)
{
    std::array<char, INET6_ADDRSTRLEN> out{};
    if (is_ipv4(bytes)) inet_ntop(AF_INET, bytes.data() + 12, out.data(), out.size());
    else inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
    return out.data();
}

std::string address_key(std::string_view address)
{
    auto bytes = parse_address(address);
    if (!bytes) return std::string(address);
    if (!is_ipv4(*bytes)) std::fill(bytes->begin() + 8, bytes->end(), 0);
    return address_text(*bytes);
}

TrustedProxies::TrustedProxies(const std::vector<std::string>& blocks)
{
    for (const auto& text : blocks) {
        const auto slash = std::min(text.find('/'), text.size());
        const auto base = parse_address(std::string_view(text).substr(0, slash));
        int bits = 128;
        bool good = base.has_value();
        if (good && slash < text.size()) {
            const char* end = text.data() + text.size();
            const auto parsed = std::from_chars(text.data() + slash + 1, end, bits);
            const int width = is_ipv4(*base) ? 32 : 128;
            good = parsed.ec == std::errc() && parsed.ptr == end && bits >= 0 && bits <= width;
            bits += 128 - width;
        }
        if (!good) throw std::invalid_argument("not an address or CIDR block: " + text);
        blocks_.push_back({*base, bits});
    }
}

bool TrustedProxies::trusts(std::string_view address) const
{
    const auto bytes = parse_address(address);
    return bytes && trusts(*bytes);
}

bool TrustedProxies::trusts(const AddressBytes& address) const
{
    return std::any_of(blocks_.begin(), blocks_.end(),
        [&](const Block& block) { return same_bits(address, block.base, block.bits); });
}

Client TrustedProxies::resolve(
    const std::string& peer, bool secure, const std::vector<Header>& headers) const
{
    Client client{peer, secure};
    if (blocks_.empty() || !trusts(peer)) return client;
    const auto hops = hops_of(headers);
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        if (!hop->protocol.empty()) client.secure = ascii::equal(hop->protocol, "https");
        const auto address = parse_address(hop->address);
        if (!address) break; // "unknown", or a name made up: the last address we know stands
        client.address = address_text(*address);
        if (!trusts(*address)) break;
    }
    return client;
}

} // namespace clinic::http
