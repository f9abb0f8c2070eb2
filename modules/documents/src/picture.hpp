#pragma once
// Pictures: decoded row by row straight into their smaller size, so that memory follows the result and not what came in.

#include "content.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::documents {

/// Four bytes a pixel: red, green, blue, opacity.
struct Picture {
    int width = 0;
    int height = 0;
    bool opaque = true;
    std::vector<std::uint8_t> pixels;
};

/// The picture, upright (EXIF orientation applied), no side longer than `longest`. Nothing when the bytes do not decode.
[[nodiscard]] std::optional<Picture> decode(
    std::string_view bytes, const Content& content, int longest);

/// On white, since JPEG knows no opacity. Throws std::runtime_error.
[[nodiscard]] std::string encode_jpeg(const Picture& picture, int quality);
[[nodiscard]] std::string encode_png(const Picture& picture);

/// For lists: a JPEG of at most 256 pixels a side; nothing for what has no picture.
[[nodiscard]] std::optional<std::string> thumbnail(std::string_view bytes, const Content& content);

/// To stand beside a name: the square in the middle, at most 256 pixels a side, as JPEG. Nothing when it does not decode.
[[nodiscard]] std::optional<std::string> portrait(std::string_view bytes, const Content& content);

/// A picture for the house's pages: written anew from its pixels, at most 2048 a side; a GIF keeps its frames and loses
/// everything else. Nothing when it does not decode.
struct Rewritten {
    std::string bytes;
    Kind kind;
    int width;
    int height;
};
[[nodiscard]] std::optional<Rewritten> rewritten(std::string_view bytes, const Content& content);

/// EXIF orientation, 1 to 8 (CIPA DC-008 §4.6.5), of an APP1 segment's content; 1 when it says nothing.
[[nodiscard]] int exif_orientation(std::string_view app1);

} // namespace clinic::documents
