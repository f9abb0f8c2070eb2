#pragma once
// Settings out of a TOML file. For the sources of this folder.

#include "platform/config/value.hpp"

#include <string>
#include <vector>

namespace clinic::config {

/// Adds one sentence to `faults` for each thing that is wrong.
void apply_file(const std::string& path, Config& config, std::vector<std::string>& faults);

/// `There is no setting "server.lisen"; did you mean server.listen?`
[[nodiscard]] std::string unknown_key(const std::string& key);

}
