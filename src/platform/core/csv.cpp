#include "platform/core/csv.hpp"

#include <fmt/format.h>

namespace clinic {

Csv::Csv(Language language) : french_(language == Language::fr), bytes_("\xEF\xBB\xBF") {}

Csv& Csv::text(std::string_view cell)
{
    // Spreadsheets run cells that begin with these; an apostrophe makes them text (OWASP, CSV injection).
    const bool formula = !cell.empty() &&
                         std::string_view("=+-@\t\r\n").find(cell.front()) != cell.npos;
    add(formula ? '\'' + std::string(cell) : std::string(cell));
    return *this;
}

Csv& Csv::plain(std::string_view cell)
{
    add(cell);
    return *this;
}

Csv& Csv::number(std::int64_t value)
{
    return plain(std::to_string(value));
}

Csv& Csv::number(std::optional<double> value, int decimals)
{
    if (!value) return plain("");
    auto text = fmt::format("{:.{}f}", *value, decimals);
    if (const auto dot = text.find('.'); french_ && dot != std::string::npos) text[dot] = ',';
    return plain(text);
}

void Csv::add(std::string_view cell)
{
    const char separator = french_ ? ';' : ',';
    if (row_begun_) bytes_ += separator;
    row_begun_ = true;
    const bool plain = cell.find_first_of("\"\r\n") == cell.npos && !cell.contains(separator);
    if (plain) {
        bytes_ += cell;
        return;
    }
    bytes_ += '"';
    for (const char c : cell) {
        if (c == '"') bytes_ += '"';
        bytes_ += c;
    }
    bytes_ += '"';
}

void Csv::end_row()
{
    bytes_ += "\r\n";
    row_begun_ = false;
}

} // namespace clinic
