#include "platform/config/config.hpp"
#include "platform/config/table.hpp"
#include "platform/config/value.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace clinic::config {

namespace {

constexpr std::size_t widest = 96;

constexpr std::string_view preface =
    R"(# The settings of Monoclinic: every key, its meaning and its default. Remove the # before a
# key to change it.
#
# Each can also be set by a variable, MONOCLINIC_<SECTION>_<KEY> (MONOCLINIC_SERVER_LISTEN), and on
# the command line. The command line wins over variables, and variables over this file.
# Secrets are kept in files of their own: a key <name>_file holds the path; the variable without
# _FILE (MONOCLINIC_SMTP_PASSWORD) holds the secret itself.
#
# `monoclinic check-config` says what is wrong with a file, `monoclinic serve --print-config` what
# is in force. This file is made from the program's own table of settings.
)";

/// "postgresql://clinic:secret@host/db" → "postgresql://clinic:****@host/db"
std::string without_password(const std::string& url)
{
    const auto begin = url.find("://");
    const auto end = url.rfind('@');
    if (begin == std::string::npos || end == std::string::npos) return url;
    const auto colon = url.find(':', begin + 3);
    if (colon == std::string::npos || colon > end) return url;
    return url.substr(0, colon + 1) + "****" + url.substr(end);
}

/// As comment lines, broken between words.
std::string comment(std::string_view text)
{
    std::string out = "#";
    std::size_t column = 1;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const auto word = text.substr(0, end);
        if (column + 1 + word.size() > widest) {
            out += "\n#";
            column = 1;
        }
        (out += ' ') += word;
        column += 1 + word.size();
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out + "\n";
}

/// Calls write(row) for each, with a heading where a section begins.
template <class Write>
std::string by_section(Write write)
{
    std::string out;
    std::string_view section;
    for (const auto& row : table()) {
        if (row.section != section) {
            section = row.section;
            out += fmt::format(
                "{}[{}]\n", out.empty() || out.ends_with("\n\n") ? "" : "\n", section);
        }
        out += write(row);
    }
    return out;
}

}

std::string print(const Config& config)
{
    return by_section([&](const Row& row) {
        return fmt::format("{} = {}\n", row.name_in_file(), spelled(current(row, config)));
    });
}

std::vector<Setting> settings(const Config& config)
{
    const Config defaults;
    std::vector<Setting> all;
    for (const auto& row : table()) {
        auto value = spelled(current(row, config));
        auto fallback = spelled(current(row, defaults));
        const bool changed = value != fallback;
        if (row.key() == "database.url") value = without_password(value);
        all.push_back({row.key(), std::move(value), std::move(fallback), changed, row.secret()});
    }
    return all;
}

std::string document()
{
    const Config defaults;
    auto text = std::string(preface) + "\n" + by_section([&](const Row& row) {
        const auto value = spelled(current(row, defaults));
        return comment(row.meaning) + comment(fmt::format("Allowed: {}.", row.allowed())) +
               fmt::format("#{} = {}\n\n", row.name_in_file(), value);
    });
    text.pop_back(); // one newline ends the file
    return text;
}

}
