#pragma once
// The one table of settings: key · member · rule · meaning, and its default by way of the member's
// own initializer. For the sources of this folder.

#include "platform/config/rules.hpp"

#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace clinic::config {

using Target = std::variant<std::string*, Number*, bool*, Names*, Secret*>;
using Rule = std::variant<std::monostate, NumberRule, TextRule>; ///< nothing: true or false

struct Row {
    std::string_view section;
    std::string_view name; ///< of a secret: "password", set by the key password_file
    Target (*member)(Config&);
    Rule rule;
    std::string_view meaning;

    [[nodiscard]] bool secret() const;
    [[nodiscard]] std::string name_in_file() const; ///< "listen", "password_file"
    [[nodiscard]] std::string key() const;          ///< "server.listen", "smtp.password_file"
    [[nodiscard]] std::string variable() const;     ///< "MONOCLINIC_SERVER_LISTEN"
    [[nodiscard]] std::string allowed() const;      ///< completes "it must be …"
};

/// Sections together, in the order of config/monoclinic.toml.
[[nodiscard]] std::span<const Row> table();

}
