#include "shelf.hpp"

namespace clinic::documents {
namespace {

std::string seen(std::string_view bytes)
{
    const auto found = inspect(bytes);
    if (found) return fmt::format("{} {}x{}", media_type(found->kind), found->width, found->height);
    constexpr std::string_view names[] = {"unknown", "broken", "two faced", "too many pixels"};
    return std::string(names[static_cast<std::size_t>(found.error())]);
}

/// Two pixels, one frame, and a comment.
std::string gif(std::string_view comment = "")
{
    std::string bytes("GIF89a\x02\0\x01\0\x80\0\0\0\0\0\xff\xff\xff", 19);
    if (!comment.empty())
        bytes += std::string("\x21\xfe", 2) + static_cast<char>(comment.size()) +
                 std::string(comment) + '\0';
    return bytes + std::string("\x2c\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x0a\0\x3b", 16);
}

std::string png_of_size(std::uint32_t width, std::uint32_t height)
{
    auto bytes = png();
    for (int i = 0; i < 4; ++i) {
        bytes[static_cast<std::size_t>(16 + i)] = static_cast<char>(width >> (24 - 8 * i));
        bytes[static_cast<std::size_t>(20 + i)] = static_cast<char>(height >> (24 - 8 * i));
    }
    return bytes;
}

} // namespace

TEST_CASE("content: files are known by their bytes")
{
    CHECK(seen(png(40, 30)) == "image/png 40x30");
    CHECK(seen(jpeg(64, 20)) == "image/jpeg 64x20");
    CHECK(seen(gif()) == "image/gif 2x1");
    CHECK(seen(pdf()) == "application/pdf 0x0");
    for (const std::string_view other :
        {"", "BM", "<svg/>", "PK\x03\x04", "II*", "RIFF....WEBP", "%!PS", " %PDF-1.4"}) {
        CHECK_MESSAGE(seen(other) == "unknown", other);
    }
}

TEST_CASE("content: a cut-off file is broken wherever it was cut")
{
    for (const auto& whole : {png(20, 20), gif("hello")}) {
        for (std::size_t size = 8; size < whole.size(); ++size)
            CHECK(seen(whole.substr(0, size)) == "broken");
        CHECK(seen(whole + "x") == "broken");
    }
    const auto photo = jpeg(20, 20);
    for (std::size_t size = 3; size < photo.size() - 2; ++size)
        CHECK(seen(photo.substr(0, size)) == "broken");
    CHECK(seen("%PDF-1.4\nhello") == "broken");
    CHECK(seen("%PDF-9.x startxref %%EOF") == "broken");
}

TEST_CASE("content: huge pictures are refused by their head")
{
    CHECK(seen(png_of_size(65'535, 65'535)) == "too many pixels");
    CHECK(seen(png_of_size(12'000, 12'000)) == "too many pixels");
    CHECK(seen(png_of_size(0, 10)) == "broken");
    auto photo = jpeg(20, 20);
    const auto frame = photo.find("\xff\xc0");
    REQUIRE(frame != std::string::npos);
    for (std::size_t i = 5; i < 9; ++i) photo[frame + i] = '\xff';
    CHECK(seen(photo) == "too many pixels");
}

TEST_CASE("content: a file that is also something else is refused")
{
    CHECK(seen(gif("<script>alert(1)</script>")) == "two faced");
    CHECK(seen(jpeg() + "<SCRIPT>") == "two faced");
    CHECK(seen(jpeg() + std::string("PK\x05\x06", 4)) == "two faced");
    CHECK(seen("%PDF-1.4 <html> startxref %%EOF") == "two faced");
}

TEST_CASE("pictures: a GIF keeps its frames and loses its comments")
{
    const auto cleaned = cleaned_gif(gif("made by somebody"));
    CHECK(cleaned == gif());
    const auto content = inspect(cleaned);
    REQUIRE(content);
    const auto decoded = decode(cleaned, *content, 100);
    REQUIRE(decoded);
    CHECK(decoded->width == 2);
}

TEST_CASE("pictures: they shrink to their side and keep their colours")
{
    for (const auto& bytes : {png(600, 300), jpeg(600, 300)}) {
        const auto small = decode(bytes, *inspect(bytes), 100);
        REQUIRE(small);
        CHECK(small->width == 100);
        CHECK(small->height == 50);
        CHECK(small->pixels.size() == 100 * 50 * 4);
        CHECK(small->pixels[0] > 150);
        CHECK(small->pixels[2] < 100);
        CHECK(small->pixels[99 * 4] < 100);
        CHECK(small->pixels[99 * 4 + 2] > 150);
    }
    auto damaged = png(200, 200);
    for (std::size_t i = 60; i < 90; ++i) damaged[i] = 'x';
    CHECK_FALSE(decode(damaged, Content{Kind::png, 200, 200}, 100));
}

TEST_CASE("pictures: EXIF says how a photo lies, or nothing")
{
    const auto exif = [](std::string_view order, std::string_view value) {
        const bool big = order == "MM";
        const std::string head =
            big ? std::string("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01", 18)
                : std::string("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 18);
        return exif_orientation(
            std::string("Exif\0\0", 6) + head + std::string(value) + std::string(8, '\0'));
    };
    CHECK(exif("MM", std::string_view("\0\x06", 2)) == 6);
    CHECK(exif("II", std::string_view("\x08\0", 2)) == 8);
    CHECK(exif("MM", std::string_view("\0\x63", 2)) == 1);
    CHECK(exif_orientation("") == 1);
    CHECK(exif_orientation(std::string_view("Exif\0\0MM", 8)) == 1);
    CHECK(exif_orientation(std::string("Exif\0\0MM\0*\xff\xff\xff\xff", 14)) == 1);
}

} // namespace clinic::documents
