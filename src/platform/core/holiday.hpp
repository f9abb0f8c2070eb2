#pragma once
// A public holiday as it is written in the settings: country, day, name.
//
//   BE 07-21 Fête nationale                          every year
//   TN 2027-03-10 Aïd el-Fitr / Eid al-Fitr          that year alone; after the slash, its name in English

#include "platform/core/text.hpp"
#include "platform/core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace clinic {

struct WrittenHoliday {
    std::string country; ///< ISO 3166-1 alpha-2
    std::optional<int> year; ///< absent: every year
    std::string month_and_day; ///< "07-21"; 29 February is a holiday of leap years
    Text name;

    [[nodiscard]] static std::optional<WrittenHoliday> parse(std::string_view text);
    /// Its day in that year, when it has one.
    [[nodiscard]] std::optional<LocalDate> in(int of_year) const;
};

} // namespace clinic
