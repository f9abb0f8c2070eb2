#include "platform/core/ical_lines.hpp"

#include <algorithm>

namespace clinic::ical {
namespace {

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool is_name(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (upper(c) >= 'A' && upper(c) <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
}

/// Where the value of a parameter that begins at `from` ends; npos when its quotes do not close.
std::size_t end_of_value(std::string_view line, std::size_t from)
{
    if (from < line.size() && line[from] == '"') {
        const auto close = line.find('"', from + 1);
        return close == line.npos ? close : close + 1;
    }
    return line.find_first_of(";:", from);
}

std::string_view without_quotes(std::string_view text)
{
    return text.size() >= 2 && text.front() == '"' ? text.substr(1, text.size() - 2) : text;
}

} // namespace

bool same_word(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](char x, char y) { return upper(x) == upper(y); });
}

bool Property::is(std::string_view upper_case_name) const
{
    return same_word(name, upper_case_name);
}

std::string_view Property::parameter(std::string_view upper_case_name) const
{
    for (const auto& [key, text] : parameters) {
        if (same_word(key, upper_case_name)) return text;
    }
    return {};
}

LineReader::LineReader(std::string_view text) : rest_(text)
{
    if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
}

bool LineReader::unfold()
{
    line_.clear();
    while (!rest_.empty()) {
        const auto end = std::min(rest_.find('\n'), rest_.size());
        auto piece = rest_.substr(0, end);
        if (piece.ends_with('\r')) piece.remove_suffix(1);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        line_.append(piece);
        const bool goes_on = rest_.starts_with(' ') || rest_.starts_with('\t');
        if (goes_on) rest_.remove_prefix(1);
        else if (!line_.empty()) return true;
    }
    return !line_.empty();
}

bool LineReader::cut(Property& property) const
{
    const std::string_view line = line_;
    property.parameters.clear();
    auto at = line.find_first_of(";:");
    if (at == line.npos) return false;
    property.name = line.substr(0, at);
    while (line[at] == ';') {
        const auto equals = line.find('=', at);
        if (equals == line.npos) return false;
        const auto end = end_of_value(line, equals + 1);
        if (end == line.npos || end >= line.size()) return false;
        property.parameters.emplace_back(line.substr(at + 1, equals - at - 1),
            without_quotes(line.substr(equals + 1, end - equals - 1)));
        at = end;
        // A list of quoted values: only its first is of use to anybody here.
        if (line[at] == ',') at = line.find_first_of(";:", at);
        if (at == line.npos) return false;
    }
    if (line[at] != ':') return false;
    property.value = line.substr(at + 1);
    return is_name(property.name);
}

bool LineReader::next(Property& property)
{
    if (broken_ || !unfold()) return false;
    broken_ = !cut(property);
    return !broken_;
}

} // namespace clinic::ical
