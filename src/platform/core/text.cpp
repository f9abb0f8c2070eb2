#include "platform/core/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

namespace clinic::text {

namespace {

using CodePoint = utf8proc_int32_t;

const utf8proc_uint8_t* bytes_of(std::string_view text)
{
    return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

/// Index of the first byte that is not ASCII, or the size. Eight bytes at a time: most text is
/// ASCII.
std::size_t ascii_prefix(std::string_view text)
{
    std::size_t at = 0;
    for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
        std::memcpy(&word, text.data() + at, sizeof word);
        if ((word & 0x8080'8080'8080'8080) != 0) break;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    return at;
}

/// Calls see(code point, index, size) for each; false at the first byte that is not UTF-8.
template <class See>
bool each_code_point(std::string_view text, See see)
{
    for (std::size_t at = 0; at < text.size();) {
        CodePoint point = 0;
        const auto size = utf8proc_iterate(
            bytes_of(text) + at, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
        if (size <= 0) return false;
        see(point, at, static_cast<std::size_t>(size));
        at += static_cast<std::size_t>(size);
    }
    return true;
}

bool is_space(CodePoint point)
{
    if (point == ' ' || (point >= 0x09 && point <= 0x0D) || point == 0x85) return true;
    if (point == 0x200B || point == 0xFEFF) return true; // zero width: nobody sees them, either
    const auto category = utf8proc_category(point);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

bool is_apostrophe(CodePoint point)
{
    return point == '\'' || point == '`' || point == 0xB4 || point == 0x02B9 ||
           (point >= 0x02BB && point <= 0x02BD) || (point >= 0x2018 && point <= 0x201B) ||
           point == 0x2032;
}

bool is_hyphen(CodePoint point)
{
    return point == '-' || (point >= 0x2010 && point <= 0x2015) || point == 0x2212 ||
           point == 0x30FB || point == 0xB7;
}

/// Letters that Unicode does not decompose but that people without them on the keyboard do.
std::string_view spelled_out(CodePoint lower)
{
    switch (lower) {
    case 0x0153:
        return "oe";
    case 0x00E6:
        return "ae";
    case 0x00DF:
        return "ss";
    case 0x00F8:
        return "o";
    case 0x0111:
    case 0x00F0:
        return "d";
    case 0x0142:
        return "l";
    case 0x00FE:
        return "th";
    case 0x0127:
        return "h";
    case 0x0131:
        return "i";
    default:
        return {};
    }
}

/// Builds folded text: separators are kept as one space, and only between words.
class Folding {
public:
    void add(CodePoint point)
    {
        if (is_space(point) || is_apostrophe(point) || is_hyphen(point)) {
            gap_ = !text_.empty();
            return;
        }
        if (gap_) text_ += ' ';
        gap_ = false;
        append(point);
    }
    std::string take() { return std::move(text_); }

private:
    void append(CodePoint point)
    {
        if (const auto letters = spelled_out(point); !letters.empty()) {
            text_ += letters;
            return;
        }
        std::array<utf8proc_uint8_t, 4> bytes{};
        const auto size = utf8proc_encode_char(point, bytes.data());
        text_.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
    }

    std::string text_;
    bool gap_ = false;
};

[[noreturn]] void not_utf8()
{
    throw std::invalid_argument("text is not UTF-8");
}

std::string folded_ascii(std::string_view text)
{
    Folding folding;
    for (const char c : text) folding.add(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return folding.take();
}

/// Compatibility decomposition, case folded, without marks (accents) and default-ignorables.
std::vector<CodePoint> decomposed(std::string_view text)
{
    constexpr auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE |
                                                            UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                                            UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    std::vector<CodePoint> points(text.size() * 2);
    const auto decompose = [&] {
        return utf8proc_decompose(bytes_of(text), size, points.data(),
            static_cast<utf8proc_ssize_t>(points.size()), options);
    };
    auto count = decompose();
    if (count > static_cast<utf8proc_ssize_t>(points.size())) {
        points.resize(static_cast<std::size_t>(count));
        count = decompose();
    }
    if (count < 0) not_utf8();
    points.resize(static_cast<std::size_t>(count));
    return points;
}

}

bool is_utf8(std::string_view text)
{
    text.remove_prefix(ascii_prefix(text));
    return each_code_point(text, [](CodePoint, std::size_t, std::size_t) {});
}

std::size_t length(std::string_view text)
{
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::string trimmed(std::string_view text)
{
    std::size_t begin = text.size();
    std::size_t end = 0;
    const bool valid = each_code_point(
        text, [&](CodePoint point, std::size_t at, std::size_t size) {
            if (is_space(point)) return;
            begin = std::min(begin, at);
            end = at + size;
        });
    if (!valid) not_utf8();
    return begin < end ? std::string(text.substr(begin, end - begin)) : std::string();
}

bool has_control(std::string_view text, bool lines)
{
    bool found = false;
    each_code_point(text, [&](CodePoint point, std::size_t, std::size_t) {
        const bool excused = lines && (point == '\n' || point == '\t');
        const bool control = point < 0x20 || (point >= 0x7F && point <= 0x9F);
        const bool override_direction = (point >= 0x202A && point <= 0x202E) ||
                                        (point >= 0x2066 && point <= 0x2069);
        found = found || (control && !excused) || override_direction;
    });
    return found;
}

std::string folded(std::string_view text)
{
    if (ascii_prefix(text) == text.size()) return folded_ascii(text);
    Folding folding;
    for (const CodePoint point : decomposed(text)) folding.add(point);
    return folding.take();
}

std::string composed(std::string_view text)
{
    if (ascii_prefix(text) == text.size()) return std::string(text);
    constexpr auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    utf8proc_uint8_t* made = nullptr;
    const auto size = utf8proc_map(
        bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &made, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(made, &std::free);
    if (size < 0) not_utf8();
    return std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
}

}
