#include "platform/log/log.hpp"

#include "platform/log/daily_files.hpp"
#include "platform/log/line.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_color_sinks.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace clinic::log {

namespace {

using namespace std::chrono_literals;

constexpr std::array<std::string_view, 4> names{"debug", "info", "warn", "error"};

spdlog::level::level_enum spdlog_level(Level level)
{
    constexpr std::array levels{
        spdlog::level::debug, spdlog::level::info, spdlog::level::warn, spdlog::level::err};
    return levels[static_cast<std::size_t>(level)];
}

/// spdlog's share of the work: files, colours, locks. The lines are ours.
std::shared_ptr<spdlog::logger> logger_over(spdlog::sink_ptr sink, const std::string& pattern)
{
    auto logger = std::make_shared<spdlog::logger>("monoclinic", std::move(sink));
    logger->set_pattern(pattern);
    logger->set_level(spdlog::level::trace); // decided before a line is made
    logger->flush_on(spdlog::level::warn);
    return logger;
}

struct Outputs {
    std::shared_ptr<spdlog::logger> file;
    std::shared_ptr<spdlog::logger> console;

    void flush() const
    {
        if (file) file->flush();
        if (console) console->flush();
    }
};

std::shared_ptr<spdlog::logger> console_logger()
{
    return logger_over(
        std::make_shared<spdlog::sinks::stderr_color_sink_mt>(), "%Y-%m-%d %H:%M:%S.%e %^%L%$ %v");
}

/// Once a second, so that a crash loses a second of what was not a warning.
void keep_tidy(const std::stop_token& stop, const std::shared_ptr<const Outputs>& outputs,
    const Options& options)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    for (int second = 1; !stop.stop_requested(); ++second) {
        if (second % 3600 == 0 && outputs->file) remove_old_files(options.dir, options.days);
        wake.wait_for(lock, stop, 1s, [] { return false; });
        outputs->flush();
    }
}

/// The one global thing of the house: a line may be written from anywhere, at any time.
struct Log {
    std::atomic<Level> level{Level::warn};
    std::mutex mutex;
    std::shared_ptr<const Outputs> outputs = std::make_shared<Outputs>(
        Outputs{nullptr, console_logger()});
    std::jthread keeper;

    std::shared_ptr<const Outputs> current()
    {
        const std::lock_guard lock(mutex);
        return outputs;
    }
    void replace(std::shared_ptr<const Outputs> next, std::jthread next_keeper)
    {
        std::unique_lock lock(mutex);
        const auto old = std::exchange(outputs, std::move(next));
        std::jthread old_keeper = std::exchange(keeper, std::move(next_keeper));
        lock.unlock();
        old->flush();
    }
};

Log& the_log()
{
    static Log log;
    return log;
}

std::string& current_request()
{
    static thread_local std::string id;
    return id;
}

void write(Level level, Literal event, Fields fields)
{
    if (!wants(level)) return;
    static const Clock clock;
    const auto outputs = the_log().current();
    const auto at = spdlog_level(level);
    if (outputs->file) {
        outputs->file->log(at,
            spdlog::string_view_t(json_line(clock.now(), level, event.text, request_id(), fields)));
    }
    if (outputs->console) {
        outputs->console->log(
            at, spdlog::string_view_t(human_line(event.text, request_id(), fields)));
    }
}

}

std::optional<Level> level_named(std::string_view name)
{
    const auto* found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Level>(found - names.begin());
}

std::string_view name_of(Level level)
{
    return names[static_cast<std::size_t>(level)];
}

Word word(std::string_view text)
{
    constexpr std::string_view marks = "._:/{}-";
    const bool good = text.size() <= 128 && std::ranges::all_of(text, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               marks.find(c) != std::string_view::npos;
    });
    return {good ? text : "?"};
}

void start(const Options& options)
{
    auto outputs = std::make_shared<Outputs>();
    if (!options.dir.empty()) {
        outputs->file = logger_over(daily_file(options.dir), "%v");
        remove_old_files(options.dir, options.days);
    }
    if (options.console) outputs->console = console_logger();
    std::jthread keeper(
        [outputs, options](const std::stop_token& stop) { keep_tidy(stop, outputs, options); });
    the_log().replace(outputs, std::move(keeper));
    set_level(options.level);
}

void stop()
{
    the_log().replace(std::make_shared<Outputs>(Outputs{nullptr, console_logger()}), {});
    set_level(Level::warn);
}

void set_level(Level level)
{
    the_log().level.store(level, std::memory_order_relaxed);
}
Level level()
{
    return the_log().level.load(std::memory_order_relaxed);
}
bool wants(Level wanted)
{
    return wanted >= level();
}
void flush()
{
    the_log().current()->flush();
}

void debug(Literal event, Fields fields)
{
    write(Level::debug, event, fields);
}
void info(Literal event, Fields fields)
{
    write(Level::info, event, fields);
}
void warn(Literal event, Fields fields)
{
    write(Level::warn, event, fields);
}
void error(Literal event, Fields fields)
{
    write(Level::error, event, fields);
}

RequestScope::RequestScope(std::string_view request_id)
    : outer_(std::exchange(current_request(), std::string(request_id)))
{
}
RequestScope::~RequestScope()
{
    current_request() = std::move(outer_);
}

std::string_view request_id()
{
    return current_request();
}

}
