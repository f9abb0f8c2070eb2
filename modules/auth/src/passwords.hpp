#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace clinic::auth {

inline constexpr std::size_t shortest_password = 10;
inline constexpr std::size_t longest_password = 200;
/// For the fields that take a new one.
inline constexpr std::string_view password_lengths = "10 to 200 characters";

/// The form in which a password is hashed: keyboards differ in how they put an accent on a letter
/// (NFC, as NIST SP 800-63B §5.1.1.2 asks).
[[nodiscard]] std::string as_hashed(std::string_view password);

} // namespace clinic::auth
