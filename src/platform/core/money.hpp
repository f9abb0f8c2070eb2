#pragma once
// Money is whole minor units of an ISO 4217 currency; never a fraction, never a float.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace clinic {

struct Money {
    std::int64_t amount = 0;    ///< minor units: cents for EUR, millimes for TND, francs for XOF
    std::string currency = "EUR"; ///< ISO 4217 code

    bool operator==(const Money&) const = default;
    /// "12,50 €" is for people's screens; this is "12.50 EUR", for files and logs.
    [[nodiscard]] std::string text() const;
};

/// Digits after the decimal point (EUR 2, TND 3, XOF 0), or -1 for an unknown currency.
[[nodiscard]] int minor_digits(std::string_view currency);

} // namespace clinic
