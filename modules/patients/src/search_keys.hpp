#pragma once
// What a patient is found by. Every key starts with what people type, and goes on with the words of the
// name, so that one ordered range of keys is found, checked and sorted without looking at the patient:
//
//   rank 0  name_start   "martin chloe lefevre noel"   the name they go by, first name, birth name
//   rank 1  other_name   "lefevre noel martin chloe"   the birth name first, when they go by another
//   rank 2  word         "chloe lefevre noel martin"   from every other word on
//   rank 3  pair         "chl martin chloe …"          three letters of one word, then another word
//   rank 4  phone        "33612345678 martin chloe …"  international, digits alone
//   rank 5  birth_date   "1980-03-12 martin chloe …"
//
// Pairs make two typed words as quick as one, however common each of them is.

#include "patients/patients.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace clinic::patients {

enum Rank : int { name_start, other_name, word, pair, phone, birth_date };

struct SearchKey {
    int rank;
    std::string key;
    auto operator<=>(const SearchKey&) const = default;
};

/// What can be found of a patient, folded.
struct Findable {
    std::vector<std::string> name; ///< words of the name they go by, then of the first name
    std::vector<std::string>
        other; ///< words of the birth name, when they go by another, and hyphenated
    ///< names run together
    std::string birth_date; ///< "1980-03-12" or empty
    std::string phone; ///< "33612345678" or empty

    /// All words of the names, each once, in this order.
    [[nodiscard]] std::vector<std::string> words() const;
    /// As it is stored with the patient, to take the same keys back when it changes.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] static Findable of(const PatientDetails&);
    [[nodiscard]] static Findable parse(std::string_view text);
};

/// Words without accents or capitals: letters and digits.
[[nodiscard]] std::vector<std::string> words_of(std::string_view name);
/// "06 12 34" → "33612 34" without the space; "+33 (0)6 12" → "33612"; "0044 20" → "4420".
[[nodiscard]] std::string international_digits(std::string_view phone);
/// The first `letters` code points.
[[nodiscard]] std::string_view beginning(std::string_view word, std::size_t letters);

[[nodiscard]] std::vector<SearchKey> search_keys(const Findable&);
/// Ends of a word from its second letter on, of three letters and more.
[[nodiscard]] std::vector<std::string> fragments_of(std::string_view word);

} // namespace clinic::patients
