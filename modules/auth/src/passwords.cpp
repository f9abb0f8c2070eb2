// The rules for a new password: length and a list of known ones, no rules of composition (NIST SP
// 800-63B §5.1.1.2).

#include "passwords.hpp"

#include "auth/auth.hpp"
#include "common_words.hpp"
#include "platform/core/text.hpp"
#include "platform/crypto/password.hpp"

#include <algorithm>

namespace clinic::auth {
namespace {

constexpr std::size_t telling_part = 4; // of an e-mail address: shorter ones are in too many words
constexpr std::size_t own_letters = 6; // beside one's name

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

/// "p@ssw0rd" → "password": signs that stand for letters.
std::string without_disguise(std::string word)
{
    constexpr std::string_view signs = "@4301!5$7";
    constexpr std::string_view letters = "aaeoiisst";
    for (char& c : word) {
        if (const auto at = signs.find(c); at != std::string_view::npos) c = letters[at];
    }
    return word;
}

/// One common word, or, where nothing keeps them apart, two.
bool is_listed(std::string_view text, bool pairs)
{
    if (is_common_word(text)) return true;
    for (std::size_t cut = 3; pairs && cut + 3 <= text.size(); ++cut) {
        if (is_common_word(text.substr(0, cut)) && is_common_word(text.substr(cut))) return true;
    }
    return false;
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
    const bool pairs = !folded.contains(' ');
    std::erase(folded, ' ');
    const auto stem = stem_of(folded);
    // "$uperman2000": a sign in front may be a letter, what follows the last letter is decoration.
    const auto dressed = folded.substr(0, folded.rfind(stem) + stem.size());
    for (const auto& word : {folded, stem, without_disguise(stem), without_disguise(dressed)}) {
        if (is_listed(word, pairs)) return true;
    }
    return repeats(folded) || runs(folded);
}

bool tells_email(std::string_view password, std::string_view email)
{
    const auto local = text::folded(email.substr(0, email.find('@')));
    return local.size() >= telling_part && text::folded(password).contains(local);
}

void take_out(std::string& text, const std::string& part)
{
    if (part.size() < 3) return;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at)) {
        text.erase(at, part.size());
    }
}

/// Little else than the person's name: names are too often parts of other words to refuse every
/// phrase that has one in it.
bool tells_name(std::string_view password, const PasswordOwner& owner)
{
    auto rest = text::folded(password);
    const auto whole = rest.size();
    take_out(rest, text::folded(owner.first_name));
    take_out(rest, text::folded(owner.last_name));
    return rest.size() < whole &&
           std::ranges::count_if(rest, is_ascii_letter) < static_cast<std::ptrdiff_t>(own_letters);
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
    std::string_view field, std::string_view password, const PasswordOwner& owner)
{
    const auto weak = [&](std::string code, Text detail) {
        return invalid(std::string(field), std::move(code), std::move(detail)).error();
    };
    const auto length = text::length(password);
    if (length < shortest_password) {
        return weak("too_short", {"Au moins 10 caractères : une phrase courte convient très bien.",
                                     "At least 10 characters: a short sentence does very well."});
    }
    if (length > longest_password)
        return weak("too_long", {"Au plus 200 caractères.", "At most 200 characters."});
    if (is_common(password)) {
        return weak(
            "common", {"Ce mot de passe est parmi les premiers essayés. Choisissez-en un autre.",
                          "This password is among the first that are tried. Choose another."});
    }
    if (tells_email(password, owner.email)) {
        return weak("contains_email", {"Il contient le début de votre adresse e-mail.",
                                          "It contains the beginning of your e-mail address."});
    }
    if (tells_name(password, owner)) {
        return weak("contains_name", {"Il est presque tout entier fait de votre nom.",
                                         "It is made of little else than your name."});
    }
    return std::nullopt;
}

} // namespace clinic::auth
