#pragma once
// What somebody typed into the search box, and which ranges of keys answer it.

#include "search_keys.hpp"

#include <array>
#include <optional>

namespace clinic::patients {

/// A birth date or the beginning of a telephone number: "12031980" can be both.
struct Number {
    std::string birth_date;          ///< "1980-03-12" or empty
    std::vector<std::string> phones; ///< beginnings, international
};

struct Query {
    std::vector<std::string> words; ///< longest first; none begins another
    std::vector<Number> numbers;

    /// Dates as 12/03/1980, 12.3.1980, 12031980, 1980-03-12; telephone digits in any grouping.
    [[nodiscard]] static Query parse(std::string_view typed);

    /// Each word begins a word of the name, each number is the patient's.
    [[nodiscard]] bool matches(const Findable&) const;
    /// As matches(), with words found anywhere in a word of the name.
    [[nodiscard]] bool matches_inside(const Findable&) const;
};

/// One range of keys: those of a rank that start with `prefix`, whose other words start with `others`.
struct Probe {
    int rank;
    std::string prefix;
    std::vector<std::string> others; ///< with a % in front: anywhere
};

/// The keys of these ranks that start with `before` and a whole word that holds `part`, whose other words
/// start with `others`.
struct InsideProbe {
    std::string part;
    std::array<int, 3> ranks;
    std::string before;
    std::vector<std::string> others;
};

/// The probes that find all matches of a query, best first. A patient may be found by several.
[[nodiscard]] std::vector<Probe> probes(const Query&);
/// Those that find the matches in which one typed word, of three letters at least, lies inside a word of
/// the name.
[[nodiscard]] std::vector<InsideProbe> probes_inside(const Query&);

/// True when a birth date or most of a telephone number narrows it down.
[[nodiscard]] bool driven_by_number(const Query&);

} // namespace clinic::patients
