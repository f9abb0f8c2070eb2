// The log, for those who run the clinic: read from the daily files, whatever their size.

#include "handlers.hpp"

#include <algorithm>
#include <charconv>

namespace clinic::admin {
namespace {

std::optional<std::string> unless_empty(std::string text)
{
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

LogLine line_of(log::Line line)
{
    return {line.at, line.level, std::move(line.module), std::move(line.event),
        unless_empty(std::move(line.request_id)), std::move(line.fields)};
}

std::string cursor_of(const log::Place& place)
{
    return http::make_cursor({place.day, std::to_string(place.offset)});
}

Result<std::optional<log::Place>> place_of(
    std::string_view field, const std::optional<std::string>& cursor)
{
    if (!cursor) return std::nullopt;
    const auto parts = http::read_cursor(*cursor, 2);
    std::uint64_t offset = 0;
    if (parts && LocalDate::parse((*parts)[0])) {
        const auto& digits = (*parts)[1];
        const auto* const end = digits.data() + digits.size();
        const auto read = std::from_chars(digits.data(), end, offset);
        if (read.ec == std::errc() && read.ptr == end) return log::Place{(*parts)[0], offset};
    }
    auto problem = invalid(std::string(field), "cursor",
        {"Ce curseur ne vient pas de cette liste. Reprenez à la première page.",
            "This cursor is not from this list. Start again at the first page."});
    problem.error().errors.front().pointer = '?' + std::string(field);
    return problem;
}

log::Wanted wanted_of(const ListLogs& in)
{
    return {in.level.value_or(log::Level::debug), in.module.value_or(""),
        in.request_id.value_or(""), in.text.value_or(""), in.from, in.until};
}

} // namespace

Result<LogPage> Handlers::logs(http::SlowContext&, const ListLogs& in)
{
    const auto before = place_of("cursor", in.cursor);
    if (!before) return std::unexpected(before.error());
    const auto after = place_of("after", in.after);
    if (!after) return std::unexpected(after.error());
    log::flush();
    const log::Bounds bounds{.lines = static_cast<std::size_t>(in.limit)};
    const auto wanted = wanted_of(in);
    const auto end = log::end_of(parts_.options.log_dir);
    auto found = *after ? log::read_on(parts_.options.log_dir, wanted, **after, bounds)
                        : log::read_back(parts_.options.log_dir, wanted, *before, bounds);
    if (*after) std::ranges::reverse(found.lines);
    LogPage page;
    for (auto& line : found.lines) page.items.push_back(line_of(std::move(line)));
    if (*after) page.newest = cursor_of(*found.rest);
    else if (end) page.newest = cursor_of(*end);
    if (!*after && found.rest) page.next = cursor_of(*found.rest);
    return page;
}

Result<LogLevel> Handlers::log_level(http::Context&, const http::NoInput&)
{
    return LogLevel{log::level()};
}

Result<LogLevel> Handlers::set_log_level(http::Context& cx, const LogLevel& in)
{
    cx.subject("log", {}, api::to_json(in));
    // Only once the audit says so.
    cx.tx.after_commit([level = in.level] { log::set_level(level); });
    return in;
}

} // namespace clinic::admin
