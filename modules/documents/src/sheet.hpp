#pragma once
// PDF pages to draw on: points from the top left corner, text in UTF-8, two weights of one font. The only file that knows
// the PDF library.

#include <memory>
#include <string>
#include <string_view>

namespace clinic::documents {

struct Colour {
    float red, green, blue;
};

struct TextStyle {
    float size = 10;
    bool bold = false;
    Colour colour{0.094F, 0.133F, 0.141F};
};

/// A4, ISO 216.
constexpr float page_width = 595.28F;
constexpr float page_height = 841.89F;

class Sheets {
public:
    /// `language` as in BCP 47. Throws std::runtime_error when the library refuses.
    Sheets(std::string_view title, std::string_view language);
    ~Sheets();
    Sheets(const Sheets&) = delete;
    Sheets& operator=(const Sheets&) = delete;

    /// Drawing goes to the new page from now on.
    void add_page();
    /// Drawing goes to an earlier page again, from 0.
    void go_to_page(int number);
    [[nodiscard]] int pages() const;

    /// `y` is the base line. What the font has no letter for becomes a question mark; control characters go.
    void text(float x, float y, std::string_view text, const TextStyle& style);
    void line(float x1, float y1, float x2, float y2, float width, Colour colour);
    void rectangle(float x, float y, float width, float height, Colour fill);

    [[nodiscard]] float width(std::string_view text, const TextStyle& style) const;
    [[nodiscard]] std::string finish();

private:
    struct Document;
    std::unique_ptr<Document> document_;
};

} // namespace clinic::documents
