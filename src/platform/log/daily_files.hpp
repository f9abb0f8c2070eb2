#pragma once
// monoclinic-YYYY-MM-DD.log, one per local day. For the sources of this folder.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace spdlog::sinks {
class sink; // NOLINT(readability-identifier-naming): spdlog's own name
}

namespace clinic::log {

/// Makes the folder. Throws std::runtime_error, in a sentence for the operator, when it cannot.
[[nodiscard]] std::shared_ptr<spdlog::sinks::sink> daily_file(const std::filesystem::path& dir);

struct DailyFile {
    std::filesystem::path path;
    std::string day; ///< "2026-11-27"
};
/// Those that are there, newest first.
[[nodiscard]] std::vector<DailyFile> daily_files(const std::filesystem::path& dir);

/// Leaves the newest `keep` daily files; other files are not touched.
void remove_old_files(const std::filesystem::path& dir, int keep);

}
