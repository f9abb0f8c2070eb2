#include "picture.hpp"

#include "decoders.hpp"

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
