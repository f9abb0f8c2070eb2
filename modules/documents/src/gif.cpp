#include "decoders.hpp"
#include "shrink.hpp"

#include <gif_lib.h>

#include <memory>

namespace clinic::documents {
namespace {

constexpr std::size_t most_frames = 1000;

struct Close {
    void operator()(GifFileType* gif) const { DGifCloseFile(gif, nullptr); }
};
using Gif = std::unique_ptr<GifFileType, Close>;

int read(GifFileType* gif, GifByteType* into, int count)
{
    auto& left = *static_cast<std::string_view*>(gif->UserData);
    const auto got = left.copy(reinterpret_cast<char*>(into), static_cast<std::size_t>(count));
    left.remove_prefix(got);
    return static_cast<int>(got);
}

/// Past what comes before the first frame; the colour that stands for nothing, or -1.
std::optional<int> go_to_frame(GifFileType* gif)
{
    int transparent = NO_TRANSPARENT_COLOR;
    for (std::size_t i = 0; i < most_frames; ++i) {
        GifRecordType type = UNDEFINED_RECORD_TYPE;
        if (DGifGetRecordType(gif, &type) == GIF_ERROR) return std::nullopt;
        if (type == IMAGE_DESC_RECORD_TYPE)
            return DGifGetImageDesc(gif) == GIF_ERROR ? std::nullopt : std::optional(transparent);
        if (type != EXTENSION_RECORD_TYPE) return std::nullopt;
        int code = 0;
        GifByteType* block = nullptr;
        if (DGifGetExtension(gif, &code, &block) == GIF_ERROR) return std::nullopt;
        GraphicsControlBlock control{};
        if (code == GRAPHICS_EXT_FUNC_CODE && block != nullptr &&
            DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
            transparent = control.TransparentColor;
        while (block != nullptr) {
            if (DGifGetExtensionNext(gif, &block) == GIF_ERROR) return std::nullopt;
        }
    }
    return std::nullopt;
}

/// The lines of the frame in their order on the screen, one byte a pixel.
std::optional<std::vector<GifByteType>> read_lines(GifFileType* gif)
{
    const auto& frame = gif->Image;
    const auto width = static_cast<std::size_t>(frame.Width);
    std::vector<GifByteType> pixels(width * static_cast<std::size_t>(frame.Height));
    constexpr int first[] = {0, 4, 2, 1};
    constexpr int step[] = {8, 8, 4, 2};
    const auto line = [&](int y) {
        return DGifGetLine(gif, pixels.data() + static_cast<std::size_t>(y) * width, frame.Width) ==
               GIF_OK;
    };
    if (!frame.Interlace) {
        for (int y = 0; y < frame.Height; ++y) {
            if (!line(y)) return std::nullopt;
        }
        return pixels;
    }
    for (int pass = 0; pass < 4; ++pass) {
        for (int y = first[pass]; y < frame.Height; y += step[pass]) {
            if (!line(y)) return std::nullopt;
        }
    }
    return pixels;
}

} // namespace

std::optional<Picture> decode_gif(std::string_view bytes, int longest)
{
    int error = 0;
    const Gif gif(DGifOpen(&bytes, read, &error));
    if (!gif) return std::nullopt;
    const auto transparent = go_to_frame(gif.get());
    const auto& frame = gif->Image;
    const bool sane = frame.Width > 0 && frame.Height > 0 && frame.Width <= longest_side &&
                      frame.Height <= longest_side &&
                      std::int64_t{frame.Width} * frame.Height <= most_pixels;
    if (!transparent || !sane) return std::nullopt;
    const auto pixels = read_lines(gif.get());
    const auto* colours = frame.ColorMap != nullptr ? frame.ColorMap : gif->SColorMap;
    if (!pixels || colours == nullptr) return std::nullopt;

    Shrinker shrinker(frame.Width, frame.Height, longest);
    std::vector<std::uint8_t> row(static_cast<std::size_t>(frame.Width) * 4);
    for (std::size_t at = 0; at < pixels->size(); at += static_cast<std::size_t>(frame.Width)) {
        for (std::size_t x = 0; x < static_cast<std::size_t>(frame.Width); ++x) {
            const int index = (*pixels)[at + x];
            const auto colour = index < colours->ColorCount ? colours->Colors[index]
                                                            : GifColorType{};
            row[x * 4] = colour.Red;
            row[x * 4 + 1] = colour.Green;
            row[x * 4 + 2] = colour.Blue;
            row[x * 4 + 3] = index == *transparent ? 0 : 255;
        }
        shrinker.add(row);
    }
    return shrinker.take();
}

} // namespace clinic::documents
