#include "platform/core/money.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace clinic {

namespace {

// ISO 4217, list one (active codes), by number of minor digits. Each list is sorted.
constexpr auto none = std::to_array<std::string_view>({"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
    "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"});
constexpr auto three = std::to_array<std::string_view>(
    {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"});
constexpr auto four = std::to_array<std::string_view>({"CLF", "UYW"});
constexpr auto two = std::to_array<std::string_view>(
    {"AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BMD",
        "BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHE", "CHF",
        "CHW", "CNY", "COP", "COU", "CRC", "CUP", "CVE", "CZK", "DKK", "DOP", "DZD", "EGP", "ERN",
        "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GTQ", "GYD", "HKD", "HNL",
        "HTG", "HUF", "IDR", "ILS", "INR", "IRR", "JMD", "KES", "KGS", "KHR", "KPW", "KYD", "KZT",
        "LAK", "LBP", "LKR", "LRD", "LSL", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU",
        "MUR", "MVR", "MWK", "MXN", "MXV", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD",
        "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SBD", "SCR",
        "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB",
        "TJS", "TMT", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "USD", "USN", "UYU", "UZS", "VED",
        "VES", "WST", "XCD", "XCG", "YER", "ZAR", "ZMW", "ZWG"});

static_assert(std::ranges::is_sorted(none) && std::ranges::is_sorted(two));
static_assert(std::ranges::is_sorted(three) && std::ranges::is_sorted(four));

}

int minor_digits(std::string_view currency)
{
    if (std::ranges::binary_search(two, currency)) return 2;
    if (std::ranges::binary_search(none, currency)) return 0;
    if (std::ranges::binary_search(three, currency)) return 3;
    if (std::ranges::binary_search(four, currency)) return 4;
    return -1;
}

std::string Money::text() const
{
    const int digits = std::max(0, minor_digits(currency));
    std::uint64_t unit = 1;
    for (int i = 0; i < digits; ++i) unit *= 10;
    // Negated as unsigned: the smallest amount has no positive twin.
    const auto bits = static_cast<std::uint64_t>(amount);
    const std::uint64_t size = amount < 0 ? 0 - bits : bits;
    const auto whole = fmt::format("{}{}", amount < 0 ? "-" : "", size / unit);
    if (digits == 0) return whole + " " + currency;
    return fmt::format("{}.{:0{}} {}", whole, size % unit, digits, currency);
}

}
