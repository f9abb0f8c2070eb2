#pragma once
// Content codings (RFC 9110 §8.4, §12.5.3): which one a client wants, and answers packed with it.

#include "platform/http/message.hpp"

#include <string>
#include <string_view>

namespace clinic::http {

enum class Coding { identity, gzip, brotli };

/// The best of the offered codings by Accept-Encoding's q-values; brotli before gzip among equals.
/// Identity when the header is empty or refuses all of them.
[[nodiscard]] Coding choose_coding(
    std::string_view accept_encoding, bool gzip = true, bool brotli = true);
[[nodiscard]] std::string_view coding_name(Coding); ///< "gzip", "br", ""

/// Packs the body when it is worth it: more than 1 KiB, of a text type, not packed yet, no Set-Cookie
/// (see the comment on BREACH in the .cpp). Sets Content-Encoding and Vary; a strong ETag gets the
/// suffix "-gz" or "-br" inside its quotes, because another coding is another representation.
void compress(Response&, Coding wanted);

/// Undoes that suffix in If-Match and If-None-Match, so that handlers only ever see their own ETags.
[[nodiscard]] std::string without_coding_suffixes(std::string_view etags);

[[nodiscard]] std::string gzip(std::string_view bytes);
[[nodiscard]] std::string brotli(std::string_view bytes);

} // namespace clinic::http
