#pragma once
// How one event is spelled, for machines and for people. For the sources of this folder.

#include "platform/log/log.hpp"

#include <string>

namespace clinic::log {

/// A JSON object, without the newline.
[[nodiscard]] std::string json_line(
    Instant ts, Level level, std::string_view event, std::string_view request_id, Fields fields);
/// `db.opened readers=4 request=…`; control characters escaped, so that no line drives a terminal.
[[nodiscard]] std::string human_line(
    std::string_view event, std::string_view request_id, Fields fields);

}
