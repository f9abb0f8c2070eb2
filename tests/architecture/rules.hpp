#pragma once

#include "architecture/text.hpp"

/// The rules of the house that the compiler does not see. Each returns one sentence per fault.
namespace architecture {

using Faults = std::vector<std::string>;

/// What a module is, as its folder says.
struct Module {
    std::string name;
    Names depends;
    Names tables;
    Names events;    ///< the event_name literals of its public header
    Names listeners; ///< other names "<module>.…" that its sources spell: stored listener names
};

/// A module includes its own files, the platform, and <other>/<other>.hpp of those in its DEPENDS.
Faults module_includes(const Module& module, const Names& modules, std::string_view source);

/// A platform part includes no module, and of the platform only itself and the parts below it.
Faults platform_includes(
    std::string_view part, const Names& below, const Names& modules, std::string_view source);

/// Beast and Asio are included in src/platform/http and src/platform/net, SOCI in src/platform/db.
/// `path` is relative to the project's folder.
Faults walled_includes(std::string_view path, std::string_view source);

/// Each table carries its owner's prefix.
Faults table_prefixes(std::string_view owner, const Names& tables);

/// A module's README names, as code spans, exactly the module's tables and events; what it says
/// of other modules' events is true.
Faults readme_names(
    const Module& module, const Names& modules, const Names& all_events, std::string_view readme);

/// A file has at most 400 lines.
Faults file_length(std::string_view source);

/// The events that a header declares: event_name = "appointments.booked".
Names events_in(std::string_view header);

}
