#include "decoders.hpp"
#include "shrink.hpp"

#include <csetjmp>
#include <cstdio>
#include <jpeglib.h>
#include <memory>
#include <stdexcept>

namespace clinic::documents {
namespace {

/// libjpeg's way out of an error.
struct Escape {
    jpeg_error_mgr manager{};
    std::jmp_buf place{};
};

[[noreturn]] void leave(j_common_ptr common)
{
    std::longjmp(reinterpret_cast<Escape*>(common->err)->place,
        1); // NOLINT(cert-err52-cpp): libjpeg's contract
}
void say_nothing(j_common_ptr) {}

void prepare(Escape& escape)
{
    jpeg_std_error(&escape.manager);
    escape.manager.error_exit = leave;
    escape.manager.output_message = say_nothing;
}

int orientation_of(const jpeg_decompress_struct& jpeg)
{
    for (const auto* marker = jpeg.marker_list; marker != nullptr; marker = marker->next) {
        if (marker->marker != JPEG_APP0 + 1) continue;
        return exif_orientation({reinterpret_cast<const char*>(marker->data), marker->data_length});
    }
    return 1;
}

/// The library shrinks by eighths on its own, which is quick; the rest is ours.
void choose_scale(jpeg_decompress_struct& jpeg, int longest)
{
    const auto side = std::max(jpeg.image_width, jpeg.image_height);
    jpeg.scale_num = 8;
    jpeg.scale_denom = 8;
    while (
        jpeg.scale_num > 1 && side * (jpeg.scale_num - 1) / 8 >= static_cast<unsigned>(longest) * 2)
        --jpeg.scale_num;
    // Only 1/8, 1/4 and 1/2 have fast ways; others do no better.
    jpeg.scale_num = jpeg.scale_num >= 8   ? 8
                     : jpeg.scale_num >= 4 ? 4
                     : jpeg.scale_num >= 2 ? 2
                                           : 1;
    jpeg.out_color_space = JCS_EXT_RGBX;
}

struct Decoding {
    jpeg_decompress_struct jpeg{};
    Escape escape;
    std::unique_ptr<Shrinker> shrinker;
    std::vector<std::uint8_t> row;
    int orientation = 1;

    ~Decoding() { jpeg_destroy_decompress(&jpeg); }
};

/// Nothing with a destructor may live in a function that is jumped out of: all of that is in `d`.
bool run(Decoding& d, std::string_view bytes, int longest)
{
    prepare(d.escape);
    d.jpeg.err = &d.escape.manager;
    if (setjmp(d.escape.place) != 0) return false; // NOLINT(cert-err52-cpp): libjpeg's contract
    jpeg_create_decompress(&d.jpeg);
    jpeg_mem_src(&d.jpeg, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_save_markers(&d.jpeg, JPEG_APP0 + 1, 0xffff);
    jpeg_read_header(&d.jpeg, TRUE);
    d.orientation = orientation_of(d.jpeg);
    choose_scale(d.jpeg, longest);
    jpeg_start_decompress(&d.jpeg);
    d.row.assign(std::size_t{d.jpeg.output_width} * 4, 255);
    d.shrinker = std::make_unique<Shrinker>(
        static_cast<int>(d.jpeg.output_width), static_cast<int>(d.jpeg.output_height), longest);
    while (d.jpeg.output_scanline < d.jpeg.output_height) {
        JSAMPROW row = d.row.data();
        jpeg_read_scanlines(&d.jpeg, &row, 1);
        for (std::size_t i = 3; i < d.row.size(); i += 4) d.row[i] = 255;
        d.shrinker->add(d.row);
    }
    jpeg_finish_decompress(&d.jpeg);
    return true;
}

/// Where the pixel that shall stand at (x, y) stands now.
struct Turn {
    bool swaps;
    bool mirrors_x;
    bool mirrors_y;
};
constexpr Turn turns[9] = {{}, {false, false, false}, {false, true, false}, {false, true, true},
    {false, false, true}, {true, false, false}, {true, false, true}, {true, true, true},
    {true, true, false}};

Picture upright(Picture picture, int orientation)
{
    if (orientation == 1) return picture;
    const auto [swaps, mirrors_x, mirrors_y] = turns[orientation];
    Picture out{swaps ? picture.height : picture.width, swaps ? picture.width : picture.height,
        picture.opaque, {}};
    out.pixels.reserve(picture.pixels.size());
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            int from_x = swaps ? y : x;
            int from_y = swaps ? x : y;
            if (mirrors_x) from_x = picture.width - 1 - from_x;
            if (mirrors_y) from_y = picture.height - 1 - from_y;
            const auto at =
                (static_cast<std::size_t>(from_y) * static_cast<std::size_t>(picture.width) +
                    static_cast<std::size_t>(from_x)) *
                4;
            out.pixels.insert(out.pixels.end(),
                picture.pixels.begin() + static_cast<std::ptrdiff_t>(at),
                picture.pixels.begin() + static_cast<std::ptrdiff_t>(at + 4));
        }
    }
    return out;
}

struct Encoding {
    jpeg_compress_struct jpeg{};
    Escape escape;
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    std::vector<std::uint8_t> row;

    ~Encoding()
    {
        jpeg_destroy_compress(&jpeg);
        std::free(bytes); // NOLINT(cppcoreguidelines-no-malloc): jpeg_mem_dest allocates so
    }
};

void on_white(std::span<const std::uint8_t> from, std::vector<std::uint8_t>& row)
{
    row.clear();
    for (std::size_t i = 0; i < from.size(); i += 4) {
        const unsigned opacity = from[i + 3];
        for (std::size_t c = 0; c < 3; ++c) {
            row.push_back(
                static_cast<std::uint8_t>((from[i + c] * opacity + 255 * (255 - opacity)) / 255));
        }
    }
}

bool run(Encoding& e, const Picture& picture, int quality)
{
    prepare(e.escape);
    e.jpeg.err = &e.escape.manager;
    if (setjmp(e.escape.place) != 0) return false; // NOLINT(cert-err52-cpp): libjpeg's contract
    jpeg_create_compress(&e.jpeg);
    jpeg_mem_dest(&e.jpeg, &e.bytes, &e.size);
    e.jpeg.image_width = static_cast<JDIMENSION>(picture.width);
    e.jpeg.image_height = static_cast<JDIMENSION>(picture.height);
    e.jpeg.input_components = 3;
    e.jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&e.jpeg);
    jpeg_set_quality(&e.jpeg, quality, TRUE);
    e.jpeg.optimize_coding = TRUE;
    jpeg_start_compress(&e.jpeg, TRUE);
    const auto stride = static_cast<std::size_t>(picture.width) * 4;
    while (e.jpeg.next_scanline < e.jpeg.image_height) {
        on_white(std::span(picture.pixels).subspan(e.jpeg.next_scanline * stride, stride), e.row);
        JSAMPROW row = e.row.data();
        jpeg_write_scanlines(&e.jpeg, &row, 1);
    }
    jpeg_finish_compress(&e.jpeg);
    return true;
}

} // namespace

std::optional<Picture> decode_jpeg(std::string_view bytes, int longest)
{
    Decoding decoding;
    if (!run(decoding, bytes, longest)) return std::nullopt;
    return upright(decoding.shrinker->take(), decoding.orientation);
}

std::string encode_jpeg(const Picture& picture, int quality)
{
    Encoding encoding;
    if (!run(encoding, picture, quality)) throw std::runtime_error("libjpeg could not write");
    return {reinterpret_cast<const char*>(encoding.bytes), encoding.size};
}

} // namespace clinic::documents
