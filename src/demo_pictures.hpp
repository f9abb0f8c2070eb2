#pragma once
// Pictures for the demo's feed, drawn on the spot: landscapes and portraits of nobody, as PNG.

#include <string>

namespace clinic::demo {

/// Hills under a sky; the number chooses the season and the shapes.
[[nodiscard]] std::string landscape_png(int number);
/// A head and shoulders before a plain wall.
[[nodiscard]] std::string portrait_png(int number);

} // namespace clinic::demo
