#include "architecture/text.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <sstream>

namespace architecture {
namespace {

constexpr std::string_view blank = " \t\r\n";

std::vector<std::string> words_of(std::string_view text)
{
    std::istringstream stream{std::string(text)};
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

/// Where a literal that opens at `at` has its contents, and where reading goes on.
struct Literal {
    std::string_view text;
    std::size_t end;
};

Literal raw_literal(std::string_view source, std::size_t at)
{
    const auto open = source.find('(', at);
    if (open == std::string_view::npos) return {{}, source.size()};
    const auto close = ")" + std::string(source.substr(at + 1, open - at - 1)) + "\"";
    const auto end = std::min(source.find(close, open), source.size());
    return {source.substr(open + 1, end - open - 1), std::min(end + close.size(), source.size())};
}

Literal plain_literal(std::string_view source, std::size_t at)
{
    auto end = at + 1;
    while (end < source.size() && source[end] != '"') end += source[end] == '\\' ? 2 : 1;
    end = std::min(end, source.size());
    return {source.substr(at + 1, end - at - 1), std::min(end + 1, source.size())};
}

/// Past a comment or a character literal that starts at `at`, or `at` itself.
std::size_t skip_uninteresting(std::string_view source, std::size_t at)
{
    const auto rest = source.substr(at);
    if (rest.starts_with("//")) return std::min(source.find('\n', at), source.size());
    if (rest.starts_with("/*")) return std::min(source.find("*/", at), source.size() - 2) + 2;
    if (rest.starts_with("'\\")) return std::min(at + 4, source.size());
    if (rest.starts_with("'") && rest.size() > 2 && rest[2] == '\'') return at + 3;
    return at;
}

}

std::string read_text(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::filesystem::path> files_below(
    const std::filesystem::path& folder, std::initializer_list<std::string_view> extensions)
{
    std::vector<std::filesystem::path> files;
    if (!std::filesystem::exists(folder)) return files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto extension = entry.path().extension().string();
        if (entry.is_regular_file() && std::ranges::find(extensions, extension) != extensions.end())
            files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

Names folders_of(const std::filesystem::path& folder)
{
    Names names;
    if (!std::filesystem::exists(folder)) return names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.is_directory()) names.insert(entry.path().filename().string());
    return names;
}

std::vector<std::string> includes_of(std::string_view source)
{
    std::vector<std::string> found;
    std::istringstream lines{std::string(source)};
    for (std::string line; std::getline(lines, line);) {
        const auto hash = line.find_first_not_of(blank);
        if (hash == std::string::npos || line[hash] != '#') continue;
        const auto word = line.find_first_not_of(blank, hash + 1);
        if (word == std::string::npos || !line.substr(word).starts_with("include")) continue;
        const auto open = line.find_first_of("\"<", word);
        if (open == std::string::npos) continue;
        const auto close = line.find_first_of("\">", open + 1);
        found.push_back(line.substr(open + 1, close - open - 1));
    }
    return found;
}

std::vector<std::string> literals_of(std::string_view source)
{
    std::vector<std::string> found;
    std::size_t joinable = std::string_view::npos; // where a literal that continues the last starts
    for (std::size_t at = 0; at < source.size();) {
        if (const auto past = skip_uninteresting(source, at); past != at) {
            at = past;
            continue;
        }
        if (source[at] != '"') {
            ++at;
            continue;
        }
        const bool raw = at > 0 && source[at - 1] == 'R';
        const auto literal = raw ? raw_literal(source, at) : plain_literal(source, at);
        const auto start = raw ? at - 1 : at;
        if (start == joinable) found.back() += literal.text;
        else found.emplace_back(literal.text);
        at = literal.end;
        joinable = source.find_first_not_of(blank, at);
    }
    return found;
}

std::vector<std::vector<std::string>> cmake_calls(std::string_view cmake, std::string_view function)
{
    std::vector<std::vector<std::string>> calls;
    const auto opening = std::string(function) + "(";
    for (auto at = cmake.find(opening); at != std::string_view::npos;
        at = cmake.find(opening, at + 1)) {
        const auto from = at + opening.size();
        calls.push_back(words_of(cmake.substr(from, cmake.find(')', from) - from)));
    }
    return calls;
}

std::vector<std::string> code_spans(std::string_view markdown)
{
    std::vector<std::string> spans;
    for (auto open = markdown.find('`'); open != std::string_view::npos;) {
        const auto close = markdown.find('`', open + 1);
        if (close == std::string_view::npos) break;
        if (close > open + 1) spans.emplace_back(markdown.substr(open + 1, close - open - 1));
        open = markdown.find('`', close + 1);
    }
    return spans;
}

}
