// The codes that the record is written with.

#include "patients/patients.hpp"

#include <algorithm>

namespace clinic::patients {
namespace {

constexpr std::size_t longest_code = 8; // "S72.0000" of the national extensions

bool is_letter(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// A chapter's letter and two figures, then at most four more signs behind an optional dot.
bool is_icd10(std::string_view code)
{
    if (code.size() < 3 || code.size() > longest_code) return false;
    if (!is_letter(code[0]) || !is_digit(code[1]) || !is_digit(code[2])) return false;
    auto rest = code.substr(3);
    const bool dotted = rest.starts_with('.');
    if (dotted) rest.remove_prefix(1);
    return rest.size() <= 4 && (!dotted || !rest.empty()) &&
           std::ranges::all_of(rest, [](char c) { return is_digit(c) || is_letter(c); });
}

} // namespace

constinit const api::Check icd10{"icd10", is_icd10, "n’est pas un code de la CIM-10, comme E11.9",
    "is not an ICD-10 code, such as E11.9", "E11.9"};

} // namespace clinic::patients
