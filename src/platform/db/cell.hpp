#pragma once
// The one currency between C++ values and a database driver: a cell.

#include <cstdint>
#include <string>
#include <vector>

namespace clinic::db {

enum class Kind : unsigned char { integer, real, text };

/// One parameter or one column of one row. Only the member named by `kind` means anything.
struct Cell {
    Kind kind = Kind::text;
    bool null = true;
    long long integer = 0; // the 64-bit type that drivers are given by address
    double real = 0;
    std::string text;
};

/// What a statement takes and gives: kinds in order, and the names that its result must carry
/// (an empty name is not checked).
struct Layout {
    std::vector<Kind> in;
    std::vector<Kind> out;
    std::vector<std::string> names;
};

/// A cell that cannot become the C++ value asked for: NULL, out of range, or an unknown spelling.
struct BadCell {
    const Cell* cell;
    const char* what;
};

} // namespace clinic::db
