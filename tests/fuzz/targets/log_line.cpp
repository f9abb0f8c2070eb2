#include "fuzz/targets.hpp"

#include "platform/log/reader.hpp"

namespace clinic::fuzz {

void log_line(std::string_view bytes)
{
    const auto line = log::parse_line(bytes);
    if (!line) return;
    must(line->fields.starts_with('{') && line->fields.ends_with('}'), "fields that are no object");
    must(line->event.find('"') == std::string::npos, "an event with a quotation mark");
    must(line->module.size() + line->event.size() + line->fields.size() <= bytes.size(),
        "more than there was");
}

} // namespace clinic::fuzz
