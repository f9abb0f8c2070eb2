#pragma once
// A place on the paper that moves down as things are set, and over to the next page when there is no room.

#include "documents/documents.hpp"
#include "sheet.hpp"

#include <fmt/format.h>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::documents {

constexpr float margin = 56;
constexpr float content_width = page_width - 2 * margin;
constexpr float window_left = 312;
constexpr float content_top = 56; ///< of the second page and later ones
constexpr float content_bottom = page_height - 64;

constexpr Colour pine{0.055F, 0.353F, 0.369F};
constexpr Colour hairline{0.82F, 0.80F, 0.76F};
constexpr Colour shade{0.945F, 0.937F, 0.910F};

class Layout {
public:
    explicit Layout(Sheets& sheets) : sheets_(sheets) { sheets_.add_page(); }

    [[nodiscard]] float y() const { return y_; }
    void go_to(float y) { y_ = y; }
    void skip(float height) { y_ += height; }
    /// Goes to a new page unless there is that much room; true when it did.
    bool need(float height)
    {
        if (y_ + height <= content_bottom) return false;
        sheets_.add_page();
        y_ = content_top;
        return true;
    }

    void text(float x, float y, std::string_view text, const TextStyle& style)
    {
        sheets_.text(x, y, text, style);
    }
    /// Ends at `x`, its top where the layout stands.
    void right(float x, std::string_view text, const TextStyle& style)
    {
        sheets_.text(x - sheets_.width(text, style), y_ + style.size, text, style);
    }
    void line(float x1, float y, float x2, float width, Colour colour)
    {
        sheets_.line(x1, y, x2, y, width, colour);
    }
    void rectangle(float x, float y, float width, float height, Colour fill)
    {
        sheets_.rectangle(x, y, width, height, fill);
    }
    [[nodiscard]] float width(std::string_view text, const TextStyle& style) const
    {
        return sheets_.width(text, style);
    }
    /// Lines that fit: broken at spaces and line breaks (never at a no-break space), and inside a word only when it is
    /// wider than the line.
    [[nodiscard]] std::vector<std::string> wrapped(
        std::string_view text, float width, const TextStyle& style) const;
    /// Sets a text from here down, over as many pages as it takes.
    void lines(float x, float width, std::string_view text, const TextStyle& style, float leading);

private:
    Sheets& sheets_;
    float y_ = content_top;
};

/// table.cpp
void print_block(Layout& at, const Table& table);

} // namespace clinic::documents
