#include "platform/schema/checks.hpp"

#include "platform/core/money.hpp"
#include "platform/core/time.hpp"

#include <algorithm>

namespace clinic::api::checks {
namespace {

bool digit(char c)
{
    return c >= '0' && c <= '9';
}
bool small(char c)
{
    return c >= 'a' && c <= 'z';
}
bool capital(char c)
{
    return c >= 'A' && c <= 'Z';
}
bool letter(char c)
{
    return small(c) || capital(c);
}

bool atom(char c)
{
    return letter(c) || digit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~.").contains(c);
}

bool is_local_part(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && text.front() != '.' && text.back() != '.' &&
           !text.contains("..") && std::ranges::all_of(text, atom);
}

bool is_label(std::string_view text)
{
    return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(text, [](char c) { return letter(c) || digit(c) || c == '-'; });
}

bool is_domain(std::string_view text)
{
    if (!text.contains('.')) return false;
    while (true) {
        const auto dot = text.find('.');
        if (!is_label(text.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

bool is_email(std::string_view text)
{
    const auto at = text.find('@');
    return text.size() <= 254 && at != std::string_view::npos &&
           is_local_part(text.substr(0, at)) && is_domain(text.substr(at + 1));
}

bool is_phone(std::string_view text)
{
    const auto digits = std::ranges::count_if(text, digit);
    if (digits < 4 || digits > 15) return false;
    if (text.starts_with('+')) text.remove_prefix(1);
    return std::ranges::all_of(
        text, [](char c) { return digit(c) || std::string_view(" .-()").contains(c); });
}

bool is_colour(std::string_view text)
{
    return text.size() == 7 && text.front() == '#' &&
           std::ranges::all_of(text.substr(1),
               [](char c) { return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
}

/// So many digits, the last of which checks the others (ISO/IEC 7812-1, annex B).
bool is_luhn(std::string_view text, std::size_t digits)
{
    if (text.size() != digits || !std::ranges::all_of(text, digit)) return false;
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        int value = text[text.size() - 1 - i] - '0';
        if (i % 2 == 1) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
        sum += value;
    }
    return sum % 10 == 0;
}

bool is_rpps(std::string_view text)
{
    return is_luhn(text, 11);
}
bool is_siret(std::string_view text)
{
    return is_luhn(text, 14) && is_luhn(text.substr(0, 9), 9);
}

/// CGI, ann. II, art. 242 nonies A: French ones are FR, a key of two digits and the SIREN.
bool is_vat_number(std::string_view text)
{
    if (text.size() < 4 || text.size() > 14) return false;
    if (!std::ranges::all_of(text.substr(0, 2), capital)) return false;
    const auto rest = text.substr(2);
    if (!text.starts_with("FR"))
        return std::ranges::all_of(rest, [](char c) { return digit(c) || capital(c); });
    if (rest.size() != 11 || !is_luhn(rest.substr(2), 9) || !digit(rest[0]) || !digit(rest[1]))
        return false;
    int siren = 0;
    for (const char c : rest.substr(2)) siren = siren * 10 + (c - '0');
    return (rest[0] - '0') * 10 + (rest[1] - '0') == (12 + 3 * (siren % 97)) % 97;
}

} // namespace

const Check email{"email", is_email, "Une adresse comme prenom.nom@exemple.fr.",
    "An address like first.last@example.com.", "camille.martin@exemple.fr"};
const Check phone{"phone", is_phone, "Un numéro de 4 à 15 chiffres, comme 06 12 34 56 78.",
    "A number of 4 to 15 digits, like +33 6 12 34 56 78.", "06 12 34 56 78"};
const Check colour{
    "colour", is_colour, "Une couleur comme #0E5A5E.", "A colour like #0E5A5E.", "#0E5A5E"};
const Check time_zone{"time-zone",
    [](std::string_view text) { return Zone::find(text).has_value(); },
    "Un fuseau horaire comme Europe/Paris.", "A time zone like Europe/Paris.", "Europe/Paris"};
const Check currency{"currency", [](std::string_view text) { return minor_digits(text) >= 0; },
    "Une devise comme EUR.", "A currency like EUR.", "EUR"};
const Check country{"country",
    [](std::string_view text) { return text.size() == 2 && std::ranges::all_of(text, capital); },
    "Un pays en deux lettres, comme FR.", "A country in two letters, like FR.", "FR"};
const Check language{"language",
    [](std::string_view text) { return text.size() == 2 && std::ranges::all_of(text, small); },
    "Une langue en deux lettres, comme fr.", "A language in two letters, like fr.", "fr"};
const Check rpps{"rpps", is_rpps, "Les 11 chiffres du numéro RPPS, clé comprise.",
    "The 11 digits of the RPPS number, check digit included.", "10003456784"};
const Check siret{"siret", is_siret, "Les 14 chiffres du SIRET, clé comprise, sans espaces.",
    "The 14 digits of the SIRET, check digit included, without spaces.", "12345678200010"};
const Check vat_number{"vat-number", is_vat_number,
    "Un numéro de TVA comme FR83404833048, sans espaces.",
    "A VAT number like FR83404833048, without spaces.", "FR83404833048"};

} // namespace clinic::api::checks
