#pragma once
// Moments and calendars. An Instant is UTC; LocalDate and LocalTime are what the wall of a site shows;
// a Zone (IANA name) is the only way between them.

#include <atomic>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clinic {

/// Milliseconds since 1970-01-01T00:00:00Z, leap seconds ignored (POSIX).
struct Instant {
    std::int64_t ms = 0;

    auto operator<=>(const Instant&) const = default;
    [[nodiscard]] Instant plus_seconds(std::int64_t n) const { return {ms + n * 1000}; }
    [[nodiscard]] Instant plus_minutes(std::int64_t n) const { return {ms + n * 60'000}; }
    [[nodiscard]] Instant plus_days(std::int64_t n) const { return {ms + n * 86'400'000}; }

    /// RFC 3339, always UTC with Z; fractions only when there are any.
    [[nodiscard]] std::string text() const;
    /// RFC 3339 with any offset; years 1900 to 9999.
    [[nodiscard]] static std::optional<Instant> parse(std::string_view text);
};

/// A day of the Gregorian calendar: days since 1970-01-01.
struct LocalDate {
    std::int32_t days = 0;

    auto operator<=>(const LocalDate&) const = default;
    [[nodiscard]] LocalDate plus_days(int n) const { return {days + n}; }
    [[nodiscard]] int weekday() const; ///< ISO 8601: 1 = Monday … 7 = Sunday
    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;
    [[nodiscard]] int day() const;
    [[nodiscard]] std::string text() const; ///< "2026-11-20"
    [[nodiscard]] static std::optional<LocalDate> parse(
        std::string_view text); ///< years 1850 to 9999
    [[nodiscard]] static LocalDate of(int year, int month, int day);
};

/// Minutes since midnight on the wall clock, 0 to 1440 (24:00 closes a day).
struct LocalTime {
    std::int32_t minutes = 0;

    auto operator<=>(const LocalTime&) const = default;
    [[nodiscard]] std::string text() const; ///< "08:30"
    [[nodiscard]] static std::optional<LocalTime> parse(std::string_view text);
};

struct LocalMoment {
    LocalDate date;
    LocalTime time;
    auto operator<=>(const LocalMoment&) const = default;
};

/// A time zone of the IANA database. Cheap to copy; looked up once by name.
class Zone {
public:
    [[nodiscard]] static std::optional<Zone> find(std::string_view name);
    [[nodiscard]] std::string name() const;
    [[nodiscard]] LocalMoment local(Instant instant) const;
    /// The instant of a wall-clock time. A time that happens twice (autumn) is the first of the two; a time
    /// that never happens (spring) is nothing.
    [[nodiscard]] std::optional<Instant> instant(LocalDate date, LocalTime time) const;
    /// The first instant of that day.
    [[nodiscard]] Instant start_of(LocalDate date) const;
    /// Minutes east of UTC at that instant.
    [[nodiscard]] int offset_minutes(Instant instant) const;

private:
    explicit Zone(const void* zone) : zone_(zone) {}
    const void* zone_;
};

/// Tells the time; tests set it.
class Clock {
public:
    [[nodiscard]] Instant now() const;
    void set(Instant instant) { fixed_ = instant.ms; }
    void advance_seconds(std::int64_t n) { fixed_ = now().ms + n * 1000; }
    void run() { fixed_ = running; }

private:
    static constexpr std::int64_t running = INT64_MIN;
    std::atomic<std::int64_t> fixed_{running};
};

} // namespace clinic
