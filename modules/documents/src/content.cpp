#include "content.hpp"

#include <algorithm>
#include <array>

namespace clinic::documents {
namespace {

/// Reads forward; what lies beyond the end reads as failure, never as memory.
class Cursor {
public:
    explicit Cursor(std::string_view bytes) : bytes_(bytes) {}
    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }

    unsigned byte()
    {
        if (left() < 1) return ok_ = false, 0;
        return static_cast<unsigned char>(bytes_[at_++]);
    }
    unsigned big16()
    {
        const auto high = byte();
        return high << 8 | byte();
    }
    unsigned little16()
    {
        const auto low = byte();
        return low | byte() << 8;
    }
    std::uint64_t big32()
    {
        const std::uint64_t high = big16();
        return high << 16 | big16();
    }
    std::string_view take(std::uint64_t count)
    {
        if (count > left()) return ok_ = false, std::string_view();
        const auto part = bytes_.substr(at_, count);
        at_ += count;
        return part;
    }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool ok_ = true;
};

constexpr std::string_view png_magic("\x89PNG\r\n\x1a\n", 8);

using Found = std::expected<Content, ContentFault>;

std::unexpected<ContentFault> broken()
{
    return std::unexpected(ContentFault::broken);
}

Found sized(Kind kind, std::uint64_t width, std::uint64_t height)
{
    if (width == 0 || height == 0) return broken();
    if (width > longest_side || height > longest_side || width * height > most_pixels)
        return std::unexpected(ContentFault::too_many_pixels);
    return Content{kind, static_cast<int>(width), static_cast<int>(height)};
}

bool is_frame_header(unsigned marker)
{
    // SOF0 to SOF15, less DHT, JPG and DAC (ITU T.81, table B.1).
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/// The segments up to the first scan; an end of image must follow. Phones put more behind it (depth, motion), which stays
/// inert: it is looked over for pages and archives like all the rest.
Found inspect_jpeg(std::string_view bytes)
{
    Cursor in(bytes.substr(2));
    std::optional<Content> frame;
    while (in.ok()) {
        if (in.byte() != 0xff) return broken();
        auto marker = in.byte();
        while (marker == 0xff && in.ok()) marker = in.byte();
        if (marker == 0xda) break;
        const auto length = in.big16();
        if (length < 2 || marker == 0xd9) return broken();
        Cursor segment(in.take(length - 2));
        if (!is_frame_header(marker)) continue;
        if (frame) return broken();
        segment.byte();
        const auto height = segment.big16();
        const auto width = segment.big16();
        const auto found = sized(Kind::jpeg, width, height);
        if (!found || !segment.ok()) return found ? Found(broken()) : found;
        frame = *found;
    }
    constexpr std::string_view end_of_image = "\xff\xd9";
    if (!in.ok() || !frame || bytes.find(end_of_image, in.at()) == std::string_view::npos)
        return broken();
    return *frame;
}

/// Every chunk from IHDR to IEND, and nothing behind it.
Found inspect_png(std::string_view bytes)
{
    Cursor in(bytes.substr(png_magic.size()));
    std::optional<Content> head;
    while (in.ok()) {
        const auto length = in.big32();
        const auto type = in.take(4);
        Cursor data(in.take(length));
        in.take(4); // its checksum is the decoder's to check
        if (!in.ok()) break;
        if (!head) {
            if (type != "IHDR" || length != 13) return broken();
            const auto width = data.big32();
            const auto found = sized(Kind::png, width, data.big32());
            if (!found) return found;
            head = *found;
        }
        if (type == "IEND") return in.left() == 0 ? Found(*head) : broken();
    }
    return broken();
}

/// The parts of a GIF (GIF89a, appendix A); `keep` is told which bytes matter to the picture.
template <class Keep> Found walk_gif(std::string_view bytes, Keep&& keep)
{
    Cursor in(bytes);
    in.take(6);
    const auto width = in.little16();
    const auto height = in.little16();
    const auto table = [&in](unsigned flags) {
        if ((flags & 0x80) != 0) in.take(3U << ((flags & 7) + 1));
    };
    const auto sub_blocks = [&in] {
        while (const auto length = in.byte()) in.take(length);
    };
    const auto flags = in.byte();
    in.take(2);
    table(flags);
    keep(std::size_t{0}, in.at());
    int pictures = 0;
    while (in.ok()) {
        const auto start = in.at();
        const auto introducer = in.byte();
        if (introducer == 0x3b) {
            keep(start, in.at());
            if (!in.ok() || pictures == 0 || in.left() > 0) return broken();
            return sized(Kind::gif, width, height);
        }
        bool wanted = true;
        if (introducer == 0x2c) {
            in.take(4);
            const auto frame_width = in.little16();
            const auto frame_height = in.little16();
            if (!sized(Kind::gif, frame_width, frame_height)) return broken();
            table(in.byte());
            in.byte();
            ++pictures;
        } else if (introducer == 0x21) {
            const auto label = in.byte();
            const auto name = bytes.substr(std::min(in.at() + 1, bytes.size()), 11);
            wanted = label == 0xf9 || (label == 0xff && name == "NETSCAPE2.0");
        } else {
            return broken();
        }
        sub_blocks();
        if (wanted) keep(start, in.at());
    }
    return broken();
}

Found inspect_gif(std::string_view bytes)
{
    return walk_gif(bytes, [](std::size_t, std::size_t) {});
}

Found inspect_pdf(std::string_view bytes)
{
    const auto version = bytes.substr(5, 3);
    const bool known = version.size() == 3 && (version[0] == '1' || version[0] == '2') &&
                       version[1] == '.' && version[2] >= '0' && version[2] <= '9';
    const auto tail = bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 2048));
    if (!known || !tail.contains("startxref") || !tail.contains("%%EOF")) return broken();
    return Content{Kind::pdf};
}

bool contains_folded(std::string_view bytes, std::string_view lower)
{
    const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::search(bytes.begin(), bytes.end(), lower.begin(), lower.end(),
               [&](char a, char b) { return fold(a) == b; }) != bytes.end();
}

/// A page or a script inside a picture, a picture that is also an archive: never by accident.
bool is_two_faced(std::string_view bytes, Kind kind)
{
    constexpr std::array page_marks{"<script", "<html", "<!doctype", "<iframe", "<svg", "<?php"};
    const auto searched = kind == Kind::pdf ? bytes.substr(0, 1024) : bytes;
    if (std::ranges::any_of(
            page_marks, [&](std::string_view mark) { return contains_folded(searched, mark); }))
        return true;
    if (is_picture(kind) && bytes.substr(0, 1024).contains("%PDF-")) return true;
    // The end record of a zip archive may stand up to 64 KiB before the end.
    constexpr std::string_view zip_end("PK\x05\x06", 4);
    return bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 65'557))
        .contains(zip_end);
}

Found inspect_structure(std::string_view bytes)
{
    if (bytes.starts_with("\xff\xd8\xff")) return inspect_jpeg(bytes);
    if (bytes.starts_with(png_magic)) return inspect_png(bytes);
    if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return inspect_gif(bytes);
    if (bytes.starts_with("%PDF-")) return inspect_pdf(bytes);
    return std::unexpected(ContentFault::unknown);
}

} // namespace

std::string_view media_type(Kind kind)
{
    constexpr std::array<std::string_view, 4> types{
        "image/jpeg", "image/png", "image/gif", "application/pdf"};
    return types[static_cast<std::size_t>(kind)];
}

std::string_view extension(Kind kind)
{
    constexpr std::array<std::string_view, 4> extensions{".jpg", ".png", ".gif", ".pdf"};
    return extensions[static_cast<std::size_t>(kind)];
}

std::expected<Content, ContentFault> inspect(std::string_view bytes)
{
    auto found = inspect_structure(bytes);
    if (found && is_two_faced(bytes, found->kind)) return std::unexpected(ContentFault::two_faced);
    return found;
}

std::unexpected<Problem> content_refused(ContentFault fault)
{
    switch (fault) {
    case ContentFault::unknown:
        return invalid("file", "type",
            {"Ce type de fichier n’est pas accepté. Envoyez une image JPEG, PNG ou GIF, ou un PDF.",
                "This type of file is not taken. Send a JPEG, PNG or GIF picture, or a PDF."});
    case ContentFault::broken:
        return invalid("file", "broken",
            {"Ce fichier est abîmé ou incomplet. Enregistrez-le à nouveau, puis renvoyez-le.",
                "This file is damaged or incomplete. Save it again, then send it again."});
    case ContentFault::two_faced:
        return invalid("file", "two_faced",
            {"Ce fichier contient autre chose que ce qu’il montre ; il n’est pas accepté.",
                "This file holds something else than it shows; it is not taken."});
    case ContentFault::too_many_pixels:
        break;
    }
    return invalid("file", "too_many_pixels",
        {"Cette image a trop de pixels : 12 000 de côté et 50 millions au plus. Réduisez-la.",
            "This picture has too many pixels: 12,000 a side and 50 million at most. Make it "
            "smaller."});
}

std::string cleaned_gif(std::string_view bytes)
{
    std::string out;
    (void)walk_gif(bytes,
        [&](std::size_t from, std::size_t until) { out += bytes.substr(from, until - from); });
    return out;
}

} // namespace clinic::documents
