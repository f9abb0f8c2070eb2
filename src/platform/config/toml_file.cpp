#include "platform/config/toml_file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace clinic::config {

namespace {

std::string place(const std::string& path, const toml::source_region& region)
{
    return fmt::format("{}, line {}", path, region.begin.line);
}

std::optional<Value> value_of(const toml::node& node)
{
    if (const auto* text = node.as_string()) return **text;
    if (const auto* number = node.as_integer()) return **number;
    if (const auto* truth = node.as_boolean()) return **truth;
    const auto* list = node.as_array();
    if (!list) return std::nullopt;
    Names names;
    for (const auto& item : *list) {
        if (!item.is_string()) return std::nullopt;
        names.push_back(**item.as_string());
    }
    return names;
}

std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t corner = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const auto swap = corner + (a[i] == b[j] ? 0 : 1);
            corner = row[j + 1];
            row[j + 1] = std::min({swap, corner + 1, row[j] + 1});
        }
    }
    return row.back();
}

const Row* row_named(std::string_view key)
{
    const auto found = std::ranges::find(table(), key, &Row::key);
    return found == table().end() ? nullptr : &*found;
}

/// One sentence per thing that is wrong, by line: a TOML table does not keep the order of its keys.
using FaultsByLine = std::multimap<toml::source_index, std::string>;

void apply_section(std::string_view section, const toml::table& keys, const std::string& path,
    Config& config, FaultsByLine& faults)
{
    for (const auto& [name, node] : keys) {
        const auto key = fmt::format("{}.{}", section, name.str());
        const auto where = place(path, node.source());
        const auto line = node.source().begin.line;
        const auto* row = row_named(key);
        if (!row) {
            faults.emplace(line, fmt::format("{}: {}", where, unknown_key(key)));
        } else if (auto fault = apply(*row, value_of(node), config, where)) {
            faults.emplace(line, *fault);
        }
    }
}

FaultsByLine apply_sections(const toml::table& file, const std::string& path, Config& config)
{
    FaultsByLine faults;
    for (const auto& [name, node] : file) {
        if (const auto* section = node.as_table()) {
            apply_section(name.str(), *section, path, config, faults);
        } else {
            const auto fault = unknown_key(std::string(name.str()));
            const auto& source = node.source();
            faults.emplace(source.begin.line, fmt::format("{}: {}", place(path, source), fault));
        }
    }
    return faults;
}

}

std::string unknown_key(const std::string& key)
{
    const auto nearest = std::ranges::min_element(
        table(), {}, [&](const Row& row) { return distance(key, row.key()); });
    const auto hint = distance(key, nearest->key()) <= 3
                          ? fmt::format("; did you mean {}?", nearest->key())
                          : std::string(".");
    return fmt::format("There is no setting \"{}\"{}", key, hint);
}

void apply_file(const std::string& path, Config& config, std::vector<std::string>& faults)
{
    try {
        for (auto& [line, fault] : apply_sections(toml::parse_file(path), path, config))
            faults.push_back(fault);
    } catch (const toml::parse_error& error) {
        const bool opened = error.source().begin.line > 0;
        faults.push_back(
            opened ? fmt::format("{}: {}.", place(path, error.source()), error.description())
                   : fmt::format("{} cannot be read: {}.", path, error.description()));
    }
}

}
