#include "platform/log/log.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

using namespace clinic;
namespace fs = std::filesystem;

namespace {

struct VisitTag;

/// The log, going to a folder of its own for one test.
struct LogFolder {
    fs::path path = fs::temp_directory_path() / ("log-" + Id<VisitTag>::fresh().str());

    explicit LogFolder(log::Level level = log::Level::info, int days = 30)
    {
        log::start({.dir = path.string(), .level = level, .console = false, .days = days});
    }
    ~LogFolder()
    {
        log::stop();
        fs::remove_all(path);
    }

    [[nodiscard]] std::vector<fs::path> files() const
    {
        std::vector<fs::path> found;
        for (const auto& entry : fs::directory_iterator(path)) found.push_back(entry.path());
        return found;
    }
    [[nodiscard]] std::vector<std::string> lines() const
    {
        log::flush();
        std::vector<std::string> lines;
        for (const auto& file : files()) {
            std::ifstream in(file);
            for (std::string line; std::getline(in, line);) lines.push_back(line);
        }
        return lines;
    }
};

/// What follows the time, which no test can know.
std::string after_time(const std::string& line)
{
    REQUIRE(line.starts_with(R"({"ts":"20)"));
    return line.substr(line.find("\",") + 2);
}

}

TEST_CASE("an event is one line of JSON with its fields")
{
    const LogFolder folder;
    const auto id = Id<VisitTag>::fresh();
    const std::string path = "/srv/\"clinic\"\n\x1B[31m\xC2\x9B";
    log::info("db.opened",
        {{"readers", 4}, {"share", 0.5}, {"fresh", true}, {"visit", id}, {"mode", "wal"},
            {"at", Instant{0}}, {"path", log::trusted(path)}, {"route", log::word("/api/{id}")}});
    const auto lines = folder.lines();
    REQUIRE(lines.size() == 1);
    CHECK(
        after_time(lines[0]) ==
        R"("level":"info","module":"db","event":"db.opened","readers":4,"share":0.5,"fresh":true,)"
        R"("visit":")" +
            id.str() +
            R"(","mode":"wal","at":"1970-01-01T00:00:00.000Z",)"
            R"("path":"/srv/\"clinic\"\n\u001b[31m\u009b","route":"/api/{id}"})");
}

TEST_CASE("personal data cannot be logged: a string is not a value")
{
    CHECK_FALSE(std::is_constructible_v<log::Value, std::string>);
    CHECK_FALSE(std::is_constructible_v<log::Value, std::string_view>);
    CHECK_FALSE(std::is_constructible_v<log::Literal, std::string>);
    CHECK(log::word("Marie Curie").text == "?");
    CHECK(log::word("marie@curie.example").text == "?");
    CHECK(log::word(std::string(129, 'a')).text == "?");
    CHECK(log::word("40001").text == "40001");
}

TEST_CASE("text that is not UTF-8 still makes a line that is")
{
    const LogFolder folder;
    log::info("test.bytes", {{"bytes", log::trusted("\xE9t\xE9")}});
    REQUIRE(folder.lines().size() == 1);
    CHECK(folder.lines()[0].ends_with(R"("bytes":"\u00e9t\u00e9"})"));
}

TEST_CASE("the level can be changed while running")
{
    const LogFolder folder(log::Level::warn);
    log::info("test.quiet");
    log::set_level(log::Level::debug);
    log::debug("test.loud");
    REQUIRE(folder.lines().size() == 1);
    CHECK(folder.lines()[0].find("test.loud") != std::string::npos);
    CHECK(log::level_named("warn") == log::Level::warn);
    CHECK_FALSE(log::level_named("loud"));
}

TEST_CASE("lines carry the request they were written for, and only those of its thread")
{
    const LogFolder folder;
    {
        const log::RequestScope outer("r-1");
        {
            const log::RequestScope inner("r-2");
            log::info("test.inner");
        }
        log::info("test.outer");
        std::jthread([] { log::info("test.elsewhere"); }).join();
    }
    log::info("test.after");
    const auto lines = folder.lines();
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].ends_with(R"("event":"test.inner","request_id":"r-2"})"));
    CHECK(lines[1].ends_with(R"("event":"test.outer","request_id":"r-1"})"));
    CHECK(lines[2].ends_with(R"("event":"test.elsewhere"})"));
    CHECK(lines[3].ends_with(R"("event":"test.after"})"));
}

TEST_CASE("the newest daily files are kept, and what is not ours is left alone")
{
    const fs::path path = fs::temp_directory_path() / ("log-" + Id<VisitTag>::fresh().str());
    fs::create_directories(path);
    for (const auto* name : {"monoclinic-2001-01-01.log", "monoclinic-2001-01-02.log",
             "monoclinic-2001-03-01.log", "notes.log", "monoclinic-old.log"})
        std::ofstream(path / name) << "x\n";
    log::start({.dir = path.string(), .console = false, .days = 2});
    log::stop();
    CHECK_FALSE(fs::exists(path / "monoclinic-2001-01-01.log"));
    CHECK_FALSE(fs::exists(path / "monoclinic-2001-01-02.log"));
    CHECK(fs::exists(path / "monoclinic-2001-03-01.log"));
    CHECK(fs::exists(path / "notes.log"));
    CHECK(fs::exists(path / "monoclinic-old.log"));
    fs::remove_all(path);
}

TEST_CASE("a folder that cannot be written is told in a sentence")
{
    CHECK_THROWS_WITH_AS(log::start({.dir = "/proc/nowhere", .console = false}),
        doctest::Contains("The log folder /proc/nowhere cannot be written"), std::runtime_error);
}

TEST_CASE("threads never mix their lines")
{
    const LogFolder folder;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([] {
                for (int i = 0; i < 500; ++i) log::info("test.many", {{"i", i}});
            });
        }
    }
    const auto lines = folder.lines();
    CHECK(lines.size() == 2000);
    for (const auto& line : lines) REQUIRE((line.front() == '{' && line.ends_with("}")));
}
