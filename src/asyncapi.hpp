#pragma once

#include "platform/bus/bus.hpp"

#include <string>

namespace clinic {

/// The events of this program as AsyncAPI 3.0 (JSON).
[[nodiscard]] std::string asyncapi(const bus::Bus& bus);

} // namespace clinic
