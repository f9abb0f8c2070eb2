#include "fuzz/targets.hpp"

#include "../../../modules/documents/src/content.hpp"
#include "../../../modules/documents/src/picture.hpp"

namespace clinic::fuzz {

void content(std::string_view bytes)
{
    const auto orientation = documents::exif_orientation(bytes);
    must(orientation >= 1 && orientation <= 8, "an orientation that is none");
    const auto found = documents::inspect(bytes);
    if (!found) return;
    if (!documents::is_picture(found->kind)) return must(found->width == 0, "a PDF with a size");
    must(found->width > 0 && found->width <= documents::longest_side && found->height > 0 &&
             found->height <= documents::longest_side &&
             std::int64_t{found->width} * found->height <= documents::most_pixels,
        "a picture past its limits");
    if (found->kind != documents::Kind::gif) return;
    const auto cleaned = documents::cleaned_gif(bytes);
    must(cleaned.size() <= bytes.size(), "cleaning adds nothing");
    const auto again = documents::inspect(cleaned);
    must(again && again->kind == documents::Kind::gif, "a cleaned picture is one still");
    must(documents::cleaned_gif(cleaned) == cleaned, "cleaning twice is cleaning once");
}

} // namespace clinic::fuzz
