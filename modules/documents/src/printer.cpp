// Lays paper out: where each block stands, where lines and pages break. What ink is, sheet.cpp knows.

#include "layout.hpp"

namespace clinic::documents {
namespace {

constexpr TextStyle small{8, false, {0.35F, 0.39F, 0.40F}};

void print_letterhead(Layout& at, const Paper& paper)
{
    float y = 50;
    for (std::size_t i = 0; i < paper.letterhead.size(); ++i) {
        const bool name = i == 0;
        at.text(margin, y, paper.letterhead[i], name ? TextStyle{13, true, pine} : small);
        y += name ? 14 : 11;
    }
    float beside = std::max(140.0F, y + 10);
    for (std::size_t i = 0; i < paper.sender.size(); ++i) {
        at.text(margin, beside, paper.sender[i], i == 0 ? TextStyle{10, true} : TextStyle{9});
        beside += 13;
    }
    // Where the window of a DL envelope is, the sheet folded in three: 110 mm from the left, 50 mm from the top.
    float window = 142 + 10;
    for (const auto& line : paper.addressee) {
        at.text(window_left, window, line, {11});
        window += 15;
    }
    at.go_to(std::max({y, beside, window, 215.0F}) + 12);
    if (!paper.place_and_date.empty()) {
        at.right(page_width - margin, paper.place_and_date, {10});
        at.skip(26);
    }
}

void print_title(Layout& at, const std::string& title)
{
    if (title.empty()) return;
    for (const auto& line : at.wrapped(title, content_width, {16, true})) {
        at.need(24);
        at.text(margin, at.y() + 16, line, {16, true});
        at.skip(20);
    }
    at.line(margin, at.y() + 4, page_width - margin, 1, pine);
    at.skip(16);
}

void print_block(Layout& at, const Heading& heading)
{
    at.skip(6);
    at.need(60); // a heading never stands alone at the foot of a page
    at.lines(margin, content_width, heading.text, {12, true, pine}, 16);
    at.skip(4);
}

void print_block(Layout& at, const Paragraph& paragraph)
{
    at.lines(margin, content_width, paragraph.text, {10, paragraph.strong}, 14);
    at.skip(6);
}

void print_block(Layout& at, const Signature& signature)
{
    const auto lines = at.wrapped(signature.text, content_width / 2, {10});
    at.need(40 + 14 * static_cast<float>(lines.size()) + 50);
    at.skip(24);
    for (const auto& line : lines) {
        at.text(margin + content_width / 2, at.y() + 10, line, {10});
        at.skip(14);
    }
    at.skip(50); // the hand's
}

void print_footers(Sheets& sheets, const Paper& paper)
{
    for (int page = 0; page < sheets.pages(); ++page) {
        sheets.go_to_page(page);
        constexpr float y = page_height - 36;
        sheets.line(margin, y - 12, page_width - margin, y - 12, 0.5F, hairline);
        const auto number = fmt::format("{}/{}", page + 1, sheets.pages());
        sheets.text(page_width - margin - sheets.width(number, small), y, number, small);
        sheets.text(margin, y, paper.footer, small);
        if (page > 0) sheets.text(margin, 36, paper.title, small);
    }
}

} // namespace

std::string Printer::print(const Paper& paper) const
{
    Sheets sheets(paper.title, paper.language == Language::fr ? "fr-FR" : "en-GB");
    Layout at(sheets);
    print_letterhead(at, paper);
    print_title(at, paper.title);
    for (const auto& block : paper.blocks) {
        std::visit([&](const auto& one) { print_block(at, one); }, block);
    }
    print_footers(sheets, paper);
    return sheets.finish();
}

} // namespace clinic::documents
