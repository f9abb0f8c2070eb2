#pragma once
// A value on its way from a file, a variable or the command line into the Config. For the sources
// of this folder.

#include "platform/config/table.hpp"

#include <optional>
#include <string>
#include <variant>

namespace clinic::config {

using Value = std::variant<std::string, Number, bool, Names>;

/// As a variable or the command line has it: "8", "true", "10.0.0.1, 10.0.0.2". Nothing when the
/// row wants something else.
[[nodiscard]] std::optional<Value> value_of(const Row& row, const std::string& text);
/// As TOML has it.
[[nodiscard]] std::string spelled(const Value& value);
/// In force. A secret is "****", or "" when there is none.
[[nodiscard]] Value current(const Row& row, const Config& config);

/// Sets the member when the rule allows it; else says so. `where` begins the sentence. A secret's
/// value is the path of its file.
[[nodiscard]] std::optional<std::string> apply(
    const Row& row, const std::optional<Value>& value, Config& config, const std::string& where);

}
