#include "architecture/sql.hpp"

#include <algorithm>
#include <cctype>

namespace architecture {
namespace {

bool is_word(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

/// Words and single signs; comments and quoted texts are left out, quoted names lose their quotes.
std::vector<std::string> tokens_of(std::string_view sql)
{
    std::vector<std::string> tokens;
    for (std::size_t at = 0; at < sql.size();) {
        const auto rest = sql.substr(at);
        auto length = std::size_t{1};
        if (rest.starts_with("--")) {
            length = std::min(rest.find('\n'), rest.size());
        } else if (rest.front() == '\'') {
            length = std::min(rest.find('\'', 1), rest.size() - 1) + 1;
        } else if (is_word(rest.front())) {
            length = static_cast<std::size_t>(
                std::ranges::find_if_not(rest, is_word) - rest.begin());
            tokens.emplace_back(rest.substr(0, length));
        } else if (rest.front() != '"' &&
                   std::isspace(static_cast<unsigned char>(rest.front())) == 0) {
            tokens.emplace_back(rest.substr(0, 1));
        }
        at += length;
    }
    return tokens;
}

/// A cursor over tokens that reads past the end as empty words.
struct Tokens {
    std::vector<std::string> all;

    std::string_view operator[](std::size_t at) const
    {
        return at < all.size() ? std::string_view(all[at]) : std::string_view();
    }
};

bool is_name(std::string_view word)
{
    return !word.empty() &&
           (std::isalpha(static_cast<unsigned char>(word[0])) != 0 || word[0] == '_') &&
           std::ranges::any_of(word, [](unsigned char c) { return std::islower(c) != 0; });
}

/// After TABLE, INTO…: past IF NOT EXISTS and ONLY.
std::size_t past_fillers(const Tokens& tokens, std::size_t at)
{
    constexpr std::string_view fillers[] = {"IF", "NOT", "EXISTS", "ONLY"};
    while (std::ranges::find(fillers, tokens[at]) != std::end(fillers)) ++at;
    return at;
}

/// WITH a AS (…), b (x, y) AS (…): a name before AS and an opening bracket.
Names defined_here(const Tokens& tokens)
{
    Names names;
    for (std::size_t at = 0; at < tokens.all.size(); ++at) {
        const auto before = tokens[at];
        if (before != "WITH" && before != "RECURSIVE" && before != ",") continue;
        auto next = at + 2;
        if (tokens[next] == "(") {
            while (next < tokens.all.size() && tokens[next] != ")") ++next;
            ++next;
        }
        if (tokens[next] == "NOT") ++next;
        if (tokens[next] != "AS") continue;
        if (tokens[next + 1] == "(" || tokens[next + 1] == "MATERIALIZED" ||
            tokens[next + 1] == "NOT")
            names.emplace(tokens[at + 1]);
    }
    return names;
}

/// EXTRACT(EPOCH FROM t), SUBSTRING(t FROM 1), TRIM(BOTH FROM t).
bool is_from_function(std::string_view word)
{
    return word == "EXTRACT" || word == "SUBSTRING" || word == "TRIM";
}

/// Whether a table's name follows the keyword at `at`: not so in IS DISTINCT FROM, FOR UPDATE,
/// DO UPDATE SET, BEFORE UPDATE ON.
bool introduces_table(const Tokens& tokens, std::size_t at)
{
    const auto word = tokens[at];
    const auto before = at > 0 ? tokens[at - 1] : std::string_view();
    if (word == "FROM")
        return before != "DISTINCT" && !(at >= 3 && is_from_function(tokens[at - 3]));
    if (word == "UPDATE") return before != "FOR" && before != "DO" && before != "KEY";
    return word == "JOIN" || word == "INTO" || word == "TABLE" || word == "REFERENCES";
}

bool is_table_function(const Tokens& tokens, std::size_t keyword, std::size_t name)
{
    return (tokens[keyword] == "FROM" || tokens[keyword] == "JOIN") && tokens[name + 1] == "(";
}

/// FROM a x, b AS y: the place of each further name in the list.
std::size_t next_in_list(const Tokens& tokens, std::size_t name)
{
    auto at = name + 1;
    if (tokens[at] == "AS") ++at;
    if (is_name(tokens[at])) ++at;
    return tokens[at] == "," ? at + 1 : 0;
}

/// The table of CREATE INDEX … ON t and CREATE TRIGGER … ON t.
std::size_t table_of_index(const Tokens& tokens, std::size_t at)
{
    if (tokens[at] != "INDEX" && tokens[at] != "TRIGGER") return 0;
    while (at < tokens.all.size() && tokens[at] != "ON" && tokens[at] != ";") ++at;
    return tokens[at] == "ON" ? at + 1 : 0;
}

}

Names tables_in(std::string_view sql)
{
    const Tokens tokens{tokens_of(sql)};
    Names tables;
    for (std::size_t at = 0; at < tokens.all.size(); ++at) {
        if (const auto name = table_of_index(tokens, at); name != 0 && is_name(tokens[name]))
            tables.emplace(tokens[name]);
        if (!introduces_table(tokens, at)) continue;
        for (auto name = past_fillers(tokens, at + 1); name != 0 && is_name(tokens[name]);) {
            if (!is_table_function(tokens, at, name)) tables.emplace(tokens[name]);
            name = tokens[at] == "FROM" ? next_in_list(tokens, name) : 0;
        }
    }
    for (const auto& name : defined_here(tokens)) tables.erase(name);
    return tables;
}

void apply_migration(std::string_view sql, Names& tables)
{
    const Tokens tokens{tokens_of(sql)};
    for (std::size_t at = 1; at < tokens.all.size(); ++at) {
        if (tokens[at] != "TABLE") continue;
        const auto name = past_fillers(tokens, at + 1);
        const auto deed = tokens[at - 1];
        const bool renames = deed == "ALTER" && tokens[name + 1] == "RENAME" &&
                             tokens[name + 2] == "TO";
        if (deed == "DROP" || renames) tables.erase(std::string(tokens[name]));
        if (deed == "CREATE" || deed == "VIRTUAL" || deed == "UNLOGGED")
            tables.emplace(tokens[name]);
        if (renames) tables.emplace(tokens[name + 3]);
    }
}

Names tables_after(const std::filesystem::path& migrations)
{
    Names sqlite, postgres;
    for (const auto& file : files_below(migrations, {".sql"})) {
        const auto twin = std::filesystem::path(file).replace_extension(".pg.sql");
        const bool for_postgres = file.stem().extension() == ".pg";
        const auto sql = read_text(file);
        if (!for_postgres) apply_migration(sql, sqlite);
        if (for_postgres || !std::filesystem::exists(twin)) apply_migration(sql, postgres);
    }
    sqlite.merge(postgres);
    return sqlite;
}

}
