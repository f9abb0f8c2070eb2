#include "platform/crypto/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace clinic::crypto {

namespace fs = std::filesystem;

std::vector<fs::path> key_files(const fs::path& folder, std::string_view prefix)
{
    std::vector<fs::path> files;
    if (!fs::exists(folder)) return files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with(prefix) && name.ends_with(".key")) files.push_back(entry.path());
    }
    std::ranges::sort(files); // by time: their names have a fixed width
    return files;
}

fs::path next_key_file(const fs::path& folder, std::string_view prefix)
{
    using namespace std::chrono;
    auto ms = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    const auto files = key_files(folder, prefix);
    const auto named = [&] { return folder / fmt::format("{}{:013}.key", prefix, ms); };
    while (!files.empty() && named() <= files.back()) ms += 1000;
    return named();
}

}
