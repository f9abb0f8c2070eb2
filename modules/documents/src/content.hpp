#pragma once
// What a file is, by its bytes and never by its name or its sender's word. Structure is checked from end to end before any
// decoder sees it: a pure function, so that fuzzers can have it.

#include "platform/core/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace clinic::documents {

enum class Kind { jpeg, png, gif, pdf };

[[nodiscard]] std::string_view media_type(Kind kind);
[[nodiscard]] std::string_view extension(Kind kind);
[[nodiscard]] constexpr bool is_picture(Kind kind)
{
    return kind != Kind::pdf;
}

struct Content {
    Kind kind = Kind::pdf;
    int width = 0; ///< of pictures, as stored: before any turn that EXIF asks for
    int height = 0;
};

/// A picture of more pixels, or longer sides, is refused before it is decoded.
constexpr int longest_side = 12'000;
constexpr std::int64_t most_pixels = 50'000'000;

enum class ContentFault {
    unknown, ///< none of the kinds that are taken
    broken, ///< begins like one, and is none
    two_faced, ///< also something else: a page, a script, an archive
    too_many_pixels,
};
[[nodiscard]] std::expected<Content, ContentFault> inspect(std::string_view bytes);

/// A sentence for the person who sent it, as an error of the field "file".
[[nodiscard]] std::unexpected<Problem> content_refused(ContentFault fault);

/// A GIF without comments, texts, foreign extensions and whatever follows it. The bytes have passed inspect().
[[nodiscard]] std::string cleaned_gif(std::string_view bytes);

} // namespace clinic::documents
