#include "search_keys.hpp"

#include "platform/core/text.hpp"

#include <algorithm>

namespace clinic::patients {
namespace {

constexpr std::size_t longest_key = 1000;  // bytes; PostgreSQL's index takes some 2,700
constexpr std::size_t longest_word = 40;   // letters
constexpr std::size_t most_pair_words = 8; // 56 pairs
constexpr std::size_t pair_letters = 3;
constexpr std::size_t shortest_fragment = 3;
constexpr std::string_view home_country = "33";

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
bool is_separator(char c)
{
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return static_cast<unsigned char>(c) < 0x80 && !letter && !is_digit(c);
}
bool continues(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::vector<std::string> split(std::string_view text, char at)
{
    std::vector<std::string> parts;
    for (std::size_t end = 0; end != std::string_view::npos; text.remove_prefix(end + 1)) {
        end = text.find(at);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
    }
    return parts;
}

void append(std::string& to, std::string_view word)
{
    if (!to.empty()) to += ' ';
    to += word;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const auto& word : words) append(text, word);
    return text;
}

std::string cut(std::string key)
{
    if (key.size() <= longest_key) return key;
    std::size_t end = longest_key;
    while (continues(key[end])) --end;
    key.resize(end);
    return key;
}

std::string rotated(const std::vector<std::string>& words, std::size_t first)
{
    std::string key;
    for (std::size_t i = 0; i < words.size(); ++i) append(key, words[(first + i) % words.size()]);
    return cut(std::move(key));
}

/// Three letters of word `a`, word `b`, then word `a` and the others.
std::string paired(const std::vector<std::string>& words, std::size_t a, std::size_t b)
{
    std::string key(beginning(words[a], pair_letters));
    append(key, words[b]);
    append(key, words[a]);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i != a && i != b) append(key, words[i]);
    }
    return cut(std::move(key));
}

void add_pairs(std::vector<SearchKey>& keys, const std::vector<std::string>& words)
{
    const auto count = std::min(words.size(), most_pair_words);
    for (std::size_t a = 0; a < count; ++a) {
        for (std::size_t b = 0; b < count; ++b) {
            if (a != b) keys.push_back({Rank::pair, paired(words, a, b)});
        }
    }
}

/// "Jean-François" → "jeanfrancois", "O'Brien" → "obrien": as some type them.
std::vector<std::string> run_together(std::string_view name)
{
    std::vector<std::string> words;
    for (const auto& part : split(name, ' ')) {
        const auto pieces = words_of(part);
        if (pieces.size() < 2) continue;
        std::string whole;
        for (const auto& piece : pieces) whole += piece;
        words.emplace_back(beginning(whole, longest_word));
    }
    return words;
}

} // namespace

std::string_view beginning(std::string_view word, std::size_t letters)
{
    std::size_t end = 0;
    while (end < word.size() && letters > 0) {
        ++end;
        while (end < word.size() && continues(word[end])) ++end;
        --letters;
    }
    return word.substr(0, end);
}

std::vector<std::string> words_of(std::string_view name)
{
    std::vector<std::string> words;
    std::string current;
    for (const char c : text::folded(name) + ' ') {
        if (!is_separator(c)) {
            current += c;
        } else if (!current.empty()) {
            words.emplace_back(beginning(current, longest_word));
            current.clear();
        }
    }
    return words;
}

std::string international_digits(std::string_view phone)
{
    std::string digits;
    std::ranges::copy_if(phone, std::back_inserter(digits), is_digit);
    if (phone.starts_with('+')) {
        // "+33 (0)6 12": the zero in brackets is for calls from inside.
        if (const auto zero = phone.find("(0)"); zero != std::string_view::npos) {
            const auto before = std::ranges::count_if(phone.substr(0, zero), is_digit);
            digits.erase(static_cast<std::size_t>(before), 1);
        }
        return digits;
    }
    if (digits.starts_with("00")) return digits.substr(2);
    if (digits.starts_with('0')) return std::string(home_country) + digits.substr(1);
    return digits;
}

std::vector<std::string> Findable::words() const
{
    std::vector<std::string> all;
    for (const auto* list : {&name, &other}) {
        for (const auto& word : *list) {
            if (std::ranges::find(all, word) == all.end()) all.push_back(word);
        }
    }
    return all;
}

std::string Findable::text() const
{
    return joined(name) + '|' + joined(other) + '|' + birth_date + '|' + phone;
}

Findable Findable::parse(std::string_view text)
{
    auto parts = split(text, '|');
    parts.resize(4);
    const auto words = [](std::string_view part) {
        return part.empty() ? std::vector<std::string>() : split(part, ' ');
    };
    return {words(parts[0]), words(parts[1]), parts[2], parts[3]};
}

Findable Findable::of(const PatientDetails& details)
{
    Findable findable;
    findable.name = words_of(details.used_name.value_or(details.birth_name));
    std::ranges::move(words_of(details.first_name), std::back_inserter(findable.name));
    if (details.used_name) findable.other = words_of(details.birth_name);
    for (const auto& name : {details.used_name.value_or(details.birth_name), details.first_name}) {
        std::ranges::move(run_together(name), std::back_inserter(findable.other));
    }
    if (details.birth_date) findable.birth_date = details.birth_date->text();
    if (details.phone) findable.phone = international_digits(*details.phone);
    return findable;
}

std::vector<SearchKey> search_keys(const Findable& findable)
{
    std::vector<SearchKey> keys;
    const auto words = findable.words();
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool starts_birth_name = !findable.other.empty() &&
                                       words[i] == findable.other.front();
        const int rank = i == 0              ? Rank::name_start
                         : starts_birth_name ? Rank::other_name
                                             : Rank::word;
        keys.push_back({rank, rotated(words, i)});
    }
    add_pairs(keys, words);
    const auto name = joined(words);
    if (!findable.phone.empty()) keys.push_back({Rank::phone, cut(findable.phone + ' ' + name)});
    if (!findable.birth_date.empty()) {
        keys.push_back({Rank::birth_date, cut(findable.birth_date + ' ' + name)});
    }
    std::ranges::sort(keys);
    const auto repeated = std::ranges::unique(keys);
    keys.erase(repeated.begin(), repeated.end());
    return keys;
}

std::vector<std::string> fragments_of(std::string_view word)
{
    std::vector<std::string> fragments;
    for (word.remove_prefix(beginning(word, 1).size()); text::length(word) >= shortest_fragment;
        word.remove_prefix(beginning(word, 1).size())) {
        fragments.emplace_back(word);
    }
    return fragments;
}

} // namespace clinic::patients
