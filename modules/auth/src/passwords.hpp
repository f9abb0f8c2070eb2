#pragma once

#include <string>
#include <string_view>

namespace clinic::auth {

/// The form in which a password is hashed: keyboards differ in how they put an accent on a letter
/// (NFC, as NIST SP 800-63B §5.1.1.2 asks).
[[nodiscard]] std::string as_hashed(std::string_view password);

} // namespace clinic::auth
