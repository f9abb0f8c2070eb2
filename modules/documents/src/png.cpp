#include "decoders.hpp"
#include "shrink.hpp"

#include <csetjmp>
#include <memory>
#include <png.h>
#include <stdexcept>

namespace clinic::documents {
namespace {

constexpr std::int64_t most_pixels_interlaced = 16'000'000; // these must lie in memory whole

struct Decoding {
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, leave, say_nothing);
    png_infop info = png != nullptr ? png_create_info_struct(png) : nullptr;
    std::string_view left;
    std::unique_ptr<Shrinker> shrinker;
    std::vector<std::uint8_t> pixels;
    std::vector<png_bytep> rows;

    Decoding() = default;
    Decoding(const Decoding&) = delete;
    Decoding& operator=(const Decoding&) = delete;
    ~Decoding() { png_destroy_read_struct(&png, &info, nullptr); }

    [[noreturn]] static void leave(png_structp png, png_const_charp) { png_longjmp(png, 1); }
    static void say_nothing(png_structp, png_const_charp) {}
    static void read(png_structp png, png_bytep into, std::size_t count)
    {
        auto& self = *static_cast<Decoding*>(png_get_io_ptr(png));
        if (count > self.left.size()) png_error(png, "too short");
        self.left.copy(reinterpret_cast<char*>(into), count);
        self.left.remove_prefix(count);
    }
};

/// Whatever it is stored as: eight bits of red, green, blue and opacity.
void ask_for_rgba(Decoding& d)
{
    png_set_expand(d.png);
    png_set_scale_16(d.png);
    png_set_gray_to_rgb(d.png);
    png_set_add_alpha(d.png, 0xff, PNG_FILLER_AFTER);
}

/// Nothing with a destructor may live in a function that is jumped out of: all of that is in `d`.
bool run(Decoding& d, int longest)
{
    if (d.info == nullptr || setjmp(png_jmpbuf(d.png)) != 0)
        return false; // NOLINT(cert-err52-cpp): libpng's contract
    png_set_read_fn(d.png, &d, Decoding::read);
    png_set_user_limits(d.png, longest_side, longest_side);
    png_set_chunk_malloc_max(d.png, 4'000'000);
    png_set_chunk_cache_max(d.png, 100);
    png_read_info(d.png, d.info);
    ask_for_rgba(d);
    const int passes = png_set_interlace_handling(d.png);
    png_read_update_info(d.png, d.info);
    const auto width = png_get_image_width(d.png, d.info);
    const auto height = png_get_image_height(d.png, d.info);
    const auto stride = std::size_t{width} * 4;
    if (png_get_rowbytes(d.png, d.info) != stride) return false;
    d.shrinker = std::make_unique<Shrinker>(
        static_cast<int>(width), static_cast<int>(height), longest);
    if (passes > 1) {
        if (std::int64_t{width} * height > most_pixels_interlaced) return false;
        d.pixels.resize(stride * height);
        for (std::size_t y = 0; y < height; ++y) d.rows.push_back(d.pixels.data() + y * stride);
        png_read_image(d.png, d.rows.data());
        for (const auto* row : d.rows) d.shrinker->add({row, stride});
    } else {
        d.pixels.resize(stride);
        for (png_uint_32 y = 0; y < height; ++y) {
            png_read_row(d.png, d.pixels.data(), nullptr);
            d.shrinker->add(d.pixels);
        }
    }
    png_read_end(d.png, nullptr);
    return true;
}

} // namespace

std::optional<Picture> decode_png(std::string_view bytes, int longest)
{
    Decoding decoding;
    decoding.left = bytes;
    if (!run(decoding, longest)) return std::nullopt;
    return decoding.shrinker->take();
}

std::string encode_png(const Picture& picture)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGBA;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string bytes(size, '\0');
    if (png_image_write_to_memory(
            &image, bytes.data(), &size, 0, picture.pixels.data(), 0, nullptr) == 0)
        throw std::runtime_error("libpng could not write");
    bytes.resize(size);
    return bytes;
}

} // namespace clinic::documents
