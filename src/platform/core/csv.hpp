#pragma once
// Tables for spreadsheets: RFC 4180, with a UTF-8 mark so that Excel reads the accents. French spreadsheets part columns
// by semicolons, because their decimals have commas; others by commas.

#include "platform/core/text.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clinic {

class Csv {
public:
    explicit Csv(Language language);

    /// What a person may have typed: never a formula for the spreadsheet that opens it.
    Csv& text(std::string_view cell);
    /// A number or a day of our own making.
    Csv& plain(std::string_view cell);
    Csv& number(std::int64_t value);
    /// With the language's decimal mark; nothing gives an empty cell.
    Csv& number(std::optional<double> value, int decimals);
    void end_row();

    [[nodiscard]] std::string take() { return std::move(bytes_); }

private:
    void add(std::string_view cell);

    bool french_;
    bool row_begun_ = false;
    std::string bytes_;
};

} // namespace clinic
