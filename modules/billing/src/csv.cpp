#include "csv.hpp"

namespace clinic::billing {

Csv::Csv(Language language)
    : separator_(language == Language::fr ? ';' : ','), bytes_("\xEF\xBB\xBF")
{
}

Csv& Csv::text(std::string_view cell)
{
    // Spreadsheets run cells that begin with these; an apostrophe makes them text (OWASP, CSV injection).
    const bool formula = !cell.empty() && std::string_view("=+-@\t\r\n").find(cell.front()) !=
                                              std::string_view::npos;
    add(formula ? '\'' + std::string(cell) : std::string(cell));
    return *this;
}

Csv& Csv::plain(std::string_view cell)
{
    add(cell);
    return *this;
}

void Csv::add(std::string_view cell)
{
    if (row_begun_) bytes_ += separator_;
    row_begun_ = true;
    if (cell.find_first_of(";,\"\r\n") == std::string_view::npos) {
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

} // namespace clinic::billing
