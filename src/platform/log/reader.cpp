#include "platform/log/reader.hpp"

#include "platform/log/daily_files.hpp"
#include "platform/log/line_file.hpp"

#include <algorithm>

namespace clinic::log {
namespace {

/// Threads stamp their lines before they wait for the file, so that neighbours may be out of order.
constexpr std::int64_t disorder_ms = 2'000;

/// The parts of a line, still in the file's own bytes.
struct Parts {
    std::string_view at, level, module, event, request_id;
    std::string_view fields; ///< with a comma in front, or empty
};

/// Takes `"name":"…"` off the front; our own names and words have nothing escaped in them.
bool take(std::string_view& text, std::string_view name, std::string_view& value)
{
    const auto head = std::string(1, '"').append(name).append("\":\"");
    if (!text.starts_with(head)) return false;
    const auto quote = text.find('"', head.size());
    if (quote == std::string_view::npos) return false;
    value = text.substr(head.size(), quote - head.size());
    text.remove_prefix(quote + 1);
    return true;
}

bool take_comma(std::string_view& text)
{
    if (!text.starts_with(',')) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Parts> parts_of(std::string_view text)
{
    Parts parts;
    if (!text.starts_with('{') || !text.ends_with('}')) return std::nullopt;
    text = text.substr(1, text.size() - 2);
    if (!take(text, "ts", parts.at) || !take_comma(text)) return std::nullopt;
    if (!take(text, "level", parts.level) || !take_comma(text)) return std::nullopt;
    if (!take(text, "module", parts.module) || !take_comma(text)) return std::nullopt;
    if (!take(text, "event", parts.event)) return std::nullopt;
    parts.fields = text;
    if (take_comma(text) && take(text, "request_id", parts.request_id)) parts.fields = text;
    return parts;
}

std::optional<Line> line_of(const Parts& parts)
{
    const auto at = Instant::parse(parts.at);
    const auto level = level_named(parts.level);
    if (!at || !level) return std::nullopt;
    auto fields = parts.fields;
    (void)take_comma(fields);
    return Line{*at, *level, std::string(parts.module), std::string(parts.event),
        std::string(parts.request_id), '{' + std::string(fields) + '}'};
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool contains(std::string_view text, std::string_view lower_case)
{
    if (lower_case.empty()) return true;
    return !std::ranges::search(text, lower_case, {}, lower).empty();
}

/// One search, over however many files its bounds allow.
class Search {
public:
    Search(Wanted wanted, Bounds bounds) : wanted_(std::move(wanted)), bounds_(bounds)
    {
        std::ranges::transform(wanted_.text, wanted_.text.begin(), lower);
    }

    void look_at(std::string_view text)
    {
        const auto parts = contains(text, wanted_.text) ? parts_of(text) : std::nullopt;
        if (!parts || !fits(*parts)) return;
        auto line = line_of(*parts);
        if (!line || line->level < wanted_.least) return;
        if (wanted_.from && line->at < *wanted_.from) return;
        if (wanted_.until && line->at >= *wanted_.until) return;
        found_.lines.push_back(*std::move(line));
    }
    [[nodiscard]] bool is_over(std::string_view text) const
    {
        const auto parts = wanted_.from ? parts_of(text) : std::nullopt;
        const auto at = parts ? Instant::parse(parts->at) : std::nullopt;
        return at && at->ms < wanted_.from->ms - disorder_ms;
    }
    [[nodiscard]] bool is_full(std::size_t bytes_read) const
    {
        return found_.lines.size() >= bounds_.lines || spent_ + bytes_read >= bounds_.bytes;
    }
    void spend(std::size_t bytes) { spent_ += bytes; }

    /// Where in the file lines are too late: all before it are to be looked at.
    [[nodiscard]] std::uint64_t end_in(LineFile& file) const
    {
        if (!wanted_.until) return file.end();
        const Instant until{wanted_.until->ms + disorder_ms};
        std::uint64_t low = 0;
        std::uint64_t high = file.end();
        while (low < high) {
            const auto middle = low + (high - low) / 2;
            const auto start = file.next_start(middle);
            const auto piece = start < high ? file.after(start) : std::nullopt;
            const auto parts = piece ? parts_of(piece->text) : std::nullopt;
            const auto at = parts ? Instant::parse(parts->at) : std::nullopt;
            if (!piece || (at && *at >= until)) high = middle;
            else low = piece->end();
        }
        return low;
    }

    [[nodiscard]] Found result(std::optional<Place> rest) &&
    {
        found_.rest = std::move(rest);
        return std::move(found_);
    }

private:
    [[nodiscard]] bool fits(const Parts& parts) const
    {
        return (wanted_.module.empty() || parts.module == wanted_.module) &&
               (wanted_.request_id.empty() || parts.request_id == wanted_.request_id);
    }

    Wanted wanted_;
    Bounds bounds_;
    Found found_;
    std::size_t spent_ = 0;
};

} // namespace

Found read_back(const std::filesystem::path& dir, const Wanted& wanted,
    const std::optional<Place>& before, Bounds bounds)
{
    Search search(wanted, bounds);
    for (const auto& daily : daily_files(dir)) {
        if (before && daily.day > before->day) continue;
        LineFile file(daily.path);
        auto offset = search.end_in(file);
        if (before && daily.day == before->day) offset = std::min(offset, before->offset);
        while (const auto piece = file.before(offset)) {
            if (search.is_over(piece->text)) return std::move(search).result({});
            search.look_at(piece->text);
            offset = piece->start;
            if (search.is_full(file.bytes_read())) {
                return std::move(search).result(Place{daily.day, offset});
            }
        }
        search.spend(file.bytes_read());
    }
    return std::move(search).result({});
}

Found read_on(
    const std::filesystem::path& dir, const Wanted& wanted, const Place& after, Bounds bounds)
{
    Search search(wanted, bounds);
    auto place = after;
    auto files = daily_files(dir);
    std::ranges::reverse(files);
    for (const auto& daily : files) {
        if (daily.day < after.day) continue;
        LineFile file(daily.path);
        place = {daily.day, daily.day == after.day ? std::min(after.offset, file.end()) : 0};
        while (const auto piece = file.after(place.offset)) {
            search.look_at(piece->text);
            place.offset = piece->end();
            if (search.is_full(file.bytes_read())) return std::move(search).result(place);
        }
        search.spend(file.bytes_read());
    }
    return std::move(search).result(place);
}

std::optional<Place> end_of(const std::filesystem::path& dir)
{
    const auto files = daily_files(dir);
    if (files.empty()) return std::nullopt;
    return Place{files.front().day, LineFile(files.front().path).end()};
}

std::optional<Line> parse_line(std::string_view text)
{
    const auto parts = parts_of(text);
    return parts ? line_of(*parts) : std::nullopt;
}

} // namespace clinic::log
