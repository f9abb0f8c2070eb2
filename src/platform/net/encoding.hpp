#pragma once
// Transfer encodings of MIME. For the sources of this folder.

#include <string>
#include <string_view>

namespace clinic::net {

/// RFC 2045 §6.7 for text: any line ends become CRLF, lines stay within 76 characters.
[[nodiscard]] std::string quoted_printable(std::string_view text);
/// RFC 2045 §6.8: lines of 76 characters, the last one ended too.
[[nodiscard]] std::string base64_lines(std::string_view bytes);
/// RFC 2047 encoded words of at most 75 characters, "B", folded; each holds whole characters.
[[nodiscard]] std::string encoded_words(std::string_view text);
/// RFC 8187 / 2231 extended value: UTF-8''na%C3%AFve.pdf
[[nodiscard]] std::string extended_value(std::string_view text);

/// A header's text: controls become spaces; as it is when short and plain, else in encoded words.
[[nodiscard]] std::string header_text(std::string_view text);

}
