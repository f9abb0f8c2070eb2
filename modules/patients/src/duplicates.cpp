#include "duplicates.hpp"

#include "access.hpp"
#include "search_store.hpp"
#include "store.hpp"

#include <algorithm>

namespace clinic::patients {
namespace {

constexpr std::size_t shortest_slip = 4;   // letters: Léa and Léo are two people
constexpr std::size_t most_looked_at = 500; // born on one day, or reached by one telephone
constexpr std::size_t most_shown = 10;

/// The words of the family names and of the first name of a person.
struct Names {
    std::vector<std::string> family;
    std::vector<std::string> first;
};

Names names_of(std::string_view birth_name, const std::optional<std::string>& used_name,
    std::string_view first_name)
{
    Names names{words_of(birth_name), words_of(first_name)};
    if (used_name) std::ranges::move(words_of(*used_name), std::back_inserter(names.family));
    return names;
}

bool share(const std::vector<std::string>& a, const std::vector<std::string>& b)
{
    return std::ranges::any_of(a, [&](const std::string& word) {
        return std::ranges::any_of(
            b, [&](const std::string& other) { return similar(word, other); });
    });
}

/// In their places, or swapped, as forms get filled in.
bool alike(const Names& a, const Names& b)
{
    return (share(a.family, b.family) && share(a.first, b.first)) ||
           (share(a.family, b.first) && share(a.first, b.family));
}

std::vector<store::Hit> all_with(db::Tx& tx, int rank, const std::string& value)
{
    if (value.empty()) return {};
    return store::probe(tx, store::everyone, {rank, value + ' ', {}}, true, {}, most_looked_at);
}

std::vector<PatientLine> lookalikes(db::Tx& tx, const PatientDetails& details)
{
    const auto names = names_of(details.birth_name, details.used_name, details.first_name);
    const auto findable = Findable::of(details);
    std::vector<PatientLine> found;
    const auto keep = [&](const PatientLine& line) {
        const auto same = [&](const PatientLine& other) { return other.id == line.id; };
        if (std::ranges::none_of(found, same)) found.push_back(line);
    };
    const auto names_in = [](const PatientLine& line) {
        return names_of(line.birth_name, line.used_name, line.first_name);
    };
    for (const auto& hit : all_with(tx, Rank::birth_date, findable.birth_date)) {
        if (alike(names, names_in(hit.line))) keep(hit.line);
    }
    for (const auto& hit : all_with(tx, Rank::phone, findable.phone)) {
        if (share(names.first, names_in(hit.line).first)) keep(hit.line);
    }
    return found;
}

std::size_t common_beginning(std::string_view a, std::string_view b)
{
    const auto [in_a, in_b] = std::ranges::mismatch(a, b);
    return static_cast<std::size_t>(in_a - a.begin());
}

} // namespace

bool similar(std::string_view a, std::string_view b)
{
    if (a == b) return true;
    if (a.size() > b.size()) std::swap(a, b);
    if (a.size() < shortest_slip || b.size() - a.size() > 1) return false;
    const auto same = common_beginning(a, b);
    const auto rest_a = a.substr(same);
    const auto rest_b = b.substr(same);
    if (a.size() < b.size()) return rest_a == rest_b.substr(1);
    if (rest_a.substr(1) == rest_b.substr(1)) return true;
    return rest_a.size() > 1 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] &&
           rest_a.substr(2) == rest_b.substr(2);
}

std::vector<PatientId> same_person(
    db::Tx& tx, std::string_view first_name, std::string_view family_name, LocalDate birth_date)
{
    PatientDetails details;
    details.birth_date = birth_date;
    const auto first = words_of(first_name);
    const auto family = words_of(family_name);
    std::vector<PatientId> found;
    for (const auto& hit : all_with(tx, Rank::birth_date, Findable::of(details).birth_date)) {
        const auto& line = hit.line;
        const bool named = words_of(line.birth_name) == family ||
                           (line.used_name && words_of(*line.used_name) == family);
        const bool twice = std::ranges::find(found, line.id) != found.end();
        if (named && words_of(line.first_name) == first && !twice) found.push_back(line.id);
    }
    return found;
}

Duplicates find_duplicates(
    db::Tx& tx, const http::Principal& who, const PatientDetails& details, Instant now)
{
    Duplicates duplicates;
    for (auto& line : lookalikes(tx, details)) {
        if (!access::may_see(tx, who, line.id, now)) duplicates.others = true;
        else if (duplicates.items.size() < most_shown) duplicates.items.push_back(std::move(line));
    }
    return duplicates;
}

} // namespace clinic::patients
