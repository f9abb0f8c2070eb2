#include "platform/net/encoding.hpp"

#include "platform/crypto/bytes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace clinic::net {

namespace {

constexpr std::size_t line_width = 76;
constexpr std::size_t longest_plain_header = 60;

std::string with_line_feeds(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (!pair) out += text[i] == '\r' ? '\n' : text[i];
    }
    return out;
}

/// One line, without its end: soft breaks keep it within the width.
void append_quoted_line(std::string& out, std::string_view line)
{
    std::size_t column = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto byte = static_cast<unsigned char>(line[i]);
        const bool last = i + 1 == line.size();
        const bool blank = byte == ' ' || byte == '\t';
        const bool plain = (byte > ' ' && byte < 0x7F && byte != '=') || (blank && !last);
        const std::size_t width = plain ? 1 : 3;
        if (column + width > line_width - 1) {
            out += "=\r\n";
            column = 0;
        }
        if (plain) out += line[i];
        else out += fmt::format("={:02X}", byte);
        column += width;
    }
}

bool continues_character(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}

std::string quoted_printable(std::string_view text)
{
    const auto lines = with_line_feeds(text);
    std::string out;
    out.reserve(lines.size() + lines.size() / 4);
    for (std::size_t from = 0; from < lines.size();) {
        const auto end = std::min(lines.find('\n', from), lines.size());
        append_quoted_line(out, std::string_view(lines).substr(from, end - from));
        out += "\r\n";
        from = end + 1;
    }
    return out;
}

std::string base64_lines(std::string_view bytes)
{
    const auto text = crypto::base64(bytes);
    std::string out;
    out.reserve(text.size() + text.size() / line_width * 2 + 2);
    for (std::size_t from = 0; from < text.size(); from += line_width)
        (out += std::string_view(text).substr(from, line_width)) += "\r\n";
    return out;
}

std::string encoded_words(std::string_view text)
{
    constexpr std::size_t most = 42; // bytes: "=?UTF-8?B?" + 56 + "?=" is 68 characters
    std::string out;
    while (!text.empty()) {
        auto size = std::min(text.size(), most);
        while (size < text.size() && size > 1 && continues_character(text[size])) --size;
        if (!out.empty()) out += "\r\n ";
        out += fmt::format("=?UTF-8?B?{}?=", crypto::base64(text.substr(0, size)));
        text.remove_prefix(size);
    }
    return out;
}

std::string extended_value(std::string_view text)
{
    std::string out = "UTF-8''";
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        if (plain) out += c;
        else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string header_text(std::string_view text)
{
    std::string line(text);
    std::ranges::replace_if(line, [](unsigned char c) { return c < ' ' || c == 0x7F; }, ' ');
    const bool ascii = std::ranges::all_of(line, [](unsigned char c) { return c < 0x80; });
    const bool mistakable = line.find("=?") != std::string::npos || line.starts_with(' ') ||
                            line.ends_with(' ');
    if (ascii && !mistakable && line.size() <= longest_plain_header) return line;
    return encoded_words(line);
}

}
