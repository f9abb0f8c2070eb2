#pragma once
// The words that passwords are made of when nobody thinks about them, in French and English.

#include <string_view>

namespace clinic::auth {

/// Of lower-case letters and digits, without accents.
[[nodiscard]] bool is_common_word(std::string_view word);

} // namespace clinic::auth
