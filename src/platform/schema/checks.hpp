#pragma once
// The shapes of short texts that people type. Each is a name for programs, a test, and a sentence in both languages.

#include <string_view>

namespace clinic::api {

struct Check {
    std::string_view name; ///< error code and OpenAPI format: "email"
    bool (*holds)(std::string_view);
    std::string_view fr;
    std::string_view en;
    std::string_view example;
};

namespace checks {

extern const Check email; ///< one @, a domain with a dot, ASCII, no quoting (a subset of RFC 5321)
extern const Check phone; ///< 4 to 15 digits (E.164), with + ( ) . - and spaces between
extern const Check colour; ///< "#0E5A5E"
extern const Check time_zone; ///< a name of the IANA database
extern const Check currency; ///< an ISO 4217 code that the house knows the digits of
extern const Check country; ///< ISO 3166-1 alpha-2: two capitals
extern const Check language; ///< ISO 639-1: two small letters
extern const Check rpps; ///< 11 digits with a Luhn key (French register of practitioners)
extern const Check siret; ///< 14 digits with a Luhn key (French register of establishments)
extern const Check
    vat_number; ///< two letters and the number (EU); a French one with its key and a SIREN

} // namespace checks
} // namespace clinic::api
