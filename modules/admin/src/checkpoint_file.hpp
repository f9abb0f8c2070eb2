#pragma once
// The second place of checkpoints: a file that only grows, a line each. A copy of it that is kept elsewhere shows what was
// cut off or rewritten here, whoever did it.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::admin {

/// Adds whole lines and makes them last; the file is made, for its owner alone. Throws std::system_error.
void append_lines(const std::filesystem::path& file, const std::vector<std::string>& lines);
/// Its lines; none when there is no file. Throws std::system_error when it cannot be read.
[[nodiscard]] std::vector<std::string> read_lines(const std::filesystem::path& file);

} // namespace clinic::admin
