#pragma once
// iCalendar text (RFC 5545 §3.1), line by line, as strangers write it.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clinic::ical {

/// One content line, unfolded: "DTSTART;TZID=Europe/Paris:20260602T100000". Views are good until the next line.
struct Property {
    std::string_view name;
    std::vector<std::pair<std::string_view, std::string_view>> parameters;
    std::string_view value;

    [[nodiscard]] bool is(std::string_view upper_case_name) const;
    /// Its value, or an empty view.
    [[nodiscard]] std::string_view parameter(std::string_view upper_case_name) const;
};

class LineReader {
public:
    /// The text must outlive it. Lines end in CRLF or, as many write, LF alone.
    explicit LineReader(std::string_view text);

    /// False at the end, and from the first line on that is none: see broken().
    [[nodiscard]] bool next(Property& property);
    [[nodiscard]] bool broken() const { return broken_; }

private:
    [[nodiscard]] bool unfold();
    [[nodiscard]] bool cut(Property& property) const;

    std::string_view rest_;
    std::string line_;
    bool broken_ = false;
};

/// Equal but for the case of ASCII letters.
[[nodiscard]] bool same_word(std::string_view a, std::string_view b);

} // namespace clinic::ical
