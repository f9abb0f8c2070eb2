#include "picture.hpp"

namespace clinic::documents {
namespace {

/// Numbers in the byte order that the TIFF header of EXIF names.
struct Tiff {
    std::string_view bytes;
    bool little;

    [[nodiscard]] std::uint64_t number(std::uint64_t at, int size) const
    {
        if (at + static_cast<std::uint64_t>(size) > bytes.size()) return 0;
        std::uint64_t value = 0;
        for (int i = 0; i < size; ++i) {
            const auto place = at + static_cast<std::uint64_t>(little ? size - 1 - i : i);
            value = value << 8 | static_cast<unsigned char>(bytes[place]);
        }
        return value;
    }
};

} // namespace

int exif_orientation(std::string_view app1)
{
    constexpr std::string_view mark("Exif\0\0", 6);
    constexpr std::uint64_t orientation_tag = 0x0112;
    if (!app1.starts_with(mark)) return 1;
    const auto bytes = app1.substr(mark.size());
    if (!bytes.starts_with("II") && !bytes.starts_with("MM")) return 1;
    const Tiff tiff{bytes, bytes.starts_with("II")};
    const auto directory = tiff.number(4, 4);
    const auto entries = tiff.number(directory, 2);
    for (std::uint64_t i = 0; i < entries; ++i) {
        const auto entry = directory + 2 + i * 12;
        if (entry + 12 > bytes.size()) break;
        if (tiff.number(entry, 2) != orientation_tag) continue;
        const auto value = tiff.number(entry + 8, 2);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

} // namespace clinic::documents
