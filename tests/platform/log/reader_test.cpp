#include "platform/log/reader.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <fstream>

using namespace clinic;
namespace fs = std::filesystem;

namespace {

struct FolderTag;

/// A folder of daily files, written by hand.
struct Folder {
    fs::path path = fs::temp_directory_path() / ("logs-" + Id<FolderTag>::fresh().str());

    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    void write(std::string_view day, std::string_view text) const
    {
        std::ofstream(path / fmt::format("monoclinic-{}.log", day), std::ios::app) << text;
    }
};

std::string line(
    std::string_view ts, std::string_view level, std::string_view event, std::string_view more = "")
{
    return fmt::format(R"({{"ts":"{}","level":"{}","module":"{}","event":"{}"{}}})"
                       "\n",
        ts, level, event.substr(0, event.find('.')), event, more);
}

std::string minute(int n)
{
    return fmt::format("2026-11-27T{:02}:{:02}:00.000Z", n / 60, n % 60);
}

std::vector<std::string> events(const log::Found& found)
{
    std::vector<std::string> names;
    for (const auto& line : found.lines) names.push_back(line.event);
    return names;
}

using Names = std::vector<std::string>;

} // namespace

TEST_SUITE_BEGIN("log");

TEST_CASE("a line is read as it was written")
{
    const auto text = line(
        minute(1), "warn", "db.trouble", R"(,"request_id":"r-1","what":"a \"b\"","n":3)");
    const auto read = log::parse_line(std::string_view(text).substr(0, text.size() - 1));
    REQUIRE(read);
    CHECK(read->at == *Instant::parse("2026-11-27T00:01:00Z"));
    CHECK(read->level == log::Level::warn);
    CHECK(read->module == "db");
    CHECK(read->event == "db.trouble");
    CHECK(read->request_id == "r-1");
    CHECK(read->fields == R"({"what":"a \"b\"","n":3})");
    const auto bare = log::parse_line(
        R"({"ts":"2026-11-27T00:01:00.000Z","level":"info","module":"a","event":"a.b"})");
    REQUIRE(bare);
    CHECK(bare->fields == "{}");
    for (const auto* broken : {"", "{}", "nonsense", R"({"ts":"x","level":"info"})",
             R"({"ts":"2026-11-27T00:01:00.000Z","level":"loud","module":"a","event":"a.b"})"}) {
        CHECK_FALSE(log::parse_line(broken));
    }
}

TEST_CASE("newest lines come first, over the days, in pages without a gap")
{
    const Folder logs;
    for (int day = 1; day <= 3; ++day) {
        for (int i = 0; i < 4; ++i) {
            const auto date = fmt::format("2026-11-{:02}", day);
            logs.write(date, line(date + "T10:00:00.000Z", "info", fmt::format("a.{}{}", day, i)));
        }
    }
    logs.write("2026-11-03", R"({"ts":"2026-11-03T10:00:01.000Z","level":"in)"); // not yet finished
    std::ofstream(logs.path / "other.log") << line(minute(1), "error", "no.file_of_ours");
    Names seen;
    std::optional<log::Place> place;
    int pages = 0;
    do {
        const auto page = log::read_back(logs.path, {}, place, {.lines = 5});
        for (const auto& name : events(page)) seen.push_back(name);
        place = page.rest;
        ++pages;
    } while (place);
    CHECK(seen == Names{"a.33", "a.32", "a.31", "a.30", "a.23", "a.22", "a.21", "a.20", "a.13",
                      "a.12", "a.11", "a.10"});
    CHECK(pages == 3);
}

TEST_CASE("lines are found by level, module, request, text and time")
{
    const Folder logs;
    for (int i = 0; i < 60; ++i) {
        const auto level = i % 20 == 7 ? "error" : i % 10 == 7 ? "warn" : "info";
        logs.write("2026-11-27",
            line(minute(i), level, fmt::format("{}.m{}", i % 2 == 0 ? "db" : "http", i),
                fmt::format(R"(,"request_id":"req-{}","what":"Café")", i / 10)));
    }
    const auto find = [&](const log::Wanted& wanted) {
        return events(log::read_back(logs.path, wanted, {}));
    };
    CHECK(find({.least = log::Level::error}) == Names{"http.m47", "http.m27", "http.m7"});
    CHECK(find({.least = log::Level::warn}).size() == 6);
    CHECK(find({.module = "db"}).size() == 30);
    CHECK(find({.module = "d"}).empty());
    CHECK(find({.request_id = "req-3"}).size() == 10);
    CHECK(find({.text = "M4"}).size() == 11);
    CHECK(find({.text = "CAFé"}).size() == 60);
    CHECK(find({.text = "absent"}).empty());
    const auto at = [](int n) { return *Instant::parse(minute(n)); };
    CHECK(find({.from = at(57)}) == Names{"http.m59", "db.m58", "http.m57"});
    CHECK(find({.until = at(2)}) == Names{"http.m1", "db.m0"});
    CHECK(find({.module = "db", .from = at(10), .until = at(13)}) == Names{"db.m12", "db.m10"});
    CHECK(find({.until = at(0)}).empty());
}

TEST_CASE("what is written afterwards is read on from a place, oldest first, to the next day")
{
    const Folder logs;
    CHECK_FALSE(log::end_of(logs.path));
    logs.write("2026-11-27", line(minute(1), "info", "a.1"));
    auto place = log::end_of(logs.path);
    REQUIRE(place);
    CHECK(log::read_on(logs.path, {}, *place).lines.empty());
    logs.write("2026-11-27", line(minute(2), "info", "a.2") + line(minute(3), "debug", "a.3"));
    logs.write("2026-11-27", R"({"ts":")");
    auto more = log::read_on(logs.path, {.least = log::Level::info}, *place);
    CHECK(events(more) == Names{"a.2"});
    logs.write("2026-11-27", line(minute(4), "info", "a.4").substr(7));
    logs.write("2026-11-28", line(minute(5), "info", "a.5"));
    more = log::read_on(logs.path, {}, *more.rest, {.lines = 1});
    CHECK(events(more) == Names{"a.4"});
    more = log::read_on(logs.path, {}, *more.rest);
    CHECK(events(more) == Names{"a.5"});
    CHECK(log::read_on(logs.path, {}, *more.rest).lines.empty());
}

TEST_CASE("lines longer than a block, and what is no line, are no trouble")
{
    const Folder logs;
    const std::string longish(200'000, 'x');
    logs.write("2026-11-27", line(minute(1), "info", "a.first"));
    logs.write("2026-11-27", line(minute(2), "info", "a.long", R"(,"t":")" + longish + '"'));
    logs.write("2026-11-27", std::string(2'000'000, 'z') + '\n' + "\n\n");
    logs.write("2026-11-27", line(minute(3), "info", "a.last"));
    CHECK(events(log::read_back(logs.path, {}, {})) == Names{"a.last", "a.long", "a.first"});
    CHECK(events(log::read_on(logs.path, {}, {"2026-11-27", 0})) ==
          Names{"a.first", "a.long", "a.last"});
    CHECK(log::read_back(logs.path, {}, log::Place{"2026-11-27", 17}).lines.empty());
    CHECK(log::read_back(logs.path, {}, log::Place{"2026-11-27", UINT64_MAX}).lines.size() == 3);
    CHECK(log::read_back(logs.path / "absent", {}, {}).lines.empty());
}

TEST_CASE("a huge file costs a bounded look, and a time in it a few blocks")
{
    const Folder logs;
    std::string text;
    for (int i = 0; i < 1440; ++i) {
        for (int n = 0; n < 100; ++n) text += line(minute(i), "info", "a.usual");
    }
    logs.write("2026-11-27", text); // 12 MB
    const log::Bounds small{.lines = 100, .bytes = 1'000'000};
    auto page = log::read_back(logs.path, {.text = "absent"}, {}, small);
    CHECK(page.lines.empty());
    REQUIRE(page.rest);
    CHECK(page.rest->offset > text.size() - 1'200'000);
    page = log::read_back(logs.path, {.until = *Instant::parse(minute(700))}, {}, small);
    REQUIRE(page.lines.size() == 100);
    CHECK(page.lines.front().at == *Instant::parse(minute(699)));
}

TEST_SUITE_END();
