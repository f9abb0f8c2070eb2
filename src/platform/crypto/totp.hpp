#pragma once
// One-time codes of authenticator apps: HOTP (RFC 4226) over time (RFC 6238), 6 digits, steps of 30 s, HMAC-SHA-1,
// which is what all apps take.

#include "platform/core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clinic::crypto {

/// RFC 4648 §6, capitals, without padding.
[[nodiscard]] std::string base32(std::string_view bytes);

/// RFC 4226 §5.3: six digits.
[[nodiscard]] std::string hotp(std::string_view secret, std::uint64_t counter);

/// The step of 30 s that a code is of: the present one, the one before or the one after (clocks of phones differ).
/// Nothing when it is of none of them. Each step must be taken once only: that is up to the caller.
[[nodiscard]] std::optional<std::int64_t> totp_step(
    std::string_view secret, std::string_view code, Instant now);

/// otpauth://totp/…, which apps read from a QR code.
[[nodiscard]] std::string totp_uri(
    std::string_view issuer, std::string_view account, std::string_view secret);

} // namespace clinic::crypto
