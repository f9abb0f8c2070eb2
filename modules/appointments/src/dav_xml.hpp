#pragma once
// XML as WebDAV speaks it (RFC 4918 §8.3, §14): read with limits and without document types or entities; answers written.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clinic::appointments::dav {

/// Names are "<namespace>|<local name>": "DAV:|prop".
struct Element {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes{};
    std::string text{}; ///< its own, children's left out
    std::vector<Element> children{};

    [[nodiscard]] const Element* child(std::string_view child_name) const;
    /// Its value, or an empty view.
    [[nodiscard]] std::string_view attribute(std::string_view attribute_name) const;
};

/// Nothing for what is not well-formed, has a document type, or goes past 20 levels or 3000 elements.
[[nodiscard]] std::optional<Element> read_xml(std::string_view text);

[[nodiscard]] std::string escaped(std::string_view text);

/// What is said of one resource: properties with their inner XML.
using Properties = std::vector<std::pair<std::string, std::string>>;

/// What a request wants to know of each resource.
struct Wanted {
    bool all = false; ///< allprop, or nothing said
    bool names_only = false; ///< propname
    std::vector<std::string> names{};

    [[nodiscard]] bool wants(std::string_view name) const;
};
/// Of a propfind or of a report; everything when there is neither prop, allprop nor propname.
[[nodiscard]] Wanted wanted_of(const Element& request);

/// A 207 answer (RFC 4918 §13).
class Multistatus {
public:
    Multistatus();
    void add(std::string_view href, const Wanted& wanted, const Properties& known);
    void add_missing(std::string_view href);
    [[nodiscard]] std::string text(std::string_view sync_token = {});

private:
    std::string xml_;
};

/// A refusal that names the precondition (RFC 4918 §16): error("<D:valid-sync-token/>").
[[nodiscard]] std::string error(std::string_view condition);

} // namespace clinic::appointments::dav
