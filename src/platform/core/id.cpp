#include "platform/core/id.hpp"

#include <sys/random.h> // getentropy

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <system_error>

namespace clinic {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

/// From the kernel, a page per system call; each thread has its own.
std::uint64_t random_word()
{
    static thread_local std::array<std::uint64_t, 64> words;
    static thread_local std::size_t left = 0;
    if (left == 0) {
        if (getentropy(words.data(), sizeof words / 2) != 0 ||
            getentropy(words.data() + words.size() / 2, sizeof words / 2) != 0)
            throw std::system_error(errno, std::generic_category(), "getentropy");
        left = words.size();
    }
    return words[--left];
}

/// RFC 9562 §6.2 method 3: 48 bits of milliseconds, then 12 bits of their fraction. Strictly
/// increasing: when two ask within a tick (or the clock steps back), the later is the last plus
/// one.
std::uint64_t next_tick()
{
    static std::atomic<std::uint64_t> last{0};
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto ns = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
    const std::uint64_t tick = (ns / 1'000'000) << 12 | ((ns % 1'000'000) << 12) / 1'000'000;
    std::uint64_t seen = last.load(std::memory_order_relaxed);
    while (true) {
        const std::uint64_t mine = std::max(tick, seen + 1);
        if (last.compare_exchange_weak(seen, mine, std::memory_order_relaxed)) return mine;
    }
}

UuidText spelled(std::uint64_t high, std::uint64_t low)
{
    UuidText text;
    std::size_t at = 0;
    for (int nibble = 0; nibble < 32; ++nibble) {
        if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20) text[at++] = '-';
        const std::uint64_t half = nibble < 16 ? high : low;
        text[at++] = digits[half >> (60 - nibble % 16 * 4) & 0xF];
    }
    return text;
}

/// Each hexadecimal digit in lower case, and the hyphen; nothing else.
constexpr auto lower_case = [] {
    std::array<char, 256> table{};
    table['-'] = '-';
    for (const char c : digits) table[static_cast<unsigned char>(c)] = c;
    for (const char c : std::string_view("ABCDEF"))
        table[static_cast<unsigned char>(c)] = static_cast<char>(c + 32);
    return table;
}();

}

UuidText new_uuid()
{
    const std::uint64_t tick = next_tick();
    const std::uint64_t high = (tick >> 12) << 16 | 0x7000 | (tick & 0xFFF);
    const std::uint64_t low = (random_word() >> 2) | 0x8000'0000'0000'0000;
    return spelled(high, low);
}

std::optional<UuidText> parse_uuid(std::string_view text)
{
    UuidText uuid;
    if (text.size() != uuid.size()) return std::nullopt;
    // Judged at the end: ids are read by the hundred, and nearly all of them are good.
    bool good = true;
    int hyphens = 0;
    for (std::size_t i = 0; i < uuid.size(); ++i) {
        uuid[i] = lower_case[static_cast<unsigned char>(text[i])];
        good &= uuid[i] != '\0';
        hyphens += uuid[i] == '-' ? 1 : 0;
    }
    for (const std::size_t place : {8, 13, 18, 23}) good &= uuid[place] == '-';
    good &= hyphens == 4;
    return good ? std::optional(uuid) : std::nullopt;
}

}
