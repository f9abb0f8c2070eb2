#include "layout.hpp"

#include <algorithm>

namespace clinic::documents {
namespace {

/// How many bytes of the text fit, at least one letter.
std::size_t fitting(
    const Layout& layout, std::string_view text, float width, const TextStyle& style)
{
    std::size_t fits = 0;
    for (std::size_t end = 1; end <= text.size(); ++end) {
        const bool inside = end < text.size() &&
                            (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80;
        if (inside) continue;
        if (fits > 0 && layout.width(text.substr(0, end), style) > width) break;
        fits = end;
    }
    return fits;
}

void wrap_line(const Layout& layout, std::string_view text, float width, const TextStyle& style,
    std::vector<std::string>& out)
{
    std::string line;
    while (!text.empty()) {
        const auto space = std::min(text.find(' '), text.size());
        auto word = text.substr(0, space);
        text.remove_prefix(std::min(space + 1, text.size()));
        const auto longer = line.empty() ? std::string(word) : line + ' ' + std::string(word);
        if (layout.width(longer, style) <= width) {
            line = longer;
            continue;
        }
        if (!line.empty()) out.push_back(std::exchange(line, {}));
        while (layout.width(word, style) > width) {
            const auto part = fitting(layout, word, width, style);
            if (part == word.size()) break;
            out.emplace_back(word.substr(0, part));
            word.remove_prefix(part);
        }
        line = word;
    }
    out.push_back(std::move(line));
}

} // namespace

std::vector<std::string> Layout::wrapped(
    std::string_view text, float width, const TextStyle& style) const
{
    std::vector<std::string> out;
    while (true) {
        const auto end = std::min(text.find('\n'), text.size());
        wrap_line(*this, text.substr(0, end), width, style, out);
        if (end == text.size()) return out;
        text.remove_prefix(end + 1);
    }
}

void Layout::lines(
    float x, float width, std::string_view text, const TextStyle& style, float leading)
{
    for (const auto& line : wrapped(text, width, style)) {
        need(leading);
        this->text(x, y_ + style.size, line, style);
        skip(leading);
    }
}

} // namespace clinic::documents
