#pragma once
// One decoder a file: C libraries that leave by longjmp stay among themselves.

#include "picture.hpp"

namespace clinic::documents {

[[nodiscard]] std::optional<Picture> decode_jpeg(std::string_view bytes, int longest);
[[nodiscard]] std::optional<Picture> decode_png(std::string_view bytes, int longest);
/// Its first frame.
[[nodiscard]] std::optional<Picture> decode_gif(std::string_view bytes, int longest);

} // namespace clinic::documents
