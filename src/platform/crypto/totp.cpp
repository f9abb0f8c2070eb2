#include "platform/crypto/totp.hpp"

#include "platform/core/percent.hpp"
#include "platform/crypto/bytes.hpp"
#include "platform/crypto/raw.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace clinic::crypto {
namespace {

using text::percent_encoded;

constexpr std::int64_t step_seconds = 30;
constexpr std::uint32_t six_digits = 1'000'000;

std::array<unsigned char, 20> hmac_sha1(std::string_view key, std::string_view message)
{
    std::array<unsigned char, 20> digest{};
    unsigned int size = 0;
    HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), raw(message), message.size(),
        digest.data(), &size);
    return digest;
}

} // namespace

std::string base32(std::string_view bytes)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char byte : bytes) {
        held = held << 8 | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 5; bits -= 5) text += letters[held >> (bits - 5) & 31];
    }
    if (bits > 0) text += letters[held << (5 - bits) & 31];
    return text;
}

std::string hotp(std::string_view secret, std::uint64_t counter)
{
    std::string message(8, '\0');
    for (std::size_t i = 8; i-- > 0; counter >>= 8) message[i] = static_cast<char>(counter & 0xFF);
    const auto digest = hmac_sha1(secret, message);
    const std::size_t at = digest.back() & 0x0F;
    const std::uint32_t number = std::uint32_t{digest[at]} << 24 |
                                 std::uint32_t{digest[at + 1]} << 16 |
                                 std::uint32_t{digest[at + 2]} << 8 | digest[at + 3];
    return fmt::format("{:06}", (number & 0x7FFF'FFFF) % six_digits);
}

std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Instant now)
{
    const std::int64_t present = now.ms / 1000 / step_seconds;
    std::optional<std::int64_t> found;
    // All three always, so that the time taken does not tell which.
    for (const std::int64_t step : {present - 1, present, present + 1}) {
        if (equal(hotp(secret, static_cast<std::uint64_t>(step)), code)) found = step;
    }
    return found;
}

std::string totp_uri(std::string_view issuer, std::string_view account, std::string_view secret)
{
    return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", percent_encoded(issuer),
        percent_encoded(account), base32(secret), percent_encoded(issuer));
}

} // namespace clinic::crypto
