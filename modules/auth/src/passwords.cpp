// The rules for a new password: length and a list of known ones, no rules of composition (NIST SP
// 800-63B §5.1.1.2).

#include "passwords.hpp"

#include "auth/auth.hpp"
#include "platform/core/text.hpp"
#include "platform/crypto/password.hpp"

#include <algorithm>

namespace clinic::auth {
namespace {

constexpr std::size_t shortest = 10;
constexpr std::size_t longest = 200;
constexpr std::size_t telling_part = 4; // of an e-mail address: shorter ones are in too many words

/// The stems of the passwords that are tried first, in French and English, without what people add
/// to reach a length: capitals, digits and signs at the ends, the same word twice.
constexpr std::string_view common_stems =
    " abc abcd abcdef abcdefgh abcdefghij access admin administrateur administrator amour "
    "anniversaire azerty azertyui azertyuiop azertyuiopqsdfghjklm baseball bienvenue bonjour "
    "cabinet changeme changezmoi cheval chocolat clinic clinique coucou default docteur "
    "doctor doudou dragon football freedom hello iloveyou ilovegod internet jetaime "
    "jetaimetropfort letmein letmeinplease loulou login marseille master medecin monamour "
    "monkey monoclinic monmotdepasse motdepasse mypassword nicolas ordinateur pass passe "
    "passw0rd p@ssw0rd p@ssword password princess princesse qsdfghjklm qwerty qwertyui "
    "qwertyuiop qwertz qwertzuiop root secret secretaire soleil sunshine superman test toor "
    "trustno user utilisateur welcome welcometothe whatever zxcvbnm 1q2w3e4r5t 1qaz2wsx3edc "
    "qazwsxedc a1b2c3d4e5 1a2b3c4d5e aqwzsxedc nepasoublier toutlemonde ";

bool is_ascii_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/// "Password2024!" → "password": without digits and signs at the ends, lower case, no accents or
/// spaces.
std::string stem_of(const std::string& folded)
{
    const auto first = std::ranges::find_if(folded, is_ascii_letter);
    const auto last = std::find_if(folded.rbegin(), folded.rend(), is_ascii_letter).base();
    return first < last ? std::string(first, last) : std::string();
}

bool is_listed(std::string_view word)
{
    return !word.empty() && common_stems.contains(' ' + std::string(word) + ' ');
}

/// "aaaaaaaaaa", "1231231231": a short piece over and over.
bool repeats(std::string_view text)
{
    for (std::size_t piece = 1; piece <= 4 && piece < text.size(); ++piece) {
        if (std::equal(
                text.begin() + static_cast<std::ptrdiff_t>(piece), text.end(), text.begin())) {
            return true;
        }
    }
    return false;
}

/// "1234567890", "9876543210", "bcdefghijkl": each the neighbour of the one before.
bool runs(std::string_view text)
{
    const auto steps_by = [&](int step) {
        return std::ranges::adjacent_find(text, [step](char a, char b) {
            const bool wraps = (a == '9' && b == '0') || (a == '0' && b == '9');
            return b - a != step && !wraps;
        }) == text.end();
    };
    return text.size() > 1 && (steps_by(1) || steps_by(-1));
}

bool is_common(std::string_view password)
{
    std::string folded = text::folded(password);
    std::erase(folded, ' ');
    const auto stem = stem_of(folded);
    const auto half = stem.substr(0, stem.size() / 2);
    const bool doubled = !half.empty() && half + half == stem;
    return is_listed(folded) || is_listed(stem) || (doubled && is_listed(half)) ||
           repeats(folded) || runs(folded);
}

bool tells_email(std::string_view password, std::string_view email)
{
    const auto local = text::folded(email.substr(0, email.find('@')));
    return local.size() >= telling_part && text::folded(password).contains(local);
}

} // namespace

std::string as_hashed(std::string_view password)
{
    return text::composed(password);
}

std::string hash_password(std::string_view password, const Options& options)
{
    return crypto::hash_password(
        as_hashed(password), {options.argon2_memory_kib, options.argon2_passes});
}

std::optional<Problem> password_weakness(
    std::string_view field, std::string_view password, std::string_view email)
{
    const auto weak = [&](std::string code, Text detail) {
        return invalid(std::string(field), std::move(code), std::move(detail)).error();
    };
    const auto length = text::length(password);
    if (length < shortest) {
        return weak("too_short", {"Au moins 10 caractères : une phrase courte convient très bien.",
                                     "At least 10 characters: a short sentence does very well."});
    }
    if (length > longest)
        return weak("too_long", {"Au plus 200 caractères.", "At most 200 characters."});
    if (is_common(password)) {
        return weak(
            "common", {"Ce mot de passe est parmi les premiers essayés. Choisissez-en un autre.",
                          "This password is among the first that are tried. Choose another."});
    }
    if (tells_email(password, email)) {
        return weak("contains_email", {"Il contient le début de votre adresse e-mail.",
                                          "It contains the beginning of your e-mail address."});
    }
    return std::nullopt;
}

} // namespace clinic::auth
