#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Reading of C++, CMake and Markdown as text: just enough of each for the rules.
namespace architecture {

using Names = std::set<std::string>;

std::string read_text(const std::filesystem::path& file);

/// All files below a folder with one of these extensions, sorted; none if there is no such folder.
std::vector<std::filesystem::path> files_below(
    const std::filesystem::path& folder, std::initializer_list<std::string_view> extensions);

/// The names of a folder's folders.
Names folders_of(const std::filesystem::path& folder);

/// What stands between the quotes or angle brackets of each #include.
std::vector<std::string> includes_of(std::string_view source);

/// The contents of each string literal, raw ones too; neighbours are joined as the compiler does.
std::vector<std::string> literals_of(std::string_view source);

/// `clinic_module(name DEPENDS a b)` holds the calls {"name", "DEPENDS", "a", "b"}: the arguments
/// of each call of that function, in order.
std::vector<std::vector<std::string>> cmake_calls(
    std::string_view cmake, std::string_view function);

/// The contents of each `code span` of a Markdown text.
std::vector<std::string> code_spans(std::string_view markdown);

}
