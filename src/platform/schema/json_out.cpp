#include "platform/schema/json_out.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace clinic::api {
namespace {

constexpr auto needs_escape = [] {
    std::array<bool, 256> table{};
    for (int c = 0; c < 0x20; ++c) table[static_cast<std::size_t>(c)] = true;
    for (const unsigned char c : {'"', '\\', '<', '>', '&', '\x7f'}) table[c] = true;
    table[0xE2] = true; // U+2028 and U+2029 begin with it
    return table;
}();

void escape(std::string& out, unsigned char c)
{
    switch (c) {
    case '"':
        out.append("\\\"");
        return;
    case '\\':
        out.append("\\\\");
        return;
    case '\n':
        out.append("\\n");
        return;
    case '\r':
        out.append("\\r");
        return;
    case '\t':
        out.append("\\t");
        return;
    default:
        break;
    }
    constexpr std::string_view digits = "0123456789abcdef";
    out.append("\\u00");
    out.push_back(digits[c >> 4]);
    out.push_back(digits[c & 15]);
}

void two(char* out, int value)
{
    out[0] = static_cast<char>('0' + value / 10);
    out[1] = static_cast<char>('0' + value % 10);
}

} // namespace

void Writer::string(std::string_view text)
{
    out_.push_back('"');
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (!needs_escape[c]) continue;
        const auto rest = text.substr(i, 3);
        const bool separator = rest == "\xE2\x80\xA8" || rest == "\xE2\x80\xA9";
        if (c == 0xE2 && !separator) continue;
        out_.append(text.substr(from, i - from));
        if (separator) {
            out_.append(rest.back() == '\xA8' ? "\\u2028" : "\\u2029");
            i += 2;
        } else {
            escape(out_, c);
        }
        from = i + 1;
    }
    out_.append(text.substr(from));
    out_.push_back('"');
}

void Writer::integer(std::int64_t value)
{
    std::array<char, 24> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    out_.append(buffer.data(), end);
}

void Writer::real(double value)
{
    if (!std::isfinite(value)) return raw("null");
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    out_.append(buffer.data(), end);
}

void Writer::instant(Instant value)
{
    // Most instants are whole seconds of our era: written without a detour (civil_from_days, H. Hinnant).
    constexpr std::int64_t day_ms = 86'400'000;
    if (value.ms < 0 || value.ms % 1000 != 0 || value.ms >= 253'402'300'800'000) {
        return plain(value.text());
    }
    const auto z = static_cast<std::int64_t>(value.ms / day_ms) + 719'468;
    const auto era = z / 146'097;
    const auto doe = static_cast<int>(z - era * 146'097);
    const int yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365;
    const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const int mp = (5 * doy + 2) / 153;
    const int month = mp < 10 ? mp + 3 : mp - 9;
    const int year = static_cast<int>(era) * 400 + yoe + (month <= 2 ? 1 : 0);
    const int second = static_cast<int>(value.ms % day_ms / 1000);

    std::array<char, 22> text{
        '"', 0, 0, 0, 0, '-', 0, 0, '-', 0, 0, 'T', 0, 0, ':', 0, 0, ':', 0, 0, 'Z', '"'};
    two(&text[1], year / 100);
    two(&text[3], year % 100);
    two(&text[6], month);
    two(&text[9], doy - (153 * mp + 2) / 5 + 1);
    two(&text[12], second / 3600);
    two(&text[15], second / 60 % 60);
    two(&text[18], second % 60);
    out_.append(text.data(), text.size());
}

std::string json_string(std::string_view text)
{
    std::string out;
    Writer(out).string(text);
    return out;
}

} // namespace clinic::api
