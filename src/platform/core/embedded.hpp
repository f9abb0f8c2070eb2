#pragma once

#include <span>
#include <string_view>

namespace clinic {

/// A file carried inside the executable.
struct EmbeddedFile {
    /// Relative to the embedded folder, with '/' between parts: "appointments/0001_visits.sql".
    std::string_view path;
    std::string_view bytes;
};

/// migrations/<module>/NNNN_what.sql and their .pg.sql twins, sorted by path.
std::span<const EmbeddedFile> embedded_migrations();

/// The built web app: each file as it is, and its .br and .gz twins where they are smaller.
/// Empty when the executable was built without the web app.
std::span<const EmbeddedFile> embedded_web();

}
