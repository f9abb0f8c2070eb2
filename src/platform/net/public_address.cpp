#include "platform/net/http_client.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace clinic::net {

namespace {

struct Range4 {
    std::uint32_t base;
    int bits;
};
struct Range6 {
    std::uint64_t base; ///< the upper half; no range here is longer than /64
    int bits;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c)
{
    return a << 24 | b << 16 | c << 8;
}

// IANA IPv4 Special-Purpose Address Registry, less what is globally reachable; multicast; class E.
constexpr std::array not_public4{Range4{v4(0, 0, 0), 8}, Range4{v4(10, 0, 0), 8},
    Range4{v4(100, 64, 0), 10}, Range4{v4(127, 0, 0), 8}, Range4{v4(169, 254, 0), 16},
    Range4{v4(172, 16, 0), 12}, Range4{v4(192, 0, 0), 24}, Range4{v4(192, 0, 2), 24},
    Range4{v4(192, 88, 99), 24}, Range4{v4(192, 168, 0), 16}, Range4{v4(198, 18, 0), 15},
    Range4{v4(198, 51, 100), 24}, Range4{v4(203, 0, 113), 24}, Range4{v4(224, 0, 0), 4},
    Range4{v4(240, 0, 0), 4}};

// Global unicast is 2000::/3 (RFC 4291); these lie within it and are special: protocol assignments
// with Teredo, documentation (2), and 6to4, behind which any IPv4 address may hide. Mapped, NAT64,
// local, link-local and multicast addresses lie outside.
constexpr Range6 unicast6{0x2000'0000'0000'0000, 3};
constexpr std::array not_public6{Range6{0x2001'0000'0000'0000, 23},
    Range6{0x2001'0DB8'0000'0000, 32}, Range6{0x2002'0000'0000'0000, 16},
    Range6{0x3FFF'0000'0000'0000, 20}};

bool within(std::uint32_t address, Range4 range)
{
    return (address ^ range.base) >> (32 - range.bits) == 0;
}
bool within(std::uint64_t upper, Range6 range)
{
    return (upper ^ range.base) >> (64 - range.bits) == 0;
}

}

bool is_public_address(std::string_view address)
{
    const std::string text(address);
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
        const std::uint32_t number = v4(bytes[0], bytes[1], bytes[2]) | bytes[3];
        return std::ranges::none_of(not_public4, [&](auto range) { return within(number, range); });
    }
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return false;
    std::uint64_t upper = 0;
    for (std::size_t i = 0; i < 8; ++i) upper = upper << 8 | bytes[i];
    return within(upper, unicast6) &&
           std::ranges::none_of(not_public6, [&](auto range) { return within(upper, range); });
}

}
