#pragma once
// What the program did, for operators: JSON lines in daily files, and in human form on the console.
//
//   log::info("db.opened", {{"readers", 4}, {"file", log::trusted(path)}});
//
// Personal data cannot be logged by accident: a field's value is a number, a bool, an id, an
// instant, a literal, a checked `word` or text that the caller vouches for with `trusted`. A
// std::string does not compile. One line: {"ts","level","module","event","request_id"?, …fields}.
// The module is the event's name before the dot.

#include "platform/core/id.hpp"
#include "platform/core/time.hpp"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace clinic::log {

enum class Level { debug, info, warn, error };

[[nodiscard]] std::optional<Level> level_named(std::string_view name);
[[nodiscard]] std::string_view name_of(Level level);

struct Options {
    std::string dir; ///< holds monoclinic-YYYY-MM-DD.log (local days); "" = no files
    Level level = Level::info;
    bool console = true; ///< human form on standard error
    int days = 30; ///< daily files kept
};

/// A string literal, and nothing else.
struct Literal {
    std::string_view text;
    consteval Literal(const char* literal) : text(literal) {} // NOLINT(google-explicit-constructor)
};

/// Identifiers of ours (routes, codes, SQL states): [A-Za-z0-9._:/{}-], at most 128; anything else
/// is logged as "?".
struct Word {
    std::string_view text;
};
[[nodiscard]] Word word(std::string_view text);

/// Technical text (paths, SQL errors, addresses): the caller vouches that no personal data is in
/// it.
struct Trusted {
    std::string_view text;
};
[[nodiscard]] inline Trusted trusted(std::string_view text)
{
    return {text};
}

/// Borrows what it is made of: it lives for one call of info(), warn()…
class Value {
public:
    enum class Kind : unsigned char { boolean, integer, real, instant, text };

    consteval Value(const char* literal) : kind(Kind::text), text(literal) {}
    constexpr Value(Literal literal) : kind(Kind::text), text(literal.text) {}
    Value(std::same_as<bool> auto b) : kind(Kind::boolean), integer(b ? 1 : 0) {}
    template <std::integral T>
        requires(!std::same_as<T, bool> && !std::same_as<T, char>)
    Value(T number) : kind(Kind::integer), integer(static_cast<std::int64_t>(number))
    {
    }
    Value(std::floating_point auto number) : kind(Kind::real), real(number) {}
    Value(Instant instant) : kind(Kind::instant), integer(instant.ms) {}
    template <class Tag>
    Value(const Id<Tag>& id) : kind(Kind::text), text(id.view())
    {
    }
    Value(Word word) : kind(Kind::text), text(word.text) {}
    Value(Trusted trusted) : kind(Kind::text), text(trusted.text) {}

    Kind kind;
    std::int64_t integer = 0;
    double real = 0;
    std::string_view text{};
};

struct Field {
    Literal name;
    Value value;
};
using Fields = std::initializer_list<Field>;

/// Before start(), warnings and errors go to standard error. Starting again replaces the sinks.
/// Throws std::runtime_error when the folder cannot be written.
void start(const Options& options);
/// Writes out what is buffered and closes the file.
void stop();
/// At run time, from any thread.
void set_level(Level level);
[[nodiscard]] Level level();
[[nodiscard]] bool wants(Level level);
void flush();

void debug(Literal event, Fields fields = {});
void info(Literal event, Fields fields = {});
void warn(Literal event, Fields fields = {}); ///< flushed at once, as is error
void error(Literal event, Fields fields = {});

/// While it lives, lines written by this thread carry that request id. The id is copied; scopes
/// nest.
class RequestScope {
public:
    explicit RequestScope(std::string_view request_id);
    ~RequestScope();
    RequestScope(const RequestScope&) = delete;
    RequestScope& operator=(const RequestScope&) = delete;

private:
    std::string outer_;
};
/// Of the innermost scope of this thread, or "".
[[nodiscard]] std::string_view request_id();

} // namespace clinic::log
