#pragma once
// monoclinic-YYYY-MM-DD.log, one per local day. For the sources of this folder.

#include <filesystem>
#include <memory>

namespace spdlog::sinks {
class sink; // NOLINT(readability-identifier-naming): spdlog's own name
}

namespace clinic::log {

/// Makes the folder. Throws std::runtime_error, in a sentence for the operator, when it cannot.
[[nodiscard]] std::shared_ptr<spdlog::sinks::sink> daily_file(const std::filesystem::path& dir);

/// Leaves the newest `keep` daily files; other files are not touched.
void remove_old_files(const std::filesystem::path& dir, int keep);

}
