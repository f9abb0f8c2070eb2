// Tables on paper: columns by weight, rows that are never cut in two, the head again on every page.

#include "layout.hpp"

#include <algorithm>
#include <numeric>

namespace clinic::documents {
namespace {

constexpr float padding = 5;
constexpr float leading = 12.5F;
constexpr TextStyle body{9.5F};
constexpr TextStyle head{9, true};

struct Grid {
    const Table& table;
    std::vector<float> lefts;
    std::vector<float> widths;

    explicit Grid(const Table& of) : table(of)
    {
        const double sum = std::accumulate(table.columns.begin(), table.columns.end(), 0.0,
            [](double so_far, const Table::Column& column) { return so_far + column.weight; });
        float left = margin;
        for (const auto& column : table.columns) {
            lefts.push_back(left);
            widths.push_back(static_cast<float>(content_width * column.weight / sum));
            left += widths.back();
        }
    }
};

using Cells = std::vector<std::vector<std::string>>; ///< lines of each cell

Cells wrap_row(
    const Layout& at, const Grid& grid, const std::vector<std::string>& row, const TextStyle& style)
{
    Cells cells;
    for (std::size_t i = 0; i < grid.widths.size(); ++i) {
        cells.push_back(at.wrapped(i < row.size() ? std::string_view(row[i]) : std::string_view(),
            grid.widths[i] - 2 * padding, style));
    }
    return cells;
}

float height_of(const Cells& cells)
{
    std::size_t lines = 1;
    for (const auto& cell : cells) lines = std::max(lines, cell.size());
    return static_cast<float>(lines) * leading + 2 * padding;
}

float start_of(const Layout& at, const Grid& grid, std::size_t column, std::string_view line,
    const TextStyle& style)
{
    const float room = grid.widths[column] - 2 * padding - at.width(line, style);
    const auto align = grid.table.columns[column].align;
    const float share = align == Align::left ? 0 : align == Align::centre ? 0.5F : 1;
    return grid.lefts[column] + padding + room * share;
}

void print_cells(Layout& at, const Grid& grid, const Cells& cells, const TextStyle& style)
{
    for (std::size_t column = 0; column < cells.size(); ++column) {
        float y = at.y() + padding + style.size;
        for (const auto& line : cells[column]) {
            at.text(start_of(at, grid, column, line, style), y, line, style);
            y += leading;
        }
    }
}

void print_head(Layout& at, const Grid& grid)
{
    std::vector<std::string> titles;
    for (const auto& column : grid.table.columns) titles.push_back(column.title);
    const auto cells = wrap_row(at, grid, titles, head);
    at.rectangle(margin, at.y(), content_width, height_of(cells), shade);
    print_cells(at, grid, cells, head);
    at.skip(height_of(cells));
}

void print_totals(Layout& at, const Table& table)
{
    at.skip(4);
    for (std::size_t i = 0; i < table.totals.size(); ++i) {
        const auto& [label, sum] = table.totals[i];
        const bool last = i + 1 == table.totals.size();
        const TextStyle style = last ? TextStyle{11, true} : body;
        at.need(20);
        if (last) at.line(margin + content_width / 2, at.y(), page_width - margin, 0.8F, pine);
        at.skip(last ? 5 : 2);
        at.right(page_width - margin - padding, sum, style);
        at.text(margin + content_width / 2 + padding, at.y() + style.size, label, style);
        at.skip(leading + 2);
    }
}

} // namespace

void print_block(Layout& at, const Table& table)
{
    if (table.columns.empty()) return;
    const Grid grid(table);
    at.need(60);
    print_head(at, grid);
    for (const auto& row : table.rows) {
        const auto cells = wrap_row(at, grid, row, body);
        if (at.need(height_of(cells))) print_head(at, grid);
        print_cells(at, grid, cells, body);
        at.skip(height_of(cells));
        at.line(margin, at.y(), page_width - margin, 0.4F, hairline);
    }
    print_totals(at, table);
    at.skip(10);
}

} // namespace clinic::documents
