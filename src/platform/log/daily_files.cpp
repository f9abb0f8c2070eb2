#include "platform/log/daily_files.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/daily_file_sink.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <mutex>
#include <regex>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

namespace clinic::log {

namespace {

namespace fs = std::filesystem;

struct FileName {
    static std::string calc_filename(const std::string& dir, const std::tm& day)
    {
        return fmt::format("{}/monoclinic-{:04}-{:02}-{:02}.log", dir, day.tm_year + 1900,
            day.tm_mon + 1, day.tm_mday);
    }
};

bool is_daily_file(const fs::path& path)
{
    static const std::regex pattern(R"(monoclinic-\d{4}-\d{2}-\d{2}\.log)");
    return std::regex_match(path.filename().string(), pattern);
}

}

std::shared_ptr<spdlog::sinks::sink> daily_file(const fs::path& dir)
{
    try {
        fs::create_directories(dir);
        return std::make_shared<spdlog::sinks::daily_file_sink<std::mutex, FileName>>(
            dir.string(), 0, 0);
    } catch (const std::exception& error) {
        throw std::runtime_error(
            fmt::format("The log folder {} cannot be written: {}", dir.string(), error.what()));
    }
}

std::vector<DailyFile> daily_files(const fs::path& dir)
{
    std::error_code ignored;
    std::vector<DailyFile> files;
    for (const auto& entry : fs::directory_iterator(dir, ignored)) {
        if (!is_daily_file(entry.path())) continue;
        const auto name = entry.path().filename().string();
        files.push_back({entry.path(), name.substr(name.find('-') + 1, 10)});
    }
    std::ranges::sort(files, std::greater(), &DailyFile::day);
    return files;
}

void remove_old_files(const fs::path& dir, int keep)
{
    std::error_code ignored; // a file that cannot be removed today is tried again tomorrow
    const auto files = daily_files(dir);
    for (std::size_t i = static_cast<std::size_t>(std::max(1, keep)); i < files.size(); ++i)
        fs::remove(files[i].path, ignored);
}

}
