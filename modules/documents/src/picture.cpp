#include "picture.hpp"

#include "decoders.hpp"

#include <algorithm>
#include <cstddef>

namespace clinic::documents {
namespace {

constexpr int thumbnail_side = 256;
constexpr int page_side = 2048;
constexpr int quality = 84;

} // namespace

std::optional<Picture> decode(std::string_view bytes, const Content& content, int longest)
{
    switch (content.kind) {
    case Kind::jpeg:
        return decode_jpeg(bytes, longest);
    case Kind::png:
        return decode_png(bytes, longest);
    case Kind::gif:
        return decode_gif(bytes, longest);
    case Kind::pdf:
        break;
    }
    return std::nullopt;
}

std::optional<std::string> thumbnail(std::string_view bytes, const Content& content)
{
    const auto picture = decode(bytes, content, thumbnail_side);
    if (!picture) return std::nullopt;
    return encode_jpeg(*picture, quality);
}

namespace {

Picture middle_square(const Picture& whole, int longest)
{
    const int side = std::min({whole.width, whole.height, longest});
    const int left = (whole.width - side) / 2;
    const int top = (whole.height - side) / 2;
    Picture square{side, side, whole.opaque, {}};
    for (int y = 0; y < side; ++y) {
        const auto row = whole.pixels.begin() +
                         std::ptrdiff_t{4} * ((top + y) * whole.width + left);
        square.pixels.insert(square.pixels.end(), row, row + std::ptrdiff_t{4} * side);
    }
    return square;
}

} // namespace

std::optional<std::string> portrait(std::string_view bytes, const Content& content)
{
    // So large that the shorter side, which is all of the square, has what is wanted; a strip may have less.
    const auto [shorter, longer] = std::minmax(content.width, content.height);
    const auto longest = std::min(page_side, (thumbnail_side * longer + shorter - 1) / shorter);
    const auto picture = decode(bytes, content, longest);
    if (!picture) return std::nullopt;
    return encode_jpeg(middle_square(*picture, thumbnail_side), quality);
}

std::optional<Rewritten> rewritten(std::string_view bytes, const Content& content)
{
    const auto picture = decode(bytes, content, page_side);
    if (!picture) return std::nullopt;
    if (content.kind == Kind::gif)
        return Rewritten{cleaned_gif(bytes), Kind::gif, content.width, content.height};
    const bool photo = content.kind == Kind::jpeg;
    return Rewritten{photo ? encode_jpeg(*picture, quality) : encode_png(*picture), content.kind,
        picture->width, picture->height};
}

} // namespace clinic::documents
