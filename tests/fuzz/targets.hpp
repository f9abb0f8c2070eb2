#pragma once
// What strangers' bytes go through first, as functions of those bytes. They return on any input; what
// must hold and does not is thrown. The same functions serve libFuzzer (tests/fuzz/run) and the suite.

#include <span>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace clinic::fuzz {

struct Broken : std::logic_error {
    using std::logic_error::logic_error;
};
inline void must(bool holds, const char* what)
{
    if (!holds) throw Broken(what);
}

struct Target {
    std::string_view name;
    void (*run)(std::string_view bytes);
    /// Where mutation starts from.
    std::vector<std::string_view> seeds;
};
[[nodiscard]] const std::vector<Target>& targets();

void request(std::string_view bytes); ///< heads, framing, chunked bodies
void address(std::string_view bytes); ///< targets, queries, percent escapes, forwarded addresses
void json(std::string_view bytes); ///< JSON bodies by the fields of a type
void token(std::string_view bytes); ///< access tokens, and what could be signed in them
void form(std::string_view bytes); ///< forms with files, Range, names of files
void content(std::string_view bytes); ///< what a file is: JPEG, PNG, GIF, PDF, EXIF
void webauthn(std::string_view bytes); ///< CBOR and authenticator data of passkeys
void ical(std::string_view bytes); ///< calendars from elsewhere, and theirs in ours
void log_line(std::string_view bytes); ///< lines of the log, read back

} // namespace clinic::fuzz
