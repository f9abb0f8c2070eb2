#pragma once
// Who is really calling, when proxies that we trust stand between: by X-Forwarded-For and -Proto. Forwarded (RFC 7239)
// is not read: the usual proxies append to the former and hand through whatever a client writes into the latter.

#include "platform/http/message.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::http {

/// An IPv6 address, or an IPv4 one as ::ffff:a.b.c.d, in network order.
using AddressBytes = std::array<unsigned char, 16>;

/// "192.0.2.1", "2001:db8::1", "[2001:db8::1]:443", "192.0.2.1:443".
[[nodiscard]] std::optional<AddressBytes> parse_address(std::string_view text);
/// IPv4 as dotted quad, IPv6 in its canonical form (RFC 5952).
[[nodiscard]] std::string address_text(const AddressBytes&);
/// What one subscriber is limited by: the IPv4 address, or the /64 of the IPv6 one.
[[nodiscard]] std::string address_key(std::string_view address);

struct Client {
    std::string address;
    bool secure;
};

class TrustedProxies {
public:
    /// Addresses and CIDR blocks. Throws std::invalid_argument that names a bad one.
    explicit TrustedProxies(const std::vector<std::string>& blocks);

    [[nodiscard]] bool trusts(std::string_view address) const;

    /// `peer` as the socket says, `secure` when the socket itself is TLS. The headers count only when the peer
    /// is trusted; then the rightmost address that is not a trusted proxy is the client, because
    /// everything left of it could be the client's own invention.
    [[nodiscard]] Client resolve(
        const std::string& peer, bool secure, const std::vector<Header>& headers) const;

private:
    struct Block {
        AddressBytes base;
        int bits;
    };
    [[nodiscard]] bool trusts(const AddressBytes&) const;

    std::vector<Block> blocks_;
};

} // namespace clinic::http
