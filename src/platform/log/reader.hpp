#pragma once
// The daily files, read again: newest lines first, or those after a place. Work is bounded by the
// bytes of one call, not by the size of the files: what is found so far comes back with the place
// to go on from, and a time within a file is found by halving.

#include "platform/core/time.hpp"
#include "platform/log/log.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace clinic::log {

/// Between two lines: a daily file, by its day, and the offset at which a line starts or would.
struct Place {
    std::string day; ///< "2026-11-27"
    std::uint64_t offset = 0;
    auto operator<=>(const Place&) const = default;
};

struct Line {
    Instant at;
    Level level = Level::info;
    std::string module;
    std::string event;
    std::string request_id; ///< or empty
    std::string fields; ///< the others, as a JSON object
};

/// What is not given does not narrow.
struct Wanted {
    Level least = Level::debug;
    std::string module{};
    std::string request_id{};
    std::string text{}; ///< anywhere in the line, as it is in the file; ASCII letters of any case
    std::optional<Instant> from{};
    std::optional<Instant> until{};
};

struct Found {
    std::vector<Line> lines;
    std::optional<Place> rest; ///< where to go on; nothing when there is no more
};

struct Bounds {
    std::size_t lines = 100;
    std::size_t bytes = 16 * 1024 * 1024; ///< read in one call
};

/// The newest lines before `before` (by default, all), newest first.
[[nodiscard]] Found read_back(const std::filesystem::path& dir, const Wanted& wanted,
    const std::optional<Place>& before, Bounds bounds = {});
/// The oldest lines from `after` on, oldest first; `rest` is always there: where the next will be.
/// A line that is not yet finished is left for later.
[[nodiscard]] Found read_on(
    const std::filesystem::path& dir, const Wanted& wanted, const Place& after, Bounds bounds = {});
/// Behind the last finished line; nothing when there is no file.
[[nodiscard]] std::optional<Place> end_of(const std::filesystem::path& dir);

/// A line as json_line() writes it; nothing on any other.
[[nodiscard]] std::optional<Line> parse_line(std::string_view text);

} // namespace clinic::log
