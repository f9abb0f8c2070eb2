#include "platform/http/multipart.hpp"

#include "platform/core/text.hpp"
#include "platform/http/ascii.hpp"

#include <algorithm>

namespace clinic::http {
namespace {

bool is_boundary(std::string_view text)
{
    // RFC 2046 §5.1.1, bchars; a space would be lawful inside, and nobody sends one.
    constexpr std::string_view marks = "'()+_,-./:=?";
    return !text.empty() && text.size() <= 70 && std::ranges::all_of(text, [&](char c) {
        return ascii::is_alnum(c) || marks.contains(c);
    });
}

/// Cuts `; name=value` or `; name="value"` off the front; nothing when it is not of that shape.
struct Parameter {
    std::string_view name;
    std::string_view value; ///< as sent: escapes are not undone
};
std::optional<Parameter> next_parameter(std::string_view& text)
{
    text = ascii::trimmed(text);
    if (!text.starts_with(';')) return std::nullopt;
    text = ascii::trimmed(text.substr(1));
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) return std::nullopt;
    Parameter found{text.substr(0, equals), {}};
    text.remove_prefix(equals + 1);
    if (text.starts_with('"')) {
        std::size_t end = 1;
        while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
        if (end >= text.size()) return std::nullopt;
        found.value = text.substr(1, end - 1);
        text.remove_prefix(end + 1);
        return found;
    }
    const auto end = std::min(text.find_first_of("; \t"), text.size());
    found.value = text.substr(0, end);
    text.remove_prefix(end);
    return found;
}

/// Browsers write a quote as %22 and line breaks as %0D %0A (WHATWG HTML §4.10.22.8); others use a backslash.
std::string unescaped(std::string_view value)
{
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto three = value.substr(i, 3);
        if (three == "%22") out += '"', i += 2;
        else if (three == "%0D" || three == "%0d") out += '\r', i += 2;
        else if (three == "%0A" || three == "%0a") out += '\n', i += 2;
        else if (value[i] == '\\' && i + 1 < value.size() &&
                 (value[i + 1] == '"' || value[i + 1] == '\\'))
            out += value[++i];
        else out += value[i];
    }
    return out;
}

/// Some clients send a whole path; only its last part is a name.
std::string bare_name(std::string name)
{
    const auto cut = name.find_last_of("/\\");
    return cut == std::string::npos ? name : name.substr(cut + 1);
}

bool is_plain(std::string_view text)
{
    return text::is_utf8(text) && !text::has_control(text, false);
}

bool read_disposition(std::string_view value, FormPart& part)
{
    if (!ascii::starts_with(value, "form-data")) return false;
    value.remove_prefix(9);
    bool named = false;
    while (!ascii::trimmed(value).empty()) {
        const auto parameter = next_parameter(value);
        if (!parameter) return false;
        if (ascii::equal(parameter->name, "name")) {
            if (named) return false;
            part.name = unescaped(parameter->value);
            named = true;
        } else if (ascii::equal(parameter->name, "filename")) {
            if (part.file_name) return false;
            part.file_name = bare_name(unescaped(parameter->value));
        }
        // filename* and others are passed over (RFC 7578 §4.2).
    }
    return named && !part.name.empty() && is_plain(part.name) &&
           (!part.file_name || is_plain(*part.file_name));
}

/// One "Name: value" line.
bool read_line(std::string_view line, FormPart& part, bool& disposed)
{
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || line.front() == ' ') return false;
    const auto name = line.substr(0, colon);
    const auto value = ascii::trimmed(line.substr(colon + 1));
    if (ascii::equal(name, "content-disposition")) {
        if (disposed) return false;
        disposed = true;
        return read_disposition(value, part);
    }
    if (ascii::equal(name, "content-type")) {
        part.type = value;
        return is_plain(value);
    }
    if (ascii::equal(name, "content-transfer-encoding")) {
        return ascii::equal(value, "binary") || ascii::equal(value, "8bit") ||
               ascii::equal(value, "7bit");
    }
    return true;
}

std::optional<FormPart> read_part(std::string_view heads)
{
    FormPart part;
    bool disposed = false;
    while (!heads.empty()) {
        const auto end = std::min(heads.find("\r\n"), heads.size());
        const auto line = heads.substr(0, end);
        if (line.find_first_of("\r\n") != std::string_view::npos) return std::nullopt;
        if (!read_line(line, part, disposed)) return std::nullopt;
        heads.remove_prefix(std::min(end + 2, heads.size()));
    }
    if (!disposed) return std::nullopt;
    return part;
}

} // namespace

std::optional<std::string> boundary_of(std::string_view content_type)
{
    constexpr std::string_view type = "multipart/form-data";
    if (!ascii::starts_with(content_type, type)) return std::nullopt;
    content_type.remove_prefix(type.size());
    std::optional<std::string> boundary;
    while (!ascii::trimmed(content_type).empty()) {
        const auto parameter = next_parameter(content_type);
        if (!parameter) return std::nullopt;
        if (!ascii::equal(parameter->name, "boundary")) continue;
        if (boundary || !is_boundary(parameter->value)) return std::nullopt;
        boundary = parameter->value;
    }
    return boundary;
}

FormReader::FormReader(std::string_view boundary, FormLimits limits)
    : delimiter_("\r\n--" + std::string(boundary)), limits_(limits)
{
}

std::optional<FormFault> FormReader::feed(std::string_view bytes, FormSink& sink)
{
    buffer_ += bytes;
    for (;;) {
        switch (step(sink)) {
        case Step::on:
            continue;
        case Step::wait:
            return std::nullopt;
        case Step::malformed:
            return FormFault::malformed;
        case Step::too_many_parts:
            return FormFault::too_many_parts;
        case Step::unwanted:
            return FormFault::unwanted;
        }
    }
}

FormReader::Step FormReader::step(FormSink& sink)
{
    switch (state_) {
    case State::start:
        return read_start();
    case State::after_boundary:
        return read_after_boundary();
    case State::heads:
        return read_heads(sink);
    case State::bytes:
        return read_bytes(sink);
    case State::done:
        return read_end();
    }
    return Step::malformed;
}

FormReader::Step FormReader::read_start()
{
    const auto first = std::string_view(delimiter_).substr(2);
    const auto size = std::min(buffer_.size(), first.size());
    if (first.substr(0, size) != std::string_view(buffer_).substr(0, size)) return Step::malformed;
    if (size < first.size()) return Step::wait;
    used(first.size());
    state_ = State::after_boundary;
    return Step::on;
}

FormReader::Step FormReader::read_after_boundary()
{
    if (buffer_.size() < 2) return Step::wait;
    const bool last = buffer_.starts_with("--");
    if (!last && !buffer_.starts_with("\r\n")) return Step::malformed;
    used(2);
    state_ = last ? State::done : State::heads;
    if (!last && ++parts_ > limits_.parts) return Step::too_many_parts;
    return Step::on;
}

FormReader::Step FormReader::read_heads(FormSink& sink)
{
    const auto end = buffer_.find("\r\n\r\n");
    if (std::min(end, buffer_.size()) > limits_.heads) return Step::malformed;
    if (end == std::string::npos) return Step::wait;
    auto part = read_part(std::string_view(buffer_).substr(0, end));
    if (!part) return Step::malformed;
    used(end + 4);
    state_ = State::bytes;
    return sink.begin(*std::move(part)) ? Step::on : Step::unwanted;
}

FormReader::Step FormReader::read_bytes(FormSink& sink)
{
    const auto found = buffer_.find(delimiter_);
    const bool whole = found != std::string::npos;
    // The end of what is here may be the beginning of the delimiter.
    const auto sure = whole                                ? found
                      : buffer_.size() < delimiter_.size() ? 0
                                                           : buffer_.size() - delimiter_.size() + 1;
    if (sure > 0 && !sink.take(std::string_view(buffer_).substr(0, sure))) return Step::unwanted;
    used(sure);
    if (!whole) return Step::wait;
    used(delimiter_.size());
    sink.end();
    state_ = State::after_boundary;
    return Step::on;
}

/// Behind the closing boundary: a line break, and nothing else.
FormReader::Step FormReader::read_end()
{
    constexpr std::string_view line_break = "\r\n";
    return line_break.starts_with(buffer_) ? Step::wait : Step::malformed;
}

} // namespace clinic::http
