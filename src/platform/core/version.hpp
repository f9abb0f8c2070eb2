#pragma once

#include <string_view>

namespace clinic {

/// The program's version, "major.minor.patch", as the build file states it.
extern const std::string_view version;

}
