#include "platform/log/line.hpp"

#include "platform/core/text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace clinic::log {

namespace {

/// JSON string contents (RFC 8259 §7). C1 controls are escaped too, for the sake of terminals; text
/// that is not UTF-8 is read as Latin-1, byte by byte, so that nothing is lost.
std::string escaped(std::string_view text)
{
    const bool utf8 = text::is_utf8(text);
    std::string out;
    out.reserve(text.size() + 8);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool c1 = utf8 && byte == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (c1) out += fmt::format("\\u{:04x}", static_cast<unsigned char>(text[++i]));
        else if (byte == '"' || byte == '\\') (out += '\\') += text[i];
        else if (byte == '\n') out += "\\n";
        else if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !utf8))
            out += fmt::format("\\u{:04x}", byte);
        else out += text[i];
    }
    return out;
}

std::string with_milliseconds(Instant instant)
{
    auto text = instant.text();
    if (text.find('.') == std::string::npos) text.insert(text.size() - 1, ".000");
    return text;
}

std::string json_number(double number)
{
    return std::isfinite(number) ? fmt::format("{}", number) : "null";
}

std::string spelled(const Value& value, std::string_view quote)
{
    switch (value.kind) {
    case Value::Kind::boolean:
        return value.integer != 0 ? "true" : "false";
    case Value::Kind::integer:
        return fmt::format("{}", value.integer);
    case Value::Kind::real:
        return json_number(value.real);
    case Value::Kind::instant:
        return fmt::format("{0}{1}{0}", quote, with_milliseconds({value.integer}));
    case Value::Kind::text:
        break;
    }
    return fmt::format("{0}{1}{0}", quote, escaped(value.text));
}

std::string_view module_of(std::string_view event)
{
    return event.substr(0, event.find('.'));
}

}

std::string json_line(
    Instant ts, Level level, std::string_view event, std::string_view request_id, Fields fields)
{
    auto line = fmt::format(R"({{"ts":"{}","level":"{}","module":"{}","event":"{}")",
        with_milliseconds(ts), name_of(level), escaped(module_of(event)), escaped(event));
    if (!request_id.empty()) line += fmt::format(R"(,"request_id":"{}")", escaped(request_id));
    for (const auto& [name, value] : fields)
        line += fmt::format(R"(,"{}":{})", escaped(name.text), spelled(value, "\""));
    return line + "}";
}

std::string human_line(std::string_view event, std::string_view request_id, Fields fields)
{
    std::string line(event);
    for (const auto& [name, value] : fields) {
        const bool bare = value.text.find_first_of(" =\"") == std::string_view::npos;
        line += fmt::format(" {}={}", name.text, spelled(value, bare ? "" : "\""));
    }
    if (!request_id.empty()) line += fmt::format(" request={}", escaped(request_id));
    return line;
}

}
