#include "fonts.hpp"

#include "platform/core/embedded.hpp"

#include <stdexcept>

namespace clinic {

std::span<const EmbeddedFile> embedded_fonts();

namespace documents {

std::string_view font(bool bold)
{
    const std::string_view wanted = bold ? "LiberationSans-Bold.ttf" : "LiberationSans-Regular.ttf";
    for (const auto& file : embedded_fonts()) {
        if (file.path == wanted) return file.bytes;
    }
    throw std::logic_error("a font is missing from this build");
}

} // namespace documents
} // namespace clinic
