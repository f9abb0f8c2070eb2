#pragma once
// The public holidays of France, computed: Code du travail L3133-1 (everywhere), L3134-13 (Bas-Rhin, Haut-Rhin, Moselle),
// L3422-2 and the loi n° 83-550 (the day on which each overseas territory remembers the end of slavery).
// Others are written in the settings.

#include "clinics/clinics.hpp"

#include "platform/core/holiday.hpp"
#include "platform/core/text.hpp"
#include "platform/core/time.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace clinic::appointments {

/// Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher: exact for every year).
[[nodiscard]] LocalDate easter(int year);

struct Holiday {
    LocalDate day;
    Text name;
};

/// Where a site stands, as far as its holidays depend on it.
struct Region {
    std::string_view
        country; ///< ISO 3166-1 alpha-2; overseas territories may have codes of their own: RE
    std::string_view postal_code;
};

class Holidays {
public:
    /// Throws std::invalid_argument on what is no WrittenHoliday.
    explicit Holidays(const std::vector<std::string>& written = {});

    /// Those of a year, by day; none where none are known.
    [[nodiscard]] std::vector<Holiday> of(const Region& region, int year) const;
    /// Those of the days first…last.
    [[nodiscard]] std::vector<Holiday> between(
        const Region& region, LocalDate first, LocalDate last) const;

private:
    std::vector<WrittenHoliday> written_;
};

/// Looks into the site, which must outlive it.
[[nodiscard]] Region region_of(const clinics::Site& site);

} // namespace clinic::appointments
