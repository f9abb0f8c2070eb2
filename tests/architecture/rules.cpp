#include "architecture/rules.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace architecture {
namespace {

constexpr std::ptrdiff_t longest_file = 400;

std::string first_part(std::string_view path)
{
    return std::string(path.substr(0, path.find('/')));
}

bool reaches_into_sources(std::string_view include)
{
    return include.find("..") != std::string_view::npos ||
           include.find("/src/") != std::string_view::npos || include.starts_with("modules/");
}

void compare(const Names& said, const Names& real, std::string_view what, Faults& faults)
{
    for (const auto& name : real)
        if (!said.contains(name))
            faults.push_back(fmt::format("does not name its {} {}", what, name));
    for (const auto& name : said)
        if (!real.contains(name))
            faults.push_back(fmt::format("names the {} {}, which is not", what, name));
}

bool is_identifier(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") ==
                                std::string_view::npos;
}

bool is_file_name(std::string_view text)
{
    constexpr std::string_view extensions[] = {".hpp", ".cpp", ".sql", ".md", ".toml", ".txt"};
    return std::ranges::any_of(extensions, [&](auto end) { return text.ends_with(end); });
}

}

Faults module_includes(const Module& module, const Names& modules, std::string_view source)
{
    Faults faults;
    for (const auto& include : includes_of(source)) {
        const auto other = first_part(include);
        if (reaches_into_sources(include))
            faults.push_back(fmt::format("includes {}: sources are private", include));
        if (other == module.name || !modules.contains(other)) continue;
        if (!module.depends.contains(other))
            faults.push_back(
                fmt::format("includes {}, but {} is not in its DEPENDS", include, other));
        if (include != other + "/" + other + ".hpp")
            faults.push_back(
                fmt::format("includes {}: only {}/{}.hpp is public", include, other, other));
    }
    return faults;
}

Faults platform_includes(
    std::string_view part, const Names& below, const Names& modules, std::string_view source)
{
    Faults faults;
    for (const auto& include : includes_of(source)) {
        if (reaches_into_sources(include))
            faults.push_back(fmt::format("includes {}: write \"platform/part/file.hpp\"", include));
        if (modules.contains(first_part(include)))
            faults.push_back(fmt::format("includes {}: the platform knows no module", include));
        if (!include.starts_with("platform/")) continue;
        const auto other = first_part(std::string_view(include).substr(9));
        if (other != part && !below.contains(other))
            faults.push_back(fmt::format("includes {}: {} is not below {}", include, other, part));
    }
    return faults;
}

Faults walled_includes(std::string_view path, std::string_view source)
{
    const bool network = path.starts_with("src/platform/http/") ||
                         path.starts_with("src/platform/net/");
    const bool database = path.starts_with("src/platform/db/");
    Faults faults;
    for (const auto& include : includes_of(source)) {
        const bool wire = include.starts_with("boost/beast") || include.starts_with("boost/asio");
        if ((wire && !network) || (include.starts_with("soci") && !database))
            faults.push_back(fmt::format("includes {} outside its wall", include));
    }
    return faults;
}

Faults table_prefixes(std::string_view owner, const Names& tables)
{
    Faults faults;
    for (const auto& table : tables)
        if (!table.starts_with(fmt::format("{}_", owner)))
            faults.push_back(fmt::format("touches the table {}, which is not {}'s", table, owner));
    return faults;
}

Faults readme_names(
    const Module& module, const Names& modules, const Names& all_events, std::string_view readme)
{
    Names tables, events;
    Faults faults;
    for (const auto& span : code_spans(readme)) {
        if (!is_identifier(span) || is_file_name(span)) continue;
        if (span.starts_with(module.name + "_")) tables.insert(span);
        const auto dot = span.find('.');
        if (dot == std::string::npos || !modules.contains(span.substr(0, dot))) continue;
        if (module.listeners.contains(span)) continue;
        if (span.starts_with(module.name + ".")) events.insert(span);
        else if (!all_events.contains(span))
            faults.push_back(fmt::format("names the event {}, which nobody says", span));
    }
    compare(tables, module.tables, "table", faults);
    compare(events, module.events, "event", faults);
    return faults;
}

Faults file_length(std::string_view source)
{
    const auto lines = std::ranges::count(source, '\n');
    if (lines <= longest_file) return {};
    return {fmt::format("has {} lines, {} is the most", lines, longest_file)};
}

Names events_in(std::string_view header)
{
    Names events;
    constexpr std::string_view key = "event_name";
    for (auto at = header.find(key); at != std::string_view::npos; at = header.find(key, at + 1)) {
        const auto rest = header.substr(at, header.find(';', at) - at);
        if (const auto literals = literals_of(rest); literals.size() == 1)
            events.insert(literals.front());
    }
    return events;
}

}
