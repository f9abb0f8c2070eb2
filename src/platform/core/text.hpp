#pragma once
// Text as people type it. All strings in the house are valid UTF-8; lengths are counted in code points.

#include <cstddef>
#include <string>
#include <string_view>

namespace clinic {

enum class Language { fr, en };

/// One sentence in both languages of the product, French first.
struct Text {
    std::string fr;
    std::string en;

    [[nodiscard]] const std::string& in(Language language) const
    {
        return language == Language::fr ? fr : en;
    }
};

namespace text {

[[nodiscard]] bool is_utf8(std::string_view text);
/// Number of code points; the text must be valid UTF-8.
[[nodiscard]] std::size_t length(std::string_view text);
/// Without the white space (ASCII and Unicode) at both ends.
[[nodiscard]] std::string trimmed(std::string_view text);
/// True for a C0/C1 control character, DEL, or a bidirectional override; `\n` and `\t` are
/// excused when `lines` is set.
[[nodiscard]] bool has_control(std::string_view text, bool lines);
/// For searching: lower case, no accents, ligatures spelled out (œ → oe), hyphens and apostrophes as
/// single spaces. « Lefèvre-Noël » → "lefevre noel". Unicode NFKD + case folding (utf8proc).
[[nodiscard]] std::string folded(std::string_view text);
/// NFC, the form in which text is stored.
[[nodiscard]] std::string composed(std::string_view text);

} // namespace text
} // namespace clinic
