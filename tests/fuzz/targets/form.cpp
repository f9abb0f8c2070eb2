#include "fuzz/targets.hpp"

#include "platform/core/text.hpp"
#include "platform/http/file.hpp"
#include "platform/http/multipart.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace clinic::fuzz {
namespace {

constexpr http::FormLimits limits{.parts = 8, .heads = 256, .field = 64, .fields = 256};

/// Everything that a form said, as one text.
struct Heard final : http::FormSink {
    std::string text;
    std::size_t parts = 0;
    bool open = false;

    bool begin(http::FormPart part) override
    {
        must(!open, "a part began inside another");
        must(!part.name.empty() && text::is_utf8(part.name), "a part's name");
        const auto file = part.file_name.value_or("");
        must(text::is_utf8(file) && file.find_first_of("\r\n/\\") == std::string::npos,
            "a file's name");
        text += "\n[" + part.name + "|" + file + "|" + part.type + "]";
        open = true;
        return ++parts < 8;
    }
    bool take(std::string_view bytes) override
    {
        must(open, "bytes of no part");
        text += bytes;
        return true;
    }
    void end() override
    {
        must(open, "the end of no part");
        open = false;
        text += "<end>";
    }
};

struct Outcome {
    std::optional<http::FormFault> fault;
    bool finished = false;
    std::string text;
    auto operator<=>(const Outcome&) const = default;
};

Outcome read(std::string_view bytes, std::size_t step)
{
    Heard heard;
    http::FormReader reader("b", limits);
    Outcome outcome;
    for (std::size_t at = 0; at < bytes.size() && !outcome.fault; at += step) {
        outcome.fault = reader.feed(bytes.substr(at, step), heard);
    }
    outcome.finished = reader.finished();
    must(!outcome.finished || !heard.open, "a form ended inside a part");
    must(heard.parts <= limits.parts, "more parts than allowed");
    // What came before a fault may have been told in other pieces; the fault itself may not differ.
    if (!outcome.fault && outcome.finished) outcome.text = heard.text;
    return outcome;
}

} // namespace

void form(std::string_view bytes)
{
    const auto at_once = read(bytes, bytes.size() + 1);
    must(at_once == read(bytes, 1), "a form depends on its pieces");
    must(at_once == read(bytes, 3), "a form depends on its pieces");
    if (const auto boundary = http::boundary_of(bytes))
        must(!boundary->empty() && boundary->size() <= 70, "a boundary that is none");

    constexpr std::uint64_t size = 1000;
    const auto range = http::choose_range(bytes, size);
    if (range.kind == http::RangeChoice::part) {
        must(range.length > 0 && range.first < size && range.length <= size - range.first,
            "a range outside of its file");
    }
    if (!text::is_utf8(bytes)) return;
    const auto header = http::content_disposition(bytes, true);
    must(std::ranges::all_of(header, [](char c) { return c >= 0x20 && c < 0x7f; }),
        "a header that could be broken");
    must(std::ranges::count(header, '"') == (bytes.empty() ? 0 : 2),
        "a name that leaves its quotes");
}

} // namespace clinic::fuzz
