#pragma once
// The fonts that paper is set in: Liberation Sans 2 (SIL Open Font License 1.1), carried inside the executable.

#include <string_view>

namespace clinic::documents {

/// A TrueType file.
[[nodiscard]] std::string_view font(bool bold);

} // namespace clinic::documents
