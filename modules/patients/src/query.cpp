#include "query.hpp"

#include "platform/core/time.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace clinic::patients {
namespace {

constexpr std::size_t most_words = 8;
constexpr std::size_t telling_digits = 6; // "33612 3": one in a thousand mobile numbers
constexpr std::size_t pair_letters = 3;

bool has_pair_letters(std::string_view word)
{
    return beginning(word, pair_letters - 1).size() < word.size();
}

std::string pair_prefix(std::string_view shorter, std::string_view longer)
{
    return fmt::format("{} {}", beginning(shorter, pair_letters), longer);
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
bool is_numeric(std::string_view token)
{
    return std::ranges::any_of(token, is_digit) && std::ranges::all_of(token, [](char c) {
        return is_digit(c) || std::string_view("+()/.-").contains(c);
    });
}

std::string date_of(int year, int month, int day)
{
    const auto text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    return LocalDate::parse(text) ? text : std::string();
}

int number_of(std::string_view digits)
{
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

/// "12/03/1980", "12.3.1980" or "1980-03-12"; empty for anything else.
std::string separated_date(std::string_view token)
{
    std::vector<std::string> parts(1);
    for (const char c : token) {
        if (is_digit(c)) parts.back() += c;
        else if (c == '/' || c == '.' || c == '-') parts.emplace_back();
        else return {};
    }
    if (parts.size() != 3) return {};
    const auto sizes = std::array{parts[0].size(), parts[1].size(), parts[2].size()};
    const auto short_one = [](std::size_t size) { return size == 1 || size == 2; };
    if (short_one(sizes[0]) && short_one(sizes[1]) && sizes[2] == 4) {
        return date_of(number_of(parts[2]), number_of(parts[1]), number_of(parts[0]));
    }
    if (sizes[0] == 4 && short_one(sizes[1]) && short_one(sizes[2])) {
        return date_of(number_of(parts[0]), number_of(parts[1]), number_of(parts[2]));
    }
    return {};
}

/// "12031980": day, month, year.
std::string packed_date(std::string_view digits)
{
    if (digits.size() != 8 || !std::ranges::all_of(digits, is_digit)) return {};
    return date_of(number_of(digits.substr(4)), number_of(digits.substr(2, 2)),
        number_of(digits.substr(0, 2)));
}

Number number_of_digits(const std::string& typed)
{
    Number number{packed_date(typed), {international_digits(typed)}};
    const bool bare = is_digit(typed.front()) && typed.front() != '0';
    if (bare) number.phones.push_back("33" + number.phones.front()); // "612…", the zero left out
    std::erase(number.phones, "");
    return number;
}

/// Longest first, without those that begin another one: they ask for nothing more.
std::vector<std::string> telling(std::vector<std::string> words)
{
    std::ranges::stable_sort(words, std::greater(), &std::string::size);
    std::vector<std::string> kept;
    for (auto& word : words) {
        const auto begins = [&](const std::string& other) { return other.starts_with(word); };
        if (std::ranges::none_of(kept, begins)) kept.push_back(std::move(word));
    }
    if (kept.size() > most_words) kept.resize(most_words);
    return kept;
}

bool answers(const Number& number, const Findable& findable)
{
    if (!number.birth_date.empty() && number.birth_date == findable.birth_date) return true;
    return std::ranges::any_of(number.phones,
        [&](const std::string& beginning) { return findable.phone.starts_with(beginning); });
}

template <class Test> bool all_found(const Query& query, const Findable& findable, Test test)
{
    const auto names = findable.words();
    return std::ranges::all_of(query.words, [&](const std::string& word) {
        return std::ranges::any_of(
            names, [&](const std::string& name) { return test(name, word); });
    }) && std::ranges::all_of(query.numbers, [&](const Number& number) {
        return answers(number, findable);
    });
}

std::vector<std::string> without(std::vector<std::string> words, std::size_t n)
{
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(n));
    return words;
}

std::vector<Probe> probes_of_words(const std::vector<std::string>& words)
{
    const auto others = without(words, 0);
    if (!others.empty() && has_pair_letters(others[0])) {
        return {{Rank::pair, pair_prefix(others[0], words[0]), others}};
    }
    std::vector<Probe> found;
    for (const int rank : {Rank::name_start, Rank::other_name, Rank::word}) {
        found.push_back({rank, words[0], others});
    }
    return found;
}

std::vector<Probe> probes_of_number(const Number& number, const std::vector<std::string>& words)
{
    std::vector<Probe> found;
    if (!number.birth_date.empty()) {
        found.push_back({Rank::birth_date, number.birth_date + ' ', words});
    }
    for (const auto& beginning : number.phones) found.push_back({Rank::phone, beginning, words});
    return found;
}

bool tells_much(const Number& number)
{
    return std::ranges::all_of(number.phones,
        [](const std::string& beginning) { return beginning.size() >= telling_digits; });
}

/// The number that narrows the search down most: a sure date before digits.
const Number* driver(const Query& query)
{
    const auto least = [](const Number& number) {
        return std::pair(!number.phones.empty(),
            number.phones.empty() ? 0 : -static_cast<int>(number.phones.front().size()));
    };
    const auto best = std::ranges::min_element(query.numbers, {}, least);
    return best == query.numbers.end() ? nullptr : &*best;
}

} // namespace

Query Query::parse(std::string_view typed)
{
    Query query;
    std::string names;
    std::string digits;
    std::string token;
    for (const char c : std::string(typed) + ' ') {
        if (c != ' ' && c != '\t' && c != '\n') {
            token += c;
            continue;
        }
        if (auto date = separated_date(token); !date.empty()) {
            query.numbers.push_back({std::move(date), {}});
        } else if (is_numeric(token)) {
            digits += token;
        } else {
            names += token + ' ';
        }
        token.clear();
    }
    if (std::ranges::any_of(digits, is_digit)) query.numbers.push_back(number_of_digits(digits));
    query.words = telling(words_of(names));
    return query;
}

bool Query::matches(const Findable& findable) const
{
    return all_found(*this, findable,
        [](std::string_view name, std::string_view word) { return name.starts_with(word); });
}

bool Query::matches_inside(const Findable& findable) const
{
    return all_found(*this, findable,
        [](std::string_view name, std::string_view word) { return name.contains(word); });
}

bool driven_by_number(const Query& query)
{
    const auto* number = driver(query);
    return number != nullptr && (query.words.empty() || tells_much(*number));
}

std::vector<Probe> probes(const Query& query)
{
    if (driven_by_number(query)) return probes_of_number(*driver(query), query.words);
    if (!query.words.empty()) return probes_of_words(query.words);
    return {{Rank::name_start, "", {}}};
}

std::vector<InsideProbe> probes_inside(const Query& query)
{
    std::vector<InsideProbe> found;
    for (std::size_t n = 0; n < query.words.size(); ++n) {
        const auto& part = query.words[n];
        if (!has_pair_letters(part)) continue;
        const auto others = without(query.words, n);
        if (!others.empty() && has_pair_letters(others[0])) {
            const std::array ranks{int{Rank::pair}, int{Rank::pair}, int{Rank::pair}};
            found.push_back({part, ranks, pair_prefix(others[0], ""), others});
        } else {
            const std::array ranks{int{Rank::name_start}, int{Rank::other_name}, int{Rank::word}};
            found.push_back({part, ranks, "", others});
        }
    }
    return found;
}

} // namespace clinic::patients
