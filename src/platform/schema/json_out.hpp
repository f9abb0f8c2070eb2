#pragma once
// JSON on the way out: appended straight to text (RFC 8259), no tree between.

#include "platform/core/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace clinic::api {

class Writer {
public:
    explicit Writer(std::string& out) : out_(out) {}

    void raw(std::string_view text) { out_.append(text); }
    void raw(char c) { out_.push_back(c); }
    /// In quotes, with what RFC 8259 asks to be escaped, and also < > & U+2028 U+2029, so that the text is inert in HTML.
    void string(std::string_view text);
    /// In quotes as it is: for texts known to need no escape (ids, dates, spelled enums).
    void plain(std::string_view text)
    {
        out_.push_back('"');
        out_.append(text);
        out_.push_back('"');
    }
    void integer(std::int64_t value);
    void real(double value);
    void instant(Instant value);
    void boolean(bool value) { out_.append(value ? "true" : "false"); }

private:
    std::string& out_;
};

/// The text in quotes and escaped.
[[nodiscard]] std::string json_string(std::string_view text);

} // namespace clinic::api
